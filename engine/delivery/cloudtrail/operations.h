#pragma once

#include "engine/delivery/cloudtrail/call.h"
#include "engine/delivery/outcome.h"
#include "engine/world/world.h"

namespace remora::delivery::cloudtrail {

/// CreateTrail: name, organization and quota, then what CloudTrail tries as
/// cloudtrail.amazonaws.com before it takes the trail (`admit_trail`).
/// Source: AWS CloudTrail API Reference, "CreateTrail"; capture of AWS, cloudtrail
/// organization_admission.
DeliveryOutcome create_trail(const world::World& world,
                             const Home& home,
                             const SupposedCall& call,
                             const Assumptions& assumptions,
                             world::Suppositions& suppositions);

/// UpdateTrail: the same checks on the settings that would result. A refused update leaves the
/// trail as it was; the status shows the settings that stand after the call.
/// Source: AWS CloudTrail API Reference, "UpdateTrail"; capture of AWS, cloudtrail
/// digest_admission.
DeliveryOutcome update_trail(const world::World& world,
                             const Home& home,
                             const SupposedCall& call,
                             const Assumptions& assumptions,
                             world::Suppositions& suppositions);

/// StartLogging: asks only whether the trail is there and at home. What is delivered afterwards is
/// reported as status.
/// Source: AWS CloudTrail API Reference, "StartLogging".
DeliveryOutcome start_logging(const world::World& world,
                              const Home& home,
                              const SupposedCall& call,
                              const Assumptions& assumptions,
                              world::Suppositions& suppositions);

/// The operation `Deliver`: later deliveries of a trail that is there and logs.
DeliveryOutcome deliver_later(const world::World& world,
                              const Home& home,
                              const SupposedCall& call,
                              const Assumptions& assumptions,
                              world::Suppositions& suppositions);

}  // namespace remora::delivery::cloudtrail
