#include "engine/authorize/explain.h"

#include "engine/authorize/layers.h"

namespace remora {

namespace {

/// A layer by itself: a Deny denies, an Allow allows, silence denies implicitly.
Verdict verdict_of(Match deny, Match allow) {
  if (deny == Match::Yes) {
    return Verdict::ExplicitlyDenied;
  }
  if (deny == Match::Unknown || allow == Match::Unknown) {
    return Verdict::Undetermined;
  }
  return allow == Match::Yes ? Verdict::Allowed : Verdict::ImplicitlyDenied;
}

class Explainer {
 public:
  Explainer(const Request& request, const PolicySet& policies)
      : request_(request),
        policies_(policies),
        input_(request, policies.boundary != nullptr && request.principal.is_iam()) {}

  Explanation run() {
    explanation_.decision = authorize(request_, policies_);
    if (policies_.rcps && rcps_apply(request_, input_.action.parts)) {
      add_levels(Layer::Rcp, PolicyType::Rcp, *policies_.rcps, /*allow_implied=*/true);
    }
    if (policies_.scps && scps_apply(request_)) {
      add_levels(Layer::Scp, PolicyType::Scp, *policies_.scps, /*allow_implied=*/false);
    }
    if (policies_.vpc_endpoint != nullptr) {
      add_one(Layer::VpcEndpoint, policies_.vpc_endpoint, PolicyType::VpcEndpoint);
    }
    add_one(Layer::Resource, policies_.resource, policies_.resource_type);
    if (request_.principal.is_iam()) {
      add_group(Layer::Identity, PolicyType::Identity, policies_.identity);
      if (policies_.boundary != nullptr) {
        add_one(Layer::Boundary, policies_.boundary, PolicyType::Boundary);
      }
      if (policies_.session) {
        add_group(Layer::Session, PolicyType::Session, *policies_.session);
      }
    }
    return std::move(explanation_);
  }

 private:
  void add_levels(Layer layer,
                  PolicyType type,
                  std::span<const PolicyGroup> levels,
                  bool allow_implied) {
    const LevelsFinding finding = evaluate_levels(levels, input_, allow_implied);
    LayerTrace& trace_of =
        explanation_.layers.emplace_back(LayerTrace{layer, type, Verdict::Undetermined, {}});
    trace_of.verdict = verdict_of(finding.total.deny, finding.allow);
    for (const PolicyGroup& level : levels) {
      for (const CompiledPolicyPtr& policy : level) {
        trace_of.policies.push_back(trace(*policy, input_));
      }
    }
  }

  void add_group(Layer layer, PolicyType type, std::span<const CompiledPolicyPtr> policies) {
    const Finding finding = evaluate_group(policies, input_);
    LayerTrace& trace_of = explanation_.layers.emplace_back(
        LayerTrace{layer, type, verdict_of(finding.deny, finding.allow.any()), {}});
    for (const CompiledPolicyPtr& policy : policies) {
      trace_of.policies.push_back(trace(*policy, input_));
    }
  }

  void add_one(Layer layer, const CompiledPolicy* policy, PolicyType type) {
    const Finding finding = evaluate_policy(policy, input_);
    LayerTrace& trace_of = explanation_.layers.emplace_back(
        LayerTrace{layer, type, verdict_of(finding.deny, finding.allow.any()), {}});
    if (policy != nullptr) {
      trace_of.policies.push_back(trace(*policy, input_));
    }
  }

  const Request& request_;
  const PolicySet& policies_;
  StatementInput input_;
  Explanation explanation_;
};

}  // namespace

Explanation explain(const Request& request, const PolicySet& policies) {
  return Explainer(request, policies).run();
}

}  // namespace remora
