#pragma once

#include <cstddef>
#include <string_view>

#include "engine/world/world.h"

namespace remora::world {

/// A place of a world where a policy may hang.
struct PolicyPlace {
  PolicyType type = PolicyType::Resource;
  std::size_t holder = 0;  // index of the bucket, key, topic or role
  std::string_view owner;  // its name or ARN; of Organizations policies, the organization's id
};

/// Calls `visit(place, policy)` for every place where a policy may hang, empty ones included. The
/// policy is a `CompiledPolicyPtr&`, in a const world a const one.
template <class AnyWorld, class Visit>
void visit_policies(AnyWorld& world, const Visit& visit) {
  for (std::size_t i = 0; i < world.buckets.size(); ++i) {
    visit(PolicyPlace{PolicyType::Bucket, i, world.buckets[i].name}, world.buckets[i].policy);
  }
  for (std::size_t i = 0; i < world.keys.size(); ++i) {
    visit(PolicyPlace{PolicyType::Key, i, world.keys[i].arn}, world.keys[i].policy);
  }
  for (std::size_t i = 0; i < world.topics.size(); ++i) {
    visit(PolicyPlace{PolicyType::Topic, i, world.topics[i].arn}, world.topics[i].policy);
  }
  for (std::size_t i = 0; i < world.roles.size(); ++i) {
    auto& role = world.roles[i];
    visit(PolicyPlace{PolicyType::Trust, i, role.arn}, role.trust);
    for (auto& policy : role.policies) {
      visit(PolicyPlace{PolicyType::Identity, i, role.arn}, policy);
    }
    visit(PolicyPlace{PolicyType::Boundary, i, role.arn}, role.boundary);
  }
  if (!world.organization) {
    return;
  }
  const auto levels = [&](PolicyType type, auto& groups) {
    for (auto& group : groups) {
      for (auto& policy : group) {
        visit(PolicyPlace{type, 0, world.organization->name()}, policy);
      }
    }
  };
  for (auto& [account, member] : world.organization->accounts) {
    levels(PolicyType::Scp, member.scps);
    levels(PolicyType::Rcp, member.rcps);
  }
}

}  // namespace remora::world
