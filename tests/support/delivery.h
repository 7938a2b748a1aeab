#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "engine/delivery/call.h"
#include "engine/delivery/outcome.h"
#include "tests/support/world.h"

/// What the tests of deliveries share: statements, and a look at the requests behind an outcome.
namespace remora::test {

using remora::delivery::Assumption;
using remora::delivery::Assumptions;
using remora::delivery::Call;
using remora::delivery::DeliveryOutcome;
using remora::delivery::Origin;
using remora::delivery::Outcome;
using remora::delivery::ProbeResult;
using remora::delivery::WrittenObject;
using remora::world::DeliveryChannel;
using remora::world::Trail;

inline constexpr const char* kRecorderAccount = "111111111111";
inline constexpr const char* kBucketOwner = "222222222222";
inline constexpr const char* kManagement = "333333333333";
inline constexpr const char* kBucket = "cfg-logs-2222";
inline constexpr const char* kKey =
    "arn:aws:kms:us-east-1:333333333333:key/11111111-2222-3333-4444-555555555555";
inline constexpr const char* kDefaultKeyPolicy =
    R"({"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::333333333333:root"},
        "Action": "kms:*", "Resource": "*"})";
inline constexpr const char* kToConfig = R"({"Service": "config.amazonaws.com"})";
inline constexpr const char* kToCloudTrail = R"({"Service": "cloudtrail.amazonaws.com"})";

/// One statement; `actions` and `condition` are JSON, what is empty is left out.
inline std::string allow(const std::string& principal,
                         const std::string& actions,
                         const std::string& resource,
                         const std::string& condition = {},
                         const std::string& effect = "Allow") {
  std::string text = R"({"Effect": ")" + effect + R"(", "Action": )" + actions;
  text += principal.empty() ? "" : R"(, "Principal": )" + principal;
  text += resource.empty() ? "" : R"(, "Resource": ")" + resource + '"';
  text += condition.empty() ? "" : R"(, "Condition": )" + condition;
  return text + "}";
}

/// A Deny for everyone, under that condition: of the bucket, or of whatever has no bucket.
inline std::string deny(const std::string& condition, const std::string& actions = R"("s3:*")") {
  const bool of_bucket = actions.find("\"s3:") != std::string::npos;
  return allow(
      R"("*")", actions, of_bucket ? "arn:aws:s3:::cfg-logs-2222*" : "*", condition, "Deny");
}

inline std::string message_of(const DeliveryOutcome& outcome) {
  return outcome.error ? outcome.error->message : "";
}

inline std::string code_of(const DeliveryOutcome& outcome) {
  return outcome.error ? outcome.error->code : "";
}

/// The actions in their order, each with who asked: `s3:PutObject/role`.
inline std::string requests_of(const DeliveryOutcome& outcome) {
  std::string text;
  for (const ProbeResult& probe : outcome.probes) {
    const bool service = probe.request.principal.kind() == PrincipalKind::Service;
    text += (text.empty() ? "" : " ") + probe.request.action + (service ? "/service" : "/role");
  }
  return text;
}

/// The first request of that action by that kind of principal.
inline const ProbeResult& find_probe(const DeliveryOutcome& outcome,
                                     std::string_view action,
                                     PrincipalKind kind = PrincipalKind::Service) {
  for (const ProbeResult& probe : outcome.probes) {
    if (probe.request.action == action && probe.request.principal.kind() == kind) {
      return probe;
    }
  }
  throw std::runtime_error("no such request: " + std::string(action));
}

/// The first value of a condition key, `absent` or `unknown`.
inline std::string context_value(const ProbeResult& probe, const char* name) {
  const auto* entry = probe.request.context.find(name);
  if (entry == nullptr || entry->size() == 0) {
    return "absent";
  }
  return entry->presence() == Presence::Unknown ? "unknown" : std::string(entry->value(0));
}

/// The keys of the objects that were written.
inline std::string keys_of(const DeliveryOutcome& outcome) {
  std::string text;
  for (const WrittenObject& object : outcome.objects_written) {
    text += (text.empty() ? "" : " ") + object.key;
  }
  return text;
}

inline std::string joined(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) {
    text += (text.empty() ? "" : " ") + item;
  }
  return text;
}

}  // namespace remora::test
