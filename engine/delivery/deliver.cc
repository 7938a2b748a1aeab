#include "engine/delivery/deliver.h"

#include "engine/delivery/services.h"

namespace remora::delivery {

DeliveryOutcome deliver(const world::World& world,
                        const Call& call,
                        const Assumptions& assumptions) {
  return std::visit([&](const auto& of) { return deliver(world, call, of, assumptions); }, call.of);
}

}  // namespace remora::delivery
