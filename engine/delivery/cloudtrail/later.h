#pragma once

#include "engine/delivery/cloudtrail/call.h"
#include "engine/delivery/prober.h"

namespace remora::delivery::cloudtrail {

/// A trail that may deliver, as a run supposes it to be.
struct TrailAtWork {
  std::string account;  // whose it is
  std::string region;   // its home Region
  Trail trail;
  bool is_logging = true;
};

/// Tries what a trail delivers while it logs: log files of each account and Region that it covers,
/// digest files with validation, insights, the notification, the events to CloudWatch Logs. Reports
/// the error fields of GetTrailStatus; a failure refuses the delivery without an error, for nobody
/// called.
/// Source: AWS CloudTrail User Guide, "Finding your CloudTrail log files" and "Digest file
/// structure"; AWS CloudTrail API Reference, "GetTrailStatus"; capture of AWS, cloudtrail, for
/// the error codes.
void deliver_later(Prober& prober, const TrailAtWork& trail);

}  // namespace remora::delivery::cloudtrail
