#pragma once

#include <array>

#include "engine/authorize/authorize.h"
#include "engine/authorize/needs.h"

/// The parts of one decision: which layers are in force and what each says. `authorize` and the
/// explanation are both made of them.
namespace remora {

/// The layers that policies stand in, in the order in which AWS asks them. Deciding, explaining and
/// the picture of the flow go along it.
/// Source: IAM User Guide, "How AWS enforcement code logic evaluates requests to allow or deny
/// access".
inline constexpr auto kLayers = std::to_array<Layer>({
    Layer::Rcp,
    Layer::Scp,
    Layer::VpcEndpoint,
    Layer::Resource,
    Layer::Identity,
    Layer::Boundary,
    Layer::Session,
});

/// What a group of policies says.
Finding evaluate_group(std::span<const CompiledPolicyPtr> policies, const StatementInput& input);
/// What one policy says; silence for null.
Finding evaluate_policy(const CompiledPolicy* policy, const StatementInput& input);

/// What a layer says. SCPs and RCPs have levels: every level must allow, a Deny at any level
/// counts. For an RCP the implied RCPFullAWSAccess allows at every level.
struct LayerFinding {
  Finding total;             // over all levels
  Match allow = Match::Yes;  // each level allows
};

LayerFinding evaluate_levels(std::span<const PolicyGroup> levels,
                             const StatementInput& input,
                             bool allow_implied);

/// The policies of one layer for one request.
struct LayerPolicies {
  PolicyType type = PolicyType::Resource;
  bool in_force = false;  // a resource is asked even where it has no policy
  bool open = false;      // whether it binds the request is not known
  const CompiledPolicy* one = nullptr;
  std::span<const CompiledPolicyPtr> group = {};
  std::span<const PolicyGroup> levels = {};

  template <class Visit>
  void visit(const Visit& visit) const {
    if (one != nullptr) {
      visit(*one);
    }
    for (const CompiledPolicyPtr& policy : group) {
      visit(*policy);
    }
    for (const PolicyGroup& level : levels) {
      for (const CompiledPolicyPtr& policy : level) {
        visit(*policy);
      }
    }
  }
};

/// Which take part follows from the request's own needs, the requester, and whom organizations
/// bind.
LayerPolicies policies_of(Layer layer,
                          const PolicySet& policies,
                          const Request& request,
                          const Action& action,
                          Needs needs);

/// What a layer says. One that is not in force limits nothing, one of which that is open may.
LayerFinding evaluate_layer(const LayerPolicies& policies, const StatementInput& input);

/// Whether the requester is a service-linked role: the environment says so, or the path of the
/// role's ARN, as principal or as aws:PrincipalArn of its session. Open where that ARN is.
Match is_service_linked(const Request& request);

/// Whether the role that is to be assumed is a service-linked one.
Match assumes_service_linked(const Request& request, const Action& action);

/// Whether SCPs bind the requester: IAM principals of member accounts, the root user included;
/// not the management account, not service-linked roles, not services. True where it is open.
/// Source: AWS Organizations User Guide, "Service control policies (SCPs)".
bool scps_apply(const Request& request);

/// Whether RCPs bind this request: the resource belongs to a member account and its service
/// supports RCPs; not for service-linked roles (as requesters, or as the role that is assumed), AWS
/// managed keys and kms:RetireGrant. True where it is open.
/// Source: AWS Organizations User Guide, "Resource control policies (RCPs)".
bool rcps_apply(const Request& request, const Action& action);

/// Whether resource control policies reach actions of that prefix, without regard to case.
/// Source: AWS Organizations User Guide, "Resource control policies (RCPs)".
bool is_rcp_service(std::string_view prefix);

/// The account of the resource as the request says it, else as its ARN does.
std::string_view owner_of(const Request& request);

/// True if the requester and the resource are in one account. A resource whose owner nobody says
/// counts as the requester's own.
bool same_account(const Request& request);

}  // namespace remora
