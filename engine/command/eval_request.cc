#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "engine/authorize/unsaid_keys.h"
#include "engine/aws/action.h"
#include "engine/aws/arn.h"
#include "engine/base/near_miss.h"
#include "engine/base/symbol.h"
#include "engine/command/eval.h"
#include "engine/command/request_names.h"
#include "engine/input/request_reader.h"
#include "engine/input/vector_reader.h"
#include "engine/policy/parse.h"

namespace remora::command {

namespace {

using Texts = std::vector<std::string>;

class RequestReader {
 public:
  RequestReader(const RequestOptions& options, FileReader& files)
      : options_(options), files_(files) {}

  Result<fixture::Vector> read() {
    vector_.id = "request";
    read_request();
    add_doubts();
    vector_.identity = group(options_.identity_policies, PolicyType::Identity);
    vector_.resource_type = input::resource_policy_type(vector_.request.action);
    vector_.resource = one(options_.resource_policy, vector_.resource_type);
    vector_.boundary = one(options_.boundary, PolicyType::Boundary);
    vector_.vpc_endpoint = one(options_.vpc_endpoint_policy, PolicyType::VpcEndpoint);
    if (PolicyGroup session = group(options_.session_policies, PolicyType::Session);
        !session.empty()) {
      vector_.session = std::move(session);
    }
    vector_.scps = levels(options_.scps, PolicyType::Scp);
    vector_.rcps = levels(options_.rcps, PolicyType::Rcp);
    read_expectation();
    add_unsaid_keys(vector_.policies(), vector_.request, DescribedBy::Words);
    for (const std::string& key : absent_) {
      vector_.request.context.erase(key);
    }
    if (!problems_.empty()) {
      return fail({std::move(problems_)});
    }
    return std::move(vector_);
  }

 private:
  void problem(std::string message, std::string hint = {}) {
    problems_.push_back({Severity::Error, "input", {}, std::move(message), std::move(hint)});
  }

  void read_request() {
    Request& request = vector_.request;
    if (const auto parsed = Principal::parse(options_.principal)) {
      request.principal = *parsed;
    } else if (options_.principal.empty()) {
      problem("--principal is missing", "as in --principal config.amazonaws.com");
    } else {
      problems_.push_back(input::no_principal(options_.principal));
    }
    request.action = options_.action;
    if (request.action.empty()) {
      problem("--action is missing", "as in --action s3:PutObject");
    } else if (!Action::parse(request.action)) {
      problems_.push_back(input::no_action(request.action));
    }
    request.resource = options_.resource;
    request.resource_account = options_.resource_account;
    if (const std::string& owner = request.resource_account;
        !owner.empty() && !is_account_id(owner) && !has_unknown(owner)) {
      problem("\"" + owner + "\" is no account id", "it has twelve digits");
    }
    read_context(request.context);
  }

  void add_doubts() {
    TypedNames names{options_.principal, options_.action, options_.resource, {}};
    for (const std::string& setting : options_.context) {
      names.context_keys.push_back(std::string_view(setting).substr(0, setting.find('=')));
    }
    vector_.warnings = doubts_about(names);
  }

  /// A key that is given twice, or as KEY=[a,b], is multivalued; a KEY alone is not carried.
  void read_context(RequestContext& context) {
    std::map<std::string, Texts> keys;
    std::map<std::string, bool> multivalued;
    for (const std::string& setting : options_.context) {
      const std::size_t equals = setting.find('=');
      if (equals == std::string::npos && !setting.empty()) {
        absent_.push_back(setting);
        continue;
      }
      if (equals == std::string::npos || equals == 0) {
        problem("--context takes KEY=VALUE, not \"" + setting + "\"");
        continue;
      }
      const std::string key = setting.substr(0, equals);
      std::string value = setting.substr(equals + 1);
      if (value.starts_with('[') && value.ends_with(']')) {
        multivalued[key] = true;
        value = value.substr(1, value.size() - 2);
        for (std::size_t at = 0; at < value.size();) {
          const std::size_t comma = std::min(value.find(',', at), value.size());
          keys[key].push_back(value.substr(at, comma - at));
          at = comma + 1;
        }
        keys[key];
        continue;
      }
      keys[key].push_back(value);
    }
    for (const auto& [key, values] : keys) {
      const std::vector<std::string_view> views(values.begin(), values.end());
      if (multivalued[key] || values.size() > 1) {
        context.set_multivalued(key, views);
      } else if (values.front() == "?") {
        context.set_unknown(key, "not known");
      } else {
        context.set(key, values.front());
      }
    }
  }

  CompiledPolicyPtr load(const std::string& path, PolicyType type) {
    auto source = files_.read(path);
    auto policy = source ? parse_policy(*source, type) : Result<PolicyPtr>(fail(source.error()));
    if (!policy) {
      problems_.insert(
          problems_.end(), policy.error().diagnostics.begin(), policy.error().diagnostics.end());
      return nullptr;
    }
    vector_.warnings.insert(
        vector_.warnings.end(), (*policy)->warnings.begin(), (*policy)->warnings.end());
    return compile(*std::move(policy));
  }

  CompiledPolicyPtr one(const std::string& path, PolicyType type) {
    return path.empty() ? nullptr : load(path, type);
  }

  PolicyGroup group(const Texts& paths, PolicyType type) {
    PolicyGroup found;
    for (const std::string& path : paths) {
      if (CompiledPolicyPtr policy = load(path, type)) {
        found.push_back(std::move(policy));
      }
    }
    return found;
  }

  /// Each file is a level of its own, from the root to the account.
  std::optional<std::vector<PolicyGroup>> levels(const Texts& paths, PolicyType type) {
    std::vector<PolicyGroup> found;
    for (CompiledPolicyPtr& policy : group(paths, type)) {
      found.push_back({std::move(policy)});
    }
    return found.empty() ? std::nullopt : std::optional(std::move(found));
  }

  void read_expectation() {
    const std::string& expect = options_.expect;
    if (expect.empty()) {
      return;
    }
    constexpr auto kVerdicts = std::to_array<Verdict>({Verdict::Allowed,
                                                       Verdict::ExplicitlyDenied,
                                                       Verdict::ImplicitlyDenied,
                                                       Verdict::Undetermined});
    std::array<std::string_view, kVerdicts.size()> names;
    for (std::size_t i = 0; i < names.size(); ++i) {
      names[i] = to_string(kVerdicts[i]);
      if (names[i] == expect) {
        vector_.expect = kVerdicts[i];
      }
    }
    if (!vector_.expect) {
      problem("--expect cannot be \"" + expect + "\"", did_you_mean(expect, names));
    }
  }

  const RequestOptions& options_;
  FileReader& files_;
  fixture::Vector vector_;
  Texts absent_;  // keys that the request is said not to carry
  Diagnostics problems_;
};

}  // namespace

Result<fixture::Vector> read_request(const RequestOptions& options, FileReader& files) {
  return RequestReader(options, files).read();
}

}  // namespace remora::command
