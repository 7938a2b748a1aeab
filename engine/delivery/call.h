#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/world/configuration.h"

namespace remora::delivery {

using world::ConfigurationRecorder;
using world::DeliveryChannel;
using world::Trail;
using world::TrailChanges;

enum class Service : std::uint8_t { Config, CloudTrail };

/// The short name that scenario files use.
constexpr std::string_view to_string(Service service) {
  return service == Service::Config ? "config" : "cloudtrail";
}

/// The API calls that a delivery can be tried with. The defaults are the first of each service.
enum class Operation : std::uint8_t {
  PutDeliveryChannel,
  DeliverConfigSnapshot,
  PutConfigurationRecorder,
  StartConfigurationRecorder,
  CreateTrail,
  UpdateTrail,
  StartLogging,
  Deliver,  // not an API call: a later delivery, reported as status fields
};

constexpr std::string_view to_string(Operation operation) {
  switch (operation) {
    case Operation::PutDeliveryChannel:
      return "PutDeliveryChannel";
    case Operation::DeliverConfigSnapshot:
      return "DeliverConfigSnapshot";
    case Operation::PutConfigurationRecorder:
      return "PutConfigurationRecorder";
    case Operation::StartConfigurationRecorder:
      return "StartConfigurationRecorder";
    case Operation::CreateTrail:
      return "CreateTrail";
    case Operation::UpdateTrail:
      return "UpdateTrail";
    case Operation::StartLogging:
      return "StartLogging";
    case Operation::Deliver:
      break;
  }
  return "Deliver";
}

/// One delivery to try: who calls which operation with what.
struct DeliveryCall {
  std::string id;
  Service service = Service::Config;
  Operation operation = Operation::PutDeliveryChannel;
  std::string account;  // that owns the recorder or creates the trail
  std::string region;
  // Config. The channel is the one to put, or for the other operations the one that is there.
  std::optional<ConfigurationRecorder> recorder;
  DeliveryChannel channel;
  bool has_channel = true;
  // CloudTrail. CreateTrail creates `trail`; the other operations name an existing one.
  Trail trail;
  TrailChanges changes;  // UpdateTrail
};

}  // namespace remora::delivery
