#pragma once

#include "engine/policy/document.h"
#include "engine/request/context.h"
#include "tests/reference/truth.h"

namespace remora::reference {

/// Tests one line of a Condition. `effect` is the statement's: a malformed ARN operand fails
/// towards refusal. Maybe: the key is unknown, a variable is, or AWS knows no such operator.
/// Source: IAM User Guide, "Condition operators", "Single-valued vs. multivalued context keys";
/// capture of AWS, condition_sets.
Truth test_condition(const ConditionEntry& condition,
                     PolicyVersion version,
                     const RequestContext& context,
                     Effect effect);

}  // namespace remora::reference
