#pragma once

#include <array>
#include <optional>

#include "engine/delivery/service.h"
#include "engine/world/configuration.h"

namespace remora::delivery::config {

enum class Operation : std::uint8_t {
  PutDeliveryChannel,
  DeliverConfigSnapshot,
  PutConfigurationRecorder,
  StartConfigurationRecorder,
  Deliver,  // not an API call: a later delivery, reported as status fields
};

inline constexpr std::string_view kChannelType = "AWS::Config::DeliveryChannel";
inline constexpr std::string_view kRecorderType = "AWS::Config::ConfigurationRecorder";
/// In the order of `Operation`. CloudFormation creates and starts the recorder as one resource.
inline constexpr auto kOperations = std::to_array<OperationInfo>({
    {"PutDeliveryChannel", kChannelType, "ConfigDeliveryChannel"},
    {"DeliverConfigSnapshot", kChannelType, "ConfigDeliveryChannel"},
    {"PutConfigurationRecorder", kRecorderType, "ConfigRecorder"},
    {"StartConfigurationRecorder", kRecorderType, "ConfigRecorder"},
    {"Deliver", kChannelType, "ConfigDeliveryChannel"},
});

inline constexpr ServiceInfo kService{"config",
                                      "AWS Config",
                                      "AWS Config",
                                      "config.amazonaws.com",
                                      "Config",
                                      "AWSControlTowerBP-BASELINE-CONFIG",
                                      "*",
                                      /*says_null=*/true,
                                      kOperations};

/// A call of AWS Config, or a later delivery of it.
template <template <class> class Of>
struct CallOf {
  static constexpr const ServiceInfo& service = kService;

  Operation operation = Operation::PutDeliveryChannel;
  std::optional<world::RecorderOf<Of>> recorder;
  /// The one to put, or for the other operations the one that is there.
  std::optional<world::ChannelOf<Of>> channel;
};

using Call = CallOf<world::Fact>;
using SupposedCall = CallOf<world::Plain>;
using Recorder = world::RecorderOf<world::Plain>;
using Channel = world::ChannelOf<world::Plain>;

}  // namespace remora::delivery::config
