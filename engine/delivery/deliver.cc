#include "engine/delivery/deliver.h"

#include "engine/delivery/possibilities.h"
#include "engine/delivery/services.h"

namespace remora::delivery {

DeliveryOutcome deliver(const world::World& world,
                        const Call& call,
                        const Assumptions& assumptions) {
  return try_possibilities([&](world::Suppositions& suppositions) {
    return std::visit(
        [&](const auto& of) { return deliver(world, call, of, assumptions, suppositions); },
        call.of);
  });
}

}  // namespace remora::delivery
