#pragma once

#include <cstdlib>

/// Stops the program when an invariant of our own code is broken, in release builds too: a wrong
/// verdict costs more than a branch. Never used for bad input, which is an `Error`.
#define REMORA_ASSERT(condition) \
  do {                           \
    if (!(condition)) {          \
      std::abort();              \
    }                            \
  } while (false)
