#pragma once

#include <string>
#include <vector>

namespace remora::cli {

using Arguments = std::vector<std::string>;

/// The whole program but for the process around it: runs the command that the arguments name and
/// returns the exit status. Nothing is thrown: memory that does not suffice is bad input.
int run_program(const Arguments& arguments);

}  // namespace remora::cli
