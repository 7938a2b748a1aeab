#include "tests/support/deletions.h"

#include <cstdint>
#include <memory>
#include <set>
#include <utility>

namespace remora::test {

namespace {

template <class List, class Visit>
void each_in(List& groups, Visit&& visit) {
  for (PolicyGroup& group : groups) {
    for (CompiledPolicyPtr& policy : group) {
      visit(policy);
    }
  }
}

/// Every place of the world that holds a policy.
template <class Visit>
void each_policy(world::World& world, Visit&& visit) {
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
    for (CompiledPolicyPtr& policy : world.roles[i].policies) {
      visit(policy);
    }
  }
  if (world.organization) {
    for (auto& [id, account] : world.organization->accounts) {
      each_in(account.scps, visit);
      each_in(account.rcps, visit);
    }
  }
}

CompiledPolicyPtr without_statement(const CompiledPolicy& policy, std::size_t index) {
  // Documents are immutable, so the changed one is a copy; it shares the text with its model.
  auto document = std::make_shared<PolicyDocument>(*policy.document());
  document->statements.erase(document->statements.begin() + static_cast<std::ptrdiff_t>(index));
  for (std::size_t i = 0; i < document->statements.size(); ++i) {
    document->statements[i].index = i;
  }
  return compile(std::move(document));
}

}  // namespace

std::vector<Deletion> deletions(world::World world) {
  std::set<CompiledPolicyPtr> policies;
  each_policy(world, [&](CompiledPolicyPtr& policy) {
    if (policy != nullptr && !policy->is_unread()) {
      policies.insert(policy);
    }
  });
  std::vector<Deletion> found;
  for (const CompiledPolicyPtr& policy : policies) {
    for (const Statement& statement : policy->document()->statements) {
      if (statement.effect == Effect::Allow) {
        found.push_back({policy, without_statement(*policy, statement.index), statement.index});
      }
    }
  }
  return found;
}

world::World after(const world::World& world, const Deletion& deletion) {
  world::World changed = world;
  each_policy(changed, [&](CompiledPolicyPtr& policy) {
    if (policy == deletion.policy) {
      policy = deletion.without;
    }
  });
  return changed;
}

}  // namespace remora::test
