#include "engine/delivery/deliver.h"

#include <iterator>
#include <set>
#include <string>

#include "engine/delivery/possibilities.h"
#include "engine/delivery/services.h"

namespace remora::delivery {

namespace {

/// The accounts that the world speaks of: of a caller that nobody knows, each is a possibility that
/// is unlike the others.
std::set<std::string> accounts_of(const world::World& world) {
  std::set<std::string> found;
  for (const world::Bucket& bucket : world.buckets) {
    found.insert(bucket.account.shown(""));
  }
  for (const world::Key& key : world.keys) {
    found.insert(key.account);
  }
  for (const world::Topic& topic : world.topics) {
    found.insert(topic.account);
  }
  for (const world::Role& role : world.roles) {
    found.insert(role.account);
  }
  for (const world::ExistingRecorder& recorder : world.recorders) {
    found.insert(recorder.account);
  }
  for (const world::ExistingChannel& channel : world.channels) {
    found.insert(channel.account);
  }
  for (const world::ExistingTrail& trail : world.trails) {
    found.insert(trail.account);
  }
  if (world.organization) {
    found.insert(world.organization->management_account.shown(""));
    for (const auto& [account, member] : world.organization->accounts) {
      found.insert(account);
    }
  }
  found.erase("");
  return found;
}

/// Who calls and where: of an unknown account what the run supposes, one of the world's or another.
Home supposed_home(const world::World& world, const Call& call, world::Suppositions& suppositions) {
  Home home = call;
  if (call.unknown_account) {
    const std::set<std::string> accounts = accounts_of(world);
    const std::size_t which =
        suppositions.choose(call.unknown_account, "which is it", accounts.size() + 1);
    if (which < accounts.size()) {
      home.account = *std::next(accounts.begin(), static_cast<std::ptrdiff_t>(which));
    }
  }
  return home;
}

}  // namespace

DeliveryOutcome deliver(const world::World& world,
                        const Call& call,
                        const Assumptions& assumptions) {
  DeliveryOutcome outcome = try_possibilities([&](world::Suppositions& suppositions) {
    const Home home = supposed_home(world, call, suppositions);
    return std::visit(
        [&](const auto& of) { return deliver(world, home, of, assumptions, suppositions); },
        call.of);
  });
  if (call.undecided) {
    outcome.outcome = Outcome::Undetermined;
    outcome.error.reset();
    outcome.cause.reset();
    outcome.missing = {call.undecided};
    outcome.reason = describe(outcome.missing);
    outcome.reason_kind = ObstacleKind::None;
  }
  return outcome;
}

}  // namespace remora::delivery
