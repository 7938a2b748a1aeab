#pragma once

#include <string_view>
#include <vector>

#include "engine/diagnose/causes.h"
#include "engine/diagnose/diagnosis.h"

namespace remora::diagnose {

/// The error of a later delivery, of which AWS shows a code alone: `lastErrorCode` of
/// DescribeDeliveryChannelStatus, `LatestDeliveryError` of GetTrailStatus. `name`: of the channel
/// or the trail, empty if nothing says it.
Diagnosis later_error(std::string_view service, std::string_view code, std::string_view name);

/// Whether an error is one of a later delivery that `later_error` made.
bool is_later_error(const Diagnosis& diagnosis);

/// What can be behind it. Source: AWS CloudTrail API Reference, "GetTrailStatus"; S3 API Reference,
/// "Error responses"; capture of AWS, cloudtrail.
std::vector<PossibleCause> later_causes(const Diagnosis& diagnosis);

}  // namespace remora::diagnose
