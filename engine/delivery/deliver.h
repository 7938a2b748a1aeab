#pragma once

#include "engine/delivery/outcome.h"
#include "engine/world/world.h"

namespace remora::delivery {

/// Tries one delivery. An operation that is not modelled is undetermined, and the outcome says so.
DeliveryOutcome deliver(const world::World& world,
                        const DeliveryCall& call,
                        const Assumptions& assumptions);

}  // namespace remora::delivery
