#include "engine/authorize/authorize.h"

#include "engine/authorize/kms.h"
#include "engine/authorize/layers.h"
#include "engine/authorize/s3.h"
#include "engine/authorize/s3_public.h"
#include "engine/base/ascii.h"
#include "engine/base/symbol.h"

namespace remora {

namespace {

/// One decision while it is being made: every layer's finding.
class Authorization {
 public:
  /// Asks every layer that is in force.
  Authorization(const Request& request, const PolicySet& policies)
      : request_(request),
        policies_(policies),
        input_(request, has_boundary()),
        identity_(is_iam() ? evaluate_group(policies.identity, input_) : Finding{}),
        resource_(evaluate_policy(policies.resource, input_)),
        boundary_(is_iam() ? evaluate_policy(policies.boundary, input_) : Finding{}),
        session_(is_iam() && policies.session ? evaluate_group(*policies.session, input_)
                                              : Finding{}),
        vpc_endpoint_(evaluate_policy(policies.vpc_endpoint, input_)),
        scps_(policies.scps && scps_apply(request)
                  ? evaluate_levels(*policies.scps, input_, /*allow_implied=*/false)
                  : LevelsFinding{}),
        rcps_(policies.rcps && rcps_apply(request, input_.action.parts)
                  ? evaluate_levels(*policies.rcps, input_, /*allow_implied=*/true)
                  : LevelsFinding{}) {
    if (s3::owner_keeps_control(request_, input_.action.parts)) {
      resource_.deny = Match::No;
    }
  }

  Decision decide() {
    const Match deny = total_deny();
    if (deny == Match::Yes) {
      return explicit_denial();
    }
    // An implicit denial is settled even where an explicit one is still possible.
    const Match allow = total_allow();
    if (deny == Match::Unknown) {
      Decision decision = undetermined(explicit_denial_layer(Match::Unknown));
      decision.denied_either_way = allow == Match::No;
      return decision;
    }
    switch (allow) {
      case Match::Yes:
        return grant_;
      case Match::No:
        return implicit_denial(Match::No);
      case Match::Unknown:
        break;
    }
    return undetermined(implicit_denial(Match::Unknown));
  }

 private:
  [[nodiscard]] bool is_iam() const { return request_.principal.is_iam(); }

  [[nodiscard]] bool has_boundary() const { return policies_.boundary != nullptr && is_iam(); }

  // Any applicable Deny in any policy denies.
  [[nodiscard]] Match total_deny() const {
    Match deny = either(rcps_.total.deny, scps_.total.deny);
    deny = either(deny, either(resource_.deny, vpc_endpoint_.deny));
    deny = either(deny, either(identity_.deny, boundary_.deny));
    return either(either(deny, session_.deny), restricted_public_bucket());
  }

  // RestrictPublicBuckets cuts a bucket with a public policy off from everyone outside its
  // account, except AWS services (S3 User Guide, "Blocking public access").
  [[nodiscard]] Match restricted_public_bucket() const {
    const bool restricts = request_.environment.s3_restrict_public_buckets &&
                           request_.principal.kind() != PrincipalKind::Service &&
                           !same_account(request_) && policies_.resource != nullptr;
    if (!restricts) {
      return Match::No;
    }
    return policies_.resource->is_unread() ? Match::Unknown
                                           : s3::is_public(*policies_.resource->document());
  }

  Match total_allow() {
    const Match grant = granted();
    Match allow = both(scps_.allow, both(rcps_.allow, grant));
    if (policies_.vpc_endpoint != nullptr) {
      // An endpoint policy limits whatever passes through the endpoint, and grants nothing.
      allow = both(allow, vpc_endpoint_.allow.any());
    }
    return allow;
  }

  // Boundary and session policies limit; where there is none, nothing is limited.
  [[nodiscard]] Match within_boundary() const {
    return policies_.boundary == nullptr ? Match::Yes : boundary_.allow.direct();
  }

  [[nodiscard]] Match within_session() const {
    return policies_.session ? session_.allow.direct() : Match::Yes;
  }

  [[nodiscard]] Match within_caps() const { return both(within_boundary(), within_session()); }

