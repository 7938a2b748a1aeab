#pragma once

#include <vector>

#include "engine/delivery/deliver.h"
#include "engine/remedy/strangers.h"

namespace remora::remedy {

/// What no fix may open, because somebody said that it is to stay shut: deliveries that are
/// expected to be refused, and requests that are expected to be denied. AWS's documented
/// statements are no excuse.
struct Fence {
  std::vector<const delivery::Call*> deliveries;
  std::vector<Stranger> requests;

  [[nodiscard]] bool keeps_out(const delivery::Call& call) const;

  /// The same without that delivery, for a fix of it alone.
  [[nodiscard]] Fence without(const delivery::Call& call) const;

  /// Whether a changed world refuses the deliveries, all of which were refused, and denies the
  /// requests that `before` denies.
  [[nodiscard]] bool holds(const world::World& before,
                           const world::World& after,
                           const delivery::Assumptions& assumptions) const;
};

}  // namespace remora::remedy
