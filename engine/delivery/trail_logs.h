#pragma once

#include <string_view>

#include "engine/delivery/caller.h"

namespace remora::delivery::cloudtrail {

/// The CloudWatch Logs destination of a trail, if it has one: group and role must come together,
/// the role must trust CloudTrail and may create the log stream and write to it.
/// Source: capture of AWS, cloudtrail logs_destination; AWS CloudTrail User Guide, "Role policy
/// document for CloudTrail to use CloudWatch Logs for monitoring".
void check_logs_destination(Prober& prober,
                            const ServiceIdentity& identity,
                            const Trail& trail,
                            std::string_view region);

}  // namespace remora::delivery::cloudtrail
