#include "engine/authorize/policy_set.h"

#include <algorithm>

namespace remora {

bool mentions(const PolicySet& policies, const KeyName& key) {
  const auto one = [&](const CompiledPolicy* policy) {
    return policy != nullptr && policy->mentions(key);
  };
  const auto group = [&](std::span<const CompiledPolicyPtr> members) {
    return std::any_of(
        members.begin(), members.end(), [&](const auto& policy) { return one(policy.get()); });
  };
  const auto levels = [&](const std::optional<std::span<const PolicyGroup>>& groups) {
    return groups && std::any_of(groups->begin(), groups->end(), group);
  };
  return one(policies.resource) || group(policies.identity) || one(policies.boundary) ||
         (policies.session && group(*policies.session)) || levels(policies.scps) ||
         levels(policies.rcps) || one(policies.vpc_endpoint);
}

}  // namespace remora
