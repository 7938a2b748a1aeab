#include "engine/delivery/cloudtrail/later.h"

#include <utility>

#include "engine/aws/partition.h"
#include "engine/base/symbol.h"
#include "engine/delivery/cloudtrail/access.h"
#include "engine/delivery/cloudtrail/logs.h"

namespace remora::delivery::cloudtrail {

namespace {

class LaterDelivery {
 public:
  LaterDelivery(Prober& prober, const TrailAtWork& existing)
      : prober_(prober),
        existing_(existing),
        trail_(existing.trail),
        access_(prober, existing.trail, existing.account, existing.region, Occasion::Delivery) {}

  void run() {
    deliver_files();
    if (access_.has_topic()) {
      const auto [match, probe] = access_.publish("notify of a log file");
      prober_.settle_quietly(match, probe);
      report("LatestNotificationError", match, "AuthorizationError");
    }
    if (has_whole_logs_destination(trail_)) {
      const auto [match, probe] = write_log_events(prober_, access_);
      prober_.settle_quietly(match, probe);
      report("LatestCloudWatchLogsDeliveryError", match, "AccessDenied");
    }
  }

 private:
  void deliver_files() {
    if (trail_.is_organization_trail && prober_.world().unknown_organization) {
      prober_.leave_open(prober_.world().unknown_organization);
      report("LatestDeliveryError", Match::Unknown, {});
      return;
    }
    bucket_ = prober_.bucket(trail_.s3_bucket_name, existing_.region);
    if (bucket_ == nullptr) {
      const bool open = prober_.world().bucket(trail_.s3_bucket_name) == nullptr &&
                        !prober_.is_closed(trail_.s3_bucket_name);
      if (open) {
        prober_.leave_open("nothing is known about the bucket " + trail_.s3_bucket_name);
      } else {
        prober_.fail_quietly(prober_.why_no_bucket(trail_.s3_bucket_name),
                             ObstacleKind::NoSuchResource);
      }
      report("LatestDeliveryError", open ? Match::Unknown : Match::No, "NoSuchBucket");
      return;
    }
    access_.set_bucket(*bucket_);
    Match logs = Match::Yes;
    for (const std::string& account : accounts()) {
      for (const std::string_view region : regions()) {
        logs = both(logs, write_file("CloudTrail", account, region));
      }
      if (trail_.has_insight_selectors) {
        logs = both(logs, write_file("CloudTrail-Insight", account, existing_.region));
      }
    }
    report("LatestDeliveryError", logs, error_code());
    if (trail_.enable_log_file_validation) {
      report("LatestDigestDeliveryError",
             write_file("CloudTrail-Digest", accounts().front(), existing_.region),
             error_code());
    }
  }

  /// Whose events there are: an organization trail's logs lie under the organization's id.
  [[nodiscard]] std::vector<std::string> accounts() const {
    if (!trail_.is_organization_trail || !prober_.world().organization) {
      return {access_.owner()};
    }
    const std::string& organization = prober_.read(prober_.world().organization->id);
    std::vector<std::string> found = {organization + "/" + access_.owner()};
    // One member stands for all: only the account's id differs in their paths.
    for (const auto& [account, member] : prober_.world().organization->accounts) {
      if (account != access_.owner()) {
        found.push_back(std::string(organization).append("/").append(account));
        break;
      }
    }
    return found;
  }

  /// A multi-Region trail delivers from everywhere, into a folder named after the Region; one other
  /// Region stands for all.
  [[nodiscard]] std::vector<std::string_view> regions() const {
    std::vector<std::string_view> found = {existing_.region};
    if (trail_.is_multi_region) {
      found.push_back(other_region(existing_.region));
    }
    return found;
  }

  Match write_file(std::string_view kind, const std::string& account, std::string_view region) {
    const std::string name(kind);
    ObjectWrite write = access_.object(access_.object_key(
        account + "/" + name + "/" + std::string(region) + "/" + make_symbol("year") + "/" +
        make_symbol("month") + "/" + make_symbol("day") + "/" +
        account.substr(account.rfind('/') + 1) + "_" + name + "_" + std::string(region) + "_" +
        make_symbol("time and id") + ".json.gz"));
    if (kind == "CloudTrail-Digest") {
      access_.encrypt_as_digest(write);
    }
    const WriteResult result = access_.write(write);
    prober_.settle_quietly(result.match, result.probe);
    return result.match;
  }

  /// S3's error code: a key that is not enabled shows as KMS's (capture of AWS).
  [[nodiscard]] std::string error_code() const {
    const world::Key* key = access_.has_key() ? access_.key() : nullptr;
    return key != nullptr && !is_enabled(prober_, *key) ? "KMS.DisabledException" : "AccessDenied";
  }

  void report(std::string field, Match match, std::string code) {
    if (match == Match::Unknown) {
      code = "unknown";
    }
    prober_.report(std::move(field), match == Match::Yes ? "" : std::move(code));
  }

  Prober& prober_;
  const TrailAtWork& existing_;
  const Trail& trail_;
  TrailAccess access_;
  const world::Bucket* bucket_ = nullptr;
};

}  // namespace

void deliver_later(Prober& prober, const TrailAtWork& trail) {
  LaterDelivery(prober, trail).run();
}

}  // namespace remora::delivery::cloudtrail
