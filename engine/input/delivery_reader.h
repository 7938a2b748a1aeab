#pragma once

#include "engine/input/member_reader.h"
#include "engine/input/scenario.h"

namespace remora::input {

/// Reads one element of `deliveries`. The channel and the trail have AWS's own member names, and
/// what only the AWS CLI's output has (`TrailARN`, `HomeRegion`, ...) is accepted and not used.
ScenarioDelivery read_delivery(const json::Value& value, DiagnosticSink& sink);

}  // namespace remora::input
