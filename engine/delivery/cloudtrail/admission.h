#pragma once

#include "engine/delivery/cloudtrail/access.h"

namespace remora::delivery::cloudtrail {

/// What CloudTrail looks at before it takes a trail, and before it takes a change of one.
struct AdmissionScope {
  bool bucket = true;
  bool topic = true;
  bool logs = true;
};

/// Tries what CreateTrail and UpdateTrail try once the trail's name is good and `caller` may make a
/// trail for its organization: read the bucket's ACL, write the marker objects (both whatever the
/// first gives), with a key also what S3 asks of KMS, then whether the organization trusts
/// CloudTrail, the topic and the log group.
/// Source: capture of AWS, cloudtrail owned_s3_delivery, owned_service_principal,
/// digest_admission, logs_destination; AWS CloudTrail User Guide, "Amazon S3 bucket policy for
/// CloudTrail" and "Configure AWS KMS key policies for CloudTrail".
void admit_trail(Prober& prober,
                 TrailAccess& access,
                 std::string_view caller,
                 const AdmissionScope& scope);

}  // namespace remora::delivery::cloudtrail
