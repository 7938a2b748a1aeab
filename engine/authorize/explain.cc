#include "engine/authorize/explain.h"

#include <utility>

#include "engine/authorize/layers.h"

namespace remora {

namespace {

/// A layer by itself: a Deny denies, an Allow allows, silence denies implicitly.
Verdict verdict_of(const LayerFinding& finding) {
  const Match deny = finding.total.deny;
  if (deny == Match::Yes) {
    return Verdict::ExplicitlyDenied;
  }
  if (deny == Match::Unknown || finding.allow == Match::Unknown) {
    return Verdict::Undetermined;
  }
  return finding.allow == Match::Yes ? Verdict::Allowed : Verdict::ImplicitlyDenied;
}

class Explainer {
 public:
  Explainer(const Request& request, const PolicySet& policies)
      : request_(request),
        policies_(policies),
        input_(request, policies.boundary != nullptr && request.principal.is_iam()),
        arena_(std::make_shared<Arena>(kBlock)),
        tracer_(input_, *arena_) {}

  Explanation run(const Decision& decision) {
    explanation_.decision = decision;
    explanation_.arena = arena_;
    explanation_.layers.reserve(kLayers.size());
    const Needs needs = needs_of(request_, input_.action.parts, policies_.resource_type).needs;
    for (const Layer layer : kLayers) {
      const LayerPolicies asked =
          policies_of(layer, policies_, request_, input_.action.parts, needs);
      if (asked.in_force) {
        add(layer, asked);
      }
    }
    return std::move(explanation_);
  }

 private:
  static constexpr std::size_t kBlock = 4096;  // a policy of some five statements

  void add(Layer layer, const LayerPolicies& asked) {
    std::size_t count = 0;
    asked.visit([&count](const CompiledPolicy& /*policy*/) { ++count; });
    const auto traces = arena_->make_row<PolicyTrace>(count);
    auto next = traces.begin();
    asked.visit([&](const CompiledPolicy& policy) { *next++ = tracer_.trace(policy); });
    explanation_.layers.push_back(
        {layer, asked.type, verdict_of(evaluate_layer(asked, input_)), traces});
  }

  const Request& request_;
  const PolicySet& policies_;
  StatementInput input_;
  std::shared_ptr<Arena> arena_;
  Tracer tracer_;
  Explanation explanation_;
};

}  // namespace

Explanation explain(const Request& request, const PolicySet& policies) {
  return explain(request, policies, authorize(request, policies));
}

Explanation explain(const Request& request, const PolicySet& policies, const Decision& decision) {
  return Explainer(request, policies).run(decision);
}

}  // namespace remora
