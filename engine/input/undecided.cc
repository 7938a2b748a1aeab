#include "engine/input/undecided.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/base/words.h"
#include "engine/delivery/deliver.h"
#include "engine/import/part.h"
#include "engine/input/scenario_reader.h"
#include "engine/input/settings.h"

namespace remora::input {

namespace {

using Outcomes = std::map<std::string, std::set<delivery::Outcome>>;

/// Adds what comes of each delivery; how many there are.
std::size_t add_outcomes(const json::DocumentPtr& json, FileReader& files, Outcomes& outcomes) {
  const auto scenario = read_scenario(json, files);
  if (!scenario) {
    return 0;
  }
  for (const fixture::ScenarioDelivery& one : scenario->deliveries) {
    outcomes[one.call.id].insert(
        delivery::deliver(scenario->world, one.call, scenario->assumptions).outcome);
  }
  return scenario->deliveries.size();
}

imports::Part undecided(const imports::Imported& imported, const Place& place) {
  std::set<std::string> reasons;
  std::set<std::string> supplies;
  for (const Unknown& why : imported.undecided) {
    reasons.insert(why.reason);
    if (!why.supply.empty()) {
      supplies.insert(why.supply);
    }
  }
  return imports::Part::unknown(joined(reasons, "; "), place, joined(supplies));
}

}  // namespace

Result<json::DocumentPtr> settle_conditions(const imports::Imported& imported,
                                            const WhatIf& what_if,
                                            FileReader& files) {
  auto chosen = with_imported_settings(imported.scenario, what_if);
  if (!chosen || (imported.otherwise.empty() && !imported.too_many_conditions)) {
    return chosen;
  }
  Outcomes outcomes;
  std::size_t most = add_outcomes(*chosen, files, outcomes);
  for (const json::DocumentPtr& other : imported.otherwise) {
    auto changed = with_imported_settings(other, what_if);
    const std::size_t deliveries = changed ? add_outcomes(*changed, files, outcomes) : 0;
    if (deliveries > most) {
      most = deliveries;
      chosen = std::move(changed);
    }
  }
  imports::Part root = imports::Part::copy((*chosen)->root());
  imports::Part* const deliveries = root.find("deliveries");
  for (std::size_t i = 0; deliveries != nullptr && i < deliveries->children.size(); ++i) {
    imports::Part& one = deliveries->children[i];
    const imports::Part* const id = one.find("id");
    if (id != nullptr && (outcomes[id->text].size() > 1 || imported.too_many_conditions)) {
      one.set("undecided", undecided(imported, one.place));
    }
  }
  return imports::build(root, (*chosen)->source());
}

}  // namespace remora::input
