#pragma once

#include "engine/authorize/policy_set.h"
#include "engine/input/member_reader.h"

namespace remora::input {

/// Reads the `Constraints` of a grant as `aws kms list-grants` prints them. Errors: members of the
/// wrong type, constraints that KMS does not have.
/// Source: KMS API Reference, "GrantConstraints".
GrantConstraints read_grant_constraints(const json::Value& value, DiagnosticSink& sink);

}  // namespace remora::input
