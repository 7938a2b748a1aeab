#pragma once

#include "engine/delivery/prober.h"

namespace remora::delivery::cloudtrail {

/// Tries what a trail delivers while it logs: log files of each account and Region that it covers,
/// digest files with validation, insights, the notification, the events to CloudWatch Logs. Reports
/// the error fields of GetTrailStatus; a failure refuses the delivery without an error, for nobody
/// called.
/// Source: AWS CloudTrail User Guide, "Finding your CloudTrail log files" and "Digest file
/// structure"; AWS CloudTrail API Reference, "GetTrailStatus"; capture of AWS, cloudtrail, for
/// the error codes.
void deliver_later(Prober& prober, const world::ExistingTrail& trail);

}  // namespace remora::delivery::cloudtrail
