#pragma once

#include "engine/base/result.h"
#include "engine/policy/document.h"
#include "engine/policy/fault.h"

namespace remora {

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
