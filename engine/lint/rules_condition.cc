#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "engine/admission/operands.h"
#include "engine/base/ascii.h"
#include "engine/base/near_miss.h"
#include "engine/base/symbol.h"
#include "engine/lint/rules.h"

namespace remora::lint {

namespace {

void check_operator(const RuleContext& context, const ConditionView& condition) {
  if (condition.op || has_symbol(condition.entry->operator_name.text)) {
    return;
  }
  const PolicyText& name = condition.entry->operator_name;
  if (name.text == "NullIfExists") {
    context.report(Code::UnknownOperator,
                   name.span,
                   "Null takes no IfExists",
                   "Null itself asks whether the key exists");
    return;
  }
  context.report(Code::UnknownOperator,
                 name.span,
                 "there is no condition operator " + in_quotes(name.text),
                 did_you_mean(name.text, operator_names()));
}

/// Whether no action of the statement can come with the key.
bool no_action_carries(const StatementView& view, std::string_view key) {
  return view.actions_known && !view.actions.empty() &&
         std::none_of(view.actions.begin(), view.actions.end(), [&](const ActionRow* row) {
           return carries_key(*row, key);
         });
}

void check_key(const RuleContext& context,
               const StatementView& view,
               const ConditionView& condition) {
  const PolicyText& key = condition.entry->key;
  if (has_symbol(key.text)) {
    return;  // see admission::open_texts
  }
  if (!is_plausible_key(key.text)) {
    const std::string nearest = nearest_key(key.text);
    context.report(Code::UnknownKey,
                   key.span,
                   "there is no condition key " + in_quotes(key.text),
                   nearest.empty() ? "" : "did you mean " + in_quotes(nearest) + "?");
  } else if (no_action_carries(view, key.text)) {
    context.report(Code::KeyNotInRequest,
                   key.span,
                   "no request for the actions of the statement carries " + in_quotes(key.text),
                   condition.op && condition.op->negated ? "so the condition always holds"
                                                         : "so the condition never holds");
  }
}

bool compares_exactly(const ConditionOperator& op) {
  return op.operand == OperandType::String || op.operand == OperandType::StringIgnoringCase;
}

/// Another operator with the qualifier and IfExists of this one, which tell what becomes of
/// requests without the key.
std::string renamed(const ConditionOperator& op, std::string_view base) {
  const std::string_view qualifier = op.qualifier == SetQualifier::ForAllValues  ? "ForAllValues:"
                                     : op.qualifier == SetQualifier::ForAnyValue ? "ForAnyValue:"
                                                                                 : "";
  return std::string(qualifier).append(base).append(op.if_exists ? "IfExists" : "");
}

void check_wildcards(const RuleContext& context, const ConditionView& condition) {
  constexpr auto kIdKeys = std::to_array<std::string_view>({"aws:PrincipalAccount",
                                                            "aws:PrincipalOrgID",
                                                            "aws:ResourceAccount",
                                                            "aws:ResourceOrgID",
                                                            "aws:SourceAccount",
                                                            "aws:SourceOrgID",
                                                            "aws:SourceVpc",
                                                            "aws:SourceVpce",
                                                            "aws:VpceAccount",
                                                            "aws:VpceOrgID"});
  const ConditionOperator& op = *condition.op;
  const bool is_id = std::any_of(
      kIdKeys.begin(), kIdKeys.end(), [&](std::string_view key) { return condition.has_key(key); });
  for (const PolicyText& value : condition.entry->values) {
    const std::string text = without_variables(value.text);
    if (text.find_first_of("*?") == std::string::npos) {
      continue;
    }
    if (compares_exactly(op)) {
      context.report(
          Code::WildcardInStringEquals,
          value.span,
          std::string(op.base) + " takes the wildcard in " + in_quotes(value.text) + " literally",
          is_id ? "list the ids"
                : "use " + renamed(op, op.negated ? "StringNotLike" : "StringLike"));
    } else if (op.operand == OperandType::StringPattern && is_id) {
      context.report(Code::WildcardInIdKey,
                     value.span,
                     "a pattern of " + std::string(condition.entry->key.text) +
                         " also covers ids of strangers",
                     "list the ids");
    }
  }
}

void check_operands(const RuleContext& context, const ConditionView& condition) {
  for (const PolicyText& value : condition.entry->values) {
    const admission::OperandFault fault =
        admission::check_operand(*condition.op, value.text, context.policy->version);
    if (fault == admission::OperandFault::NotABoolean) {
      context.report(Code::BooleanOperand,
                     value.span,
                     "AWS reads " + in_quotes(value.text) + " under " +
                         std::string(condition.op->base) + " as false",
                     "write true or false");
    } else if (fault != admission::OperandFault::None) {
      context.report(Code::MalformedOperand,
                     value.span,
                     in_quotes(value.text) + " is not " + std::string(wanted(fault)) + ", which " +
                         std::string(condition.op->base) + " compares");
    }
  }
}

/// Whether the operator can do something sensible with values of that type. Tags, encryption
/// context and other open-ended keys hold whatever their users put there.
bool fits(OperandType operand, const KeyRow& key) {
  if (key.name.find("${") != std::string_view::npos) {
    return true;
  }
  switch (operand) {
    case OperandType::Numeric:
      return key.type == KeyType::Numeric || key.type == KeyType::Date;
    case OperandType::Date:
      return key.type == KeyType::Date;
    case OperandType::Bool:
      return key.type == KeyType::Bool;
    case OperandType::Binary:
      return key.type == KeyType::Binary;
    case OperandType::Ip:
      return key.type == KeyType::IpAddress;
    case OperandType::Arn:
      return key.type == KeyType::Arn;
    case OperandType::String:
    case OperandType::StringIgnoringCase:
    case OperandType::StringPattern:
      // Numbers, dates and addresses have many spellings, which text comparison tells apart.
      return key.type == KeyType::String || key.type == KeyType::Arn || key.type == KeyType::Bool;
    case OperandType::Null:
      break;
  }
  return true;
}

/// True if text is compared with policy variables alone. Where a key is compared with another key
/// there is no choice: only text and ARN operators take variables, and AWS writes both alike.
/// Source: IAM User Guide, "AWS global condition context keys", aws:Ec2InstanceSourcePrivateIPv4.
bool compares_variables(const ConditionView& condition) {
  const auto& values = condition.entry->values;
  return allows_variables(condition.op->operand) && !values.empty() &&
         std::all_of(values.begin(), values.end(), [](const PolicyText& value) {
           return value.text.find("${") != std::string_view::npos;
         });
}

/// What to write for a key of many values. A Deny unless a value is one of those wanted is to
/// strike where none is, and where the key is absent: that is ForAllValues. In an Allow no negated
/// operator says who is meant. Source: IAM User Guide, "Multivalued context key examples".
std::string for_many(const ConditionOperator& op, bool allows) {
  const std::string absent = op.if_exists ? "IfExists" : "";
  if (!op.negated) {
    return "use ForAnyValue:" + std::string(op.base) + absent;
  }
  return allows ? "say who is meant, with ForAnyValue and an operator without Not"
                : "use ForAllValues:" + std::string(op.base) + absent;
}

void check_types(const RuleContext& context, const ConditionView& condition, bool allows) {
  if (condition.key == nullptr) {
    return;
  }
  const PolicyText& name = condition.entry->operator_name;
  if (!fits(condition.op->operand, *condition.key) && !compares_variables(condition)) {
    context.report(Code::OperatorTypeMismatch,
                   name.span,
                   std::string(condition.op->base) + " does not fit " +
                       in_quotes(condition.entry->key.text) + ", which is " +
                       std::string(to_string(condition.key->type)));
  }
  if (condition.key->multivalued && condition.op->qualifier == SetQualifier::None &&
      condition.op->operand != OperandType::Null) {
    context.report(Code::MultivaluedWithoutSetOperator,
                   name.span,
                   in_quotes(condition.entry->key.text) + " holds many values, so " +
                       std::string(condition.op->base) + " alone never matches it",
                   for_many(*condition.op, allows));
  }
}

/// Two lines of one operator whose keys differ in case only.
void check_case(const RuleContext& context, const StatementView& view) {
  std::map<std::pair<std::string_view, std::string>, std::string_view> seen;
  for (const ConditionView& condition : view.conditions) {
    const ConditionEntry& entry = *condition.entry;
    const auto [earlier, is_new] = seen.try_emplace(
        {entry.operator_name.text, to_ascii_lower(entry.key.text)}, entry.key.text);
    if (!is_new && earlier->second != entry.key.text) {
      context.report(
          Code::DuplicateKeyCase,
          entry.key.span,
          in_quotes(entry.key.text) + " and " + in_quotes(earlier->second) + " are one key",
          "put all values into one list");
    }
  }
}

}  // namespace

void check_conditions(const RuleContext& context) {
  for (const StatementView& view : context.statements) {
    for (const ConditionView& condition : view.conditions) {
      check_operator(context, condition);
      check_key(context, view, condition);
      if (condition.op) {
        check_wildcards(context, condition);
        check_operands(context, condition);
        check_types(context, condition, view.allows());
      }
    }
    check_case(context, view);
  }
}

}  // namespace remora::lint
