#pragma once

#include "cli/options.h"

namespace remora::cli {

/// `remora serve`, as the other commands (cli/command/command.h).
CommandLine serve_line();
int run_serve(const CommandLine& line);

}  // namespace remora::cli
