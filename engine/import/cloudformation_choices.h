#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/unknown.h"

namespace remora::imports::cloudformation {

/// A comparison in a condition of which nobody knows how it comes out, and what this run takes.
struct Choice {
  std::string left;  // the text that is not known, as it stands for itself
  std::string right;
  bool equal = false;
  Unknown why;  // the first thing that is missing for it
};

/// The conditions of a template are three-valued: one that depends on what nobody said makes the
/// templates be read once for each way in which it can come out. The same comparison has one answer
/// in a run, a text equals one literal at most, and `next` makes the following run try another
/// combination.
class Choices {
 public:
  // Nobody would read an answer that depends on more.
  static constexpr std::size_t kMost = 6;

  /// Whether the texts are equal, for this run. `possible`: all values that the left one can have;
  /// empty if it can be anything.
  bool equal(std::string_view left,
             std::string_view right,
             const std::vector<std::string>& possible,
             const Unknown& why);

  /// Takes the next combination; false if all were tried.
  bool next();

  /// Those of this run so far.
  [[nodiscard]] const std::vector<Choice>& made() const { return made_; }

  /// There were more than are tried.
  [[nodiscard]] bool too_many() const { return too_many_; }

 private:
  std::vector<Choice> made_;
  std::size_t asked_ = 0;  // of them in this run
  bool too_many_ = false;
};

}  // namespace remora::imports::cloudformation
