#pragma once

#include <cstdint>
#include <string>

#include "engine/authorize/authorize.h"

namespace remora {

/// Whether the sentence ends with the ARN of the policy that denies, as it does since 2026.
enum class PolicyArn : std::uint8_t { Named, Unnamed };

/// The sentence that AWS prints for a denied request: `User: ARN is not authorized to perform:
/// ACTION on resource: ARN because no identity-based policy allows the ACTION action`, and its
/// family. AWS names one policy type only, even where several deny. An explicit Deny of an SCP, an
/// RCP, a boundary, a session or an identity-based policy of the same account or organization is
/// named by the policy's ARN, where the policy has one that is known. What the service refuses by
/// itself has a text of its own. Empty for a request that is allowed or undetermined.
/// Source: IAM User Guide, "Troubleshoot access denied error messages" (edition of 2026); S3 User
/// Guide, "Troubleshoot access denied (403 Forbidden) errors in Amazon S3"; capture of AWS,
/// September 2026, for S3's quotes around the resource. Which side is named across accounts follows
/// a published experiment (Classmethod, 2021).
std::string denial_message(const Request& request,
                           const PolicySet& policies,
                           const Decision& decision,
                           PolicyArn arn = PolicyArn::Named);

}  // namespace remora
