#pragma once

#include "engine/base/result.h"

namespace remora::cli {

/// Prints each remark to standard error, with the line that it is about and its place marked.
void print(const Diagnostics& diagnostics);

/// Whether `print` shall write in colour; it does not until it is told so.
void print_in_color(bool color);

}  // namespace remora::cli
