#pragma once

#include <functional>
#include <vector>

#include "engine/delivery/call.h"
#include "engine/delivery/outcome.h"
#include "engine/remedy/policy_draft.h"

namespace remora::remedy {

/// A request that was denied, in the world where it was.
struct Problem {
  const world::World& world;
  const delivery::Call& call;
  const delivery::ProbeResult& denied;
  /// Whether some delivery is let through by that statement of that policy.
  std::function<bool(const CompiledPolicy*, std::size_t)> in_use;
};

/// In which spirit a policy is edited.
enum class EditStyle : std::uint8_t {
  Correct,    // what matches nothing at all gives way to what was meant
  Value,      // one value more, beside what was there
  Statement,  // one more statement
  Guard,      // an exception from a Deny
};

/// An edit that may let a denied request through. Whether it does is for a run to show.
struct Candidate {
  PolicySlot slot;
  CompiledPolicyPtr policy;  // that is edited; null: a new one is made in the slot
  PolicyEdit edit;
  /// How much is changed and how unusual that is, for ranking: one value is less than one
  /// statement.
  int cost = 0;
  EditStyle style = EditStyle::Statement;
  /// A whole statement, or a guard, as AWS documents it: whom it lets in besides is AWS's choice.
  bool documented = false;
  /// Tried only where the candidate before it leads nowhere.
  bool instead = false;
  /// Those whom a Deny no longer strikes need not be struck by another: the exception is one by
  /// account, organization or source.
  bool lenient = false;
  /// It puts right what could match nothing: the statement then does what its author meant.
  bool meant = false;
  /// The statement is for the requester's service and differs in conditions alone: what it does for
  /// others of that service is no harm if it does it for the requester.
  bool own = false;
};

/// The documented statement, as one more in each policy that could grant the request.
std::vector<Candidate> statements_to_add(const Problem& problem);

/// Where a request is denied for many accounts of an organization: the documented statement for all
/// of them (aws:SourceOrgID, and any folder of an account), as one more in the resource's policy.
/// A statement for each would not fit into a policy. Nothing if the request names no organization.
/// Source: IAM User Guide, "AWS global condition context keys", aws:SourceOrgID; AWS KMS Developer
/// Guide, "Quotas", and Amazon S3 API Reference, "PutBucketPolicy", on the size of a policy.
std::vector<Candidate> statements_for_organization(const Problem& problem);

/// Allow statements that all but match, with what is missing added (an action, a resource, a
/// principal, a condition's value), or what can match nothing put right: a misspelt action or
/// service, a condition key that no request of a service carries.
std::vector<Candidate> corrections(const Problem& problem);

/// Conditions that keep the Deny that struck away from the delivery, as AWS documents them. None
/// for a guard on encryption or transport, which is to be obeyed, nor for a service-linked role.
std::vector<Candidate> guards(const Problem& problem);

/// A policy that could grant a request that no policy allows.
struct Target {
  PolicySlot slot;
  CompiledPolicyPtr policy;  // null: the slot is empty
  int extra_cost = 0;        // for a place where one would not look first
};

/// Where a grant is missing, by the layer that denied: the resource's policy, those of the role,
/// its boundary, the service control policies.
std::vector<Target> targets_of(const Problem& problem);

}  // namespace remora::remedy
