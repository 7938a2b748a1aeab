#pragma once

#include "engine/delivery/outcome.h"
#include "engine/world/world.h"

namespace remora::delivery::config {

/// PutDeliveryChannel: the parameter checks, then what Config tries before it takes the channel:
/// assume the recorder's role, look at the bucket, write ConfigWritabilityCheckFile and read the
/// bucket's ACL, as the role first and as config.amazonaws.com where the role may not write.
/// Source: AWS Config Developer Guide, "Permissions for the Amazon S3 Bucket for the AWS Config
/// Delivery Channel" and "... for the KMS Key ..."; capture of AWS, configservice lifecycle; the
/// order of the steps rests on the assumptions that the outcome lists.
DeliveryOutcome put_delivery_channel(const world::World& world,
                                     const DeliveryCall& call,
                                     const Assumptions& assumptions);

}  // namespace remora::delivery::config
