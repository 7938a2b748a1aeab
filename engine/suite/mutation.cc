#include "engine/suite/mutation.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "engine/fixture/sequence.h"
#include "engine/world/policy_reference.h"
#include "engine/world/visit_policies.h"

namespace remora::suite {

namespace {

constexpr answer::Depth kVerdictAlone{
    .explanations = false, .remedies = false, .surroundings = false};

bool is_skipped(const std::optional<fixture::Marker>& own, const fixture::Scenario& scenario) {
  return own.has_value() || scenario.marker.has_value();
}

bool holds(const world::World& world,
           const fixture::ScenarioDelivery& delivery,
           const delivery::Assumptions& assumptions) {
  const answer::Answer got = answer::answer(world, delivery.call, assumptions, kVerdictAlone);
  return delivery.expect ? fixture::differences(*delivery.expect, got).empty()
                         : got.outcome.outcome == delivery::Outcome::Delivered;
}

bool holds(const world::World& world,
           const fixture::ScenarioRequest& source,
           const delivery::Assumptions& assumptions) {
  return answer::answer(world, source.request, assumptions, kVerdictAlone)
             .explanation.decision.verdict == *source.expect;
}

bool accepts(const fixture::AcceptedMutant& one, const Mutant& mutant, const Statement& statement) {
  return (one.statement.empty() || world::names_statement(one.statement, statement)) &&
         (!one.kind || *one.kind == mutant.kind) &&
         (one.value.empty() || one.value == mutant.value);
}

/// The name by which the case is known in the report.
std::string name_of(const ScenarioCase& scenario, const std::string& id) {
  return scenario.file + "::" + id + (scenario.label.empty() ? "" : " [" + scenario.label + "]");
}

}  // namespace

void Mutation::add(const ScenarioCase& scenario, const RunOptions& options) {
  const fixture::Scenario& inner = *scenario.scenario;
  const auto selected = [&](const std::string& id) {
    return !options.selects || options.selects(name_of(scenario, id));
  };
  Subject subject;
  const auto worlds = fixture::worlds_of(inner, inner.world, scenario.assumptions);
  for (std::size_t i = 0; i < worlds.size(); ++i) {
    const fixture::ScenarioDelivery& delivery = inner.deliveries[i];
    if (!is_skipped(delivery.marker, inner) && selected(delivery.call.id) &&
        holds(*worlds[i], delivery, scenario.assumptions)) {
      subject.deliveries.push_back(i);
    }
  }
  for (std::size_t i = 0; i < inner.requests.size(); ++i) {
    const fixture::ScenarioRequest& request = inner.requests[i];
    if (!is_skipped(request.marker, inner) && request.expect && selected(request.id) &&
        holds(inner.world, request, scenario.assumptions)) {
      subject.requests.push_back(i);
    }
  }
  const std::size_t index = subjects_.size();
  world::visit_policies(inner.world, [&](const auto& place, const CompiledPolicyPtr& policy) {
    if (!is_users_own(policy.get())) {
      return;
    }
    const PolicyId id = id_of(*policy);
    policies_.try_emplace(id, policy);
    for (const fixture::AcceptedMutant& accepted : inner.accepted_mutants) {
      if (world::names_policy(accepted.policy, short_name(place.type), *policy)) {
        accepted_[id].push_back(&accepted);
      }
    }
    std::vector<std::size_t>& users = users_[id];
    if (users.empty() || users.back() != index) {
      users.push_back(index);
    }
  });
  subject.scenario = scenario;
  subjects_.push_back(std::move(subject));
}

void Mutation::prepare() {
  for (const auto& [id, policy] : policies_) {
    const std::vector<const fixture::AcceptedMutant*>& candidates = accepted_[id];
    for (Mutant& mutant : mutants_of(policy->document())) {
      const Statement& statement = policy->document()->statements[mutant.statement];
      Task task{&id, std::move(mutant), {}};
      std::copy_if(candidates.begin(),
                   candidates.end(),
                   std::back_inserter(task.accepted),
                   [&](const fixture::AcceptedMutant* one) {
                     return accepts(*one, task.mutant, statement);
                   });
      mutants_.push_back(std::move(task));
    }
  }
}

MutantResult Mutation::run(std::size_t mutant) const {
  const Task& task = mutants_[mutant];
  MutantResult result;
  result.kind = task.mutant.kind;
  result.place = task.mutant.place;
  result.change = task.mutant.change;
  result.accepted = task.accepted.empty() ? "" : task.accepted.front()->why;
  const CompiledPolicyPtr changed = compile(task.mutant.policy);
  for (const std::size_t user : users_.at(*task.policy)) {
    const Subject& subject = subjects_[user];
    world::World world = subject.scenario.scenario->world;
    world::visit_policies(world, [&](const auto& /*place*/, CompiledPolicyPtr& policy) {
      if (is_users_own(policy.get()) && id_of(*policy) == *task.policy) {
        policy = changed;
      }
    });
    result.noticed_by = first_that_fails(subject, world);
    if (!result.survived()) {
      break;
    }
  }
  return result;
}

Diagnostics Mutation::idle_acceptances(const std::vector<MutantResult>& results) const {
  std::set<std::string> useful;  // by their places: members of a matrix share them
  for (std::size_t i = 0; i < results.size(); ++i) {
    for (const fixture::AcceptedMutant* one : mutants_[i].accepted) {
      if (results[i].survived()) {
        useful.insert(to_string(one->place));
      }
    }
  }
  Diagnostics idle;
  for (const Subject& subject : subjects_) {
    for (const fixture::AcceptedMutant& one : subject.scenario.scenario->accepted_mutants) {
      if (useful.insert(to_string(one.place)).second) {
        idle.push_back({Severity::Warning,
                        "accepted-mutant",
                        one.place,
                        "no change that survives is accepted by this",
                        "every such change is noticed, or there is none: take it away"});
      }
    }
  }
  return idle;
}

std::string Mutation::first_that_fails(const Subject& subject, const world::World& world) const {
  const fixture::Scenario& scenario = *subject.scenario.scenario;
  const auto worlds = fixture::worlds_of(scenario, world, subject.scenario.assumptions);
  for (const std::size_t i : subject.deliveries) {
    if (!holds(*worlds[i], scenario.deliveries[i], subject.scenario.assumptions)) {
      return name_of(subject.scenario, scenario.deliveries[i].call.id);
    }
  }
  for (const std::size_t i : subject.requests) {
    if (!holds(world, scenario.requests[i], scenario.assumptions)) {
      return name_of(subject.scenario, scenario.requests[i].id);
    }
  }
  return {};
}

}  // namespace remora::suite
