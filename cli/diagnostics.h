#pragma once

#include "engine/base/result.h"

namespace remora::cli {

/// Prints each remark on a line of its own to standard error.
void print(const Diagnostics& diagnostics);

}  // namespace remora::cli
