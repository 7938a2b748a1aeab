#include "engine/remedy/fence.h"

#include <algorithm>

namespace remora::remedy {

using delivery::Call;
using delivery::Outcome;

bool Fence::keeps_out(const Call& call) const {
  return std::find(deliveries.begin(), deliveries.end(), &call) != deliveries.end();
}

Fence Fence::without(const Call& call) const {
  Fence fence = *this;
  std::erase(fence.deliveries, &call);
  return fence;
}

bool Fence::holds(const world::World& before,
                  const world::World& after,
                  const delivery::Assumptions& assumptions) const {
  return let_in(requests, before, after, assumptions.forced_context(), Lenience::Denied).empty() &&
         std::all_of(deliveries.begin(), deliveries.end(), [&](const Call* call) {
           return delivery::deliver(after, *call, assumptions).outcome == Outcome::Refused;
         });
}

}  // namespace remora::remedy
