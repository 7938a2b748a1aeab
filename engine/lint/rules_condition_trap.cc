#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/lint/rules.h"

namespace remora::lint {

namespace {

void check_for_all_values(const RuleContext& context,
                          const StatementView& view,
                          const ConditionView& condition) {
  const PolicyText& name = condition.entry->operator_name;
  const std::string_view key = condition.entry->key.text;
  if (condition.op->qualifier != SetQualifier::ForAllValues || view.demands_presence(key)) {
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
                   guard);
  }
}

void check_set_operator(const RuleContext& context, const ConditionView& condition) {
  if (condition.op->qualifier == SetQualifier::None || condition.key == nullptr ||
      condition.key->multivalued) {
    return;
  }
  context.report(Code::SetOperatorOnSingleValued,
                 condition.entry->operator_name.span,
                 in_quotes(condition.entry->key.text) + " holds a single value",
                 "use " + std::string(condition.op->base) + " without a set operator");
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

}  // namespace

void check_condition_traps(const RuleContext& context) {
  for (const StatementView& view : context.statements) {
    for (const ConditionView& condition : view.conditions) {
      if (condition.op) {
        check_for_all_values(context, view, condition);
        check_set_operator(context, condition);
        check_never(context, view, condition);
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
