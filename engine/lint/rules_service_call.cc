#include <algorithm>
#include <array>

#include "engine/base/ascii.h"
#include "engine/lint/rules.h"

/// What a policy means for calls by service principals, which is how AWS Config and CloudTrail
/// deliver. Which keys such calls carry: IAM User Guide, "AWS global condition context keys".
namespace remora::lint {

namespace {

constexpr auto kSourceKeys = std::to_array<std::string_view>(
    {"aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"});

constexpr auto kOrgKeys =
    std::to_array<std::string_view>({"aws:PrincipalOrgID", "aws:PrincipalOrgPaths"});

constexpr auto kNetworkKeys = std::to_array<std::string_view>({"aws:SourceIp",
                                                               "aws:SourceVpc",
                                                               "aws:SourceVpcArn",
                                                               "aws:SourceVpce",
                                                               "aws:VpcSourceIp",
                                                               "aws:VpceAccount",
                                                               "aws:VpceOrgID",
                                                               "aws:VpceOrgPaths"});

/// Keys of users and sessions.
constexpr auto kIdentityKeys = std::to_array<std::string_view>({"aws:FederatedProvider",
                                                                "aws:MultiFactorAuthAge",
                                                                "aws:MultiFactorAuthPresent",
                                                                "aws:SourceIdentity",
                                                                "aws:username"});

template <std::size_t N>
bool is_one_of(const ConditionView& condition, const std::array<std::string_view, N>& keys) {
  return std::any_of(
      keys.begin(), keys.end(), [&](std::string_view key) { return condition.has_key(key); });
}

/// The types whose policies decide about calls by service principals.
constexpr bool decides_service_calls(PolicyType type) {
  return type == PolicyType::Bucket || type == PolicyType::Key || type == PolicyType::Topic ||
         type == PolicyType::Rcp || type == PolicyType::Resource;
}

bool names_only(const PrincipalElement& principal, PrincipalType type) {
  return !principal.negated && !principal.entries.empty() &&
         std::all_of(principal.entries.begin(),
                     principal.entries.end(),
                     [&](const PrincipalEntry& entry) { return entry.type == type; });
}

bool demands_source(const StatementView& view) {
  return std::any_of(
      view.conditions.begin(), view.conditions.end(), [](const ConditionView& condition) {
        return condition.demands_value() && is_one_of(condition, kSourceKeys);
      });
}

/// A Deny for all sources but those listed protects as well.
bool denies_other_sources(const RuleContext& context) {
  return std::any_of(
      context.statements.begin(), context.statements.end(), [](const StatementView& view) {
        return !view.allows() && std::any_of(view.conditions.begin(),
                                             view.conditions.end(),
                                             [](const ConditionView& condition) {
                                               return condition.op && condition.op->negated &&
                                                      is_one_of(condition, kSourceKeys);
                                             });
      });
}

// Trust policies are left out: many services that assume roles pass no source.
void check_confused_deputy(const RuleContext& context, const StatementView& view) {
  if (!view.allows() || demands_source(view) || denies_other_sources(context)) {
    return;
  }
  for (const PrincipalEntry& entry : view.statement->principal.entries) {
    if (entry.type == PrincipalType::Service) {
      context.report(
          Code::ConfusedDeputy,
          entry.value.span,
          "anyone who can make " + std::string(entry.value.text) + " act can use this statement",
          "add a condition on aws:SourceArn, aws:SourceAccount or aws:SourceOrgID");
    }
  }
}

bool values_are_false(const ConditionEntry& entry) {
  return std::all_of(entry.values.begin(), entry.values.end(), [](const PolicyText& value) {
    return equal_ignoring_case(value.text, "false");
  });
}

bool begins_with(const ConditionView& condition, std::string_view beginning) {
  const std::string_view key = condition.entry->key.text;
  return equal_ignoring_case(key.substr(0, beginning.size()), beginning);
}

bool is_principal_tag(const ConditionView& condition) {
  return begins_with(condition, "aws:PrincipalTag/");
}

/// Deliveries tag nothing.
bool is_request_tag(const ConditionView& condition) {
  return condition.has_key("aws:TagKeys") || begins_with(condition, "aws:RequestTag/");
}

/// Whether the line leaves calls by service principals out of the statement.
bool exempts_services(const ConditionView& condition) {
  if (!condition.op) {
    return false;
  }
  if (condition.has_key("aws:PrincipalIsAWSService")) {
    return condition.op->operand == OperandType::Bool && values_are_false(*condition.entry);
  }
  if (condition.has_key("aws:PrincipalServiceName") ||
      condition.has_key("aws:PrincipalServiceNamesList")) {
    return condition.op->negated || condition.op->operand == OperandType::Null;
  }
  // A test that wants a value which such calls do not carry.
  return condition.demands_value() &&
         (is_one_of(condition, kOrgKeys) || is_one_of(condition, kNetworkKeys) ||
          is_one_of(condition, kIdentityKeys) || is_principal_tag(condition) ||
          is_request_tag(condition));
}

/// Whether the statement is about nothing but signing in, which people do (AWS Sign-In User Guide).
bool is_for_people(const Statement& statement) {
  const auto& values = statement.action.values;
  return !statement.action.negated && !values.empty() &&
         std::all_of(values.begin(), values.end(), [](const PolicyText& value) {
           return equal_ignoring_case(value.text.substr(0, value.text.find(':')), "signin");
         });
}

/// True if the line holds for requests that do not carry its key.
/// Source: IAM User Guide, "Single-valued vs. multivalued context keys".
bool holds_for_absent_key(const ConditionView& condition, const StatementView& view) {
  const std::string_view key = condition.entry->key.text;
  if (!condition.op || view.demands_presence(key)) {
    return false;
  }
  const ConditionOperator& op = *condition.op;
  if (op.operand == OperandType::Null) {
    return view.demands_absence(key);
  }
  return op.if_exists || op.qualifier == SetQualifier::ForAllValues ||
         (op.negated && op.qualifier == SetQualifier::None);
}

void check_shut_out(const RuleContext& context, const StatementView& view) {
  const PrincipalElement& principal = view.statement->principal;
  if (view.allows() || is_for_people(*view.statement) ||
      (!principal.negated && !names_everyone(principal)) ||
      std::any_of(view.conditions.begin(), view.conditions.end(), exempts_services)) {
    return;
  }
  for (const ConditionView& condition : view.conditions) {
    if (!holds_for_absent_key(condition, view)) {
      continue;
    }
    const bool is_org = is_one_of(condition, kOrgKeys);
    if (is_org || is_one_of(condition, kNetworkKeys)) {
      context.report(
          is_org ? Code::OrgConditionShutsOutServices : Code::VpceConditionShutsOutServices,
          condition.entry->key.span,
          "calls by AWS services carry no " + std::string(condition.entry->key.text) +
              ", so this Deny hits them, CloudTrail and AWS Config included",
          // With plain Bool, requests of anonymous callers, which carry no such key, would pass.
          "add \"BoolIfExists\": {\"aws:PrincipalIsAWSService\": \"false\"}");
    }
  }
}

void check_keys_of_allow(const RuleContext& context, const StatementView& view) {
  if (!view.allows()) {
    return;
  }
  const PrincipalElement& principal = view.statement->principal;
  for (const ConditionView& condition : view.conditions) {
    const std::string key(condition.entry->key.text);
    if (!condition.demands_value()) {
      continue;
    }
    if (names_only(principal, PrincipalType::Service) &&
        (is_one_of(condition, kOrgKeys) || is_one_of(condition, kNetworkKeys) ||
         is_one_of(condition, kIdentityKeys) || is_principal_tag(condition))) {
      context.report(
          Code::ServiceNeverHasKey,
          condition.entry->key.span,
          "calls by service principals never carry " + key + ", so the statement never matches",
          is_one_of(condition, kOrgKeys) ? "use aws:SourceOrgID"
                                         : "use aws:SourceArn or aws:SourceAccount");
    }
    if (names_only(principal, PrincipalType::Aws) && !names_everyone(principal) &&
        is_one_of(condition, kSourceKeys)) {
      context.report(
          Code::SourceKeyForIamPrincipal,
          condition.entry->key.span,
          "calls by users and roles do not carry " + key + ", so the statement does not match them",
          "use aws:PrincipalArn or aws:PrincipalAccount");
    }
  }
}

}  // namespace

void check_service_calls(const RuleContext& context) {
  if (!decides_service_calls(context.policy->type)) {
    return;
  }
  for (const StatementView& view : context.statements) {
    check_confused_deputy(context, view);
    check_shut_out(context, view);
    check_keys_of_allow(context, view);
  }
}

}  // namespace remora::lint
