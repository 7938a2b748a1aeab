#pragma once

#include "engine/authorize/authorize.h"

/// The parts of one decision: which layers are in force and what each says. `authorize` and the
/// explanation are both made of them.
namespace remora {

/// What a group of policies says.
Finding evaluate_group(std::span<const CompiledPolicyPtr> policies, const StatementInput& input);
/// What one policy says; silence for null.
Finding evaluate_policy(const CompiledPolicy* policy, const StatementInput& input);

/// SCPs and RCPs: every level must allow, a Deny at any level counts. For an RCP the implied
/// RCPFullAWSAccess allows at every level.
struct LevelsFinding {
  Finding total;             // deny over all levels
  Match allow = Match::Yes;  // each level allows
};

LevelsFinding evaluate_levels(std::span<const PolicyGroup> levels,
                              const StatementInput& input,
                              bool allow_implied);

/// Whether SCPs bind the requester: IAM principals of member accounts, the root user included;
/// not the management account, not service-linked roles, not services.
/// Source: AWS Organizations User Guide, "Service control policies (SCPs)".
bool scps_apply(const Request& request);

/// Whether RCPs bind this request: the resource belongs to a member account and its service
/// supports RCPs; not for service-linked roles, AWS managed keys and kms:RetireGrant.
/// Source: AWS Organizations User Guide, "Resource control policies (RCPs)".
bool rcps_apply(const Request& request, const Action& action);

/// The account of the resource as the request says it, else as its ARN does.
std::string_view owner_of(const Request& request);

/// True if the requester and the resource are in one account. A resource whose owner nobody says
/// counts as the requester's own.
bool same_account(const Request& request);

}  // namespace remora
