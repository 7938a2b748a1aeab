#pragma once

#include <string>

#include "engine/authorize/authorize.h"

namespace remora {

/// The sentence that AWS prints for a denied request: `User: ARN is not authorized to perform:
/// ACTION on resource: ARN because no identity-based policy allows the ACTION action`, and its
/// family. AWS names one policy type only, even where several deny. Empty for a request that is
/// allowed or undetermined.
/// Source: IAM User Guide, "Troubleshoot access denied error messages"; S3 User Guide,
/// "Troubleshoot access denied (403 Forbidden) errors in Amazon S3"; capture of AWS, September
/// 2026, for S3's quotes around the resource. Which side is named across accounts follows a
/// published experiment (Classmethod, 2021).
std::string denial_message(const Request& request,
                           const PolicySet& policies,
                           const Decision& decision);

}  // namespace remora
