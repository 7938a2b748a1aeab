#include "engine/authorize/authorize.h"

#include <array>

#include "engine/authorize/kms.h"
#include "engine/authorize/layers.h"
#include "engine/authorize/s3.h"
#include "engine/authorize/s3_public.h"
#include "engine/aws/arn.h"
#include "engine/base/ascii.h"
#include "engine/base/symbol.h"

namespace remora {

namespace {

static_assert(static_cast<std::size_t>(kLayers.back()) + 1 == kLayers.size());

/// One decision while it is being made: every layer's finding.
class Authorization {
 public:
  /// Asks every layer that is in force.
  Authorization(const Request& request, const PolicySet& policies, Needs needs)
      : request_(request),
        policies_(policies),
        input_(request, policies.boundary != nullptr && request.principal.is_iam()),
        needs_(needs),
        refusal_(find_refusal(request, input_.action.parts)) {
    for (const Layer layer : kLayers) {
      of(layer) = evaluate_layer(policies_of(layer, policies, request, input_.action.parts, needs_),
                                 input_);
    }
    if (s3::owner_keeps_control(request_, input_.action.parts)) {
      of(Layer::Resource).total.deny = Match::No;
    }
  }

  Decision decide() {
    const Match deny = total_deny();
    if (deny == Match::Yes) {
      return explicit_denial(Match::Yes);
    }
    // An implicit denial is settled even where an explicit one is still possible.
    const Match allow = total_allow();
    if (deny == Match::Unknown) {
      Decision decision = undetermined(explicit_denial(Match::Unknown));
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
  [[nodiscard]] LayerFinding& of(Layer layer) { return found_[static_cast<std::size_t>(layer)]; }

  [[nodiscard]] const LayerFinding& of(Layer layer) const {
    return found_[static_cast<std::size_t>(layer)];
  }

  [[nodiscard]] const Finding& resource() const { return of(Layer::Resource).total; }

  // Any applicable Deny in any policy denies.
  [[nodiscard]] Match total_deny() const {
    Match deny = restricted_public_bucket();
    for (const LayerFinding& one : found_) {
      deny = either(deny, one.total.deny);
    }
    return deny;
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

  // SCPs, RCPs and the policy of a VPC endpoint limit whatever is granted, and grant nothing.
  Match total_allow() {
    const Match limits =
        both(of(Layer::Rcp).allow, both(of(Layer::Scp).allow, of(Layer::VpcEndpoint).allow));
    const Match allow = both(limits, granted());
    if (refusal_ != nullptr && (refusal_->when == RefusedWhen::Always || allow != Match::No)) {
      refused_ = true;
      return Match::No;
    }
    return allow;
  }

  // Boundary and session policies limit; where there is none, nothing is limited.
  [[nodiscard]] Match within_caps() const {
    return both(of(Layer::Boundary).allow, of(Layer::Session).allow);
  }

  Match granted() {
    switch (request_.principal.kind()) {
      // They have no identity-based policies: the resource must let them in by name.
      case PrincipalKind::Anonymous:
      case PrincipalKind::Service:
      case PrincipalKind::Federated:
        note_grant(Layer::Resource);
        return either(resource().allow.direct(), grant_of_key());
      case PrincipalKind::RootUser:
      case PrincipalKind::User:
      case PrincipalKind::RoleSession:
      case PrincipalKind::FederatedUser:
        break;
    }
    const bool same = same_account(request_);
    switch (needs_) {
      case Needs::Nothing:
        grant_ = {Verdict::Allowed, Layer::NoPermission};
        return Match::Yes;
      case Needs::IdentityPolicy:
        return same ? granted_by_identity() : Match::No;
      case Needs::IdentityPolicyOfOtherAccount:
        return granted_by_identity();
      case Needs::KeyPolicy:
        return same ? granted_by_key_policy() : granted_across_accounts();
      case Needs::TrustPolicy:
        return same ? granted_by_trust_policy() : granted_across_accounts();
      case Needs::Grant:
        return granted_by_grant(same ? Match::Yes
                                     : kms::retired_by_account(policies_.grants, request_));
      case Needs::EitherSide:
        break;
    }
    return same ? granted_in_account() : granted_across_accounts();
  }

  // Nothing stands at the resource that could let anyone in.
  Match granted_by_identity() {
    note_grant(Layer::Identity);
    return both(identity_allows(), within_caps());
  }

  // Within one account either side suffices. What is granted to the user or session by name, or
  // to everyone, is not limited by boundary and session policy; what is granted to the role is.
  Match granted_in_account() {
    const Match by_resource = granted_by_resource();
    const Match by_identity = both(identity_allows(), within_caps());
    note_grant(by_resource == Match::Yes ? Layer::Resource : Layer::Identity);
    return either(by_resource, by_identity);
  }

  // Nobody has a right to a key, its owner's root user included, unless the key policy or a grant
  // says so; a key policy that names the account lets its identity-based policies count, for the
  // actions and under the conditions of that statement (KMS Developer Guide, "Default key policy").
  Match granted_by_key_policy() {
    const Match by_policy = granted_by_resource();
    const Match delegated =
        both(resource().allow.account(), both(identity_allows(), within_caps()));
    const Match by_grant = grant_of_key();
    const bool by_key = by_policy == Match::Yes || delegated != Match::Yes;
    note_grant(by_key ? Layer::Resource : Layer::Identity);
    if (by_policy != Match::Yes && delegated != Match::Yes && by_grant == Match::Yes) {
      grant_.layer = Layer::KmsGrant;
    }
    return either(either(by_policy, delegated), by_grant);
  }

  // A role is assumed by whom its trust policy names; naming the account leaves it to the
  // account's identity-based policies.
  Match granted_by_trust_policy() {
    note_grant(Layer::Resource);
    return either(granted_by_resource(),
                  both(resource().allow.account(), both(identity_allows(), within_caps())));
  }

  // A grant says who may retire it. The accounts that may, the key's own among them, can leave it
  // to their identities; without such an account the permission alone allows nothing (KMS Developer
  // Guide, "Retiring and revoking grants").
  Match granted_by_grant(Match account_may) {
    const Match by_grant = grant_of_key();
    const Match delegated = both(account_may, granted_by_identity());
    if (delegated != Match::Yes && by_grant == Match::Yes) {
      grant_ = {Verdict::Allowed, Layer::KmsGrant};
    }
    return either(by_grant, delegated);
  }

  [[nodiscard]] Match granted_by_resource() const {
    return either(resource().allow.direct(), both(resource().allow.role(), within_caps()));
  }

  // Both accounts must allow, however the resource's policy names the requester.
  Match granted_across_accounts() {
    note_grant(Layer::Resource);
    // A grant suffices by itself: service-linked roles, which have no right to the key, use keys of
    // other accounts in this way (Amazon EC2 Auto Scaling User Guide, "Required AWS KMS key policy
    // for use with encrypted volumes").
    return either(both(resource().allow.any(), both(identity_allows(), within_caps())),
                  grant_of_key());
  }

  [[nodiscard]] Match grant_of_key() const {
    if (policies_.granted) {
      return Match::Yes;
    }
    return policies_.grants.empty() ? Match::No
                                    : kms::granted(policies_.grants, request_, input_.action.parts);
  }

  // The root user is allowed everything in its account by itself.
  [[nodiscard]] bool is_root() const {
    return request_.principal.kind() == PrincipalKind::RootUser;
  }

  [[nodiscard]] Match identity_allows() const {
    return is_root() ? Match::Yes : of(Layer::Identity).allow;
  }

  void note_grant(Layer layer) {
    const DecidingStatement& by = of(layer).total.allow_by;
    const bool root = layer == Layer::Identity && is_root();
    grant_ = {Verdict::Allowed, root ? Layer::RootUser : layer, by.policy, by.index};
  }

  /// The first layer, in AWS's order, whose Deny is `wanted`.
  [[nodiscard]] Decision explicit_denial(Match wanted) const {
    for (const Layer layer : kLayers) {
      const Finding& finding = of(layer).total;
      if (finding.deny == wanted) {
        const DecidingStatement& by = finding.deny_by;
        return {Verdict::ExplicitlyDenied, layer, by.policy, by.index};
      }
    }
    return {Verdict::ExplicitlyDenied, Layer::S3PublicAccessBlock, policies_.resource};
  }

  static Decision undetermined(Decision decision) {
    decision.verdict = Verdict::Undetermined;
    return decision;
  }

  /// The first layer, in AWS's order, that should allow and whose answer is `wanted` instead.
  [[nodiscard]] Decision implicit_denial(Match wanted) const {
    Decision denial{Verdict::ImplicitlyDenied, implicit_denial_layer(wanted)};
    denial.refusal = denial.layer == Layer::Service ? refusal_ : nullptr;
    return denial;
  }

  [[nodiscard]] Layer implicit_denial_layer(Match wanted) const {
    for (const Layer layer : kLayers) {
      if (layer == Layer::Resource && refused_) {
        return Layer::Service;
      }
      const bool must_allow = layer != Layer::Resource || !same_account(request_) ||
                              needs_ == Needs::KeyPolicy || needs_ == Needs::TrustPolicy;
      const Match allow = layer == Layer::Identity ? identity_allows() : of(layer).allow;
      if (must_allow && allow == wanted) {
        return layer;
      }
    }
    return Layer::Resource;
  }

  const Request& request_;
  const PolicySet& policies_;
  StatementInput input_;
  Needs needs_;
  const ServiceRefusal* refusal_;
  std::array<LayerFinding, kLayers.size()> found_;  // in the order of kLayers
  Decision grant_;
  bool refused_ = false;
};

bool denies(const Decision& decision) {
  return decision.verdict == Verdict::ImplicitlyDenied ||
         decision.verdict == Verdict::ExplicitlyDenied || decision.denied_either_way;
}

/// A request of which it is open whose the resource is, or of which kind.
class OpenAuthorization {
 public:
  OpenAuthorization(const Request& request, const PolicySet& policies, const NeedsOf& needs)
      : request_(request), policies_(policies), needs_(needs) {}

  Decision decide(bool owner_is_open) {
    if (!owner_is_open) {
      add_needs(request_);
    } else {
      // It may be the requester's account, or another.
      const std::string_view own = request_.principal.account();
      add_owner(own);
      add_owner(own == "000000000000" ? "000000000001" : "000000000000");
    }
    return decision_;
  }

 private:
  void add_owner(std::string_view owner) {
    Request owned = request_;
    owned.resource_account = owner;
    add_needs(owned);
  }

  void add_needs(const Request& request) {
    add(Authorization(request, policies_, needs_.needs).decide());
    if (needs_.or_else) {
      add(Authorization(request, policies_, *needs_.or_else).decide());
    }
  }

  /// What all ways have in common.
  void add(const Decision& way) {
    if (first_) {
      decision_ = way;
      first_ = false;
      return;
    }
    if (decision_.verdict == way.verdict && way.verdict != Verdict::Undetermined) {
      return;
    }
    const bool denied = denies(decision_) && denies(way);
    decision_ = denies(decision_) ? way : decision_;
    decision_.verdict = Verdict::Undetermined;
    decision_.denied_either_way = denied;
  }

  const Request& request_;
  const PolicySet& policies_;
  NeedsOf needs_;
  Decision decision_;
  bool first_ = true;
};

/// Where nobody says the account, the ARN does, unless that part of it is unknown.
bool owner_is_open(const Request& request) {
  if (!request.principal.is_iam()) {
    return false;
  }
  return has_unknown(owner_of(request)) ||
         (request.resource_account.empty() && has_unknown(request.resource) &&
          !Arn::parse(request.resource));
}

}  // namespace

Decision authorize(const Request& request, const PolicySet& policies) {
  const NeedsOf needs =
      needs_of(request, Action::parse(request.action).value_or(Action{}), policies.resource_type);
  const bool open = owner_is_open(request);
  return open || needs.or_else ? OpenAuthorization(request, policies, needs).decide(open)
                               : Authorization(request, policies, needs.needs).decide();
}

}  // namespace remora
