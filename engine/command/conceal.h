#pragma once

#include <string>
#include <vector>

#include "engine/command/output.h"
#include "engine/suite/case_result.h"

namespace remora::command {

/// Puts `(sensitive)` in the place of every text that an input marks as one that nobody is to see,
/// also of what is left of one at the edge of a line that was cut (`...`). Remarks keep their
/// places, and show no lines of the files any more.
void conceal(Output& output, const std::vector<std::string>& secrets);

/// The same in one case of a suite.
void conceal(suite::CaseResult& result, const std::vector<std::string>& secrets);

}  // namespace remora::command
