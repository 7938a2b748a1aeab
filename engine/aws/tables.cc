#include "engine/aws/tables.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "engine/aws/action.h"
#include "engine/base/ascii.h"
#include "engine/base/near_miss.h"
#include "engine/base/wildcard.h"

namespace remora {

namespace {

constexpr auto kActions = std::to_array<ActionRow>({
#define REMORA_ACTION(service, name, access, types, keys) {service, name, access, types, keys},
#include "engine/aws/tables/actions.inc"
#undef REMORA_ACTION
});

struct ResourceTypeRow {
  std::string_view service;
  std::string_view type;
  std::string_view arn;
};

constexpr auto kResourceTypes = std::to_array<ResourceTypeRow>({
#define REMORA_RESOURCE_TYPE(service, type, arn) {service, type, arn},
#include "engine/aws/tables/resource_types.inc"
#undef REMORA_RESOURCE_TYPE
});

struct AccountResourceRow {
  std::string_view service;
  std::string_view action;
  std::string_view arn;
};

constexpr auto kAccountResources = std::to_array<AccountResourceRow>({
#define REMORA_ACCOUNT_RESOURCE(service, action, arn, source) {service, action, arn},
#include "engine/aws/tables/account_resources.inc"
#undef REMORA_ACCOUNT_RESOURCE
});

constexpr KeyType key_type(std::string_view name) {
  if (name == "ARN") {
    return KeyType::Arn;
  }
  if (name == "Bool") {
    return KeyType::Bool;
  }
  if (name == "Numeric") {
    return KeyType::Numeric;
  }
  if (name == "Date") {
    return KeyType::Date;
  }
  if (name == "IPAddress") {
    return KeyType::IpAddress;
  }
  return name == "Binary" ? KeyType::Binary : KeyType::String;
}

constexpr auto kKeys = std::to_array<KeyRow>({
#define REMORA_CONDITION_KEY(name, type, multivalued) {name, key_type(type), multivalued},
#include "engine/aws/tables/condition_keys.inc"
#undef REMORA_CONDITION_KEY
});

/// Tests a key against a name of the table, of which a part, but never its first letter, may be
/// `${...}`.
bool matches_template(std::string_view name, std::string_view key) {
  if (key.empty() || ascii_lower(name.front()) != ascii_lower(key.front())) {
    return false;
  }
  const std::size_t open = name.find("${");
  if (open == std::string_view::npos) {
    return equal_ignoring_case(name, key);
  }
  const std::string_view prefix = name.substr(0, open);
  const std::string_view suffix = name.substr(name.find('}', open) + 1);
  return key.size() > prefix.size() + suffix.size() &&
         equal_ignoring_case(key.substr(0, prefix.size()), prefix) &&
         equal_ignoring_case(key.substr(key.size() - suffix.size()), suffix);
}

/// The first row of a service, or the first behind where it would stand.
const ActionRow* first_of_service(std::string_view service) {
  const auto comes_before = [](const ActionRow& row, std::string_view wanted) {
    return std::lexicographical_compare(
        row.service.begin(), row.service.end(), wanted.begin(), wanted.end(), [](char a, char b) {
          return ascii_lower(a) < ascii_lower(b);
        });
  };
  return std::lower_bound(kActions.begin(), kActions.end(), service, comes_before);
}

std::string_view before_colon(std::string_view text) {
  return text.substr(0, text.find(':'));
}

/// Keys that belong to one service of the tables; only these can be missing from a request.
bool is_service_key(std::string_view key) {
  return is_known_service(before_colon(key));
}

std::vector<std::string_view> service_names() {
  std::vector<std::string_view> names;
  for (const ActionRow& row : kActions) {
    if (names.empty() || names.back() != row.service) {
      names.push_back(row.service);
    }
  }
  return names;
}

}  // namespace

std::string_view to_string(KeyType type) {
  switch (type) {
    case KeyType::Arn:
      return "an ARN";
    case KeyType::Bool:
      return "a boolean";
    case KeyType::Numeric:
      return "a number";
    case KeyType::Date:
      return "a date";
    case KeyType::IpAddress:
      return "an IP address";
    case KeyType::Binary:
      return "binary data";
    case KeyType::String:
      break;
  }
  return "a string";
}

bool is_known_service(std::string_view service) {
  const ActionRow* const row = first_of_service(service);
  return row != kActions.end() && equal_ignoring_case(row->service, service);
}

std::vector<const ActionRow*> expand_action(std::string_view pattern) {
  std::vector<const ActionRow*> found;
  const auto action = Action::parse(pattern);
  if (pattern != "*" && !action) {
    return found;
  }
  for (const ActionRow& row : kActions) {
    if (pattern == "*" || (glob_ignoring_case(action->service, row.service) &&
                           glob_ignoring_case(action->name, row.name))) {
      found.push_back(&row);
    }
  }
  return found;
}

const ActionRow* find_action(const Action& action) {
  // Nearly always it is written as AWS writes it.
  const std::pair wanted(action.service, action.name);
  const auto* const exact = std::lower_bound(
      kActions.begin(), kActions.end(), wanted, [](const ActionRow& row, const auto& names) {
        return std::pair(row.service, row.name) < names;
      });
  if (exact != kActions.end() && std::pair(exact->service, exact->name) == wanted) {
    return exact;
  }
  const ActionRow* row = first_of_service(action.service);
  for (; row != kActions.end() && equal_ignoring_case(row->service, action.service); ++row) {
    if (equal_ignoring_case(row->name, action.name)) {
      return &*row;
    }
  }
  return nullptr;
}

bool takes_resource(const ActionRow& action, std::string_view resource_type) {
  for (std::string_view rest = action.resource_types; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (rest.substr(0, end) == resource_type) {
      return true;
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

std::string_view account_resource(const Action& action) {
  for (const AccountResourceRow& row : kAccountResources) {
    if (equal_ignoring_case(row.service, action.service) &&
        equal_ignoring_case(row.action, action.name)) {
      return row.arn;
    }
  }
  return {};
}

std::string nearest_action(std::string_view action) {
  const std::string_view prefix = before_colon(action);
  const std::string_view name =
      prefix.size() == action.size() ? prefix : action.substr(prefix.size() + 1);
  std::string_view service = prefix;
  if (!is_known_service(service)) {
    // sqs:AddPermission is no slip of sns:AddPermission, though nothing else is known of it.
    if (is_aws_service(prefix)) {
      return {};
    }
    service = nearest(prefix, service_names());
  }
  std::vector<std::string_view> names;
  for (const ActionRow& row : kActions) {
    // Without a colon the service was forgotten, so every service is a candidate.
    if (prefix.size() == action.size() || equal_ignoring_case(row.service, service)) {
      names.push_back(row.name);
    }
  }
  const std::string_view found = nearest(name, names);
  if (found.empty()) {
    return {};
  }
  const auto* const row = std::find_if(kActions.begin(), kActions.end(), [&](const ActionRow& r) {
    return r.name.data() == found.data();
  });
  return std::string(row->service) + ":" + std::string(found);
}

std::vector<std::string_view> words(std::string_view list) {
  std::vector<std::string_view> found;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    found.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return found;
}

std::string_view arn_template(std::string_view service, std::string_view resource_type) {
  const auto* const found =
      std::find_if(kResourceTypes.begin(), kResourceTypes.end(), [&](const ResourceTypeRow& row) {
        return row.service == service && row.type == resource_type;
      });
  return found == kResourceTypes.end() ? std::string_view() : found->arn;
}

const KeyRow* find_key(std::string_view key) {
  // Nearly always it is written as AWS writes it: then its row is where it would stand itself, or
  // that of its template, in which `$` comes before every letter, in front of that.
  const auto* const behind = std::upper_bound(
      kKeys.begin(), kKeys.end(), key, [](std::string_view wanted, const KeyRow& row) {
        return wanted < row.name;
      });
  if (behind != kKeys.begin() && matches_template(std::prev(behind)->name, key)) {
    return std::prev(behind);
  }
  const auto* const found = std::find_if(kKeys.begin(), kKeys.end(), [&](const KeyRow& row) {
    return matches_template(row.name, key);
  });
  return found == kKeys.end() ? nullptr : &*found;
}

bool is_plausible_key(std::string_view key) {
  // The list of global keys has forgotten it, but the policy of every new topic names it, and a
  // capture of AWS (policy_context) shows what becomes of it.
  if (equal_ignoring_case(key, "aws:SourceOwner")) {
    return true;
  }
  return find_key(key) != nullptr ||
         (!equal_ignoring_case(before_colon(key), "aws") && !is_service_key(key));
}

std::string nearest_key(std::string_view key) {
  std::vector<std::string_view> names;
  for (const KeyRow& row : kKeys) {
    // Claims of OIDC providers are no names that a slip of another key could have meant.
    if (equal_ignoring_case(before_colon(row.name), "aws") || is_service_key(row.name)) {
      names.push_back(row.name);
    }
  }
  return std::string(nearest(key, names));
}

bool carries_key(const ActionRow& action, std::string_view key) {
  if (!is_service_key(key)) {
    return true;
  }
  const auto keys = words(action.condition_keys);
  return std::any_of(
      keys.begin(), keys.end(), [&](std::string_view name) { return matches_template(name, key); });
}

}  // namespace remora
