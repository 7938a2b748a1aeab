#pragma once

#include "engine/delivery/outcome.h"
#include "engine/world/world.h"

namespace remora::delivery::cloudtrail {

/// CreateTrail: name and organization checks, then what CloudTrail tries as
/// cloudtrail.amazonaws.com before it takes the trail: read the bucket's ACL, write the marker
/// objects (both whatever the first gives), with a key also what S3 asks of KMS, then the topic
/// and the log group.
/// Source: capture of AWS, cloudtrail owned_s3_delivery, owned_service_principal,
/// digest_admission, logs_destination; AWS CloudTrail User Guide, "Amazon S3 bucket policy for
/// CloudTrail" and "Configure AWS KMS key policies for CloudTrail".
DeliveryOutcome create_trail(const world::World& world,
                             const DeliveryCall& call,
                             const Assumptions& assumptions);

}  // namespace remora::delivery::cloudtrail
