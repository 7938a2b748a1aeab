#include "engine/delivery/alternatives.h"

#include <algorithm>

#include "engine/delivery/deliver.h"

namespace remora::delivery {

namespace {

std::string code_of(const DeliveryOutcome& outcome) {
  return outcome.error ? outcome.error->code : std::string();
}

}  // namespace

std::vector<Alternative> find_alternatives(const world::World& world,
                                           const Call& call,
                                           const Assumptions& assumptions,
                                           const DeliveryOutcome& outcome) {
  std::vector<Alternative> found;
  std::vector<Assumption> switches = outcome.assumptions;
  std::sort(switches.begin(), switches.end());
  for (const Assumption assumption : switches) {
    const auto values = info(assumption).values;
    for (std::size_t i = 0; i < values.size() && assumption != Assumption::Era; ++i) {
      if (i == assumptions.setting(assumption)) {
        continue;
      }
      const DeliveryOutcome other = deliver(world, call, assumptions.with(assumption, i));
      if (other.outcome != outcome.outcome || code_of(other) != code_of(outcome)) {
        found.push_back({assumption, values[i], other.outcome, code_of(other)});
      }
    }
  }
  return found;
}

}  // namespace remora::delivery
