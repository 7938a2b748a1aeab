#pragma once

#include <set>
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
  explicit Concealer(const std::vector<std::string>& secrets);

  /// Puts `(sensitive)` in the place of each of them, however text, Markdown, HTML and JSON spell
  /// it, over the end of a line, and of what is left of one where a line was cut.
  void conceal(std::string& text) const;

  /// The same in remarks. They keep their places, and show no lines of the files any more.
  void conceal(Diagnostics& diagnostics) const;

 private:
  std::set<std::string> secrets_;  // as they stand, as JSON has them, and line by line
};

}  // namespace remora::imports
