#include "engine/answer/answer.h"

#include <utility>

#include "engine/authorize/unsaid_keys.h"
#include "engine/delivery/deliver.h"
#include "engine/delivery/hazards.h"
#include "engine/world/decide.h"

namespace remora::answer {

using delivery::ProbeResult;

Answer answer(const world::World& world,
              const delivery::Call& call,
              const delivery::Assumptions& assumptions,
              const Depth& depth,
              const remedy::Fence& fence) {
  Answer made;
  made.call = &call;
  made.outcome = delivery::deliver(world, call, assumptions);
  const auto explained = [](const ProbeResult& probe) {
    return explain(probe.request, probe.policies, probe.decision);
  };
  if (depth.explanations) {
    made.explanations.reserve(made.outcome.probes.size());
    for (const ProbeResult& probe : made.outcome.probes) {
      made.explanations.push_back(explained(probe));
    }
  }
  if (const auto at_fault = made.outcome.cause) {
    made.cause =
        explanation::find_cause(made.outcome,
                                depth.explanations ? made.explanations[*at_fault]
                                                   : explained(made.outcome.probes[*at_fault]));
    rest_on(made.cause->assumptions, made.outcome);
  }
  if (depth.remedies && made.outcome.outcome == delivery::Outcome::Refused) {
    remedy::RepairPlan plan = remedy::plan_repair(world, {&call}, assumptions, fence.without(call));
    made.remedies = std::move(plan.remedies);
    made.advice = std::move(plan.deliveries.front().advice);
  }
  if (depth.surroundings) {
    made.alternatives = delivery::find_alternatives(world, call, assumptions, made.outcome);
    delivery::add_hazards(world, call, assumptions, made.outcome);
  }
  return made;
}

RequestAnswer answer(const world::World& world,
                     Request request,
                     const delivery::Assumptions& assumptions,
                     const Depth& depth) {
  RequestAnswer made;
  made.request = std::move(request);
  world::Decided decided =
      world::decide(world, made.request, [&](Request& asked, PolicySet& policies) {
        add_unsaid_keys(policies, asked);
        force_context(assumptions.forced_context(), asked);
      });
  made.policies = decided.policies;
  made.missing = std::move(decided.missing);
  if (depth.explanations) {
    made.explanation = explain(made.request, made.policies, decided.decision);
  } else {
    made.explanation.decision = decided.decision;
  }
  return made;
}

}  // namespace remora::answer
