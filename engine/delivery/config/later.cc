#include "engine/delivery/config/later.h"

#include <utility>

#include "engine/base/symbol.h"
#include "engine/delivery/config/access.h"

namespace remora::delivery::config {

namespace {

constexpr std::string_view kDeliverySession = "AWSConfig-Delivery";
constexpr std::string_view kNotifySession = "AWSConfig-notify";

/// One kind of object: its name among the status fields, and its folder.
struct Stream {
  std::string_view field;
  std::string_view folder;
};

constexpr Stream kHistory{"configHistoryDeliveryInfo", "ConfigHistory"};
constexpr Stream kSnapshot{"configSnapshotDeliveryInfo", "ConfigSnapshot"};
// No status field of its own: a notification tells of its failure.
constexpr Stream kOversized{"", "OversizedChangeNotification"};

class LaterDelivery {
 public:
  LaterDelivery(Prober& prober, const Home& home, const SupposedCall& call)
      : prober_(prober), home_(home), access_(prober, home, call) {}

  void run(Later what) {
    std::string code = reach_bucket();
    if (what == Later::Everything) {
      deliver(kHistory, code);
    }
    deliver(kSnapshot, code);
    if (what == Later::Everything) {
      deliver(kOversized, code);
    }
    notify();
  }

 private:
  /// The error code of what stops every object; empty if nothing does.
  std::string reach_bucket() {
    if (!access_.role_is_known()) {
      return "unknown";
    }
    const Step role = access_.assume_role("AWSConfig-BucketConfigCheck");
    prober_.settle_quietly(role.match, role.probe);
    if (role.match == Match::No) {
      return "AccessDenied";
    }
    const std::string name = access_.bucket_name();
    const world::Bucket* bucket = prober_.bucket(name, home_.region);
    if (bucket == nullptr) {
      if (prober_.world().bucket(name) == nullptr && !prober_.is_closed(name)) {
        prober_.leave_open("nothing is known about the bucket " + name);
        return "unknown";
      }
      prober_.fail_quietly(prober_.why_no_bucket(name), ObstacleKind::NoSuchResource);
      return "NoSuchBucket";
    }
    access_.set_bucket(*bucket);
    const bool needed = prober_.assumes(ConfigDeliveryRepeatsCheck::Required);
    const bool holds = access_.check([&](Part, Step step) {
      if (needed) {
        prober_.settle_quietly(step.match, step.probe);
      }
    });
    return needed && !holds ? "AccessDenied" : "";
  }

  void deliver(const Stream& stream, const std::string& stopped) {
    if (!stopped.empty()) {
      report(stream, stopped == "unknown" ? Match::Unknown : Match::No, stopped);
      return;
    }
    // Year, month and day are not known here; a policy that names one stops working the next day.
    const std::string day = home_.region + "/" + make_symbol("year") + "/" + make_symbol("month") +
                            "/" + make_symbol("day") + "/";
    const std::string folder(stream.folder);
    const Step step = access_.write_object(
        access_.object_key(day + folder + "/" + home_.account + "_Config_" + home_.region + "_" +
                           folder + "_" + make_symbol("time and id") + ".json.gz"),
        kDeliverySession);
    prober_.settle_quietly(step.match, step.probe);
    report(stream, step.match, "AccessDenied");
  }

  void report(const Stream& stream, Match match, const std::string& code) {
    const std::string field(stream.field);
    if (field.empty()) {
      if (match == Match::No) {
        prober_.report("notification.messageType",
                       "OversizedConfigurationItemChangeDeliveryFailed");
        prober_.report("notification.errorCode", code);
      }
      return;
    }
    prober_.report(field + ".lastStatus", status_of(match));
    if (match == Match::No) {
      prober_.report(field + ".lastErrorCode", code);
      if (code == "NoSuchBucket") {
        // The documented example of a notification about a failed delivery.
        prober_.report(field + ".lastErrorMessage",
                       "Failed to deliver notification to bucket: " + access_.bucket_name() +
                           " for account " + home_.account + " in region " + home_.region + ".");
      }
    }
  }

  static std::string status_of(Match match) {
    if (match == Match::Unknown) {
      return "unknown";
    }
    return match == Match::Yes ? "SUCCESS" : "FAILURE";
  }

  // The topic is first used after the channel is there (capture of AWS, configservice lifecycle).
  void notify() {
    const std::string field = "configStreamDeliveryInfo";
    if (!access_.channel().sns_topic_arn) {
      prober_.report(field + ".lastStatus", "NOT_APPLICABLE");
      return;
    }
    if (!access_.role_is_known()) {
      prober_.report(field + ".lastStatus", status_of(Match::Unknown));
      return;
    }
    const Step step = access_.publish(kNotifySession);
    prober_.settle_quietly(step.match, step.probe);
    prober_.report(field + ".lastStatus", status_of(step.match));
    if (step.match == Match::No) {
      prober_.report(field + ".lastErrorCode", "AuthorizationError");
    }
  }

  Prober& prober_;
  const Home& home_;
  ConfigAccess access_;
};

}  // namespace

void deliver_later(Prober& prober, const Home& home, const SupposedCall& call, Later what) {
  LaterDelivery(prober, home, call).run(what);
}

DeliveryOutcome deliver_later(const world::World& world,
                              const Home& home,
                              const SupposedCall& call,
                              const Assumptions& assumptions,
                              world::Suppositions& suppositions) {
  Prober prober(world, assumptions, suppositions);
  if (!call.recorder) {
    prober.fail_quietly("the account has no configuration recorder in this Region");
  } else if (!call.channel || !call.channel->s3_bucket_name) {
    prober.fail_quietly("the account has no delivery channel in this Region");
  } else {
    deliver_later(prober, home, call, Later::Everything);
  }
  return prober.finish();
}

}  // namespace remora::delivery::config
