#pragma once

#include <string>
#include <string_view>

#include "engine/evaluate/compiled_policy.h"

namespace remora::remedy {

/// The policy with one more statement at its end, compiled; null if it cannot be read then.
/// `policy` may be null: a new policy is made.
CompiledPolicyPtr with_statement(const CompiledPolicy* policy,
                                 PolicyType type,
                                 std::string_view statement);

/// The same change as a JSON Patch (RFC 6902) on the policy document.
std::string as_json_patch(const CompiledPolicy* policy, std::string_view statement);

}  // namespace remora::remedy
