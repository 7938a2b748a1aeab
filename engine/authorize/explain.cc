#include "engine/authorize/explain.h"

#include <algorithm>
#include <utility>

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
        input_(request, policies.boundary != nullptr && request.principal.is_iam()),
        arena_(std::make_shared<Arena>(kBlock)),
        tracer_(input_, *arena_) {}

  Explanation run(const Decision& decision) {
    constexpr std::size_t kLayers = 4;  // of most requests
    explanation_.decision = decision;
    explanation_.arena = arena_;
    explanation_.layers.reserve(kLayers);
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
  static constexpr std::size_t kBlock = 4096;  // a policy of some five statements

  void add_levels(Layer layer,
                  PolicyType type,
                  std::span<const PolicyGroup> levels,
                  bool allow_implied) {
    const LevelsFinding finding = evaluate_levels(levels, input_, allow_implied);
    LayerTrace& trace_of =
        explanation_.layers.emplace_back(LayerTrace{layer, type, Verdict::Undetermined, {}});
    trace_of.verdict = verdict_of(finding.total.deny, finding.allow);
    std::size_t count = 0;
    for (const PolicyGroup& level : levels) {
      count += level.size();
    }
    const auto traces = arena_->make_row<PolicyTrace>(count);
    auto next = traces.begin();
    for (const PolicyGroup& level : levels) {
      for (const CompiledPolicyPtr& policy : level) {
        *next++ = tracer_.trace(*policy);
      }
    }
    trace_of.policies = traces;
  }

  void add_group(Layer layer, PolicyType type, std::span<const CompiledPolicyPtr> policies) {
    const auto traces = arena_->make_row<PolicyTrace>(policies.size());
    std::transform(
        policies.begin(), policies.end(), traces.begin(), [this](const CompiledPolicyPtr& policy) {
          return tracer_.trace(*policy);
        });
    add(layer, type, traces);
  }

  void add_one(Layer layer, const CompiledPolicy* policy, PolicyType type) {
    const auto traces = arena_->make_row<PolicyTrace>(policy == nullptr ? 0 : 1);
    if (policy != nullptr) {
      traces.front() = tracer_.trace(*policy);
    }
    add(layer, type, traces);
  }

  /// A layer whose policies are asked together. Its statements are judged already.
  void add(Layer layer, PolicyType type, std::span<const PolicyTrace> policies) {
    Match deny = Match::No;
    Match allow = Match::No;
    for (const PolicyTrace& policy : policies) {
      if (policy.policy->is_unread()) {
        deny = either(deny, Match::Unknown);
        allow = either(allow, Match::Unknown);
      }
      for (const StatementTrace& statement : policy.statements) {
        Match& side = statement.statement->effect == Effect::Deny ? deny : allow;
        side = either(side, statement.match);
      }
    }
    explanation_.layers.push_back({layer, type, verdict_of(deny, allow), policies});
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
