#include "engine/authorize/s3_public.h"

#include <algorithm>
#include <array>

#include "engine/aws/arn.h"
#include "engine/base/ascii.h"
#include "engine/base/wildcard.h"
#include "engine/condition/ip_network.h"

namespace remora::s3 {

namespace {

/// What a value of a key must be to count as fixed.
enum class FixedAs : std::uint8_t { Text, UserId, ArnAccount, Network };

struct TrustedKey {
  std::string_view name;
  FixedAs fixed_as;
};

// aws:SourceOwner is on AWS's page, but a capture shows such a policy called public;
// aws:SourceOrgID and aws:PrincipalAccount are not on it, but captures show them to narrow.
constexpr auto kTrustedKeys = std::to_array<TrustedKey>({
    {"aws:PrincipalAccount", FixedAs::Text},
    {"aws:PrincipalArn", FixedAs::ArnAccount},
    {"aws:PrincipalOrgID", FixedAs::Text},
    {"aws:SourceAccount", FixedAs::Text},
    {"aws:SourceArn", FixedAs::ArnAccount},
    {"aws:SourceIp", FixedAs::Network},
    {"aws:SourceOrgID", FixedAs::Text},
    {"aws:SourceVpc", FixedAs::Text},
    {"aws:SourceVpce", FixedAs::Text},
    {"aws:userid", FixedAs::UserId},
    {"s3:DataAccessPointAccount", FixedAs::Text},
    {"s3:DataAccessPointArn", FixedAs::ArnAccount},
});

bool has_wildcard(std::string_view text) {
  return text.find_first_of("*?") != text.npos;
}

bool has_variable(std::string_view text) {
  return text.find("${") != text.npos;
}

bool is_narrow_network(std::string_view text) {
  constexpr int kWidestV4 = 8;
  constexpr int kWidestV6 = 32;
  const auto network = IpNetwork::parse(text);
  return network && network->prefix() >= (network->address().v6 ? kWidestV6 : kWidestV4);
}

bool is_fixed(std::string_view value, FixedAs fixed_as, OperandType operand) {
  if (has_variable(value)) {
    return false;
  }
  if (fixed_as == FixedAs::Network) {
    return is_narrow_network(value);
  }
  if (operand == OperandType::Arn) {
    // Wildcards may stand anywhere but in the account.
    const auto arn = Arn::parse(value);
    return arn && !has_wildcard(arn->account);
  }
  if (operand != OperandType::StringPattern || !has_wildcard(value)) {
    return true;
  }
  // A role's unique id with any session name: the id is fixed.
  return fixed_as == FixedAs::UserId && value.ends_with(":*") && value.starts_with("AROA") &&
         !has_wildcard(value.substr(0, value.size() - 2));
}

/// True if the statement also asks that the key be there, so that IfExists and ForAllValues leave
/// no hole.
bool requires_presence(const Statement& statement, std::string_view key) {
  return std::any_of(
      statement.conditions.begin(), statement.conditions.end(), [&](const ConditionEntry& entry) {
        return entry.operator_name.text == "Null" && equal_ignoring_case(entry.key.text, key) &&
               std::all_of(entry.values.begin(), entry.values.end(), [](const PolicyText& value) {
                 return equal_ignoring_case(value.text, "false");
               });
      });
}

/// True if the entry holds only for fixed values (or, with `negated`, only against them).
bool names_fixed_values(const ConditionEntry& entry, const Statement& statement, bool negated) {
  const auto op = ConditionOperator::parse(entry.operator_name.text);
  const auto* const key =
      std::find_if(kTrustedKeys.begin(), kTrustedKeys.end(), [&](const TrustedKey& trusted) {
        return equal_ignoring_case(trusted.name, entry.key.text);
      });
  if (!op || key == kTrustedKeys.end() || op->negated != negated ||
      op->comparison != Comparison::Equals || op->operand == OperandType::Null) {
    return false;
  }
  const bool has_hole = op->if_exists || op->qualifier == SetQualifier::ForAllValues;
  if (!negated && has_hole && !requires_presence(statement, entry.key.text)) {
    return false;
  }
  return std::all_of(entry.values.begin(), entry.values.end(), [&](const PolicyText& value) {
    return is_fixed(value.text, key->fixed_as, op->operand);
  });
}

bool covers_everyone(const PrincipalElement& principal) {
  return !principal.negated &&
         std::any_of(
             principal.entries.begin(), principal.entries.end(), [](const PrincipalEntry& entry) {
               return entry.type == PrincipalType::Any ||
                      (entry.type == PrincipalType::Aws && entry.value.text == "*");
             });
}

bool grants_to_the_public(const Statement& statement) {
  if (statement.effect != Effect::Allow) {
    return false;
  }
  if (!statement.principal.negated && !covers_everyone(statement.principal)) {
    return false;
  }
  return std::none_of(
      statement.conditions.begin(), statement.conditions.end(), [&](const ConditionEntry& entry) {
        return names_fixed_values(entry, statement, /*negated=*/false);
      });
}

/// Does every pattern of `inner` lie within some pattern of `outer`, text against pattern?
bool covers(const PatternElement& outer, const PatternElement& inner, bool ignoring_case) {
  if (outer.negated || inner.negated) {
    return false;
  }
  return std::all_of(inner.values.begin(), inner.values.end(), [&](const PolicyText& value) {
    return std::any_of(outer.values.begin(), outer.values.end(), [&](const PolicyText& pattern) {
      if (ignoring_case) {
        return glob_ignoring_case(pattern.text, value.text);
      }
      const Pattern compiled(pattern.text, {true, false});
      return glob(compiled.pieces().view(), value.text);
    });
  });
}

/// A Deny for everyone of the same scope takes the grant back, without condition or unless a
/// fixed value is there (capture of AWS, public_policy_replay).
bool takes_back(const Statement& deny, const Statement& allow) {
  return deny.effect == Effect::Deny && covers_everyone(deny.principal) &&
         covers(deny.action, allow.action, /*ignoring_case=*/true) &&
         covers(deny.resource, allow.resource, /*ignoring_case=*/false) &&
         std::all_of(
             deny.conditions.begin(), deny.conditions.end(), [&](const ConditionEntry& entry) {
               return names_fixed_values(entry, deny, /*negated=*/true);
             });
}

}  // namespace

bool is_public(const PolicyDocument& policy) {
  return std::any_of(
      policy.statements.begin(), policy.statements.end(), [&](const Statement& statement) {
        return grants_to_the_public(statement) &&
               std::none_of(policy.statements.begin(),
                            policy.statements.end(),
                            [&](const Statement& deny) { return takes_back(deny, statement); });
      });
}

}  // namespace remora::s3
