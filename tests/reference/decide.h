#pragma once

#include "engine/authorize/verdict.h"
#include "engine/request/request.h"
#include "tests/reference/reference_policies.h"

namespace remora::reference {

/// Decides one request, the flow chart of the IAM User Guide box by box. Whatever depends on an
/// unknown key or an unread policy is `Undetermined`.
/// Source: IAM User Guide, "Policy evaluation logic", "Cross-account policy evaluation logic";
/// Organizations User Guide, "SCP evaluation", "RCP evaluation"; KMS Developer Guide, "Determining
/// access to KMS keys"; S3 User Guide, "Blocking public access".
Verdict decide(const Request& request, const ReferencePolicies& policies);

}  // namespace remora::reference
