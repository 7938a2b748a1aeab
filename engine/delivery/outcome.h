#pragma once

#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/authorize/authorize.h"
#include "engine/delivery/assumptions.h"
#include "engine/delivery/context_switches.h"
#include "engine/delivery/messages.h"
#include "engine/delivery/obstacle.h"
#include "engine/world/fact.h"
#include "engine/world/resources.h"

namespace remora::delivery {

enum class Outcome : std::uint8_t { Delivered, Refused, Undetermined };

constexpr std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::Delivered:
      return "delivered";
    case Outcome::Refused:
      return "refused";
    case Outcome::Undetermined:
      break;
  }
  return "undetermined";
}

/// One request that the service made, and how it fared.
struct ProbeResult {
  std::string purpose;   // what the service wants with it, in a few words
  Request request;       // completed: with every condition key that AWS sends
  PolicySet policies;    // views into the world
  bool required = true;  // its denial refuses the delivery
  Decision decision;
  /// What stood in the way besides policies: the key is disabled, there is no such bucket.
  std::string obstacle;
  ObstacleKind obstacle_kind = ObstacleKind::None;
  ContextSwitches switches;  // that chose keys of the request's context
  bool open = false;         // granted or refused, depending on a fact that is not known

  [[nodiscard]] Match succeeded() const;
};

// A row of them grows without copying requests.
static_assert(std::is_nothrow_move_constructible_v<ProbeResult>);

/// A remark about a delivery that is not part of AWS's answer.
struct Remark {
  std::string code;  // stable, kebab-case
  std::string message;
};

/// A field that AWS shows afterwards: of DescribeDeliveryChannelStatus
/// (`configHistoryDeliveryInfo.lastStatus`), of GetTrailStatus (`LatestDeliveryError`), or of a
/// trail's settings as they stand after the call.
struct StatusField {
  std::string name;
  std::string value;
};

/// An object that the service wrote, and how it is encrypted.
struct WrittenObject {
  std::string bucket;
  std::string key;
  world::BucketEncryption encryption;
};

/// What came of a delivery: AWS's answer and the requests behind it.
struct DeliveryOutcome {
  Outcome outcome = Outcome::Delivered;
  /// AWS's answer to the call. A later delivery that fails is Refused without one: nobody is
  /// called who could answer, `status` shows it.
  std::optional<ServiceError> error;
  std::vector<ProbeResult> probes;  // in the order in which they were made
  /// The probe at fault: the earliest required one that was denied (or is open, if Undetermined).
  std::optional<std::size_t> cause;
  /// What is at fault when no probe is: a parameter, a missing bucket; or what is not known.
  std::string reason;
  ObstacleKind reason_kind = ObstacleKind::None;
  std::vector<WrittenObject> objects_written;  // in order, once each; also by a call refused later
  std::vector<StatusField> status;
  std::vector<Remark> warnings;
  std::vector<Assumption> assumptions;  // the switches that the answer rests on
  /// With Undetermined: the facts whose knowledge can settle it, as far as it is facts of the world
  /// or of the call that are missing.
  std::vector<world::UnknownPtr> missing;
};

/// Lists switches among those that the outcome rests on, once each.
void rest_on(std::span<const Assumption> assumptions, DeliveryOutcome& outcome);

}  // namespace remora::delivery
