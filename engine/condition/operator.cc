#include "engine/condition/operator.h"

#include <array>

namespace remora {

namespace {

constexpr auto kOperators = std::to_array<ConditionOperator>({
#define REMORA_OPERATOR(name, operand, comparison, negated) \
  {#name, OperandType::operand, Comparison::comparison, negated, SetQualifier::None, false},
#include "engine/condition/operators.inc"
#undef REMORA_OPERATOR
});

constexpr auto kNames = [] {
  std::array<std::string_view, kOperators.size()> names;
  for (std::size_t i = 0; i < names.size(); ++i) {
    names[i] = kOperators[i].base;
  }
  return names;
}();

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) {
    return false;
  }
  text.remove_prefix(prefix.size());
  return true;
}

}  // namespace

std::optional<ConditionOperator> ConditionOperator::parse(std::string_view text) {
  SetQualifier qualifier = SetQualifier::None;
  if (take_prefix(text, "ForAllValues:")) {
    qualifier = SetQualifier::ForAllValues;
  } else if (take_prefix(text, "ForAnyValue:")) {
    qualifier = SetQualifier::ForAnyValue;
  }
  constexpr std::string_view kIfExists = "IfExists";
  const bool if_exists = text.ends_with(kIfExists);
  if (if_exists) {
    text.remove_suffix(kIfExists.size());
  }
  for (const ConditionOperator& known : kOperators) {
    if (known.base != text) {
      continue;
    }
    // Null asks for presence itself, so "if it exists" makes no sense there and AWS refuses it.
    if (known.operand == OperandType::Null && if_exists) {
      return std::nullopt;
    }
    ConditionOperator found = known;
    found.qualifier = qualifier;
    found.if_exists = if_exists;
    return found;
  }
  return std::nullopt;
}

std::span<const std::string_view> operator_names() {
  return kNames;
}

}  // namespace remora
