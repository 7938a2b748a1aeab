#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace remora::storm {

/// One run of the program.
struct Run {
  std::vector<std::string> arguments;  // behind the program's name
  bool under_runner = false;           // of GitHub
  int status = -1;
  std::string out;
  std::string err;

  /// The value of an option, empty without it.
  [[nodiscard]] std::string option(const std::string& name) const;
};

/// What is wrong with a text as UTF-8, for a terminal, for GitHub's runner; empty if nothing is.
std::string bad_utf8(std::string_view text);
std::string bad_for_terminal(std::string_view text);
std::string bad_for_runner(std::string_view text);

/// What is wrong with what a run left, whatever it was given; empty if nothing is: a status that
/// the program has, UTF-8, the form of its format, nothing that commands a terminal, a browser or
/// the runner, no success and no refusal without a word.
std::string wrong_with(const Run& run);

}  // namespace remora::storm
