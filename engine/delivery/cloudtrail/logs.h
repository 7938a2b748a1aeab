#pragma once

#include <string_view>
#include <utility>

#include "engine/delivery/cloudtrail/access.h"

namespace remora::delivery::cloudtrail {

/// True if the trail names a log group or a role for one.
bool has_logs_destination(const Trail& trail);

/// Whether it names both that it takes to write there.
bool has_whole_logs_destination(const Trail& trail);

/// The CloudWatch Logs destination of a trail, if it has one: group and role must come together,
/// the role must trust CloudTrail and may create the log stream and write to it.
/// Source: capture of AWS, cloudtrail logs_destination; AWS CloudTrail User Guide, "Role policy
/// document for CloudTrail to use CloudWatch Logs for monitoring".
void check_logs_destination(Prober& prober, TrailAccess& access);

/// A later delivery of events to the log group: the result and the request that decided.
std::pair<Match, std::size_t> write_log_events(Prober& prober, TrailAccess& access);

}  // namespace remora::delivery::cloudtrail
