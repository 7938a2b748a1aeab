#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/match.h"
#include "engine/condition/arn_match.h"
#include "engine/condition/decimal.h"
#include "engine/condition/ip_network.h"
#include "engine/condition/operator.h"
#include "engine/condition/pattern.h"
#include "engine/policy/document.h"
#include "engine/request/context.h"

namespace remora {

/// An operand that cannot be read as what its operator compares (`NumericEquals: "abc"`).
struct MalformedOperand {};

/// An operand of which AWS will choose the value: what it compares as is open.
struct OpenOperand {};

using Operand = std::variant<MalformedOperand,
                             OpenOperand,
                             Pattern,       // String, StringPattern; Binary without wildcards
                             ArnPattern,    // Arn
                             Decimal,       // Numeric
                             std::int64_t,  // Date, in milliseconds since the epoch
                             bool,          // Bool, Null
                             IpNetwork>;    // Ip

/// One line of a Condition, ready to be tested: operator looked up, key hashed, operands read.
/// Views into the policy document, which must outlive it.
struct CompiledCondition {
  std::optional<ConditionOperator> op;  // nothing: AWS knows no such operator
  KeyName key;
  std::vector<Operand> operands;
};

CompiledCondition compile_condition(const ConditionEntry& entry, PolicyVersion version);

/// Tests one line against the request. `effect` is the statement's: a malformed ARN operand fails
/// towards refusal, so it makes an Allow not match and a Deny match (capture of AWS,
/// condition_values). An operator that AWS does not know gives `Unknown`.
/// Source: IAM User Guide, "Conditions with multiple context keys or values", "Single-valued vs.
/// multivalued context keys"; captures of AWS, condition_sets, condition_values, condition_ip,
/// condition_strings.
Match evaluate(const CompiledCondition& condition, const RequestContext& context, Effect effect);

/// The same for a single value of the key, without what IfExists, the set qualifiers and absence
/// add. For explanations.
Match evaluate_value(const CompiledCondition& condition,
                     std::string_view value,
                     const RequestContext& context,
                     Effect effect);

}  // namespace remora
