#include "engine/delivery/alternatives.h"

#include "engine/delivery/deliver.h"

namespace remora::delivery {

namespace {

std::string code_of(const DeliveryOutcome& outcome) {
  return outcome.error ? outcome.error->code : std::string();
}

}  // namespace

std::vector<Alternative> find_alternatives(const world::World& world,
                                           const DeliveryCall& call,
                                           const Assumptions& assumptions,
                                           const DeliveryOutcome& outcome) {
  std::vector<Alternative> found;
  const auto switches = known_assumptions();
  for (std::size_t i = 0; i < switches.size(); ++i) {
    const auto assumption = static_cast<Assumption>(i);
    if (assumption == Assumption::era) {
      continue;
    }
    for (const std::string_view value : values_of(assumption)) {
      if (assumptions.is(assumption, value)) {
        continue;
      }
      Assumptions changed = assumptions;
      changed.set(switches[i].name, value);
      const DeliveryOutcome other = deliver(world, call, changed);
      if (other.outcome != outcome.outcome || code_of(other) != code_of(outcome)) {
        found.push_back({assumption, std::string(value), other.outcome, code_of(other)});
      }
    }
  }
  return found;
}

}  // namespace remora::delivery
