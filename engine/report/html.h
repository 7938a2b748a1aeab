#pragma once

#include <optional>
#include <span>
#include <string>

#include "engine/code/language.h"
#include "engine/fixture/run.h"

namespace remora::report {

/// The result as one HTML page that needs nothing else: no network, no script. Verdicts, the
/// sequence of requests, the way through AWS's flow chart as a picture, the policies with the
/// statements marked, the condition keys, the fix. What the input brings along is escaped.
/// `as_code`: fixes are shown in this language, else each in that of its file.
std::string html(std::span<const fixture::ScenarioReport> reports,
                 std::optional<code::Language> as_code = std::nullopt);

}  // namespace remora::report
