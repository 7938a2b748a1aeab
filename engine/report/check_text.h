#pragma once

#include <string>

#include "engine/fixture/run.h"
#include "engine/report/style.h"

namespace remora::report {

/// The result of `check` for people: per delivery the verdict, AWS's own text, the requests in
/// their order with who made each, why, and the fix.
std::string check_text(const fixture::ScenarioReport& report, const TextOptions& options);

}  // namespace remora::report
