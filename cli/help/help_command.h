#pragma once

#include "cli/options.h"

namespace remora::cli {

/// `remora help`, as the other commands (cli/command/command.h).
CommandLine help_line();
int run_help(const CommandLine& line);

}  // namespace remora::cli
