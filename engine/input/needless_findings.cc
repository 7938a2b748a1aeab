#include "engine/input/needless_findings.h"

#include <algorithm>

#include "engine/fixture/run.h"

namespace remora::input {

namespace {

bool is_delivered_without(const fixture::Scenario& scenario, const fixture::Finding& finding) {
  const auto delivery =
      std::find_if(scenario.deliveries.begin(), scenario.deliveries.end(), [&](const auto& one) {
        return one.call.id == finding.delivery;
      });
  if (delivery == scenario.deliveries.end()) {
    return false;
  }
  world::World world = scenario.world;
  for (std::size_t i = 0; i < world.buckets.size(); ++i) {
    if (world.buckets[i].name == finding.bucket) {
      world.buckets[i].policy = nullptr;
    }
  }
  return fixture::run_delivery(world, *delivery, scenario.assumptions).outcome.outcome ==
         delivery::Outcome::Delivered;
}

}  // namespace

void drop_needless_findings(fixture::Scenario& scenario) {
  std::erase_if(scenario.findings, [&](const fixture::Finding& one) {
    return !one.bucket.empty() && is_delivered_without(scenario, one);
  });
}

}  // namespace remora::input
