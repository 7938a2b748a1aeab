#include "engine/lint/rules.h"

#include <algorithm>

#include "engine/base/ascii.h"

namespace remora::lint {

namespace {

bool demands(const StatementView& view, std::string_view key, bool absence) {
  return std::any_of(
      view.conditions.begin(), view.conditions.end(), [&](const ConditionView& condition) {
        return condition.op && condition.op->operand == OperandType::Null &&
               condition.has_key(key) && !condition.entry->values.empty() &&
               std::all_of(condition.entry->values.begin(),
                           condition.entry->values.end(),
                           [&](const PolicyText& value) {
                             return equal_ignoring_case(value.text, "true") == absence;
                           });
      });
}

}  // namespace

bool ConditionView::has_key(std::string_view name) const {
  return equal_ignoring_case(entry->key.text, name);
}

bool ConditionView::demands_value() const {
  return op && !op->negated && !op->if_exists && op->qualifier != SetQualifier::ForAllValues &&
         op->operand != OperandType::Null;
}

bool StatementView::demands_presence(std::string_view key) const {
  return demands(*this, key, /*absence=*/false);
}

bool StatementView::demands_absence(std::string_view key) const {
  return demands(*this, key, /*absence=*/true);
}

bool names_everyone(const PrincipalElement& principal) {
  return !principal.negated &&
         std::any_of(
             principal.entries.begin(), principal.entries.end(), [](const PrincipalEntry& entry) {
               return entry.type == PrincipalType::Any ||
                      (entry.type == PrincipalType::Aws && entry.value.text == "*");
             });
}

std::string without_variables(std::string_view text) {
  std::string kept;
  bool closed = true;  // a `}` is ahead
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool opens = closed && text.substr(i).starts_with("${");
    const std::size_t end = opens ? text.find('}', i) : std::string_view::npos;
    if (end == std::string_view::npos) {
      closed = closed && !opens;
      kept += text[i];
    } else {
      i = end;
    }
  }
  return kept;
}

}  // namespace remora::lint
