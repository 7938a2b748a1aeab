#pragma once

#include <optional>
#include <span>
#include <string>

#include "engine/fixture/run.h"
#include "engine/wrapping/wrapping.h"

namespace remora::report {

/// The results of `check` as JSON, schema version 1 (`docs/schema/result.schema.json`).
/// With `as`, each error also holds the refusal as that tool prints it (`wrapped`).
std::string check_json(std::span<const fixture::ScenarioReport> reports,
                       std::optional<wrapping::Form> as = std::nullopt);

}  // namespace remora::report
