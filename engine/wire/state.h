#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/delivery/assumptions.h"
#include "engine/fixture/scenario.h"
#include "engine/wire/http.h"
#include "engine/wire/organization_record.h"
#include "engine/world/world.h"

/// What an endpoint holds: the world that deliveries are tried in, and beside it what clients ask
/// for and no delivery does (bodies of objects, times, tags). A value; whoever serves owns it.
namespace remora::wire {

using Tags = std::vector<std::pair<std::string, std::string>>;

/// Times are milliseconds since 1970; 0: not known.
using Time = std::int64_t;

struct StoredObject {
  std::string body;
  std::string etag;  // without quotes
  std::string content_type;
  Headers metadata;  // what is given back as it came
  std::string algorithm = "AES256";
  std::string kms_key;
  bool bucket_key = false;
  Time modified = 0;
};

using Objects = std::map<std::string, StoredObject, std::less<>>;

struct BucketRecord {
  Time created = 0;
  Tags tags;
  Objects objects;
  bool has_public_access_block = true;
  bool has_ownership_controls = true;
  bool versioning = false;
  bool object_lock = false;      // as a call has set it; a seed does not say
  std::string retention_mode;    // GOVERNANCE, COMPLIANCE; empty: no call has set one
  std::string retention_period;  // in days
  bool retention_in_years = false;
};

struct KeyRecord {
  Time created = 0;
  Time deletion = 0;
  std::string description;
  std::string usage = "ENCRYPT_DECRYPT";
  std::string origin = "AWS_KMS";
  bool rotation = false;
  Tags tags;
  std::vector<std::string> grants;  // ids, beside the key's grants
};

/// How a role has one of its policies: inline under a name, or attached by an ARN.
struct RolePolicy {
  std::string name;
  std::string arn;
};

struct RoleRecord {
  Time created = 0;
  std::string id;
  std::string description;
  std::vector<RolePolicy> policies;  // beside the role's policies
  std::string boundary;              // its ARN
  Tags tags;
};

struct TopicRecord {
  Tags attributes;
  Tags tags;
};

struct TrailRecord {
  std::optional<bool> global_events;  // as a call has said it; a seed does not
  Time started = 0;
  Time stopped = 0;
  std::string event_selectors;  // JSON, as it came
  std::string insight_selectors;
  Tags tags;
};

struct RecorderRecord {
  Time started = 0;
  Time stopped = 0;
  std::string group;  // JSON, as it came
  std::string mode;
};

/// What came of the last snapshot of a channel.
struct ChannelRecord {
  Time snapshot = 0;
  std::vector<std::pair<std::string, std::string>> status;
};

/// Credentials that AssumeRole gave out.
struct Session {
  std::string account;
  std::string arn;     // of the session
  std::string policy;  // JSON; empty: none
  Tags policy_arns;    // the ARNs, each with nothing
  Time ends = 0;
};

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
