#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/base/result.h"
#include "engine/policy/document.h"

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

/// Reads a policy from a JSON value (a whole file, or a member of a larger document). A string that
/// holds one (escaped, percent-encoded, in a block of YAML) is read as that policy, whose places
/// are those of the string's characters. Errors: anything that leaves the meaning of the policy
/// open: wrong types, an Effect that is neither Allow nor Deny, an unknown element, Action beside
/// NotAction. What can be read but AWS would refuse to store is read, with a warning in `warnings`.
/// Source: IAM User Guide, "Grammar of the IAM JSON policy language".
Result<PolicyPtr> parse_policy(const json::DocumentPtr& json, json::Value value, PolicyType type);

/// The same for a text that holds nothing but the policy, percent-encoded or not. At most 1 MiB:
/// AWS stores no policy that is even a tenth of that.
Result<PolicyPtr> parse_policy(const SourcePtr& source, PolicyType type);

}  // namespace remora
