#include "tests/reference/s3_public.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "tests/reference/ip.h"
#include "tests/reference/lower_case.h"

namespace remora::reference {

namespace {

constexpr auto kNarrowingKeys = std::to_array<std::string_view>({"aws:sourcearn",
                                                                 "aws:sourceaccount",
                                                                 "aws:sourcevpc",
                                                                 "aws:sourcevpce",
                                                                 "aws:sourceorgid",
                                                                 "aws:principalorgid",
                                                                 "aws:principalarn",
                                                                 "aws:principalaccount",
                                                                 "aws:userid",
                                                                 "s3:dataaccesspointarn",
                                                                 "s3:dataaccesspointaccount"});

bool has_any(std::string_view text, std::string_view characters) {
  return text.find_first_of(characters) != std::string_view::npos;
}

/// "Fixed": no variable, and no wildcard where the operator reads one. In an ARN a wildcard counts
/// in the account field only.
bool is_fixed(std::string_view operation, std::string_view value) {
  if (value.find("${") != std::string_view::npos) {
    return false;
  }
  if (operation == "StringEquals" || operation == "StringEqualsIgnoreCase") {
    return true;
  }
  // A role's unique id with any session name is as good as fixed.
  if (operation == "StringLike" && value.starts_with("AROA") && value.ends_with(":*")) {
    return !has_any(value.substr(0, value.size() - 2), "*?");
  }
  if (operation == "StringLike" && !value.starts_with("arn:")) {
    return !has_any(value, "*?");
  }
  std::string_view account = value;
  for (int field = 0; field < 4; ++field) {
    const std::size_t colon = account.find(':');
    account = colon == std::string_view::npos ? "*" : account.substr(colon + 1);
  }
  return operation != "StringLike" ? !has_any(account.substr(0, account.find(':')), "*?")
                                   : !has_any(value, "*?");
}

/// "Not wider than /8": and the private ranges.
bool is_narrow_network(std::string_view network) {
  const std::size_t slash = network.find('/');
  const auto address = read_ip(network.substr(0, slash));
  if (!address || !covers(network, *address)) {
    return false;
  }
  const int prefix = slash == std::string_view::npos
                         ? static_cast<int>(address->size())
                         : std::stoi(std::string(network.substr(slash + 1)));
  return address->size() == 32 ? prefix >= 8 : prefix >= 32;
}

/// "Null": "false" for that key: the request must carry it.
bool must_be_present(const Statement& statement, const std::string& key) {
  return std::any_of(
      statement.conditions.begin(), statement.conditions.end(), [&](const ConditionEntry& entry) {
        return entry.operator_name.text == "Null" && lower_ascii(entry.key.text) == key &&
               entry.values.size() == 1 && entry.values.front().text == "false";
      });
}

bool narrows(const ConditionEntry& condition, const Statement& statement) {
  std::string_view operation = condition.operator_name.text;
  const std::string key = lower_ascii(condition.key.text);
  // Joined with a Null test, the forms that a missing key satisfies have no hole any more.
  if (must_be_present(statement, key)) {
    if (operation.starts_with("ForAllValues:")) {
      operation.remove_prefix(std::string_view("ForAllValues:").size());
    }
    if (operation.ends_with("IfExists")) {
      operation.remove_suffix(std::string_view("IfExists").size());
    }
  }
  const auto all = [&](auto&& good) {
    return !condition.values.empty() &&
           std::all_of(condition.values.begin(), condition.values.end(), good);
  };
  if (operation == "IpAddress" && key == "aws:sourceip") {
    return all([](const PolicyText& v) { return is_narrow_network(v.text); });
  }
  constexpr auto kOperators = std::to_array<std::string_view>(
      {"StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike"});
  const auto has = [](const auto& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  return has(kOperators, operation) && has(kNarrowingKeys, key) &&
         all([&](const PolicyText& v) { return is_fixed(operation, v.text); });
}

bool names_everyone(const PrincipalElement& element) {
  return element.negated ||
         std::any_of(element.entries.begin(), element.entries.end(), [](const auto& entry) {
           return entry.type == PrincipalType::Any ||
                  (entry.type == PrincipalType::Aws && entry.value.text == "*");
         });
}

bool same_texts(const PatternElement& a, const PatternElement& b) {
  return a.negated == b.negated &&
         std::equal(a.values.begin(),
                    a.values.end(),
                    b.values.begin(),
                    b.values.end(),
                    [](const PolicyText& x, const PolicyText& y) { return x.text == y.text; });
}

/// "Deny unless the fixed value is there".
bool denies_all_but_fixed(const ConditionEntry& entry) {
  const std::string key = lower_ascii(entry.key.text);
  return entry.operator_name.text == "StringNotEquals" &&
         std::find(kNarrowingKeys.begin(), kNarrowingKeys.end(), key) != kNarrowingKeys.end() &&
         std::all_of(entry.values.begin(), entry.values.end(), [](const PolicyText& value) {
           return is_fixed("StringEquals", value.text);
         });
}

/// A Deny for everyone of the very same scope takes the grant back, without conditions or unless a
/// fixed value is there.
bool taken_back(const Statement& allow, const PolicyDocument& policy) {
  return std::any_of(
      policy.statements.begin(), policy.statements.end(), [&](const Statement& deny) {
        return deny.effect == Effect::Deny && !deny.principal.negated &&
               names_everyone(deny.principal) &&
               std::all_of(deny.conditions.begin(), deny.conditions.end(), denies_all_but_fixed) &&
               same_texts(deny.action, allow.action) && same_texts(deny.resource, allow.resource);
      });
}

}  // namespace

bool is_public(const PolicyDocument& policy) {
  return std::any_of(
      policy.statements.begin(), policy.statements.end(), [&](const Statement& statement) {
        return statement.effect == Effect::Allow && names_everyone(statement.principal) &&
               std::none_of(
                   statement.conditions.begin(),
                   statement.conditions.end(),
                   [&](const ConditionEntry& entry) { return narrows(entry, statement); }) &&
               !taken_back(statement, policy);
      });
}

}  // namespace remora::reference
