#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engine/authorize/layers.h"
#include "engine/base/ascii.h"
#include "engine/lint/lint.h"

namespace remora::lint {

namespace {

/// The statements of a document that may well be malformed.
std::vector<json::Value> statements_of(const json::Value& policy) {
  const auto statement = policy.find("Statement");
  if (!statement) {
    return {};
  }
  return statement->is_array() ? statement->elements() : std::vector<json::Value>{*statement};
}

/// The texts of a member that is a string or a list of strings.
std::vector<std::string_view> texts_of(const json::Value& statement, std::string_view name) {
  std::vector<std::string_view> texts;
  const auto value = statement.find(name);
  if (!value) {
    return texts;
  }
  for (const json::Value& item :
       value->is_array() ? value->elements() : std::vector<json::Value>{*value}) {
    if (item.is_string()) {
      texts.push_back(item.text());
    }
  }
  return texts;
}

bool has_either(const json::Value& statement, std::string_view name, std::string_view negated) {
  return statement.find(name).has_value() || statement.find(negated).has_value();
}

bool is_for_everyone(const json::Value& statement) {
  const auto principal = statement.find("Principal");
  if (!principal) {
    return false;
  }
  const auto is_star = [&](std::string_view type) {
    const auto value = principal->find(type);
    return value && value->is_string() && value->text() == "*";
  };
  return principal->text() == "*" || is_star("AWS") || is_star("Federated");
}

/// What the statements together look like.
struct Traits {
  bool principal = false;
  bool resource = false;
  bool all_deny = true;
  bool all_everyone = true;
  bool star_resource = false;
  bool access_point = false;
  std::set<std::string> action_services;
  std::set<std::string> resource_services;
};

Traits traits_of(const json::Value& policy) {
  Traits traits;
  for (const json::Value& statement : statements_of(policy)) {
    traits.principal |= has_either(statement, "Principal", "NotPrincipal");
    traits.resource |= has_either(statement, "Resource", "NotResource");
    const auto effect = statement.find("Effect");
    traits.all_deny &= effect && effect->text() == "Deny";
    traits.all_everyone &= is_for_everyone(statement);
    for (const std::string_view name : {"Action", "NotAction"}) {
      for (const std::string_view action : texts_of(statement, name)) {
        traits.action_services.insert(to_ascii_lower(action.substr(0, action.find(':'))));
      }
    }
    for (const std::string_view name : {"Resource", "NotResource"}) {
      for (const std::string_view resource : texts_of(statement, name)) {
        traits.star_resource |= resource == "*";
        // arn:PARTITION:SERVICE:...
        const std::size_t partition = resource.find(':');
        const std::size_t service = resource.find(':', partition + 1);
        if (partition != resource.npos && service != resource.npos) {
          const std::string_view rest = resource.substr(service + 1);
          traits.resource_services.insert(std::string(rest.substr(0, rest.find(':'))));
          traits.access_point |= resource.find(":accesspoint/") != resource.npos;
        }
      }
    }
  }
  return traits;
}

/// Whether the file is named as that of a key's policy, such as `kms_key_policy.json`.
bool is_named_for_key(std::string_view file) {
  const std::string name = to_ascii_lower(file.substr(file.find_last_of('/') + 1));
  return name.find("key") != name.npos && name.find("rcp") == name.npos &&
         name.find("control") == name.npos;
}

PolicyType type_of_service(const std::string& service) {
  if (service == "s3") {
    return PolicyType::Bucket;
  }
  if (service == "kms") {
    return PolicyType::Key;
  }
  return service == "sns" ? PolicyType::Topic : PolicyType::Resource;
}

}  // namespace

PolicyType guess_type(const json::Value& policy) {
  const Traits traits = traits_of(policy);
  if (!traits.principal) {
    return PolicyType::Identity;
  }
  if (!traits.resource && traits.action_services.contains("sts")) {
    return PolicyType::Trust;
  }
  if (traits.access_point) {
    return PolicyType::Resource;  // of an access point, whose form is its own
  }
  // Bucket policies name their resource, and a key policy that only denies would lock its key; a
  // control policy denies everyone on "*", actions of services that have such policies.
  const bool controls = std::all_of(
      traits.action_services.begin(), traits.action_services.end(), [](const std::string& service) {
        return service == "*" || is_rcp_service(service);
      });
  if (traits.all_deny && traits.all_everyone && traits.star_resource && controls) {
    // A part of a key policy, such as AWS's data perimeter examples have, reads just so.
    const bool key = traits.action_services == std::set<std::string>{"kms"} &&
                     is_named_for_key(policy.source()->name());
    return key ? PolicyType::Key : PolicyType::Rcp;
  }
  // Nothing else lets everyone do everything on "*", least of all with conditions.
  if (traits.action_services.contains("*") && traits.star_resource && traits.all_everyone) {
    return PolicyType::VpcEndpoint;
  }
  if (traits.action_services.size() == 1 && !traits.action_services.contains("*")) {
    return type_of_service(*traits.action_services.begin());
  }
  if (traits.resource_services.size() == 1) {
    return type_of_service(*traits.resource_services.begin());
  }
  return PolicyType::Resource;
}

}  // namespace remora::lint
