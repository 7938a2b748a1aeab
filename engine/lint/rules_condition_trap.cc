#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/lint/carried_keys.h"

namespace remora::lint {

namespace {

/// The beginning of the keys of which a key lists the names; empty if it does not.
std::string_view listed_keys(const ConditionView& condition) {
  return condition.has_key("aws:TagKeys")                 ? "aws:RequestTag/"
         : condition.has_key("kms:EncryptionContextKeys") ? "kms:EncryptionContext:"
         : condition.has_key("s3:RequestObjectTagKeys")   ? "s3:RequestObjectTag/"
                                                          : "";
}

/// True if another line of the statement holds only for requests that carry the key: one that
/// demands a value of it, or of a tag or an encryption context that is among those that it lists.
bool other_line_carries(const StatementView& view, const ConditionView& condition) {
  const std::string_view listed = listed_keys(condition);
  return std::any_of(
      view.conditions.begin(), view.conditions.end(), [&](const ConditionView& other) {
        const std::string_view key = other.entry->key.text;
        const bool is_listed = !listed.empty() && key.size() > listed.size() &&
                               equal_ignoring_case(key.substr(0, listed.size()), listed);
        return &other != &condition && (is_listed || other.has_key(condition.entry->key.text)) &&
               (other.demands_value() || view.demands_presence(key));
      });
}

void check_for_all_values(const RuleContext& context,
                          const StatementView& view,
                          const ConditionView& condition) {
  const PolicyText& name = condition.entry->operator_name;
  const std::string_view key = condition.entry->key.text;
  if (condition.op->qualifier != SetQualifier::ForAllValues || view.demands_presence(key) ||
      other_line_carries(view, condition)) {
    return;
  }
  // "Deny unless called by way of": requests without the key are what it is meant to deny, and a
  // guard would let them through.
  if (!view.allows() && condition.op->negated) {
    return;
  }
  if (view.allows() && carried(view, key) != Carried::Maybe) {
    return;
  }
  const std::string guard = "add \"Null\": {" + in_quotes(key) + ": \"false\"}";
  if (view.allows()) {
    context.report(Code::ForAllValuesInAllow,
                   name.span,
                   std::string(name.text) + " also allows requests without " + in_quotes(key),
                   guard);
  } else {
    context.report(Code::ForAllValuesInDeny,
                   name.span,
                   std::string(name.text) + " also denies requests without " + in_quotes(key),
                   "where those are to pass, " + guard);
  }
}

/// The operator without its set qualifier, such that it treats a request without the key as
/// before.
std::string without_qualifier(const ConditionView& condition, bool allows) {
  const ConditionOperator& op = *condition.op;
  const bool for_absent = op.qualifier == SetQualifier::ForAllValues || op.if_exists;
  const std::string use = "use " + std::string(op.base);
  if (!allows && for_absent && !op.negated) {
    return use + "IfExists";
  }
  if (!for_absent && op.negated) {
    return use + " without a set operator, and add \"Null\": {" +
           in_quotes(condition.entry->key.text) + ": \"false\"}";
  }
  return use + " without a set operator";
}

void check_set_operator(const RuleContext& context,
                        const StatementView& view,
                        const ConditionView& condition) {
  if (condition.op->qualifier == SetQualifier::None || condition.key == nullptr ||
      condition.key->multivalued) {
    return;
  }
  context.report(Code::SetOperatorOnSingleValued,
                 condition.entry->operator_name.span,
                 in_quotes(condition.entry->key.text) + " holds a single value",
                 without_qualifier(condition, view.allows()));
}

void check_never(const RuleContext& context,
                 const StatementView& view,
                 const ConditionView& condition) {
  if (!condition.demands_value()) {
    return;
  }
  const PolicyText& key = condition.entry->key;
  if (condition.entry->values.empty()) {
    context.report(
        Code::NeverMatches,
        condition.entry->span,
        "no value is listed for " + in_quotes(key.text) + ", so the statement never matches",
        "AWS stores it nonetheless");
  } else if (view.demands_absence(key.text)) {
    context.report(Code::NeverMatches,
                   key.span,
                   in_quotes(key.text) +
                       " must be absent (Null) and have a value, so the "
                       "statement never matches");
  }
}

/// True if the line compares a single value with texts as they stand.
bool compares_texts(const ConditionView& condition) {
  return condition.op && condition.op->operand == OperandType::String &&
         condition.op->qualifier == SetQualifier::None && !condition.op->if_exists &&
         std::none_of(
             condition.entry->values.begin(),
             condition.entry->values.end(),
             [](const PolicyText& value) { return value.text.find("${") != value.text.npos; });
}

bool lists(const ConditionView& condition, std::string_view text) {
  return std::any_of(condition.entry->values.begin(),
                     condition.entry->values.end(),
                     [&](const PolicyText& value) { return value.text == text; });
}

/// Two lines of one key that no value satisfies both.
void check_exclusion(const RuleContext& context,
                     const ConditionView& wanted,
                     const ConditionView& other) {
  if (!compares_texts(wanted) || wanted.op->negated || !compares_texts(other) ||
      !other.has_key(wanted.entry->key.text)) {
    return;
  }
  const bool none_left = std::none_of(
      wanted.entry->values.begin(), wanted.entry->values.end(), [&](const PolicyText& value) {
        return lists(other, value.text) != other.op->negated;
      });
  if (none_left && !wanted.entry->values.empty()) {
    context.report(Code::NeverMatches,
                   other.entry->key.span,
                   "no value of " + in_quotes(other.entry->key.text) + " satisfies both " +
                       std::string(wanted.entry->operator_name.text) + " and " +
                       std::string(other.entry->operator_name.text) +
                       ", so the statement never matches");
  }
}

}  // namespace

void check_condition_traps(const RuleContext& context) {
  for (const StatementView& view : context.statements) {
    for (const ConditionView& condition : view.conditions) {
      if (condition.op) {
        check_for_all_values(context, view, condition);
        check_set_operator(context, view, condition);
        check_never(context, view, condition);
      }
    }
    for (const ConditionView& wanted : view.conditions) {
      for (const ConditionView& other : view.conditions) {
        // Of two that want a value each, the second is the one to point at.
        if (&wanted < &other || (other.op && other.op->negated)) {
          check_exclusion(context, wanted, other);
        }
      }
    }
    const PrincipalElement& principal = view.statement->principal;
    if (principal.present && !principal.negated && principal.entries.empty()) {
      context.report(Code::NeverMatches,
                     principal.span,
                     "no principal is listed, so the statement never matches");
    }
  }
}

}  // namespace remora::lint
