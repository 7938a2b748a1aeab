#pragma once

#include "engine/fixture/scenario.h"
#include "engine/input/member_reader.h"

namespace remora::input {

/// Reads one element of `deliveries`, whose path is as `--set` takes it. The channel and the trail
/// have AWS's own member names, and what only the AWS CLI's output has (`TrailARN`, `HomeRegion`,
/// ...) is accepted and not used.
fixture::ScenarioDelivery read_delivery(const json::Value& value,
                                        const std::string& path,
                                        bool records_fault,
                                        DiagnosticSink& sink);

/// `"records": "fault"` or `"guard"`, of an expectation or a whole file; `otherwise` if it is not
/// said.
bool read_records(MemberReader& reader, bool otherwise);

}  // namespace remora::input
