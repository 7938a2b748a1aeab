#pragma once

#include "engine/evaluate/compiled_policy.h"

namespace remora::s3 {

/// Whether S3 calls this bucket policy public (GetBucketPolicyStatus), which is what
/// BlockPublicPolicy and RestrictPublicBuckets go by: some Allow grants to a principal that is
/// neither fixed nor narrowed by a condition on a fixed value. `Unknown` if that depends on a
/// symbol. Source: S3 User Guide, "Blocking public access to your Amazon S3 storage", section "The
/// meaning of public"; capture of AWS, public_policy_replay.
Match is_public(const PolicyDocument& policy);

}  // namespace remora::s3
