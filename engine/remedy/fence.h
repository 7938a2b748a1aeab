#pragma once

#include <vector>

#include "engine/delivery/deliver.h"
#include "engine/remedy/gate.h"

namespace remora::remedy {

/// What a fix leaves as it is, because somebody said so: deliveries that arrive; and what is to
/// stay shut, deliveries that are expected to be refused and requests that are expected to be
/// denied. AWS's documented statements are no excuse.
struct Fence {
  std::vector<const delivery::Call*> delivered;
  std::vector<const delivery::Call*> refused;
  std::vector<Stranger> requests;

  /// Whether the call is to stay refused.
  [[nodiscard]] bool keeps_out(const delivery::Call& call) const;

  /// The same without that delivery, for a fix of it alone.
  [[nodiscard]] Fence without(const delivery::Call& call) const;

  /// Whether a changed world still refuses the deliveries and denies the requests that `before`
  /// denies.
  [[nodiscard]] bool stays_shut(const world::World& before,
                                const world::World& after,
                                const delivery::Assumptions& assumptions,
                                const Gate& gate) const;

  /// Whether what arrived still arrives in a changed world.
  [[nodiscard]] bool stays_open(const world::World& after,
                                const delivery::Assumptions& assumptions) const;
};

}  // namespace remora::remedy
