#include <algorithm>

#include "engine/lint/rules.h"

namespace remora::lint {

namespace {

/// A `${...}` of a text: the key in it, without the default behind a comma.
struct Variable {
  std::string_view text;  // with ${ and }
  std::string_view key;
  std::size_t at = 0;
};

std::vector<Variable> variables_of(std::string_view text) {
  std::vector<Variable> found;
  std::size_t end = 0;  // of one that holds the next as well
  for (std::size_t at = text.find("${"); at != std::string_view::npos;
       at = text.find("${", at + 2)) {
    end = end > at ? end : text.find('}', at);
    if (end == std::string_view::npos) {
      break;
    }
    const std::string_view inner = text.substr(at + 2, end - at - 2);
    const std::string_view key = inner.substr(0, inner.find(','));
    // ${*}, ${?} and ${$} are the characters themselves.
    if (key != "*" && key != "?" && key != "$") {
      found.push_back({text.substr(at, end + 1 - at), key, at});
    }
  }
  return found;
}

void check_key(const RuleContext& context, const PolicyText& value, const Variable& variable) {
  const KeyRow* const key = find_key(variable.key);
  if (key != nullptr && key->multivalued) {
    context.report(Code::VariableNotResolved,
                   value.span,
                   std::string(variable.text) + " is never replaced: the key holds many values",
                   "variables need a key with a single value");
  } else if (!is_plausible_key(variable.key)) {
    const std::string nearest = nearest_key(variable.key);
    context.report(
        Code::VariableUnknownKey,
        value.span,
        "there is no condition key " + in_quotes(variable.key) + ", so the variable has no value",
        nearest.empty() ? "" : "did you mean ${" + nearest + "}?");
  }
}

void check_resource(const RuleContext& context, const PolicyText& value) {
  constexpr auto kColonsBefore = 5;
  for (const Variable& variable : variables_of(value.text)) {
    const std::string_view before = value.text.substr(0, variable.at);
    if (std::count(before.begin(), before.end(), ':') < kColonsBefore) {
      context.report(Code::VariableNotResolved,
                     value.span,
                     std::string(variable.text) +
                         " stands before the last field of the ARN, "
                         "where AWS replaces no variables",
                     "use variables behind the fifth colon");
    } else {
      check_key(context, value, variable);
    }
  }
}

void check_condition(const RuleContext& context, const ConditionView& condition) {
  for (const PolicyText& value : condition.entry->values) {
    for (const Variable& variable : variables_of(value.text)) {
      if (condition.op && !allows_variables(condition.op->operand) &&
          condition.op->operand != OperandType::Bool) {
        context.report(Code::VariableNotResolved,
                       value.span,
                       std::string(variable.text) + " is not replaced under " +
                           std::string(condition.op->base),
                       "variables work under string and ARN operators");
      } else {
        check_key(context, value, variable);
      }
    }
  }
}

/// The first text with a variable in it, where AWS would replace variables.
const PolicyText* find_variable(const RuleContext& context) {
  const auto has_variable = [](const PolicyText& value) {
    return !variables_of(value.text).empty();
  };
  for (const StatementView& view : context.statements) {
    const auto& resources = view.statement->resource.values;
    const auto found = std::find_if(resources.begin(), resources.end(), has_variable);
    if (found != resources.end()) {
      return &*found;
    }
    for (const ConditionView& condition : view.conditions) {
      const auto& values = condition.entry->values;
      const auto value = std::find_if(values.begin(), values.end(), has_variable);
      if (value != values.end()) {
        return &*value;
      }
    }
  }
  return nullptr;
}

}  // namespace

void check_variables(const RuleContext& context) {
  if (context.policy->version != PolicyVersion::V2012) {
    if (const PolicyText* const value = find_variable(context)) {
      context.report(Code::VariablesNeedVersion,
                     value->span,
                     "without \"Version\": \"2012-10-17\" the variable in " +
                         in_quotes(value->text) + " is plain text",
                     "set the version");
    }
    return;
  }
  for (const StatementView& view : context.statements) {
    for (const PolicyText& value : view.statement->resource.values) {
      check_resource(context, value);
    }
    for (const ConditionView& condition : view.conditions) {
      check_condition(context, condition);
    }
  }
}

}  // namespace remora::lint
