#include "engine/input/policy_loader.h"

#include <memory>

#include "engine/policy/parse.h"
#include "engine/world/managed_policies.h"

namespace remora::input {

namespace {

std::string in_quotes(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

CompiledPolicyPtr malformed(PolicyType type) {
  return CompiledPolicy::unread(type, "malformed");
}

}  // namespace

CompiledPolicyPtr PolicyLoader::load(MemberReader& reader, std::string_view name, PolicyType type) {
  const auto value = reader.non_null(name);
  return value ? load(*value, type) : nullptr;
}

CompiledPolicyPtr PolicyLoader::load(const json::Value& value, PolicyType type) {
  if (value.is_string()) {
    if (!value.text().starts_with("arn:")) {
      return load_file(value, type);
    }
    if (CompiledPolicyPtr managed = load_managed(value.text(), type)) {
      return managed;
    }
    std::string hint = "known are";
    for (const world::ManagedPolicy& policy : world::managed_policies()) {
      hint += " " + std::string(policy.arn);
    }
    sink_->error(value.span(),
                 "managed-policy",
                 "remora does not know the managed policy " + in_quotes(value.text()),
                 hint + "; give its document instead");
    return malformed(type);
  }
  if (value.is_object() && value.find("unknown")) {
    MemberReader reader(value, "an unknown policy", *sink_);
    std::string reason = reader.required_text("unknown");
    reader.finish();
    return CompiledPolicy::unread(type, std::move(reason));
  }
  auto parsed = parse_policy(input_, value, type);
  if (!parsed) {
    sink_->append(parsed.error().diagnostics);
    return malformed(type);
  }
  sink_->append((*parsed)->warnings);
  return compile(*std::move(parsed));
}

CompiledPolicyPtr PolicyLoader::load_file(const json::Value& value, PolicyType type) {
  const std::string path = path_beside(input_->source()->name(), value.text());
  const auto known = by_path_.find({path, type});
  if (known != by_path_.end()) {
    return known->second;
  }
  CompiledPolicyPtr policy = malformed(type);
  if (auto source = files_->read(path); !source) {
    for (const Diagnostic& diagnostic : source.error().diagnostics) {
      sink_->error(value.span(), "policy-file", diagnostic.message, diagnostic.hint);
    }
  } else if (auto parsed = parse_policy(*source, type); !parsed) {
    sink_->append(parsed.error().diagnostics);
  } else {
    sink_->append((*parsed)->warnings);
    policy = compile(*std::move(parsed));
  }
  by_path_[{path, type}] = policy;
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
  if (!managed) {
    return nullptr;
  }
  const auto source =
      std::make_shared<const SourceText>(std::string(arn), std::string(managed->text));
  auto parsed = parse_policy(source, type);
  return parsed ? compile(*std::move(parsed)) : nullptr;
}

}  // namespace remora::input
