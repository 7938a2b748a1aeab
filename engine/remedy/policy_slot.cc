#include "engine/remedy/policy_slot.h"

#include <algorithm>
#include <vector>

#include "engine/world/managed_policies.h"
#include "engine/world/resource.h"
#include "engine/world/visit_policies.h"

namespace remora::remedy {

namespace {

template <class T>
std::size_t index_of(const world::NamedList<T>& items, const T* item) {
  return static_cast<std::size_t>(item - items.data());
}

PolicySlot slot_at(const world::PolicyPlace& place) {
  return {place.type, place.holder, std::string(place.owner)};
}

}  // namespace

std::optional<PolicySlot> slot_of(const world::World& world, const CompiledPolicy* policy) {
  std::optional<PolicySlot> found;
  world::visit_policies(world, [&](const world::PolicyPlace& place, const CompiledPolicyPtr& one) {
    if (one.get() == policy && !found) {
      found = slot_at(place);
    }
  });
  return found;
}

void replace_policy(world::World& world, const CompiledPolicy* old, const CompiledPolicyPtr& now) {
  std::vector<world::PolicyPlace> places;
  const world::World& read = world;
  world::visit_policies(read, [&](const world::PolicyPlace& place, const CompiledPolicyPtr& one) {
    if (one.get() == old) {
      places.push_back(place);
    }
  });
  const auto replace = [&](CompiledPolicyPtr& policy) {
    if (policy.get() == old) {
      policy = now;
    }
  };
  // What does not hold it stays shared with other worlds.
  bool of_organization = false;
  for (const world::PolicyPlace& place : places) {
    switch (place.type) {
      case PolicyType::Bucket:
        replace(world.buckets[place.holder].policy);
        break;
      case PolicyType::Key:
        replace(world.keys[place.holder].policy);
        break;
      case PolicyType::Topic:
        replace(world.topics[place.holder].policy);
        break;
      case PolicyType::Trust:
        replace(world.roles[place.holder].trust);
        break;
      case PolicyType::Identity:
        for (CompiledPolicyPtr& policy : world.roles[place.holder].policies) {
          replace(policy);
        }
        break;
      case PolicyType::Boundary:
        replace(world.roles[place.holder].boundary);
        break;
      default:
        of_organization = true;
    }
  }
  if (of_organization) {
    for (auto& [account, member] : world.organization->accounts) {
      for (std::vector<PolicyGroup>* levels : {&member.scps, &member.rcps}) {
        for (PolicyGroup& group : *levels) {
          std::for_each(group.begin(), group.end(), replace);
        }
      }
    }
  }
}

std::optional<PolicySlot> resource_slot(const world::World& world, const Request& request) {
  world::Suppositions first;
  const world::Resource found = world::find_resource(world, request.resource, first);
  if (found.bucket != nullptr) {
    return PolicySlot{
        PolicyType::Bucket, index_of(world.buckets, found.bucket), found.bucket->name};
  }
  if (found.key != nullptr && found.key->aws_managed == false) {
    return PolicySlot{PolicyType::Key, index_of(world.keys, found.key), found.key->arn};
  }
  if (found.topic != nullptr) {
    return PolicySlot{PolicyType::Topic, index_of(world.topics, found.topic), found.topic->arn};
  }
  if (found.role != nullptr && found.role->service_linked == false) {
    return PolicySlot{PolicyType::Trust, index_of(world.roles, found.role), found.role->arn};
  }
  return std::nullopt;
}

std::optional<PolicySlot> identity_slot(const world::World& world, const Request& request) {
  if (request.principal.kind() != PrincipalKind::RoleSession) {
    return std::nullopt;
  }
  const auto* role = world.role_of_session(request.principal.account(), request.principal.name());
  return role == nullptr || !(role->service_linked == false)
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
  world::visit_policies(world, [&](const world::PolicyPlace& place, const CompiledPolicyPtr& one) {
    if (one.get() != policy || found != nullptr) {
      return;
    }
    const bool of_role = place.type == PolicyType::Trust || place.type == PolicyType::Identity ||
                         place.type == PolicyType::Boundary;
    const bool aws_own =
        (of_role && !(world.roles[place.holder].service_linked == false)) ||
        (place.type == PolicyType::Key && !(world.keys[place.holder].aws_managed == false));
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
