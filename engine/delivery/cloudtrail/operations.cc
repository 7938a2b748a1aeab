#include "engine/delivery/cloudtrail/operations.h"

#include <algorithm>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/symbol.h"
#include "engine/delivery/cloudtrail/admission.h"
#include "engine/delivery/cloudtrail/changes.h"
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
bool room_for_trail(Prober& prober,
                    const Home& home,
                    const SupposedCall& call,
                    const std::string& owner) {
  constexpr std::ptrdiff_t kMostTrails = 5;
  const auto& trails = prober.world().trails;
  const world::ExistingTrail* same = prober.world().trail(call.trail.name, owner, home.region);
  if (same != nullptr) {
    return refuse(prober,
                  make_error(Message::TrailExists, {{"name", call.trail.name}, {"account", owner}}),
                  "there is a trail of that name already",
                  ObstacleKind::Precondition);
  }
  const auto count = std::count_if(trails.begin(), trails.end(), [&](const auto& trail) {
    return trail.account == owner &&
           (trail.region == home.region || prober.read(trail.trail.is_multi_region));
  });
  if (count < kMostTrails) {
    return true;
  }
  return refuse(prober,
                make_error(Message::TrailMaximum,
                           {{"count", std::to_string(count)}, {"region", home.region}}),
                "an account has at most five trails in a Region",
                ObstacleKind::Precondition);
}

/// The ARN that a trail's name is read as: of the caller's account and Region, whatever trails
/// there are. StartLogging and UpdateTrail refuse with this ARN, as GetTrailStatus,
/// GetEventSelectors and DeleteTrail do; GetTrail says the name as it was given. Source: AWS
/// CloudTrail User Guide, "CloudTrail log file examples"; terraform-aws-secure-baseline #306 and
/// hashicorp/terraform-provider-aws#28440 (StartLogging).
std::string arn_of(const Home& home, const std::string& name) {
  return name.starts_with("arn:") || has_unknown(name)
             ? name
             : "arn:" + std::string(partition_of_region(home.region)) +
                   ":cloudtrail:" + home.region + ":" + home.account + ":trail/" + name;
}

/// A trail of that name in the caller's account, whichever its Region.
const world::ExistingTrail* anywhere(const world::World& world,
                                     const Home& home,
                                     const std::string& name) {
  const auto found = std::find_if(world.trails.begin(), world.trails.end(), [&](const auto& trail) {
    return trail.account == home.account && trail.trail.name == name;
  });
  return found == world.trails.end() ? nullptr : &*found;
}

/// Refuses for a trail that the caller's Region does not have under that name.
void refuse_unknown_trail(Prober& prober,
                          const Home& home,
                          const std::string& name,
                          const world::ExistingTrail* found) {
  const world::ExistingTrail* there =
      found == nullptr ? anywhere(prober.world(), home, name) : found;
  const bool elsewhere = there != nullptr && there->account == home.account;
  refuse(
      prober,
      make_error(Message::TrailNotFound, {{"name", arn_of(home, name)}, {"account", home.account}}),
      there == nullptr ? "there is no trail " + name + " in " + home.region
      : elsewhere
          ? "by its name a trail is found in its home Region only, which is " + there->region
          : "the trail belongs to account " + there->account,
      there == nullptr ? ObstacleKind::NoSuchResource
      : elsewhere      ? ObstacleKind::WrongRegion
                       : ObstacleKind::WrongAccount);
}

/// The trail that a call names, or null if the call is refused or left open: known to the caller,
/// and called from its home Region.
const world::ExistingTrail* find_trail(Prober& prober, const Home& home, const SupposedCall& call) {
  const world::World& world = prober.world();
  const std::string& name = call.trail.name;
  const world::ExistingTrail* found = world.trail(name, home.account, home.region);
  // A shadow trail shows in DescribeTrails alone (public lab notes of 2026; aws/aws-cli#3048).
  const bool is_shadow = found != nullptr && found->region != home.region && found->arn != name;
  // A delegated administrator must give the ARN: by name the trail is looked for among its own
  // (aws-cloudformation/cloudformation-coverage-roadmap#1932).
  const bool mine =
      found != nullptr && !is_shadow &&
      (found->account == home.account ||
       (prober.read(found->trail.is_organization_trail) && is_administrator(prober, home.account)));
  if (!mine) {
    if (!prober.is_closed(name)) {
      prober.leave_open("nothing is known about the trail " + name);
    } else {
      refuse_unknown_trail(prober, home, name, found);
    }
    return nullptr;
  }
  if (found->region != home.region) {
    refuse(prober,
           make_error(Message::TrailHomeRegion, {}),
           "the trail's home Region is " + found->region,
           ObstacleKind::WrongRegion);
    return nullptr;
  }
  return found;
}

