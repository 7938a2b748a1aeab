#pragma once

#include <string>
#include <vector>

#include "engine/delivery/call.h"
#include "engine/delivery/outcome.h"
#include "engine/world/world.h"

namespace remora::delivery {

/// What another setting of one switch would make of a delivery.
struct Alternative {
  Assumption assumption = Assumption::Era;
  std::string_view value;
  Outcome outcome = Outcome::Delivered;
  std::string code;  // of AWS's error; empty without one
};

/// The settings that would change the outcome or AWS's error, found by trying the delivery with
/// each setting of each switch that the outcome rests on; all others stay as they are. In the order
/// of the switches; empty if the answer does not depend on what nobody outside AWS knows. The
/// switch `era` is left out: it asks for another time, not for another guess.
std::vector<Alternative> find_alternatives(const world::World& world,
                                           const Call& call,
                                           const Assumptions& assumptions,
                                           const DeliveryOutcome& outcome);

}  // namespace remora::delivery