  Match granted() {
    switch (request_.principal.kind()) {
      // They have no identity-based policies: the resource must let them in by name.
      case PrincipalKind::Anonymous:
      case PrincipalKind::Service:
      case PrincipalKind::Federated:
        note_grant(Layer::Resource, resource_);
        return either(resource_.allow.direct(), grant_of_key());
      case PrincipalKind::RootUser:
      case PrincipalKind::User:
      case PrincipalKind::RoleSession:
      case PrincipalKind::FederatedUser:
        break;
    }
    if (!same_account(request_)) {
      return granted_across_accounts();
    }
    switch (policies_.resource_type) {
      case PolicyType::Key:
        return granted_by_key_policy();
      case PolicyType::Trust:
        return granted_by_trust_policy();
      default:
        break;
    }
    return granted_in_account();
  }

  // Within one account either side suffices. What is granted to the user or session by name, or
  // to everyone, is not limited by boundary and session policy; what is granted to the role is.
  Match granted_in_account() {
    const Match by_resource = granted_by_resource();
    const Match by_identity = both(identity_allows(), within_caps());
    if (by_resource == Match::Yes) {
      note_grant(Layer::Resource, resource_);
    } else {
      note_grant(identity_layer(), identity_);
    }
    return either(by_resource, by_identity);
  }

  // Nobody has a right to a key, its owner's root user included, unless the key policy or a grant
  // says so; a key policy that names the account lets its identity-based policies count, for the
  // actions and under the conditions of that statement (KMS Developer Guide, "Default key policy").
  Match granted_by_key_policy() {
    const Match by_policy = granted_by_resource();
    const Match delegated = both(resource_.allow.account(), both(identity_allows(), within_caps()));
    const Match by_grant = grant_of_key();
    if (by_policy == Match::Yes || delegated != Match::Yes) {
      note_grant(Layer::Resource, resource_);
    } else {
      note_grant(identity_layer(), identity_);
    }
    if (by_policy != Match::Yes && delegated != Match::Yes && by_grant == Match::Yes) {
      grant_.layer = Layer::KmsGrant;
    }
    return either(either(by_policy, delegated), by_grant);
  }

  // A role is assumed by whom its trust policy names; naming the account leaves it to the
  // account's identity-based policies.
  Match granted_by_trust_policy() {
    note_grant(Layer::Resource, resource_);
    return either(granted_by_resource(),
                  both(resource_.allow.account(), both(identity_allows(), within_caps())));
  }

  [[nodiscard]] Match granted_by_resource() const {
    return either(resource_.allow.direct(), both(resource_.allow.role(), within_caps()));
  }

  // Both accounts must allow, however the resource's policy names the requester.
  Match granted_across_accounts() {
    note_grant(Layer::Resource, resource_);
    // AWS managed keys cannot be shared across accounts.
    if (policies_.resource_type == PolicyType::Key &&
        (request_.environment.aws_managed_key ||
         !kms::allowed_across_accounts(input_.action.parts))) {
      foreign_operation_ = true;
      return Match::No;
    }
    // A grant suffices by itself: service-linked roles, which have no right to the key, use keys of
    // other accounts in this way (Amazon EC2 Auto Scaling User Guide, "Required AWS KMS key policy
    // for use with encrypted volumes").
    return either(both(resource_.allow.any(), both(identity_allows(), within_caps())),
                  grant_of_key());
  }

  [[nodiscard]] Match grant_of_key() const {
    return policies_.grants.empty() ? Match::No
                                    : kms::granted(policies_.grants, request_, input_.action.parts);
  }

  // The root user is allowed everything in its account by itself.
  [[nodiscard]] Match identity_allows() const {
    return request_.principal.kind() == PrincipalKind::RootUser ? Match::Yes
                                                                : identity_.allow.direct();
  }

  [[nodiscard]] Layer identity_layer() const {
    return request_.principal.kind() == PrincipalKind::RootUser ? Layer::RootUser : Layer::Identity;
  }

  void note_grant(Layer layer, const Finding& finding) {
    grant_ = {Verdict::Allowed, layer, finding.allow_by.policy, finding.allow_by.index, false};
  }

  static Decision denial(Layer layer, const Finding& finding) {
    return {Verdict::ExplicitlyDenied, layer, finding.deny_by.policy, finding.deny_by.index, false};
  }

