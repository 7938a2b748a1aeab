#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/evaluate/compiled_policy.h"

namespace remora {

/// The policies that are attached together, at one place: the identity-based policies of a role,
/// the SCPs of one organizational unit.
using PolicyGroup = std::vector<CompiledPolicyPtr>;

/// Pairs of an encryption context.
using EncryptionContext = std::vector<std::pair<std::string, std::string>>;

/// What a request must carry for a grant to count.
/// Source: KMS API Reference, "GrantConstraints".
struct GrantConstraints {
  std::optional<EncryptionContext> context_equals;
  EncryptionContext context_subset;
  std::string source_arn;  // empty: any
};

/// A KMS grant, as far as authorization asks for it.
/// Source: KMS Developer Guide, "Grants in AWS KMS".
struct Grant {
  std::string grantee;                  // an IAM or STS ARN, or a service principal
  std::vector<std::string> operations;  // `Decrypt`, without the prefix
  GrantConstraints constraints = {};
  std::vector<std::string> retirers = {};  // who may retire it besides: principals and accounts
};

/// All policies in force for one request, as views: the owner is the world or the caller.
/// `null` or empty means that there is none of that kind, which is not the same as an empty one.
struct PolicySet {
  std::span<const CompiledPolicyPtr> identity;
  const CompiledPolicy* resource = nullptr;  // bucket, key, topic, trust or other
  PolicyType resource_type = PolicyType::Resource;
  const CompiledPolicy* boundary = nullptr;
  std::optional<std::span<const CompiledPolicyPtr>> session;
  std::optional<std::span<const PolicyGroup>> scps;  // levels from root to account
  std::optional<std::span<const PolicyGroup>> rcps;
  const CompiledPolicy* vpc_endpoint = nullptr;
  std::span<const Grant> grants;
  bool granted = false;  // by a grant that nobody has seen, as it is supposed
};

/// Whether `holds` of one of the policies.
template <class Holds>
bool any_policy(const PolicySet& policies, const Holds& holds) {
  const auto one = [&](const CompiledPolicy* policy) {
    return policy != nullptr && holds(*policy);
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

/// Whether one of the policies asks for a condition key, as a condition or as a policy variable.
/// Allocates nothing.
bool mentions(const PolicySet& policies, const KeyName& key);

}  // namespace remora
