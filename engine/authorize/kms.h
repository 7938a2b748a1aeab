#pragma once

#include "engine/authorize/policy_set.h"
#include "engine/base/match.h"
#include "engine/request/request.h"

namespace remora::kms {

/// Whether a grant allows the request: its grantee is the requester (or the role of the
/// requester's session), the operation is listed, and the request meets the grant's constraints;
/// RetireGrant is allowed to those who may retire one of the grants as well.
/// Source: KMS Developer Guide, "Grants in AWS KMS" and "Retiring and revoking grants"; KMS API
/// Reference, "GrantConstraints".
Match granted(std::span<const Grant> grants, const Request& request, const Action& action);

/// Whether the requester's account may retire one of the grants, and so may let its identities do
/// it. Source: KMS Developer Guide, "Retiring and revoking grants".
Match retired_by_account(std::span<const Grant> grants, const Request& request);

}  // namespace remora::kms
