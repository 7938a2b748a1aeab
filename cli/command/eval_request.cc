#include "cli/command/eval_request.h"

#include <array>
#include <map>
#include <utility>

#include "cli/files.h"
#include "engine/aws/action.h"
#include "engine/base/near_miss.h"
#include "engine/input/vector_reader.h"
#include "engine/policy/parse.h"

namespace remora::cli {

namespace {

namespace po = boost::program_options;
using Texts = std::vector<std::string>;

Texts values_of(const CommandLine& line, const char* name) {
  return line.values().count(name) > 0 ? line.values()[name].as<Texts>() : Texts();
}

std::string value_of(const CommandLine& line, const char* name) {
  return line.values().count(name) > 0 ? line.values()[name].as<std::string>() : std::string();
}

class RequestOptions {
 public:
  explicit RequestOptions(const CommandLine& line) : line_(line) {}

  Result<fixture::Vector> read() {
    vector_.id = "request";
    read_request();
    vector_.identity = group("identity-policy", PolicyType::Identity);
    vector_.resource_type = input::resource_policy_type(vector_.request.action);
    vector_.resource = one("resource-policy", vector_.resource_type);
    vector_.boundary = one("boundary", PolicyType::Boundary);
    vector_.vpc_endpoint = one("vpc-endpoint-policy", PolicyType::VpcEndpoint);
    if (PolicyGroup session = group("session-policy", PolicyType::Session); !session.empty()) {
      vector_.session = std::move(session);
    }
    vector_.scps = levels("scp", PolicyType::Scp);
    vector_.rcps = levels("rcp", PolicyType::Rcp);
    read_expectation();
    if (!problems_.empty()) {
      return fail({std::move(problems_)});
    }
    return std::move(vector_);
  }

 private:
  void problem(std::string message, std::string hint = {}) {
    const Error error = plain_error(std::move(message), std::move(hint));
    problems_.insert(problems_.end(), error.diagnostics.begin(), error.diagnostics.end());
  }

  void read_request() {
    Request& request = vector_.request;
    const std::string principal = value_of(line_, "principal");
    if (const auto parsed = Principal::parse(principal)) {
      request.principal = *parsed;
    } else {
      problem(principal.empty() ? "--principal is missing"
                                : "\"" + principal + "\" is no principal that makes requests",
              "write a user, role session or root ARN, a service such as config.amazonaws.com, or "
              "anonymous");
    }
    request.action = value_of(line_, "action");
    if (!Action::parse(request.action)) {
      problem(request.action.empty() ? "--action is missing"
                                     : "\"" + request.action + "\" is no action",
              "actions are written service:Name, as in s3:PutObject");
    }
    request.resource = line_.values()["resource"].as<std::string>();
    request.resource_account = value_of(line_, "resource-account");
    read_context(request.context);
  }

  /// A key that is given twice, or as KEY=[a,b], is multivalued.
  void read_context(RequestContext& context) {
    std::map<std::string, Texts> keys;
    std::map<std::string, bool> multivalued;
    for (const std::string& setting : values_of(line_, "context")) {
      const std::size_t equals = setting.find('=');
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
    DiskReader files;
    auto source = files.read(path);
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

  CompiledPolicyPtr one(const char* option, PolicyType type) {
    const std::string path = value_of(line_, option);
    return path.empty() ? nullptr : load(path, type);
  }

  PolicyGroup group(const char* option, PolicyType type) {
    PolicyGroup found;
    for (const std::string& path : values_of(line_, option)) {
      if (CompiledPolicyPtr policy = load(path, type)) {
        found.push_back(std::move(policy));
      }
    }
    return found;
  }

  /// Each file is a level of its own, from the root to the account.
  std::optional<std::vector<PolicyGroup>> levels(const char* option, PolicyType type) {
    std::vector<PolicyGroup> found;
    for (CompiledPolicyPtr& policy : group(option, type)) {
      found.push_back({std::move(policy)});
    }
    return found.empty() ? std::nullopt : std::optional(std::move(found));
  }

  void read_expectation() {
    const std::string expect = value_of(line_, "expect");
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

  const CommandLine& line_;
  fixture::Vector vector_;
  Diagnostics problems_;
};

}  // namespace

void add_request_options(CommandLine& line) {
  line.add()("principal", po::value<std::string>(), "who asks: an ARN, a service, anonymous")(
      "action", po::value<std::string>(), "service:Name")(
      "resource", po::value<std::string>()->default_value("*"), "the ARN asked for")(
      "resource-account", po::value<std::string>(), "its owner, where the ARN does not say")(
      "context",
      po::value<Texts>()->composing(),
      "KEY=VALUE; KEY=[a,b] is a multivalued key, KEY=? an unknown one")(
      "identity-policy", po::value<Texts>()->composing(), "FILE of the requester; repeatable")(
      "resource-policy", po::value<std::string>(), "FILE of the resource (also a key policy)")(
      "boundary", po::value<std::string>(), "FILE, the permissions boundary")(
      "session-policy", po::value<Texts>()->composing(), "FILE; repeatable")(
      "scp", po::value<Texts>()->composing(), "FILE, one level each, from the root on")(
      "rcp", po::value<Texts>()->composing(), "FILE, one level each, from the root on")(
      "vpc-endpoint-policy", po::value<std::string>(), "FILE")(
      "expect", po::value<std::string>(), "the verdict that you want; another one is status 1");
}

bool has_request_options(const CommandLine& line) {
  return line.values().count("principal") > 0 || line.values().count("action") > 0;
}

Result<fixture::Vector> read_request_options(const CommandLine& line) {
  return RequestOptions(line).read();
}

}  // namespace remora::cli
