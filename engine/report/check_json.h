#pragma once

#include <span>
#include <string>

#include "engine/fixture/run.h"

namespace remora::report {

/// The results of `check` as JSON, schema version 1 (`docs/schema/result.schema.json`).
std::string check_json(std::span<const fixture::ScenarioReport> reports);

}  // namespace remora::report
