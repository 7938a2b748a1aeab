#include "engine/answer/answer.h"

#include <algorithm>
#include <utility>

#include "engine/authorize/unsaid_keys.h"
#include "engine/delivery/apply.h"
#include "engine/delivery/deliver.h"
#include "engine/delivery/hazards.h"
#include "engine/world/decide.h"

namespace remora::answer {

using delivery::ObstacleKind;
using delivery::ProbeResult;

namespace {

Explanation explained(const ProbeResult& probe) {
  return explain(probe.request, probe.policies, probe.decision);
}

/// The place in a list of what `found` points to.
template <class List, class T>
std::size_t index_of(const List& list, const T* found) {
  return static_cast<std::size_t>(found - list.data());
}

/// The world with the obstacle of a refused delivery taken away; nothing where it is not a setting
/// that its owner can change: the bucket's, or the state of the key.
std::optional<world::World> without_obstacle(const world::World& world,
                                             const delivery::Call& named,
                                             const delivery::DeliveryOutcome& outcome) {
  const ProbeResult* const probe = outcome.cause ? &outcome.probes[*outcome.cause] : nullptr;
  const ObstacleKind kind = probe == nullptr ? outcome.reason_kind : probe->obstacle_kind;
  const delivery::Call call = completed(world, named);
  world::Suppositions first;
  if (kind == ObstacleKind::BucketSetting) {
    if (const world::Bucket* bucket = world.bucket(named_by(call).bucket)) {
      world::World mended = world;
      world::Bucket& changed = mended.buckets[index_of(world.buckets, bucket)];
      changed.requester_pays = false;
      changed.object_lock_default_retention = false;
      return mended;
    }
  } else if (kind == ObstacleKind::KeyState) {
    const std::string id =
        probe == nullptr ? std::string(named_by(call).key.value_or("")) : probe->request.resource;
    if (const world::Key* key = world.key(id, call.account, call.region, first)) {
      world::World mended = world;
      mended.keys[index_of(world.keys, key)].state = "Enabled";
      return mended;
    }
  }
  return std::nullopt;
}

/// A delivery can have two faults that know nothing of each other: a setting that stands in the
/// way, and policies that would refuse it just the same. Who mends the one must know of the other,
/// so the sentence names both.
void name_what_is_behind(const world::World& world,
                         const delivery::Call& call,
                         const delivery::Assumptions& assumptions,
                         Answer& made) {
  if (made.outcome.outcome != delivery::Outcome::Refused) {
    return;
  }
  const auto mended = without_obstacle(world, call, made.outcome);
  if (!mended) {
    return;
  }
  const delivery::DeliveryOutcome next = delivery::deliver(*mended, call, assumptions);
  rest_on(next.assumptions, made.outcome);
  if (next.outcome != delivery::Outcome::Refused) {
    return;
  }
  std::string behind = next.reason;
  if (next.cause) {
    const ProbeResult& probe = next.probes[*next.cause];
    const explanation::Cause cause = explanation::find_cause(next, explained(probe));
    rest_on(cause.assumptions, made.outcome);
    behind = cause.summary;
  }
  (made.cause ? made.cause->summary : made.outcome.reason) += "; and behind that, " + behind;
}

}  // namespace

Answer answer(const world::World& world,
              const delivery::Call& call,
              const delivery::Assumptions& assumptions,
              const Depth& depth,
              const remedy::Fence& fence) {
  Answer made;
  made.call = &call;
  made.outcome = delivery::deliver(world, call, assumptions);
  if (depth.explanations) {
    add_explanations(made);
  }
  if (const auto at_fault = made.outcome.cause) {
    made.cause =
        explanation::find_cause(made.outcome,
                                depth.explanations ? made.explanations[*at_fault]
                                                   : explained(made.outcome.probes[*at_fault]));
    rest_on(made.cause->assumptions, made.outcome);
  }
  name_what_is_behind(world, call, assumptions, made);
  if (depth.remedies && made.outcome.outcome == delivery::Outcome::Refused) {
    add_repair(made, remedy::plan_repair(world, {&call}, assumptions, fence.without(call)), 0);
  }
  if (depth.surroundings) {
    add_surroundings(made, world, assumptions);
  }
  return made;
}

namespace {

/// What the first edit changes, or where it adds: whoever reads why it was refused is to look
/// there.
explanation::Focus focus_of(const remedy::Edit& edit) {
  explanation::Focus focus{edit.base.get(), edit.statement_index, {}};
  if (edit.statement_index && !edit.changes.empty()) {
    // `/Statement/3/Condition/...`, and after a step into an array without its index.
    std::string pointer = edit.changes.front().pointer;
    const std::string statement = "/Statement/" + std::to_string(*edit.statement_index);
    if (pointer.starts_with(statement + "/")) {
      pointer.erase(0, statement.size());
    } else if (pointer.starts_with("/Statement/")) {
      pointer.erase(0, std::string_view("/Statement").size());
    }
    const std::size_t last = pointer.rfind('/');
    const std::string step = last == std::string::npos ? std::string() : pointer.substr(last + 1);
    if (step == "-" ||
        (!step.empty() && step.find_first_not_of("0123456789") == std::string::npos)) {
      pointer.erase(last);
    }
    focus.element = std::move(pointer);
  }
  return focus;
}

}  // namespace

void add_repair(Answer& answer, const remedy::RepairPlan& plan, std::size_t index) {
  answer.advice = plan.deliveries[index].advice;
  if (plan.deliveries[index].prospect != remedy::Prospect::Mended) {
    return;
  }
  for (const remedy::Remedy& remedy : plan.remedies) {
    remedy::Remedy share = remedy::share_of(remedy, index);
    // Ways that differ for other deliveries may be one for this.
    const bool known =
        std::any_of(answer.remedies.begin(), answer.remedies.end(), [&](const remedy::Remedy& one) {
          return one.summary == share.summary;
        });
    if (!known) {
      answer.remedies.push_back(std::move(share));
    }
  }
  answer.next_steps = plan.deliveries[index].next_steps;
  look_at_fix(answer, answer.remedies);
}

void look_at_fix(Answer& answer, const std::vector<remedy::Remedy>& remedies) {
  if (answer.cause && !remedies.empty() && !remedies.front().edits.empty()) {
    const ProbeResult& probe = answer.outcome.probes[answer.cause->request];
    const auto assumptions = std::move(answer.cause->assumptions);
    answer.cause = explanation::find_cause(
        answer.outcome, explained(probe), focus_of(remedies.front().edits.front()));
    answer.cause->assumptions = assumptions;
  }
}

void add_surroundings(Answer& answer,
                      const world::World& world,
                      const delivery::Assumptions& assumptions) {
  answer.alternatives =
      delivery::find_alternatives(world, *answer.call, assumptions, answer.outcome);
  delivery::add_hazards(world, *answer.call, assumptions, answer.outcome);
}

void add_explanations(Answer& answer) {
  answer.explanations.reserve(answer.outcome.probes.size());
  for (const ProbeResult& probe : answer.outcome.probes) {
    answer.explanations.push_back(explained(probe));
  }
}

RequestAnswer answer(const world::World& world,
                     Request request,
                     const delivery::Assumptions& assumptions,
                     const Depth& depth) {
  RequestAnswer made;
  made.request = std::move(request);
  world::Decided decided =
      world::decide(world, made.request, [&](Request& asked, PolicySet& policies) {
        add_unsaid_keys(policies, asked, DescribedBy::World);
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
