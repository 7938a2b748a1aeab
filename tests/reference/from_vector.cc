#include "tests/reference/from_vector.h"

namespace remora::reference {

namespace {

std::vector<PolicyPtr> documents(const PolicyGroup& group) {
  std::vector<PolicyPtr> found;
  found.reserve(group.size());
  for (const CompiledPolicyPtr& policy : group) {
    found.push_back(policy->document());
  }
  return found;
}

std::vector<std::vector<PolicyPtr>> documents(const std::vector<PolicyGroup>& levels) {
  std::vector<std::vector<PolicyPtr>> found;
  found.reserve(levels.size());
  for (const PolicyGroup& level : levels) {
    found.push_back(documents(level));
  }
  return found;
}

std::optional<PolicyPtr> document(const CompiledPolicyPtr& policy) {
  return policy == nullptr ? std::nullopt : std::optional(policy->document());
}

}  // namespace

ReferencePolicies policies_of(const fixture::Vector& vector) {
  ReferencePolicies policies;
  policies.identity = documents(vector.identity);
  policies.resource = document(vector.resource);
  policies.resource_type = vector.resource_type;
  policies.boundary = document(vector.boundary);
  if (vector.session) {
    policies.session = documents(*vector.session);
  }
  if (vector.scps) {
    policies.scps = documents(*vector.scps);
  }
  if (vector.rcps) {
    policies.rcps = documents(*vector.rcps);
  }
  policies.vpc_endpoint = document(vector.vpc_endpoint);
  policies.grants = vector.grants;
  return policies;
}

}  // namespace remora::reference
