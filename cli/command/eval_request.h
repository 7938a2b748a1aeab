#pragma once

#include "cli/options.h"
#include "engine/base/result.h"
#include "engine/fixture/vector.h"

namespace remora::cli {

/// Adds the options that describe a single request to the command line of `eval`.
void add_request_options(CommandLine& line);

/// True if the user describes a request by options instead of naming a file.
bool has_request_options(const CommandLine& line);

/// The request that the options describe, as a vector. Errors: a missing principal or action, a
/// policy file that cannot be read, an option that cannot be understood.
Result<fixture::Vector> read_request_options(const CommandLine& line);

}  // namespace remora::cli
