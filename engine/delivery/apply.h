#pragma once

#include "engine/delivery/call.h"
#include "engine/delivery/outcome.h"
#include "engine/world/world.h"

namespace remora::delivery {

/// The world after a call, so that the next one can follow it: with the channel, recorder or trail
/// that it put, changed or started, and the objects that it wrote. A refused call changes nothing
/// but leaves the objects it wrote before it failed (capture of AWS, cloudtrail
/// owned_s3_delivery and digest_admission), and so does one of which nobody knows whether AWS
/// accepts it. Later deliveries that fail refuse nothing: their trail logs, their recorder records.
world::World apply(world::World world, const Call& call, const DeliveryOutcome& outcome);

/// The call with what it only names filled in from the world: the settings of a trail.
Call completed(const world::World& world, Call call);

}  // namespace remora::delivery
