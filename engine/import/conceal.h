#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"

namespace remora::imports {

/// False for what stands in nearly every policy, and for a text too short to be told from others.
bool gives_something_away(std::string_view text);

/// Texts that nobody is to see.
class Concealer {
 public:
  explicit Concealer(std::vector<std::string> secrets);

  /// Puts `(sensitive)` in the place of each of them, also of what is left of one at the edge of a
  /// line that was cut (`...`).
  void conceal(std::string& text) const;

  /// The same in remarks. They keep their places, and show no lines of the files any more.
  void conceal(Diagnostics& diagnostics) const;

 private:
  std::vector<std::string> secrets_;  // the longest first
};

}  // namespace remora::imports
