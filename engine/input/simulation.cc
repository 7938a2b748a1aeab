#include "engine/input/simulation.h"

#include <array>
#include <memory>
#include <utility>

#include "engine/aws/action.h"
#include "engine/aws/arn.h"
#include "engine/input/member_reader.h"
#include "engine/input/request_reader.h"
#include "engine/policy/parse.h"

namespace remora::input {

namespace {

constexpr auto kContextTypes = std::to_array<std::string_view>({"string",
                                                                "stringList",
                                                                "numeric",
                                                                "numericList",
                                                                "boolean",
                                                                "booleanList",
                                                                "ip",
                                                                "ipList",
                                                                "binary",
                                                                "binaryList",
                                                                "date",
                                                                "dateList"});

class SimulationReader {
 public:
  explicit SimulationReader(const json::DocumentPtr& json) : json_(json), sink_(json->source()) {}

  Result<std::vector<fixture::Vector>> read() {
    MemberReader reader(json_->root(), "a simulation", sink_);
    fixture::Vector common;
    common.identity = policies(reader, "PolicyInputList", PolicyType::Identity);
    PolicyGroup boundaries =
        policies(reader, "PermissionsBoundaryPolicyInputList", PolicyType::Boundary);
    if (!boundaries.empty()) {
      common.boundary = boundaries.front();
    }
    common.request.principal = caller(reader);
    common.request.resource_account = owner(reader, common.request.principal);
    read_context(reader, common.request.context);
    resource_policy_ = reader.non_null("ResourcePolicy");
    const std::vector<std::string> actions = texts(reader, "ActionNames");
    for (const json::Value& value : reader.array("ActionNames")) {
      if (value.is_string() && !Action::parse(value.text())) {
        sink_.append({no_action(value.text(), value.place())});
      }
      append(unknown_in_action(value.text()), value.place(), names_);
    }
    std::vector<std::string> resources = texts(reader, "ResourceArns");
    for (const json::Value& value : reader.array("ResourceArns")) {
      append(unknown_in_resource(value.text(), actions.empty() ? "" : actions.front()),
             value.place(),
             names_);
    }
    if (resources.empty()) {
      resources.emplace_back("*");  // AWS's default
    }
    for (const std::string_view name : {"ResourceHandlingOption", "MaxItems", "Marker"}) {
      reader.ignore(name);
    }
    reader.finish();
    if (actions.empty() && !sink_.has_errors()) {
      sink_.error(json_->root().place(), "missing-member", "a simulation needs \"ActionNames\"");
    }
    std::vector<fixture::Vector> vectors;
    for (const std::string& action : actions) {
      for (const std::string& resource : resources) {
        vectors.push_back(combine(common, action, resource));
      }
    }
    if (sink_.has_errors()) {
      return fail({sink_.take()});
    }
    vectors.front().unknown_names = std::move(names_);
    return vectors;
  }

 private:
  fixture::Vector combine(const fixture::Vector& common,
                          const std::string& action,
                          const std::string& resource) {
    fixture::Vector vector = common;
    vector.id = action + " on " + resource;
    vector.request.action = action;
    vector.request.resource = resource;
    vector.resource_type = resource_policy_type(action);
    if (resource_policy_ && common.resource == nullptr) {
      vector.resource = policy(*resource_policy_, vector.resource_type);
    }
    return vector;
  }

  Principal caller(MemberReader& reader) {
    const auto text = reader.text("CallerArn");
    // Without a caller the policies belong to somebody; the account does not matter then.
    const auto principal = Principal::parse(text ? *text : "arn:aws:iam::123456789012:user/caller");
    if (!principal) {
      sink_.append({no_principal(*text, reader.place_of("CallerArn"))});
    } else if (text) {
      append(unknown_in_principal(*text), reader.place_of("CallerArn"), names_);
    }
    return principal.value_or(Principal());
  }

  /// The account that owns the resources: `ResourceOwner` is an ARN, else the caller's.
  std::string owner(MemberReader& reader, const Principal& caller) {
    const auto text = reader.text("ResourceOwner");
    if (!text) {
      return std::string(caller.account());
    }
    const auto arn = Arn::parse(*text);
    if (!arn || !is_account_id(arn->account)) {
      sink_.error(reader.place_of("ResourceOwner"),
                  "arn",
                  "'" + std::string(*text) + "' is not a valid as a Resource Owner.",
                  "AWS wants an ARN such as arn:aws:iam::111122223333:root");
      return {};
    }
    return std::string(arn->account);
  }

  std::vector<std::string> texts(MemberReader& reader, std::string_view name) {
    std::vector<std::string> found;
    for (const json::Value& value : reader.array(name)) {
      if (const auto text = scalar_text(value)) {
        found.emplace_back(*text);
      } else {
        sink_.error(value.place(),
                    "type",
                    "\"" + std::string(name) + "\" must hold strings, this is " +
                        std::string(with_article(value.kind())));
      }
    }
    return found;
  }

  PolicyGroup policies(MemberReader& reader, std::string_view name, PolicyType type) {
    PolicyGroup found;
    for (const json::Value& value : reader.array(name)) {
      found.push_back(policy(value, type));
    }
    return found;
  }

  /// AWS takes a policy as a text that holds JSON; a policy that is JSON itself is taken too.
  CompiledPolicyPtr policy(const json::Value& value, PolicyType type) {
    auto parsed = parse_policy(json_, value, type);
    if (!parsed) {
      sink_.append(parsed.error().diagnostics);
      return CompiledPolicy::unread(type, "malformed");
    }
    return compile(*std::move(parsed));
  }

  void read_context(MemberReader& reader, RequestContext& context) {
    for (const json::Value& value : reader.array("ContextEntries")) {
      MemberReader entry(value, "a context entry", sink_);
      const std::string name = entry.required_text("ContextKeyName");
      append(unknown_in_key(name), entry.place_of("ContextKeyName"), names_);
      const std::string_view type =
          entry.choice("ContextKeyType", kContextTypes, kContextTypes.front());
      const std::vector<std::string> values = texts(entry, "ContextKeyValues");
      entry.finish();
      const std::vector<std::string_view> views(values.begin(), values.end());
      if (type.ends_with("List")) {
        context.set_multivalued(name, views);
      } else if (!views.empty()) {
        context.set(name, views.front());
      }
    }
  }

  json::DocumentPtr json_;
  DiagnosticSink sink_;
  std::optional<json::Value> resource_policy_;
  UnknownNames names_;
};

}  // namespace

bool is_simulation(const json::Value& root) {
  return root.find("PolicyInputList").has_value() || root.find("ActionNames").has_value();
}

Result<std::vector<fixture::Vector>> read_simulation(const json::DocumentPtr& json) {
  return SimulationReader(json).read();
}

}  // namespace remora::input
