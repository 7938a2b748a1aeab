#pragma once

#include <functional>

#include "engine/delivery/outcome.h"
#include "engine/world/suppositions.h"

namespace remora::delivery {

/// Tries a delivery with every possibility of the facts that it reads and that nobody knows, and
/// gives what holds for all of them. Refused whatever they are stays refused, and delivered stays
/// delivered; where they decide the outcome is Undetermined, and `missing` names the smallest set
/// of facts that can settle it. A delivery that reads no such fact is tried once.
DeliveryOutcome try_possibilities(const std::function<DeliveryOutcome(world::Suppositions&)>& run);

/// Whether something holds for every possibility.
bool holds_for_all(const std::function<bool(world::Suppositions&)>& holds);

}  // namespace remora::delivery