/// The trail of a later delivery: listed in the world, or described by the call itself.
std::optional<TrailAtWork> trail_at_work(Prober& prober,
                                         const Home& home,
                                         const SupposedCall& call) {
  if (!call.trail.s3_bucket_name.empty()) {
    return TrailAtWork{
        owner_of_trail(
            prober.world(), call.trail.is_organization_trail, home.account, prober.facts()),
        home.region,
        call.trail,
        true};
  }
  const world::ExistingTrail* found = find_trail(prober, home, call);
  if (found == nullptr) {
    return std::nullopt;
  }
  return TrailAtWork{found->account,
                     found->region,
                     supposed(found->trail, prober.facts()),
                     prober.read(found->is_logging)};
}

}  // namespace

DeliveryOutcome create_trail(const world::World& world,
                             const Home& home,
                             const SupposedCall& call,
                             const Assumptions& assumptions,
                             world::Suppositions& suppositions) {
  Prober prober(world, assumptions, suppositions);
  if (!name_holds(prober, call.trail.name) ||
      !organization_allows(prober, call.trail, home.account)) {
    return prober.finish();
  }
  // After the organization was looked at: who manages it may be supposed there.
  const std::string owner =
      owner_of_trail(world, call.trail.is_organization_trail, home.account, suppositions);
  if (room_for_trail(prober, home, call, owner)) {
    TrailAccess access(prober, call.trail, owner, home.region, Occasion::Admission);
    admit_trail(prober, access, home.account, {});
  }
  return prober.finish();
}

DeliveryOutcome update_trail(const world::World& world,
                             const Home& home,
                             const SupposedCall& call,
                             const Assumptions& assumptions,
                             world::Suppositions& suppositions) {
  Prober prober(world, assumptions, suppositions);
  const world::ExistingTrail* existing = find_trail(prober, home, call);
  if (existing == nullptr) {
    return prober.finish();
  }
  const Trail before = supposed(existing->trail, prober.facts());
  Trail updated = before;
  const AdmissionScope touched = change_settings(call.changes, updated);
  if (organization_allows(prober, updated, home.account)) {
    const bool all = prober.assumes(UpdateTrailChecks::Always);
    TrailAccess access(
        prober,
        updated,
        owner_of_trail(world, updated.is_organization_trail, existing->account, suppositions),
        existing->region,
        Occasion::Admission);
    admit_trail(prober, access, home.account, all ? AdmissionScope{} : touched);
  }
  // A refused update leaves the settings, not the markers (capture of AWS, digest_admission).
  if (!prober.open()) {
    report_settings(prober, call.changes, prober.refused() ? before : updated);
  }
  return prober.finish();
}

DeliveryOutcome start_logging(const world::World& world,
                              const Home& home,
                              const SupposedCall& call,
                              const Assumptions& assumptions,
                              world::Suppositions& suppositions) {
  Prober prober(world, assumptions, suppositions);
  if (const auto trail = trail_at_work(prober, home, call)) {
    prober.report("IsLogging", "true");
    deliver_later(prober, *trail);
  }
  return prober.finish();
}

DeliveryOutcome deliver_later(const world::World& world,
                              const Home& home,
                              const SupposedCall& call,
                              const Assumptions& assumptions,
                              world::Suppositions& suppositions) {
  Prober prober(world, assumptions, suppositions);
  if (const auto trail = trail_at_work(prober, home, call)) {
    prober.report("IsLogging", trail->is_logging ? "true" : "false");
    if (trail->is_logging) {
      deliver_later(prober, *trail);
    } else {
      prober.fail_quietly("the trail does not log; StartLogging turns it on");
    }
  }
  return prober.finish();
}

}  // namespace remora::delivery::cloudtrail
