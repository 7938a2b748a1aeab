#pragma once

#include <cstddef>
#include <vector>

#include "engine/evaluate/compiled_policy.h"
#include "engine/world/world.h"

namespace remora::test {

/// One Allow statement that is taken away: the policy that has it, and the same without it.
struct Deletion {
  CompiledPolicyPtr policy;
  CompiledPolicyPtr without;
  std::size_t statement = 0;
};

/// One for each Allow statement of the world's policies.
std::vector<Deletion> deletions(world::World world);

/// The world without that statement, wherever its policy is in force.
world::World after(const world::World& world, const Deletion& deletion);

}  // namespace remora::test
