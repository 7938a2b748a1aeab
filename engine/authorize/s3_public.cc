#include "engine/authorize/s3_public.h"

#include <algorithm>
#include <array>

#include "engine/aws/arn.h"
#include "engine/base/ascii.h"
#include "engine/base/symbol.h"
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

Match is_narrow_network(std::string_view text) {
  constexpr int kWidestV4 = 8;
  constexpr int kWidestV6 = 32;
  if (has_symbol(text)) {
    return Match::Unknown;
  }
  const auto network = IpNetwork::parse(text);
  return match_if(network && network->prefix() >= (network->address().v6 ? kWidestV6 : kWidestV4));
}

/// A symbol stands for one name or id, so it is fixed wherever a name or id is.
Match is_fixed(std::string_view value, FixedAs fixed_as, OperandType operand) {
  if (has_variable(value)) {
    return Match::No;
  }
  if (fixed_as == FixedAs::Network) {
    return is_narrow_network(value);
  }
  if (operand == OperandType::Arn) {
    // Wildcards may stand anywhere but in the account.
    const auto arn = Arn::parse(value);
    if (!arn) {
      return has_symbol(value) ? Match::Unknown : Match::No;
    }
    return match_if(!has_wildcard(arn->account));
  }
  if (operand != OperandType::StringPattern || !has_wildcard(value)) {
    return Match::Yes;
  }
  // A role's unique id with any session name: the id is fixed.
  return match_if(fixed_as == FixedAs::UserId && value.ends_with(":*") &&
                  value.starts_with("AROA") && !has_wildcard(value.substr(0, value.size() - 2)));
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
Match names_fixed_values(const ConditionEntry& entry, const Statement& statement, bool negated) {
  const auto op = ConditionOperator::parse(entry.operator_name.text);
  const auto* const key =
      std::find_if(kTrustedKeys.begin(), kTrustedKeys.end(), [&](const TrustedKey& trusted) {
        return equal_ignoring_case(trusted.name, entry.key.text);
      });
  if (!op || key == kTrustedKeys.end() || op->negated != negated ||
      op->comparison != Comparison::Equals || op->operand == OperandType::Null) {
    return Match::No;
  }
  const bool has_hole = op->if_exists || op->qualifier == SetQualifier::ForAllValues;
  if (!negated && has_hole && !requires_presence(statement, entry.key.text)) {
    return Match::No;
  }
  Match fixed = Match::Yes;
  for (const PolicyText& value : entry.values) {
    fixed = both(fixed, is_fixed(value.text, key->fixed_as, op->operand));
  }
  return fixed;
}

bool covers_everyone(const PrincipalElement& principal) {
  return !principal.negated &&
         std::any_of(
             principal.entries.begin(), principal.entries.end(), [](const PrincipalEntry& entry) {
               return entry.type == PrincipalType::Any ||
                      (entry.type == PrincipalType::Aws && entry.value.text == "*");
             });
}

Match grants_to_the_public(const Statement& statement) {
  if (statement.effect != Effect::Allow) {
    return Match::No;
  }
  if (!statement.principal.negated && !covers_everyone(statement.principal)) {
    return Match::No;
  }
  Match narrowed = Match::No;
  for (const ConditionEntry& entry : statement.conditions) {
    narrowed = either(narrowed, names_fixed_values(entry, statement, /*negated=*/false));
  }
  return negate(narrowed);
}

Match covers(std::string_view pattern, std::string_view text, bool ignoring_case) {
  if (ignoring_case) {
    return match_if(glob_ignoring_case(pattern, text));
  }
  return Pattern(pattern, {/*wildcards=*/true, /*variables=*/false}).matches(text, {});
}

/// Does every pattern of `inner` lie within some pattern of `outer`, text against pattern?
Match covers(const PatternElement& outer, const PatternElement& inner, bool ignoring_case) {
  if (outer.negated || inner.negated) {
    return Match::No;
  }
  Match all = Match::Yes;
  for (const PolicyText& value : inner.values) {
    Match any = Match::No;
    for (const PolicyText& pattern : outer.values) {
      any = either(any, covers(pattern.text, value.text, ignoring_case));
    }
    all = both(all, any);
  }
  return all;
}

/// A Deny for everyone of the same scope takes the grant back, without condition or unless a
/// fixed value is there (capture of AWS, public_policy_replay).
Match takes_back(const Statement& deny, const Statement& allow) {
  if (deny.effect != Effect::Deny || !covers_everyone(deny.principal)) {
    return Match::No;
  }
  Match all = both(covers(deny.action, allow.action, /*ignoring_case=*/true),
                   covers(deny.resource, allow.resource, /*ignoring_case=*/false));
  for (const ConditionEntry& entry : deny.conditions) {
    all = both(all, names_fixed_values(entry, deny, /*negated=*/true));
  }
  return all;
}

/// Whether somebody has yet to say a part of the policy that matters here.
bool has_unknown_text(const PolicyDocument& policy) {
  const auto any = [](const std::vector<PolicyText>& values) {
    return std::any_of(values.begin(), values.end(), [](const PolicyText& value) {
      return has_unknown(value.text);
    });
  };
  return std::any_of(
      policy.statements.begin(), policy.statements.end(), [&](const Statement& statement) {
        const auto& principals = statement.principal.entries;
        const auto& conditions = statement.conditions;
        return any(statement.action.values) || any(statement.resource.values) ||
               std::any_of(principals.begin(),
                           principals.end(),
                           [](const PrincipalEntry& who) { return has_unknown(who.value.text); }) ||
               std::any_of(conditions.begin(), conditions.end(), [&](const ConditionEntry& one) {
                 return any(one.values);
               });
      });
}

}  // namespace

Match is_public(const PolicyDocument& policy) {
  if (has_unknown_text(policy)) {
    return Match::Unknown;
  }
  Match found = Match::No;
  for (const Statement& statement : policy.statements) {
    Match granted = grants_to_the_public(statement);
    if (granted == Match::No) {
      continue;
    }
    for (const Statement& deny : policy.statements) {
      granted = both(granted, negate(takes_back(deny, statement)));
    }
    found = either(found, granted);
  }
  return found;
}

}  // namespace remora::s3
