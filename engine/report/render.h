#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/fixture/run.h"
#include "engine/wrapping/wrapping.h"

namespace remora::report {

/// The result of `check` and `explain` in a format that is not the terminal's: `json`, `html` or
/// `markdown`. The reports must have their explanations. `as`: JSON holds AWS's refusals in this
/// tool's wrapping too.
std::string render(std::span<const fixture::ScenarioReport> reports,
                   std::string_view format,
                   std::optional<wrapping::Form> as = std::nullopt);

}  // namespace remora::report
