#pragma once

#include "engine/delivery/call.h"
#include "engine/delivery/outcome.h"
#include "engine/world/world.h"

namespace remora::delivery {

/// Adds to the outcome of a delivery that succeeds what is wrong beside the verdict, and the
/// switches that this rests on:
/// `stranger-can-deliver`: the same service working for an account outside could deliver here too
/// (found by trying it); `one-region-only`: the same channel in another Region would be refused;
/// `readers-cannot-decrypt`: nobody in the bucket's account may decrypt the objects;
/// `no-decrypt`, `no-list-bucket`: a permission that AWS documents is missing, to no harm now.
/// Source: IAM User Guide, "The confused deputy problem"; AWS Config Developer Guide and AWS
/// CloudTrail User Guide, pages on bucket and key policies; KMS Developer Guide, "Key policies".
void add_hazards(const world::World& world,
                 const Call& call,
                 const Assumptions& assumptions,
                 DeliveryOutcome& outcome);

}  // namespace remora::delivery
