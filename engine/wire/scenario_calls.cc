#include "engine/wire/scenario_calls.h"

#include <map>

#include "engine/wire/attempt.h"

namespace remora::wire {

namespace {

/// What a call is about, so that the last one of many counts.
std::string subject_of(const delivery::Call& call) {
  const delivery::Named named = delivery::named_by(call);
  std::string key(delivery::operation_of(call).name);
  return key + "\n" + call.account + "\n" + call.region + "\n" + std::string(named.resource);
}

}  // namespace

std::vector<delivery::Call> calls_of(const State& state) {
  const world::World& world = *state.world;
  std::vector<delivery::Call> calls;
  const auto add = [&](const std::string& account, const std::string& region, auto of) {
    delivery::Call call;
    call.account = account;
    call.region = region;
    call.of = std::move(of);
    calls.push_back(std::move(call));
  };
  for (const world::ExistingChannel& one : world.channels) {
    delivery::config::Call call;
    call.channel = one.channel;
    if (const auto* const recorder = world.recorder(one.account, one.region)) {
      call.recorder = recorder->recorder;
    }
    add(one.account, one.region, std::move(call));
  }
  for (const world::ExistingTrail& one : world.trails) {
    delivery::cloudtrail::Call call;
    call.operation = delivery::cloudtrail::Operation::Deliver;
    call.trail.name = one.trail.name;
    add(one.account, one.region, std::move(call));
  }
  std::map<std::string, const delivery::Call*> refused;
  std::vector<std::string> order;
  for (const DeliveryRecord& record : state.deliveries) {
    if (record.later || record.code.empty()) {
      continue;
    }
    const std::string subject = subject_of(*record.call);
    if (refused.count(subject) == 0) {
      order.push_back(subject);
    }
    refused[subject] = record.call.get();
  }
  for (const std::string& subject : order) {
    const delivery::Call& call = *refused[subject];
    const delivery::Named named = delivery::named_by(call);
    const bool there = std::holds_alternative<delivery::config::Call>(call.of)
                           ? world.channel(call.account, call.region) != nullptr
                           : world.trail(named.resource, call.account, call.region) != nullptr;
    if (!there) {
      calls.push_back(call);
    }
  }
  return calls;
}

}  // namespace remora::wire
