#pragma once

#include <functional>
#include <vector>

#include "engine/authorize/authorize.h"
#include "engine/world/world.h"

namespace remora::world {

/// What a world makes of a request.
struct Decided {
  PolicySet policies;  // views into the world
  Decision decision;
  std::vector<UnknownPtr> missing;  // with Undetermined: the facts that decide, if not known
};

/// The policies that an undetermined request depends on and of which somebody says where they are
/// missing.
std::vector<UnknownPtr> missing_policies(const Request& request, const PolicySet& policies);

using Adjust = std::function<void(Request&, PolicySet&)>;

/// Completes a request and decides it, for every possibility of the facts that it asks for and that
/// nobody knows: where they lead to different verdicts, the verdict is Undetermined. The request is
/// completed as for the first. `adjust` sets what is to hold whatever the world says.
Decided decide(const World& world, Request& request, const Adjust& adjust = nullptr);

}  // namespace remora::world
