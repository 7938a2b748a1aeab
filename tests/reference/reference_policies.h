#pragma once

#include <optional>
#include <vector>

#include "engine/authorize/policy_set.h"
#include "engine/policy/document.h"

namespace remora::reference {

/// The policies in force for one request, layer by layer, as they were parsed. A null pointer in
/// it is a policy that exists but that nobody has read; an empty optional is no policy at all.
struct ReferencePolicies {
  std::vector<PolicyPtr> identity;
  std::optional<PolicyPtr> resource;
  PolicyType resource_type = PolicyType::Resource;
  std::optional<PolicyPtr> boundary;
  std::optional<std::vector<PolicyPtr>> session;
  std::optional<std::vector<std::vector<PolicyPtr>>> scps;  // levels from root to account
  std::optional<std::vector<std::vector<PolicyPtr>>> rcps;
  std::optional<PolicyPtr> vpc_endpoint;
  std::vector<Grant> grants;
};

}  // namespace remora::reference