  [[nodiscard]] Decision explicit_denial() const { return explicit_denial_layer(Match::Yes); }

  /// The first layer, in AWS's order, whose Deny is `wanted`.
  [[nodiscard]] Decision explicit_denial_layer(Match wanted) const {
    if (rcps_.total.deny == wanted) {
      return denial(Layer::Rcp, rcps_.total);
    }
    if (scps_.total.deny == wanted) {
      return denial(Layer::Scp, scps_.total);
    }
    if (vpc_endpoint_.deny == wanted) {
      return denial(Layer::VpcEndpoint, vpc_endpoint_);
    }
    if (resource_.deny == wanted) {
      return denial(Layer::Resource, resource_);
    }
    if (identity_.deny == wanted) {
      return denial(Layer::Identity, identity_);
    }
    if (boundary_.deny == wanted) {
      return denial(Layer::Boundary, boundary_);
    }
    if (session_.deny == wanted) {
      return denial(Layer::Session, session_);
    }
    return {Verdict::ExplicitlyDenied, Layer::S3PublicAccessBlock, policies_.resource, -1, false};
  }

  static Decision undetermined(Decision decision) {
    decision.verdict = Verdict::Undetermined;
    return decision;
  }

  /// The first layer, in AWS's order, that should allow and whose answer is `wanted` instead.
  [[nodiscard]] Decision implicit_denial(Match wanted) const {
    Decision decision;
    decision.layer = implicit_denial_layer(wanted);
    return decision;
  }

  [[nodiscard]] Layer implicit_denial_layer(Match wanted) const {
    if (scps_.allow == wanted) {
      return Layer::Scp;
    }
    if (policies_.vpc_endpoint != nullptr && vpc_endpoint_.allow.any() == wanted) {
      return Layer::VpcEndpoint;
    }
    if (foreign_operation_) {
      return Layer::KmsForeign;
    }
    if (!is_iam()) {
      return Layer::Resource;
    }
    const bool needs_resource = !same_account(request_) ||
                                policies_.resource_type == PolicyType::Key ||
                                policies_.resource_type == PolicyType::Trust;
    if (needs_resource && resource_.allow.any() == wanted) {
      return Layer::Resource;
    }
    if (identity_allows() == wanted) {
      return Layer::Identity;
    }
    if (within_boundary() == wanted) {
      return Layer::Boundary;
    }
    return within_session() == wanted ? Layer::Session : Layer::Resource;
  }

  const Request& request_;
  const PolicySet& policies_;
  StatementInput input_;
  Finding identity_;
  Finding resource_;
  Finding boundary_;
  Finding session_;
  Finding vpc_endpoint_;
  LevelsFinding scps_;
  LevelsFinding rcps_;
  Decision grant_;
  bool foreign_operation_ = false;
};

bool denies(const Decision& decision) {
  return decision.verdict == Verdict::ImplicitlyDenied ||
         decision.verdict == Verdict::ExplicitlyDenied || decision.denied_either_way;
}

Decision authorize_for_owner(const Request& request,
                             const PolicySet& policies,
                             std::string_view owner) {
  Request owned = request;
  owned.resource_account = owner;
  return Authorization(owned, policies).decide();
}

/// Nobody knows whose the resource is: it may be the requester's account, or another.
Decision authorize_either_way(const Request& request, const PolicySet& policies) {
  const std::string_view own = request.principal.account();
  const Decision here = authorize_for_owner(request, policies, own);
  const Decision elsewhere = authorize_for_owner(
      request, policies, own == "000000000000" ? "000000000001" : "000000000000");
  if (here.verdict == elsewhere.verdict && here.verdict != Verdict::Undetermined) {
    return here;
  }
  Decision open = denies(here) ? elsewhere : here;
  open.verdict = Verdict::Undetermined;
  open.denied_either_way = denies(here) && denies(elsewhere);
  return open;
}

}  // namespace

Decision authorize(const Request& request, const PolicySet& policies) {
  return request.principal.is_iam() && has_unknown(owner_of(request))
             ? authorize_either_way(request, policies)
             : Authorization(request, policies).decide();
}

}  // namespace remora
