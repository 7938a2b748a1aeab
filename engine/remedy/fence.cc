#include "engine/remedy/fence.h"

#include <algorithm>

namespace remora::remedy {

using delivery::Call;
using delivery::Outcome;

bool Fence::keeps_out(const Call& call) const {
  return std::find(refused.begin(), refused.end(), &call) != refused.end();
}

Fence Fence::without(const Call& call) const {
  Fence fence = *this;
  std::erase(fence.refused, &call);
  return fence;
}

bool Fence::stays_shut(const world::World& before,
                       const world::World& after,
                       const delivery::Assumptions& assumptions,
                       const Gate& gate) const {
  return Crowd(gate, requests, before).let_in(after, Lenience::Denied).empty() &&
         std::all_of(refused.begin(), refused.end(), [&](const Call* call) {
           return delivery::deliver(after, *call, assumptions).outcome == Outcome::Refused;
         });
}

bool Fence::stays_open(const world::World& after, const delivery::Assumptions& assumptions) const {
  return std::all_of(delivered.begin(), delivered.end(), [&](const Call* call) {
    return delivery::deliver(after, *call, assumptions).outcome == Outcome::Delivered;
  });
}

}  // namespace remora::remedy
