#pragma once

#include <optional>
#include <span>
#include <string>

#include "engine/code/language.h"
#include "engine/fixture/run.h"

namespace remora::report {

/// The result as GitHub's Markdown, for a comment on a pull request: a table of the verdicts, and
/// for each delivery that is not delivered AWS's text, why, and the fix. What the input brings
/// along is shown as text, never taken for markup.
/// `as_code`: fixes are shown in this language, else each in that of its file.
std::string markdown(std::span<const fixture::ScenarioReport> reports,
                     std::optional<code::Language> as_code = std::nullopt);

}  // namespace remora::report
