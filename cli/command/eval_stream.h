#pragma once

#include "cli/options.h"
#include "engine/command/eval.h"

namespace remora::cli {

/// `command::eval` for files of any length: decides the vectors as they stream by, on several
/// threads, and writes the results in their order.
int eval_streams(const CommandLine& line,
                 const command::ScenarioOptions& changes,
                 const command::EvalOptions& options);

}  // namespace remora::cli
