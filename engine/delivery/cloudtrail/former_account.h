#pragma once

#include <string_view>

#include "engine/evaluate/compiled_policy.h"

namespace remora::delivery::cloudtrail {

/// The account in which CloudTrail ran in a Region when it had no service principal yet (before
/// 2015); empty for a Region that never had one. Bucket policies of that time name it.
/// Source: AWS CloudTrail User Guide, "CloudTrail supported regions" (editions up to 2019), as kept
/// by the Terraform AWS provider's data source aws_cloudtrail_service_account.
std::string_view former_account(std::string_view region);

/// Whether an Allow statement of the policy has the account among its principals.
bool lets_in_account(const CompiledPolicy& policy, std::string_view account);

}  // namespace remora::delivery::cloudtrail
