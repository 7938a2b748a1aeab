#include "engine/delivery/cloudtrail/operations.h"

#include <algorithm>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/delivery/cloudtrail/admission.h"
#include "engine/delivery/cloudtrail/later.h"
#include "engine/delivery/cloudtrail/organization.h"
#include "engine/delivery/cloudtrail/trail_name.h"

namespace remora::delivery::cloudtrail {

namespace {

bool refuse(Prober& prober,
            const ServiceError& error,
            std::string reason,
            ObstacleKind kind = ObstacleKind::Parameter) {
  prober.refuse(error, std::move(reason), kind);
  return false;
}

bool name_holds(Prober& prober, std::string_view name) {
  if (auto problem = check_trail_name(name)) {
    return refuse(prober, problem->error, std::move(problem->reason));
  }
  return true;
}

// The name is taken, or the Region is full: five trails, those of other Regions that log here
// counted (AWS CloudTrail User Guide, "Quotas in AWS CloudTrail").
bool room_for_trail(Prober& prober, const DeliveryCall& call, const std::string& owner) {
  constexpr std::ptrdiff_t kMostTrails = 5;
  const auto& trails = prober.world().trails;
  const world::ExistingTrail* same = prober.world().trail(call.trail.name, owner, call.region);
  if (same != nullptr) {
    return refuse(prober,
                  make_error(Message::TrailExists, {{"name", call.trail.name}, {"account", owner}}),
                  "there is a trail of that name already",
                  ObstacleKind::Precondition);
  }
  const auto count = std::count_if(trails.begin(), trails.end(), [&](const auto& trail) {
    return trail.account == owner && (trail.region == call.region || trail.trail.is_multi_region);
  });
  if (count < kMostTrails) {
    return true;
  }
  return refuse(prober,
                make_error(Message::TrailMaximum,
                           {{"count", std::to_string(count)}, {"region", call.region}}),
                "an account has at most five trails in a Region",
                ObstacleKind::Precondition);
}

/// The trail that a call names, or null if the call is refused or left open: known to the caller,
/// and called from its home Region.
const world::ExistingTrail* find_trail(Prober& prober, const DeliveryCall& call) {
  const world::World& world = prober.world();
  const std::string& name = call.trail.name;
  const world::ExistingTrail* found = world.trail(name, call.account, call.region);
  // A delegated administrator must give the ARN: by name the trail is looked for among its own
  // (aws-cloudformation/cloudformation-coverage-roadmap#1932).
  const bool mine = found != nullptr &&
                    (found->account == call.account ||
                     (found->trail.is_organization_trail && is_administrator(world, call.account)));
  if (!mine) {
    if (world.closure == world::Closure::Open) {
      prober.leave_open("nothing is known about the trail " + name);
    } else {
      refuse(prober,
             make_error(Message::TrailNotFound, {{"name", name}, {"account", call.account}}),
             found == nullptr ? "there is no trail " + name + " in " + call.region
                              : "the trail belongs to account " + found->account,
             found == nullptr ? ObstacleKind::NoSuchResource : ObstacleKind::WrongAccount);
    }
    return nullptr;
  }
  if (found->region != call.region) {
    refuse(prober,
           make_error(Message::TrailHomeRegion, {}),
           "the trail's home Region is " + found->region,
           ObstacleKind::WrongRegion);
    return nullptr;
  }
  return found;
}

template <class T>
bool change(std::optional<T>& setting, const std::optional<T>& wanted) {
  if (!wanted || setting == wanted) {
    return false;
  }
  setting = wanted;
  return true;
}

template <class T>
bool change(T& setting, const std::optional<T>& wanted) {
  if (!wanted || setting == *wanted) {
    return false;
  }
  setting = *wanted;
  return true;
}

/// The settings after the update, and which parts of them it touches.
AdmissionScope apply(const TrailChanges& changes, Trail& trail) {
  AdmissionScope touched{false, false, false};
  for (const bool changed :
       {change(trail.s3_bucket_name, changes.s3_bucket_name),
        change(trail.s3_key_prefix, changes.s3_key_prefix),
        change(trail.kms_key_id, changes.kms_key_id),
        change(trail.is_multi_region, changes.is_multi_region),
        change(trail.is_organization_trail, changes.is_organization_trail),
        change(trail.enable_log_file_validation, changes.enable_log_file_validation)}) {
    touched.bucket = touched.bucket || changed;
  }
  touched.topic = change(trail.sns_topic_name, changes.sns_topic_name);
  const bool group =
      change(trail.cloud_watch_logs_log_group_arn, changes.cloud_watch_logs_log_group_arn);
  const bool role = change(trail.cloud_watch_logs_role_arn, changes.cloud_watch_logs_role_arn);
  touched.logs = group || role;
  // One of the pair removed removes both (capture of AWS, cloudtrail.md).
  const auto removed = [](const std::optional<std::string>& text) { return text && text->empty(); };
  if ((removed(changes.cloud_watch_logs_log_group_arn) && !changes.cloud_watch_logs_role_arn) ||
      (removed(changes.cloud_watch_logs_role_arn) && !changes.cloud_watch_logs_log_group_arn)) {
    trail.cloud_watch_logs_log_group_arn.reset();
    trail.cloud_watch_logs_role_arn.reset();
  }
  return touched;
}

std::string shown(bool value) {
  return value ? "true" : "false";
}

/// The settings that the update speaks of, as they stand now.
void report_settings(Prober& prober, const TrailChanges& changes, const Trail& trail) {
  const auto text = [&](std::string_view field, bool asked, const std::string& value) {
    if (asked) {
      prober.report(std::string(field), value);
    }
  };
  text("S3BucketName", changes.s3_bucket_name.has_value(), trail.s3_bucket_name);
  text("S3KeyPrefix", changes.s3_key_prefix.has_value(), trail.s3_key_prefix.value_or(""));
  text("SnsTopicName", changes.sns_topic_name.has_value(), trail.sns_topic_name.value_or(""));
  text("KmsKeyId", changes.kms_key_id.has_value(), trail.kms_key_id.value_or(""));
  text("CloudWatchLogsLogGroupArn",
       changes.cloud_watch_logs_log_group_arn.has_value(),
       trail.cloud_watch_logs_log_group_arn.value_or(""));
  text("CloudWatchLogsRoleArn",
       changes.cloud_watch_logs_role_arn.has_value(),
       trail.cloud_watch_logs_role_arn.value_or(""));
  text("IsMultiRegionTrail", changes.is_multi_region.has_value(), shown(trail.is_multi_region));
  text("IsOrganizationTrail",
       changes.is_organization_trail.has_value(),
       shown(trail.is_organization_trail));
  text("LogFileValidationEnabled",
       changes.enable_log_file_validation.has_value(),
       shown(trail.enable_log_file_validation));
}

/// The trail of a later delivery: listed in the world, or described by the call itself.
std::optional<world::ExistingTrail> trail_at_work(Prober& prober, const DeliveryCall& call) {
  if (!call.trail.s3_bucket_name.empty()) {
    return world::ExistingTrail{owner_of_trail(prober.world(), call.trail, call.account),
                                call.region,
                                {},
                                call.trail,
                                true};
  }
  const world::ExistingTrail* found = find_trail(prober, call);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

}  // namespace

DeliveryOutcome create_trail(const world::World& world,
                             const DeliveryCall& call,
                             const Assumptions& assumptions) {
  Prober prober(world, assumptions);
  const std::string owner = owner_of_trail(world, call.trail, call.account);
  if (name_holds(prober, call.trail.name) &&
      organization_allows(prober, call.trail, call.account) &&
      room_for_trail(prober, call, owner)) {
    TrailAccess access(prober, call.trail, owner, call.region, Occasion::Admission);
    admit_trail(prober, access, {});
  }
  return prober.finish();
}

DeliveryOutcome update_trail(const world::World& world,
                             const DeliveryCall& call,
                             const Assumptions& assumptions) {
  Prober prober(world, assumptions);
  const world::ExistingTrail* existing = find_trail(prober, call);
  if (existing == nullptr) {
    return prober.finish();
  }
  Trail updated = existing->trail;
  const AdmissionScope touched = apply(call.changes, updated);
  if (organization_allows(prober, updated, call.account)) {
    const bool all = prober.assumes(UpdateTrailChecks::Always);
    TrailAccess access(prober,
                       updated,
                       owner_of_trail(world, updated, existing->account),
                       existing->region,
                       Occasion::Admission);
    admit_trail(prober, access, all ? AdmissionScope{} : touched);
  }
  // A refused update leaves the settings, not the markers (capture of AWS, digest_admission).
  if (!prober.open()) {
    report_settings(prober, call.changes, prober.refused() ? existing->trail : updated);
  }
  return prober.finish();
}

DeliveryOutcome start_logging(const world::World& world,
                              const DeliveryCall& call,
                              const Assumptions& assumptions) {
  Prober prober(world, assumptions);
  if (const auto trail = trail_at_work(prober, call)) {
    prober.report("IsLogging", shown(true));
    deliver_later(prober, *trail);
  }
  return prober.finish();
}

DeliveryOutcome deliver_later(const world::World& world,
                              const DeliveryCall& call,
                              const Assumptions& assumptions) {
  Prober prober(world, assumptions);
  if (const auto trail = trail_at_work(prober, call)) {
    prober.report("IsLogging", shown(trail->is_logging));
    if (trail->is_logging) {
      deliver_later(prober, *trail);
    } else {
      prober.fail_quietly("the trail does not log; StartLogging turns it on");
    }
  }
  return prober.finish();
}

}  // namespace remora::delivery::cloudtrail
