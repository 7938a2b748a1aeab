#pragma once

#include "engine/authorize/policy_set.h"
#include "engine/base/match.h"
#include "engine/request/request.h"

namespace remora::kms {

/// Whether a grant allows the request: its grantee is the requester (or the role of the
/// requester's session), the operation is listed, and the request meets the grant's constraints.
/// Source: KMS Developer Guide, "Grants in AWS KMS"; KMS API Reference, "GrantConstraints".
Match granted(std::span<const Grant> grants, const Request& request, const Action& action);

}  // namespace remora::kms
