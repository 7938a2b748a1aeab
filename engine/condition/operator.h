#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace remora {

/// What the operands of an operator are.
enum class OperandType : std::uint8_t {
  String,
  StringIgnoringCase,
  StringPattern,
  Numeric,
  Date,
  Bool,
  Binary,
  Ip,
  Arn,
  Null,
};

enum class Comparison : std::uint8_t {
  Equals,
  LessThan,
  LessThanEquals,
  GreaterThan,
  GreaterThanEquals,
};

enum class SetQualifier : std::uint8_t { None, ForAllValues, ForAnyValue };

/// A condition operator as it is written in a policy:
/// `[ForAllValues:|ForAnyValue:]Name[IfExists]`.
struct ConditionOperator {
  std::string_view base;  // the name without qualifier and IfExists
  OperandType operand = OperandType::String;
  Comparison comparison = Comparison::Equals;
  bool negated = false;
  SetQualifier qualifier = SetQualifier::None;
  bool if_exists = false;

  /// Nothing for a name that AWS does not know. The case counts.
  static std::optional<ConditionOperator> parse(std::string_view text);
};

/// The names of all operators, without qualifiers and IfExists.
std::span<const std::string_view> operator_names();

/// True where AWS resolves policy variables in the operands: string and ARN operators.
/// Source: IAM User Guide, "IAM policy elements: Variables and tags", "Where you can use policy
/// variables".
constexpr bool allows_variables(OperandType type) {
  return type == OperandType::String || type == OperandType::StringIgnoringCase ||
         type == OperandType::StringPattern || type == OperandType::Arn;
}

}  // namespace remora
