#pragma once

#include "engine/aws/action.h"
#include "engine/request/request.h"

namespace remora::s3 {

/// Whether the bucket policy cannot lock the requester out of this action: the root user of the
/// bucket's account may always read, replace and delete the bucket policy; only VPC endpoint and
/// Organizations policies can stop it.
/// Source: Amazon S3 API Reference, "PutBucketPolicy" (also "GetBucketPolicy",
/// "DeleteBucketPolicy").
bool owner_keeps_control(const Request& request, const Action& action);

}  // namespace remora::s3
