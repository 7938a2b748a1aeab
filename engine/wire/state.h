#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "engine/delivery/assumptions.h"
#include "engine/fixture/scenario.h"
#include "engine/wire/organization_record.h"
#include "engine/wire/records.h"
#include "engine/world/world.h"

/// What an endpoint holds: the world that deliveries are tried in, and beside it what clients ask
/// for and no delivery does (bodies of objects, times, tags). A value; whoever serves owns it.
namespace remora::wire {

/// A call that was tried, kept for who asks why.
struct DeliveryRecord {
  std::uint64_t id = 0;
  std::string request_id;
  Time time = 0;
  std::shared_ptr<const world::World> world;  // before the call
  std::shared_ptr<const delivery::Call> call;
  delivery::Outcome outcome = delivery::Outcome::Delivered;
  std::string code;     // AWS's error, if it answers one
  std::string message;  // or what is not known
  std::string cause;    // in a sentence
  bool soft = false;    // the client was told of success all the same
  bool later = false;   // no call of a client: what is delivered after one
};

struct Settings {
  std::string account = "000000000000";  // of who is not known by the access key
  std::string region = "us-east-1";      // of who names none
  bool soft = false;
  bool deliver = false;  // what is delivered later is delivered at once
  bool enforce = false;  // what a caller may not do is refused
  Tags assume = {};      // what `--assume` says, on top of each world
  std::uint64_t seed = 0;
};

/// By name or ARN; a channel and a recorder by `ACCOUNT/REGION`.
template <class T>
using Records = std::map<std::string, T, std::less<>>;

struct State {
  Settings settings;
  std::shared_ptr<world::World> world = std::make_shared<world::World>();
  delivery::Assumptions assumptions;
  Records<BucketRecord> buckets;
  Records<KeyRecord> keys;
  Records<RoleRecord> roles;
  Records<std::pair<std::string, std::string>> policies;  // customer managed: ARN to name and text
  Records<TopicRecord> topics;
  Records<TrailRecord> trails;
  Records<RecorderRecord> recorders;
  Records<ChannelRecord> channels;
  Records<Session> sessions;  // by access key
  OrganizationRecord organization;
  std::deque<DeliveryRecord> deliveries;
  std::uint64_t delivery_count = 0;
  std::uint64_t made = 0;      // resources, which their ids are made from
  std::uint64_t answered = 0;  // requests, for their ids
  std::uint64_t revision = 0;  // grows with each change that is to outlive the process

  /// The world to change it, with a copy of its own if a record still holds it.
  world::World& change();

  [[nodiscard]] const DeliveryRecord* delivery(std::string_view id_or_request) const;
};

/// Sets what the settings assume, which stands above what a scenario or a snapshot says.
void apply_assumptions(State& state);

/// The state that a scenario describes.
State seeded(const fixture::Scenario& scenario, Settings settings, Time now);

/// An id in the form of a UUID, the same for the same seed and number.
std::string uuid(std::uint64_t seed, std::uint64_t number);

/// How many bytes of objects a state holds, names and headers left out; more are refused.
constexpr std::size_t kMostStoredBytes = std::size_t{256} << 20U;
/// How many sessions of roles it knows; the one that ends first is forgotten for another.
constexpr std::size_t kMostSessions = 10000;

/// The bytes of all objects.
std::size_t stored_bytes(const State& state);

/// How many deliveries are kept for who asks why; older ones are forgotten.
constexpr std::size_t kDeliveriesKept = 256;

}  // namespace remora::wire
