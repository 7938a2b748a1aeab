#include "engine/input/policy_loader.h"

#include <memory>
#include <string_view>
#include <vector>

#include "engine/base/near_miss.h"
#include "engine/base/words.h"
#include "engine/input/printed.h"
#include "engine/json/embedded_text.h"
#include "engine/json/read.h"
#include "engine/policy/parse.h"
#include "engine/world/managed_policies.h"

namespace remora::input {

namespace {

/// The policy in a file: bare, or inside of what a command of the AWS CLI printed.
Result<PolicyPtr> parse_file(const SourcePtr& source, PolicyType type) {
  const std::string_view text = source->text();
  const bool printed = text.find("\"Policy\"") != std::string_view::npos ||
                       text.find("PolicyDocument\"") != std::string_view::npos ||
                       text.find("\"Document\"") != std::string_view::npos;
  if (printed) {
    const auto json = json::read(source);
    if (json && printed_policy((*json)->root()) != (*json)->root()) {
      return parse_policy(*json, printed_policy((*json)->root()), type);
    }
  }
  return parse_policy(source, type);
}

CompiledPolicyPtr malformed(PolicyType type) {
  return CompiledPolicy::unread(type, "malformed");
}

}  // namespace

CompiledPolicyPtr PolicyLoader::load(MemberReader& reader, std::string_view name, PolicyType type) {
  const auto value = reader.non_null(name);
  return value ? load(*value, type) : nullptr;
}

// A document stands in a policy with its ARN, and documents nest as deep as the JSON reader lets
// them.
CompiledPolicyPtr PolicyLoader::load(const json::Value& value,  // NOLINT(misc-no-recursion)
                                     PolicyType type) {
  if (value.is_string() && !json::holds_document(value.text())) {
    if (!value.text().starts_with("arn:")) {
      return load_file(value, type);
    }
    if (CompiledPolicyPtr managed = load_managed(value.text(), type)) {
      return managed;
    }
    const auto name_in = [](std::string_view arn) { return arn.substr(arn.rfind('/') + 1); };
    std::vector<std::string_view> known;
    for (const world::ManagedPolicy& policy : world::managed_policies()) {
      known.push_back(name_in(policy.arn));
    }
    const std::string hint = did_you_mean(name_in(value.text()), known);
    sink_->error(value.place(),
                 "managed-policy",
                 "remora does not know the managed policy " + in_quotes(value.text()),
                 hint.empty() ? "give its document instead" : hint);
    return malformed(type);
  }
  if (value.is_object() && value.find("unknown")) {
    MemberReader reader(value, "an unknown policy", *sink_);
    Unknown why{"the " + std::string(describe(type)),
                reader.required_sentence("unknown"),
                value.place(),
                std::string(reader.text("supply").value_or(""))};
    reader.finish();
    return CompiledPolicy::unread(type, std::make_shared<const Unknown>(std::move(why)));
  }
  if (value.is_object() && value.find("document")) {
    MemberReader reader(value, "a policy with its ARN", *sink_);
    std::string arn = reader.required_text("arn");
    CompiledPolicyPtr policy = load(*reader.any("document"), type);
    reader.finish();
    return with_arn(policy, std::move(arn));
  }
  return load_inline(value, type);
}

CompiledPolicyPtr PolicyLoader::load_inline(const json::Value& value, PolicyType type) {
  auto parsed = parse_policy(input_, printed_policy(value), type);
  if (!parsed) {
    sink_->append(parsed.error().diagnostics);
    return malformed(type);
  }
  sink_->append((*parsed)->warnings);
  return compile(*std::move(parsed));
}

void PolicyLoader::keep(const std::string& path, PolicyType type, PolicyCache::Entry entry) {
  by_path_[{path, type}] = entry.policy;
  if (cache_ != nullptr) {
    cache_->keep(path, type, std::move(entry));
  }
}

CompiledPolicyPtr PolicyLoader::load_file(const json::Value& value, PolicyType type) {
  const std::string path = normal_path(path_beside(value.source()->name(), value.text()));
  if (const auto known = by_path_.find({path, type}); known != by_path_.end()) {
    return known->second;
  }
  if (auto shared = cache_ == nullptr ? std::nullopt : cache_->find(path, type)) {
    sink_->append(shared->remarks);
    return by_path_[{path, type}] = shared->policy;
  }
  auto source = read_named(*files_, value.source()->name(), value.text(), path);
  if (!source) {
    for (const Diagnostic& diagnostic : source.error().diagnostics) {
      sink_->error(value.place(), "policy-file", diagnostic.message, diagnostic.hint);
    }
    return by_path_[{path, type}] = malformed(type);
  }
  auto parsed = parse_file(*source, type);
  PolicyCache::Entry entry;
  entry.remarks = parsed ? (*parsed)->warnings : parsed.error().diagnostics;
  entry.policy = parsed ? compile(*std::move(parsed)) : malformed(type);
  sink_->append(entry.remarks);
  CompiledPolicyPtr policy = entry.policy;
  keep(path, type, std::move(entry));
  return policy;
}

PolicyGroup PolicyLoader::load_all(const std::vector<json::Value>& values, PolicyType type) {
  PolicyGroup group;
  group.reserve(values.size());
  for (const json::Value& value : values) {
    group.push_back(load(value, type));
  }
  return group;
}

CompiledPolicyPtr PolicyLoader::load_managed(std::string_view arn, PolicyType type) {
  const auto managed = world::find_managed_policy(arn);
  return managed ? load_text(arn, managed->text, type) : nullptr;
}

CompiledPolicyPtr PolicyLoader::load_text(std::string_view name,
                                          std::string_view text,
                                          PolicyType type) {
  const std::string key(name);
  if (const auto known = by_path_.find({key, type}); known != by_path_.end()) {
    return known->second;
  }
  if (auto shared = cache_ == nullptr ? std::nullopt : cache_->find(key, type)) {
    return by_path_[{key, type}] = shared->policy;
  }
  auto parsed = parse_policy(std::make_shared<const SourceText>(key, std::string(text)), type);
  CompiledPolicyPtr policy = parsed ? compile(*std::move(parsed)) : nullptr;
  if (name.starts_with("arn:")) {
    policy = with_arn(policy, key);
  }
  keep(key, type, {policy, {}});
  return policy;
}

}  // namespace remora::input
