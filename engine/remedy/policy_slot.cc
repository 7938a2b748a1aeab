#include "engine/remedy/policy_slot.h"

#include "engine/aws/arn.h"
#include "engine/world/managed_policies.h"

namespace remora::remedy {

namespace {

template <class T>
std::size_t index_of(const world::NamedList<T>& items, const T* item) {
  return static_cast<std::size_t>(item - items.data());
}

/// Calls `visit` with each place (type, holder, owner) and what stands there, in a world that may
/// be const.
template <class World, class Visit>
void visit_policies(World& world, const Visit& visit) {
  for (std::size_t i = 0; i < world.buckets.size(); ++i) {
    visit(PolicyType::Bucket, i, world.buckets[i].name, world.buckets[i].policy);
  }
  for (std::size_t i = 0; i < world.keys.size(); ++i) {
    visit(PolicyType::Key, i, world.keys[i].arn, world.keys[i].policy);
  }
  for (std::size_t i = 0; i < world.topics.size(); ++i) {
    visit(PolicyType::Topic, i, world.topics[i].arn, world.topics[i].policy);
  }
  for (std::size_t i = 0; i < world.roles.size(); ++i) {
    auto& role = world.roles[i];
    visit(PolicyType::Trust, i, role.arn, role.trust);
    visit(PolicyType::Boundary, i, role.arn, role.boundary);
    for (auto& policy : role.policies) {
      visit(PolicyType::Identity, i, role.arn, policy);
    }
  }
  if (!world.organization) {
    return;
  }
  const std::string& organization = world.organization->id;
  for (auto& [account, member] : world.organization->accounts) {
    for (auto& level : member.scps) {
      for (auto& policy : level) {
        visit(PolicyType::Scp, std::size_t{0}, organization, policy);
      }
    }
    for (auto& level : member.rcps) {
      for (auto& policy : level) {
        visit(PolicyType::Rcp, std::size_t{0}, organization, policy);
      }
    }
  }
}

}  // namespace

std::optional<PolicySlot> slot_of(const world::World& world, const CompiledPolicy* policy) {
  std::optional<PolicySlot> found;
  visit_policies(world,
                 [&](PolicyType type,
                     std::size_t holder,
                     const std::string& owner,
                     const CompiledPolicyPtr& one) {
                   if (one.get() == policy && !found) {
                     found = PolicySlot{type, holder, owner};
                   }
                 });
  return found;
}

void replace_policy(world::World& world, const CompiledPolicy* old, const CompiledPolicyPtr& now) {
  visit_policies(world,
                 [&](PolicyType /*type*/,
                     std::size_t /*holder*/,
                     const std::string& /*owner*/,
                     CompiledPolicyPtr& policy) {
                   if (policy.get() == old) {
                     policy = now;
                   }
                 });
}

std::optional<PolicySlot> resource_slot(const world::World& world, const Request& request) {
  const auto arn = Arn::parse(request.resource);
  if (!arn) {
    return std::nullopt;
  }
  if (arn->service == "s3") {
    const auto* found = world.bucket(arn->resource.substr(0, arn->resource.find('/')));
    return found == nullptr ? std::nullopt
                            : std::optional(PolicySlot{
                                  PolicyType::Bucket, index_of(world.buckets, found), found->name});
  }
  if (arn->service == "kms") {
    const auto* found = world.key(request.resource, {}, {});
    return found == nullptr || found->aws_managed
               ? std::nullopt
               : std::optional(
                     PolicySlot{PolicyType::Key, index_of(world.keys, found), found->arn});
  }
  if (arn->service == "sns") {
    const auto* found = world.topic(request.resource);
    return found == nullptr ? std::nullopt
                            : std::optional(PolicySlot{
                                  PolicyType::Topic, index_of(world.topics, found), found->arn});
  }
  if (arn->service == "iam") {
    const auto* found = world.role(request.resource);
    return found == nullptr || found->service_linked
               ? std::nullopt
               : std::optional(
                     PolicySlot{PolicyType::Trust, index_of(world.roles, found), found->arn});
  }
  return std::nullopt;
}

std::optional<PolicySlot> identity_slot(const world::World& world, const Request& request) {
  if (request.principal.kind() != PrincipalKind::RoleSession) {
    return std::nullopt;
  }
  const auto* role = world.role_of_session(request.principal.account(), request.principal.name());
  return role == nullptr || role->service_linked
             ? std::nullopt
             : std::optional(
                   PolicySlot{PolicyType::Identity, index_of(world.roles, role), role->arn});
}

CompiledPolicyPtr editable(const world::World& world, const CompiledPolicy* policy) {
  if (policy == nullptr || policy->is_unread() ||
      world::find_managed_policy(policy->document()->source()->name())) {
    return nullptr;
  }
  CompiledPolicyPtr found;
  visit_policies(world,
                 [&](PolicyType type,
                     std::size_t holder,
                     const std::string& /*owner*/,
                     const CompiledPolicyPtr& one) {
                   if (one.get() != policy || found != nullptr) {
                     return;
                   }
                   const bool of_role = type == PolicyType::Trust || type == PolicyType::Identity ||
                                        type == PolicyType::Boundary;
                   const bool aws_own = (of_role && world.roles[holder].service_linked) ||
                                        (type == PolicyType::Key && world.keys[holder].aws_managed);
                   found = aws_own ? nullptr : one;
                 });
  return found;
}

void set_policy(world::World& world, const PolicySlot& slot, const CompiledPolicyPtr& policy) {
  switch (slot.type) {
    case PolicyType::Bucket:
      world.buckets[slot.holder].policy = policy;
      break;
    case PolicyType::Key:
      world.keys[slot.holder].policy = policy;
      break;
    case PolicyType::Topic:
      world.topics[slot.holder].policy = policy;
      break;
    case PolicyType::Trust:
      world.roles[slot.holder].trust = policy;
      break;
    case PolicyType::Identity:
      world.roles[slot.holder].policies.push_back(policy);
      break;
    default:
      break;
  }
}

void remove_policy(world::World& world, const PolicySlot& slot, const CompiledPolicyPtr& policy) {
  if (slot.type == PolicyType::Identity) {
    std::erase(world.roles[slot.holder].policies, policy);
  } else {
    set_policy(world, slot, nullptr);
  }
}

CompiledPolicyPtr policy_in(const world::World& world, const PolicySlot& slot) {
  switch (slot.type) {
    case PolicyType::Bucket:
      return world.buckets[slot.holder].policy;
    case PolicyType::Key:
      return world.keys[slot.holder].policy;
    case PolicyType::Topic:
      return world.topics[slot.holder].policy;
    case PolicyType::Trust:
      return world.roles[slot.holder].trust;
    default:
      return nullptr;
  }
}

}  // namespace remora::remedy
