#pragma once

#include <vector>

#include "engine/diagnose/diagnosis.h"
#include "engine/import/part.h"

namespace remora::imports {

/// What AWS shows of later deliveries, as a scenario's `status` has it: the fields of one channel
/// of describe-delivery-channel-status, or of get-trail-status. Of streams that have not delivered
/// yet nothing. Source: AWS Config API Reference, "ConfigExportDeliveryInfo"; AWS CloudTrail API
/// Reference, "GetTrailStatus".
Part status_fields(const json::Value& status);

/// Whether a document is such an answer.
bool is_status(const json::Value& answer);

/// The errors that such an answer shows, once each: of all channels that it lists, or of a trail.
/// Empty if it shows none, or is no such answer.
std::vector<diagnose::Diagnosis> status_errors(const json::Value& answer);

}  // namespace remora::imports
