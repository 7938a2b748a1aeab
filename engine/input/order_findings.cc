#include "engine/input/order_findings.h"

#include <algorithm>

#include "engine/base/embedding.h"
#include "engine/delivery/deliver.h"

namespace remora::input {

namespace {

bool stands_in(const CompiledPolicyPtr& policy, const Place& around) {
  if (policy == nullptr || policy->is_unread()) {
    return false;
  }
  const Place place = outermost({policy->document()->source(), policy->document()->span});
  return place.source == around.source && around.span.begin <= place.span.begin &&
         place.span.begin < around.span.end;
}

template <class Things, class IsLate>
bool take_away(Things& things, const IsLate& is_late) {
  bool found = false;
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (is_late(things[i])) {
      things[i].policy = nullptr;
      found = true;
    }
  }
  return found;
}

bool is_needless(const fixture::Finding& finding, const fixture::Scenario& scenario) {
  const auto delivery =
      std::find_if(scenario.deliveries.begin(), scenario.deliveries.end(), [&](const auto& one) {
        return one.call.id == finding.delivery;
      });
  if (finding.code != "order" || finding.others.empty() || delivery == scenario.deliveries.end()) {
    return false;
  }
  world::World without = scenario.world;
  const Place& around = finding.others.front().first;
  const bool of_bucket = take_away(without.buckets, [&](const world::Bucket& one) {
    return one.name == finding.bucket || stands_in(one.policy, around);
  });
  const bool of_topic = take_away(
      without.topics, [&](const world::Topic& one) { return stands_in(one.policy, around); });
  return (of_bucket || of_topic) &&
         delivery::deliver(without, delivery->call, scenario.assumptions).outcome ==
             delivery::Outcome::Delivered;
}

}  // namespace

void drop_needless_order(fixture::Scenario& scenario) {
  auto& findings = scenario.findings;
  findings.erase(
      std::remove_if(findings.begin(),
                     findings.end(),
                     [&](const fixture::Finding& one) { return is_needless(one, scenario); }),
      findings.end());
}

}  // namespace remora::input
