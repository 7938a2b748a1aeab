#include <algorithm>
#include <array>

#include "engine/admission/principal_form.h"
#include "engine/admission/resource_match.h"
#include "engine/admission/rules.h"
#include "engine/authorize/layers.h"
#include "engine/aws/action.h"
#include "engine/aws/arn.h"
#include "engine/base/ascii.h"
#include "engine/base/symbol.h"
#include "engine/base/wildcard.h"
#include "engine/condition/operator.h"

namespace remora::admission {

namespace {

using Message = AdmissionMessage;

/// The actions that a topic policy may name, spelled out: the captures refuse `sns:*` and `*`.
/// INFERRED: other wildcards are refused as well. Source: Amazon SNS Developer Guide, "Amazon SNS
/// API permissions: Actions and resources reference"; Receive stands in old default policies.
constexpr auto kTopicActions = std::to_array<std::string_view>({"AddPermission",
                                                                "DeleteTopic",
                                                                "GetDataProtectionPolicy",
                                                                "GetTopicAttributes",
                                                                "ListSubscriptionsByTopic",
                                                                "ListTagsForResource",
                                                                "Publish",
                                                                "PutDataProtectionPolicy",
                                                                "Receive",
                                                                "RemovePermission",
                                                                "SetTopicAttributes",
                                                                "Subscribe"});
constexpr std::size_t kMostTopicStatements = 100;

bool is_topic_action(std::string_view text) {
  const auto action = Action::parse(text);
  return action && equal_ignoring_case(action->service, "sns") &&
         std::any_of(kTopicActions.begin(), kTopicActions.end(), [&](std::string_view name) {
           return equal_ignoring_case(name, action->name);
         });
}

/// Whether the entry lets a user of the key's account manage the key.
bool may_name_administrator(const PrincipalEntry& entry, std::string_view account) {
  if (entry.type == PrincipalType::Any || entry.value.text == "*") {
    return true;
  }
  if (entry.type != PrincipalType::Aws) {
    return false;
  }
  const auto arn = Arn::parse(entry.value.text);
  if (has_symbol(arn ? arn->account : entry.value.text)) {
    return true;  // nothing says that it may not
  }
  return account.empty() || entry.value.text == account || (arn && arn->account == account);
}

bool covers_put_key_policy(const Statement& statement) {
  if (statement.action.values.empty() || statement.resource.values.empty() ||
      statement.resource.negated) {
    return false;
  }
  const bool listed = std::any_of(
      statement.action.values.begin(), statement.action.values.end(), [](const PolicyText& value) {
        return glob_ignoring_case(value.text, "kms:PutKeyPolicy");
      });
  return listed != statement.action.negated;
}

/// KMS asks whether the caller could change the policy again. The caller is not known here, so
/// any user of the account will do; conditions are taken to hold.
/// Source: AWS KMS API Reference, PutKeyPolicy, BypassPolicyLockoutSafetyCheck.
bool leaves_an_administrator(const PolicyDocument& policy, std::string_view account) {
  const auto grants = [&](const Statement& statement) {
    return statement.effect == Effect::Allow && covers_put_key_policy(statement) &&
           (statement.principal.negated || std::any_of(statement.principal.entries.begin(),
                                                       statement.principal.entries.end(),
                                                       [&](const PrincipalEntry& entry) {
                                                         return may_name_administrator(entry,
                                                                                       account);
                                                       }));
  };
  const auto denies_everyone = [](const Statement& statement) {
    return statement.effect == Effect::Deny && statement.conditions.empty() &&
           covers_put_key_policy(statement) && !statement.principal.negated &&
           std::any_of(statement.principal.entries.begin(),
                       statement.principal.entries.end(),
                       [](const PrincipalEntry& entry) { return entry.value.text == "*"; });
  };
  return std::any_of(policy.statements.begin(), policy.statements.end(), grants) &&
         std::none_of(policy.statements.begin(), policy.statements.end(), denies_everyone);
}

std::optional<Refusal> refuse_for_all_values(const Statement& statement) {
  for (const ConditionEntry& entry : statement.conditions) {
    const auto op = ConditionOperator::parse(entry.operator_name.text);
    const std::string key = to_ascii_lower(entry.key.text);
    if (op && op->qualifier == SetQualifier::ForAllValues &&
        (key.starts_with("kms:encryptioncontext:") || key.starts_with("aws:requesttag/"))) {
      return Refusal{Message::KeyForAllValues, entry.operator_name.span};
    }
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_topic_statement(const Statement& statement,
                                              const AdmissionRequest& request) {
  if (statement.principal.entries.empty() || statement.action.values.empty()) {
    return Refusal{Message::TopicSyntax, statement.span};
  }
  for (const PolicyText& action : statement.action.values) {
    if (!is_topic_action(action.text) && !has_symbol(action.text)) {
      return Refusal{Message::TopicAction, action.span};
    }
  }
  if (const PrincipalEntry* const entry = find_refused_principal(statement.principal)) {
    return Refusal{Message::TopicSyntax, entry->value.span};
  }
  for (const PolicyText& resource : statement.resource.values) {
    // "*" stands in templates that AWS itself publishes (aws-cloudformation-templates, Config).
    const auto arn = Arn::parse(resource.text);
    const bool is_topic = arn && arn->service == "sns";
    if (has_symbol(resource.text) && (!arn || has_symbol(arn->service))) {
      continue;
    }
    if (resource.text != "*" &&
        (!is_topic || (!request.topic.empty() && resource.text != request.topic))) {
      return Refusal{Message::TopicResource, resource.span};
    }
  }
  return std::nullopt;
}

/// `*` alone, or `{"AWS": "*"}`.
bool is_everyone(const PrincipalElement& principal) {
  return principal.present && !principal.negated && principal.entries.size() == 1 &&
         principal.entries[0].value.text == "*" &&
         (principal.entries[0].type == PrincipalType::Any ||
          principal.entries[0].type == PrincipalType::Aws);
}

/// A resource control policy denies everyone, action by action of services that support it.
/// Source: capture of AWS, resource_controls; AWS Organizations User Guide, "RCP syntax".
std::optional<Span> find_rcp_fault(const Statement& statement) {
  if (statement.effect != Effect::Deny) {
    return statement.effect_span;
  }
  if (!is_everyone(statement.principal)) {
    return statement.principal.present ? statement.principal.span : statement.span;
  }
  if (statement.action.negated || statement.action.values.empty()) {
    return statement.action.present ? statement.action.span : statement.span;
  }
  for (const PolicyText& value : statement.action.values) {
    const auto action = Action::parse(value.text);
    if (!has_symbol(value.text) && (!action || !is_rcp_service(action->service))) {
      return value.span;
    }
  }
  if (statement.resource.values.empty()) {
    return statement.span;
  }
  return std::nullopt;
}

std::optional<Span> find_scp_fault(const Statement& statement) {
  if (statement.principal.present) {
    return statement.principal.span;
  }
  if (statement.action.values.empty() || statement.resource.values.empty()) {
    return statement.span;
  }
  for (const PolicyText& value : statement.action.values) {
    if (value.text != "*" && !Action::parse(value.text) && !has_symbol(value.text)) {
      return value.span;
    }
  }
  for (const PolicyText& value : statement.resource.values) {
    if (!matches_every_resource(value.text) && !Arn::parse(value.text) && !has_symbol(value.text)) {
      return value.span;
    }
  }
  return std::nullopt;
}

/// What both types of control policies have in common. The guide demands version 2012-10-17, but
/// a capture shows resource control policies stored without and with the old one.
/// INFERRED: service control policies are, too, since the operation is the same.
template <class FindFault>
std::optional<Refusal> refuse_control_policy(const PolicyDocument& policy, FindFault find_fault) {
  if (policy.statements.empty()) {
    return Refusal{Message::ControlPolicy, policy.span};
  }
  if (const auto span = find_refused_character(policy)) {
    return Refusal{Message::ControlPolicy, *span};
  }
  for (const Statement& statement : policy.statements) {
    if (const auto span = find_fault(statement)) {
      return Refusal{Message::ControlPolicy, *span};
    }
  }
  for (const PolicyText* const text :
       {find_unknown_operator(policy), find_odd_sid(policy), find_refused_operand(policy)}) {
    if (text != nullptr) {
      return Refusal{Message::ControlPolicy, text->span};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> refuse_key_policy(const PolicyDocument& policy,
                                         const AdmissionRequest& request) {
  if (auto refusal = refuse_form(policy, Message::KeySyntax, Message::KeySyntax)) {
    return refusal;
  }
  if (const PolicyText* const value = find_refused_operand(policy)) {
    return Refusal{Message::KeySyntax, value->span};
  }
  for (const Statement& statement : policy.statements) {
    // A statement without Action or Resource is stored, and has no effect (AWS KMS Developer
    // Guide, "Key policies in AWS KMS").
    if (statement.principal.entries.empty()) {
      return Refusal{Message::KeyPrincipal, statement.span};
    }
    if (const PrincipalEntry* const entry = find_refused_principal(statement.principal)) {
      return Refusal{Message::KeyPrincipal, entry->value.span};
    }
    if (auto refusal = refuse_for_all_values(statement)) {
      return refusal;
    }
  }
  if (!leaves_an_administrator(policy, request.account)) {
    return Refusal{Message::KeyLockout, policy.span};
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_topic_policy(const PolicyDocument& policy,
                                           const AdmissionRequest& request) {
  if (policy.statements.empty()) {
    return Refusal{Message::TopicSyntax, policy.span};
  }
  if (policy.statements.size() > kMostTopicStatements) {
    return Refusal{Message::TopicLimit, policy.statements[kMostTopicStatements].span};
  }
  for (const PolicyText* const text :
       {find_unknown_operator(policy), find_refused_operand(policy), find_repeated_sid(policy)}) {
    if (text != nullptr) {
      return Refusal{Message::TopicSyntax, text->span};
    }
  }
  for (const Statement& statement : policy.statements) {
    if (auto refusal = refuse_topic_statement(statement, request)) {
      return refusal;
    }
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_service_control_policy(const PolicyDocument& policy) {
  return refuse_control_policy(policy, find_scp_fault);
}

std::optional<Refusal> refuse_resource_control_policy(const PolicyDocument& policy) {
  return refuse_control_policy(policy, find_rcp_fault);
}

}  // namespace remora::admission
