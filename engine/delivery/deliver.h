#pragma once

#include "engine/delivery/call.h"
#include "engine/delivery/outcome.h"
#include "engine/world/world.h"

namespace remora::delivery {

/// Tries one delivery: the call, and where the call itself tries nothing (StartLogging,
/// DeliverConfigSnapshot, StartConfigurationRecorder) what is delivered after it. The outcome says
/// whether things arrive; `error` is AWS's answer to the call.
DeliveryOutcome deliver(const world::World& world,
                        const Call& call,
                        const Assumptions& assumptions);

}  // namespace remora::delivery
