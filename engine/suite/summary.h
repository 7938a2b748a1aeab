#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "engine/suite/case_result.h"

namespace remora::suite {

/// How many cases came out how.
struct Summary {
  std::size_t files = 0;  // that hold cases, or cannot be read
  std::array<std::size_t, 7> states{};

  void add(State state) { ++states[static_cast<std::size_t>(state)]; }

  [[nodiscard]] std::size_t count(State state) const {
    return states[static_cast<std::size_t>(state)];
  }

  /// All cases; a file that cannot be read counts as one.
  [[nodiscard]] std::size_t total() const;
  [[nodiscard]] bool failed() const;
};

}  // namespace remora::suite
