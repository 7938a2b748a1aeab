#include "engine/delivery/cloudtrail/service.h"

#include <utility>

#include "engine/aws/partition.h"
#include "engine/delivery/cloudtrail/admission.h"
#include "engine/delivery/cloudtrail/changes.h"
#include "engine/delivery/cloudtrail/operations.h"

namespace remora::delivery::cloudtrail {

Named named_by(const Call& call) {
  const world::Trail& trail = call.trail;
  Named named;
  named.resource = trail.name.known() == nullptr ? "" : std::string_view(*trail.name.known());
  named.bucket = trail.s3_bucket_name.known() == nullptr
                     ? ""
                     : std::string_view(*trail.s3_bucket_name.known());
  named.prefix = known_text(trail.s3_key_prefix);
  named.key = known_text(trail.kms_key_id);
  return named;
}

std::optional<ServiceLinkedRole> service_linked_role(const Call& /*call*/) {
  return std::nullopt;
}

Call completed(const world::World& world, const Home& home, Call call) {
  const auto* there = world.trail(named_by(call).resource, home.account, home.region);
  if (there != nullptr && call.trail.s3_bucket_name == "") {
    call.trail = there->trail;
  }
  return call;
}

SupposedCall supposed(const Call& call, world::Suppositions& suppositions) {
  return {call.operation,
          world::supposed(call.trail, suppositions),
          world::supposed(call.changes, suppositions)};
}

DeliveryOutcome deliver(const world::World& world,
                        const Home& home,
                        const Call& call,
                        const Assumptions& assumptions,
                        world::Suppositions& suppositions) {
  const SupposedCall supposed_call = supposed(call, suppositions);
  switch (call.operation) {
    case Operation::CreateTrail:
      return create_trail(world, home, supposed_call, assumptions, suppositions);
    case Operation::UpdateTrail:
      return update_trail(world, home, supposed_call, assumptions, suppositions);
    case Operation::StartLogging:
      return start_logging(world, home, supposed_call, assumptions, suppositions);
    case Operation::Deliver:
      break;
  }
  return deliver_later(world, home, supposed_call, assumptions, suppositions);
}

DeliveryOutcome try_stranger(const world::World& world,
                             const Home& stranger,
                             const Call& call,
                             const Assumptions& assumptions,
                             world::Suppositions& suppositions) {
  Trail trail = world::supposed(call.trail, suppositions);
  trail.is_organization_trail = false;
  trail.sns_topic_name.reset();
  Prober prober(world, assumptions, suppositions);
  TrailAccess access(prober, trail, stranger.account, stranger.region, Occasion::Admission);
  admit_trail(prober, access, stranger.account, {true, false, false});
  return prober.finish();
}

void add_own_hazards(const world::World& /*world*/,
                     const Home& /*home*/,
                     const Call& /*call*/,
                     const Assumptions& /*assumptions*/,
                     DeliveryOutcome& /*outcome*/) {}

void apply(world::World& world,
           const Home& home,
           const Call& call,
           const DeliveryOutcome& outcome) {
  world::Suppositions first;
  const std::string name(named_by(call).resource);
  const auto* named = world.trail(name, home.account, home.region);
  world::ExistingTrail* there = nullptr;
  for (world::ExistingTrail& trail : world.trails) {
    there = &trail == named ? &trail : there;
  }
  const auto add = [&]() -> world::ExistingTrail& {
    world::ExistingTrail made;
    made.account =
        owner_of_trail(world, call.trail.is_organization_trail == true, home.account, first);
    made.region = home.region;
    made.arn = "arn:" + std::string(partition_of_region(home.region)) +
               ":cloudtrail:" + home.region + ":" + made.account + ":trail/" + name;
    made.trail = call.trail;
    return world.trails.emplace_back(std::move(made));
  };
  switch (call.operation) {
    case Operation::CreateTrail:
      if (outcome.outcome == Outcome::Delivered) {
        add();
      }
      return;
    case Operation::UpdateTrail:
      if (outcome.outcome == Outcome::Delivered && there != nullptr) {
        change_settings(call.changes, there->trail);
        there->account = owner_of_trail(
            world, there->trail.is_organization_trail == true, there->account, first);
      }
      return;
    case Operation::StartLogging:
      // What it delivers later answers nobody, so only an error leaves the trail still. A trail
      // that the call describes is there, listed or not.
      if (!outcome.error && (there != nullptr || !(call.trail.s3_bucket_name == ""))) {
        (there != nullptr ? *there : add()).is_logging = true;
      }
      return;
    case Operation::Deliver:
      return;
  }
}

}  // namespace remora::delivery::cloudtrail
