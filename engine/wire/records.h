#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/wire/http.h"

/// What clients ask for of each resource, beside what the world has of it for deliveries.
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

}  // namespace remora::wire
