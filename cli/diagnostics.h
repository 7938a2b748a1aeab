#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/report/language.h"

namespace remora::cli {

/// Prints each remark to standard error, with the line that it is about and its place marked; what
/// is said of an input in the language of the run, as far as the table has it.
void print(const Diagnostics& diagnostics);

/// Says something about the run on standard error, with its line end. Like all that is printed, it
/// commands neither a terminal nor GitHub's runner, whatever an input put into it.
void say(std::string_view text);

/// Where a text goes to.
struct Target {
  std::string format;
  bool color = false;
  bool to_file = false;
};

/// A result as its target may have it: for people without what moves a terminal, on standard output
/// without what commands GitHub's runner.
std::string shown(std::string text, const Target& target);

/// Whether `print` shall write in colour; it does not until it is told so.
void print_in_color(bool color);

/// The language of what `print` writes; English until it is told.
void print_in_language(report::Language language);

}  // namespace remora::cli
