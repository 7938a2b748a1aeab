#include "cli/diagnostics.h"

#include <iostream>

namespace remora::cli {

void print(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    std::cerr << to_string(diagnostic) << "\n";
  }
}

}  // namespace remora::cli
