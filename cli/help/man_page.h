#pragma once

#include <string>

#include "cli/commands.h"

namespace remora::cli {

/// The manual page of the program, or of one command, in roff's man macros (man(7), groff_man(7)).
std::string man_page();
std::string man_page(const Command& command);

}  // namespace remora::cli
