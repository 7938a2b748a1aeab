#pragma once

#include <string>
#include <vector>

namespace remora::cli {

/// `remora serve`: takes the arguments behind the command's name, returns the exit status.
int run_serve(const std::vector<std::string>& arguments);

}  // namespace remora::cli
