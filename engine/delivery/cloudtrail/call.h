#pragma once

#include <array>

#include "engine/delivery/service.h"
#include "engine/world/configuration.h"

namespace remora::delivery::cloudtrail {

enum class Operation : std::uint8_t {
  CreateTrail,
  UpdateTrail,
  StartLogging,
  Deliver,  // not an API call: a later delivery, reported as status fields
};

inline constexpr std::string_view kTrailType = "AWS::CloudTrail::Trail";
/// In the order of `Operation`.
inline constexpr auto kOperations = std::to_array<OperationInfo>({
    {"CreateTrail", kTrailType, "CloudTrail"},
    {"UpdateTrail", kTrailType, "CloudTrail"},
    {"StartLogging", kTrailType, "CloudTrail"},
    {"Deliver", kTrailType, "CloudTrail"},
});

inline constexpr ServiceInfo kService{"cloudtrail",
                                      "AWS CloudTrail",
                                      "CloudTrail",
                                      "cloudtrail.amazonaws.com",
                                      "Trail",
                                      "AWSControlTowerBP-BASELINE-CLOUDTRAIL",
                                      "trail/remora-another-trail",
                                      /*says_null=*/false,
                                      kOperations};

/// A call of AWS CloudTrail, or a later delivery of it.
template <template <class> class Of>
struct CallOf {
  static constexpr const ServiceInfo& service = kService;

  Operation operation = Operation::CreateTrail;
  /// The one to create; for the other operations one that is there, described or only named.
  world::TrailOf<Of> trail;
  world::TrailChangesOf<Of> changes;  // UpdateTrail
};

using Call = CallOf<world::Fact>;
using SupposedCall = CallOf<world::Plain>;
using Trail = world::TrailOf<world::Plain>;
using TrailChanges = world::TrailChangesOf<world::Plain>;

}  // namespace remora::delivery::cloudtrail
