#pragma once

#include <string>

#include "cli/exit_status.h"
#include "cli/options.h"
#include "engine/authorize/authorize.h"
#include "engine/fixture/vector.h"
#include "engine/input/what_if.h"

namespace remora::cli {

/// The status that a vector's decision ends with: whether it agrees with `expect`, or is known.
ExitStatus status_of(const fixture::Vector& vector, const Decision& decision);

/// The result of one vector for the chosen format, and the status it ends with.
ExitStatus render(const fixture::Vector& vector, const CommonOptions& options, std::string& out);

/// Decides the vectors of all inputs as they stream by, on several threads, results in their order.
int run_stream(const CommandLine& line, const input::WhatIf& what_if);

}  // namespace remora::cli
