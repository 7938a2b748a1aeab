#include <algorithm>

#include "engine/delivery/config/service.h"

namespace remora::delivery::config {

namespace {

/// Where an account has its one recorder or channel of a Region; a new one if it has none.
template <class T>
T& at_home(std::vector<T>& items, const Home& home) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const T& item) {
    return item.account == home.account && item.region == home.region;
  });
  if (found != items.end()) {
    return *found;
  }
  T& made = items.emplace_back();
  made.account = home.account;
  made.region = home.region;
  return made;
}

}  // namespace

void apply(world::World& world,
           const Home& home,
           const Call& call,
           const DeliveryOutcome& outcome) {
  switch (call.operation) {
    case Operation::PutDeliveryChannel:
      if (outcome.outcome == Outcome::Delivered) {
        at_home(world.channels, home).channel = *call.channel;
      }
      return;
    case Operation::PutConfigurationRecorder:
      if (outcome.outcome == Outcome::Delivered && call.recorder) {
        // To put a recorder neither starts nor stops it.
        const auto* there = world.recorder(home.account, home.region);
        world::Fact<bool> recording = false;
        if (there != nullptr) {
          recording = there->recorder.recording;
        }
        world::ConfigurationRecorder& recorder = at_home(world.recorders, home).recorder;
        recorder = *call.recorder;
        recorder.recording = recording;
      }
      return;
    case Operation::StartConfigurationRecorder:
      // What it delivers later answers nobody, so only an error leaves it stopped.
      if (!outcome.error && call.recorder) {
        world::ConfigurationRecorder& recorder = at_home(world.recorders, home).recorder;
        recorder = *call.recorder;
        recorder.recording = true;
      }
      return;
    case Operation::DeliverConfigSnapshot:
    case Operation::Deliver:
      return;
  }
}

}  // namespace remora::delivery::config
