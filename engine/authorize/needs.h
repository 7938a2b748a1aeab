#pragma once

#include <cstdint>
#include <optional>

#include "engine/aws/action.h"
#include "engine/policy/policy_type.h"
#include "engine/request/request.h"

namespace remora {

/// What lets a request in, by what its action acts on: the service's rule follows the resource, not
/// the prefix of the action.
enum class Needs : std::uint8_t {
  EitherSide,                    // identity-based or resource-based policy; across accounts both
  KeyPolicy,                     // the key policy, or what it leaves to identity-based policies
  TrustPolicy,                   // the role's trust policy, likewise
  Grant,                         // a grant of the key, or what its accounts leave to identities
  IdentityPolicy,                // identity-based policies alone, in the resource's account
  IdentityPolicyOfOtherAccount,  // the same, where the resource may be in another account
  Nothing,                       // no permission: policies cannot even deny it
};

/// The need of a request. Where the resource's ARN does not say which kind it is of, because a part
/// of it is an unknown text, there are two.
struct NeedsOf {
  Needs needs = Needs::EitherSide;
  std::optional<Needs> or_else;
};

/// The needs of one request; `type` is that of the resource's policy, as far as anybody knows of
/// one. Allocates nothing.
/// Source: which resource types an action has, `engine/aws/tables`; KMS Developer Guide, "AWS KMS
/// permissions" (policy type), "Controlling access to aliases" and "Retiring and revoking grants";
/// AWS STS API Reference, "GetCallerIdentity", "AssumeRoot"; IAM User Guide, "Permissions for
/// GetSessionToken".
NeedsOf needs_of(const Request& request, const Action& action, PolicyType type);

/// Whether the resource's policy takes part.
bool asks_resource(Needs needs, PolicyType type);

}  // namespace remora
