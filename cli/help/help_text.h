#pragma once

#include <string>

#include "cli/options.h"

namespace remora::cli {

/// What `remora COMMAND --help` prints: usage, the options under their headings, the epilogue, all
/// wrapped to the width. Ends with a line break.
std::string help_text(const CommandLine& line, const report::TextOptions& style);

/// What `remora --help` prints: all commands, by what one wants, and where to begin.
std::string overview(const report::TextOptions& style);

}  // namespace remora::cli
