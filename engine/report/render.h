#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/fixture/run.h"
#include "engine/report/style.h"

namespace remora::report {

/// The result of `check` and `explain` in a format that is not the terminal's: `json`, `html` or
/// `markdown`. The reports must have their explanations. Only JSON knows `as.form`.
std::string render(std::span<const fixture::ScenarioReport> reports,
                   std::string_view format,
                   const ShownAs& as = {});

}  // namespace remora::report
