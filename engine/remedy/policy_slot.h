#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/world/world.h"

namespace remora::remedy {

/// Where a policy hangs in a world: at which bucket, key, topic or role, or in the organization.
struct PolicySlot {
  PolicyType type = PolicyType::Resource;
  std::size_t holder = 0;  // index of the bucket, key, topic or role
  std::string owner;       // its name or ARN; of Organizations policies, the organization's id

  friend bool operator==(const PolicySlot&, const PolicySlot&) = default;
};

/// The first place where the policy stands; nothing if it stands nowhere.
std::optional<PolicySlot> slot_of(const world::World& world, const CompiledPolicy* policy);

/// Puts `now` wherever `old` stands: a policy may be attached in many places.
void replace_policy(world::World& world, const CompiledPolicy* old, const CompiledPolicyPtr& now);

/// The slot of the resource-based policy of the request's resource; the type is that of a
/// PolicySet for it. Nothing for a resource that the world does not list.
std::optional<PolicySlot> resource_slot(const world::World& world, const Request& request);

/// The role whose session makes the request, as the holder of identity-based policies.
std::optional<PolicySlot> identity_slot(const world::World& world, const Request& request);

/// The policy if people can edit it, else null: AWS's own policies, those of service-linked roles
/// and of AWS managed keys, and policies that were not read.
CompiledPolicyPtr editable(const world::World& world, const CompiledPolicy* policy);

/// Gives the empty slot a policy: the bucket, key, topic or role trust that had none, or one more
/// identity-based policy of a role.
void set_policy(world::World& world, const PolicySlot& slot, const CompiledPolicyPtr& policy);

/// Takes away what `set_policy` gave.
void remove_policy(world::World& world, const PolicySlot& slot, const CompiledPolicyPtr& policy);

/// The policy in a slot that holds at most one; null if it holds none or several.
CompiledPolicyPtr policy_in(const world::World& world, const PolicySlot& slot);

}  // namespace remora::remedy
