#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace remora {

/// What can be wrong with a policy.
enum class PolicyFault : std::uint8_t {
#define REMORA_POLICY_FAULT(id, code) id,
#include "engine/policy/faults.inc"
#undef REMORA_POLICY_FAULT
};

/// The code of its diagnostics: `missing-effect`.
std::string_view to_string(PolicyFault fault);
/// Nothing for a code that is not the policy's: of JSON that cannot be read.
std::optional<PolicyFault> find_policy_fault(std::string_view code);

}  // namespace remora
