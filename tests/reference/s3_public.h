#pragma once

#include "engine/policy/document.h"

namespace remora::reference {

/// Whether S3 calls a bucket policy public: some Allow names everyone and no condition narrows it
/// to fixed values. Of the ways in which a Deny takes the publicness away it knows the plainest, a
/// Deny of the same scope; the others are left to the fixtures.
/// Source: S3 User Guide, "The meaning of public"; capture of AWS, public_policy_replay.
bool is_public(const PolicyDocument& policy);

}  // namespace remora::reference
