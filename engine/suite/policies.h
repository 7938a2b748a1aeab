#pragma once

#include <cstddef>
#include <string>
#include <tuple>

#include "engine/world/world.h"

namespace remora::suite {

/// Calls `visit` with every place of a world where a policy may stand (`CompiledPolicyPtr&`, or
/// `const` in a const world), null ones included.
template <class World, class Visit>
void visit_policies(World& world, const Visit& visit) {
  for (std::size_t i = 0; i < world.buckets.size(); ++i) {
    visit(world.buckets[i].policy);
  }
  for (std::size_t i = 0; i < world.keys.size(); ++i) {
    visit(world.keys[i].policy);
  }
  for (std::size_t i = 0; i < world.topics.size(); ++i) {
    visit(world.topics[i].policy);
  }
  for (std::size_t i = 0; i < world.roles.size(); ++i) {
    visit(world.roles[i].trust);
    visit(world.roles[i].boundary);
    for (auto& policy : world.roles[i].policies) {
      visit(policy);
    }
  }
  if (!world.organization) {
    return;
  }
  for (auto& [id, account] : world.organization->accounts) {
    for (auto* levels : {&account.scps, &account.rcps}) {
      for (auto& level : *levels) {
        for (auto& policy : level) {
          visit(policy);
        }
      }
    }
  }
}

/// Which policy it is, in whatever scenario it is loaded: where its text stands, and as what it
/// counts. The same place can hold different texts in a matrix, which the number of statements
/// tells apart as far as it matters.
struct PolicyId {
  std::string file;
  std::uint32_t offset = 0;
  PolicyType type = PolicyType::Identity;
  std::size_t size = 0;

  friend bool operator==(const PolicyId&, const PolicyId&) = default;

  friend bool operator<(const PolicyId& a, const PolicyId& b) {
    return std::tie(a.file, a.offset, a.type, a.size) < std::tie(b.file, b.offset, b.type, b.size);
  }
};

/// True for a policy that the user wrote: it was read, and is none of those that AWS manages or
/// makes by itself.
bool is_users_own(const CompiledPolicy* policy);

PolicyId id_of(const CompiledPolicy& policy);

}  // namespace remora::suite
