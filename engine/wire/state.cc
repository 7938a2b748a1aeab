#include "engine/wire/state.h"

#include <algorithm>

namespace remora::wire {

namespace {

/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014).
std::uint64_t split_mix(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15ULL;
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31U);
}

RoleRecord record_of(const world::Role& role, State& state) {
  RoleRecord record;
  record.id = "AROA" + uuid(state.settings.seed + 1, ++state.made).substr(0, 8) + "SEED";
  for (const CompiledPolicyPtr& policy : role.policies) {
    const std::string arn = policy->is_unread() ? std::string() : policy->document()->arn;
    record.policies.push_back(
        {arn.empty() ? "policy-" + std::to_string(record.policies.size() + 1) : std::string(),
         arn});
  }
  return record;
}

}  // namespace

world::World& State::change() {
  ++revision;
  if (world.use_count() > 1) {
    world = std::make_shared<world::World>(*world);
  }
  return *world;
}

const DeliveryRecord* State::delivery(std::string_view id_or_request) const {
  const auto found =
      std::find_if(deliveries.begin(), deliveries.end(), [&](const DeliveryRecord& one) {
        return std::to_string(one.id) == id_or_request || one.request_id == id_or_request;
      });
  return found == deliveries.end() ? nullptr : &*found;
}

void apply_assumptions(State& state) {
  for (const auto& [name, value] : state.settings.assume) {
    state.assumptions.set(name, value);
  }
}

State seeded(const fixture::Scenario& scenario, Settings settings, Time now) {
  State state;
  state.settings = std::move(settings);
  state.settings.seed = split_mix(state.settings.seed);
  *state.world = scenario.world;
  state.assumptions = scenario.assumptions;
  apply_assumptions(state);
  for (const world::Bucket& bucket : state.world->buckets) {
    BucketRecord& record = state.buckets[bucket.name];
    record.created = now;
    for (const world::Object& object : bucket.objects) {
      record.objects[object.key].modified = now;
    }
  }
  for (const world::Key& key : state.world->keys) {
    KeyRecord& record = state.keys[key.arn];
    record.created = now;
    for (std::size_t i = 0; key.grants.known() != nullptr && i < key.grants.known()->size(); ++i) {
      record.grants.push_back(uuid(state.settings.seed + 1, ++state.made));
    }
  }
  for (const world::Role& role : state.world->roles) {
    state.roles.emplace(role.arn, record_of(role, state)).first->second.created = now;
  }
  for (const world::Topic& topic : state.world->topics) {
    state.topics[topic.arn];
  }
  for (const world::ExistingTrail& trail : state.world->trails) {
    state.trails[trail.arn].started = trail.is_logging == true ? now : 0;
  }
  return state;
}

std::size_t stored_bytes(const State& state) {
  std::size_t sum = 0;
  for (const auto& [name, bucket] : state.buckets) {
    for (const auto& [key, object] : bucket.objects) {
      sum += object.body.size();
    }
  }
  return sum;
}

std::string uuid(std::uint64_t seed, std::uint64_t number) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const std::uint64_t high = split_mix(seed ^ split_mix(number));
  const std::uint64_t low = split_mix(high + number);
  std::string text;
  for (std::size_t i = 0; i < 32; ++i) {
    const std::uint64_t half = i < 16 ? high : low;
    std::uint64_t digit = (half >> (60 - 4 * (i % 16))) & 15U;
    digit = i == 12 ? 4 : i == 16 ? 8 + digit % 4 : digit;
    text += kDigits[digit];
    if (i == 7 || i == 11 || i == 15 || i == 19) {
      text += '-';
    }
  }
  return text;
}

}  // namespace remora::wire
