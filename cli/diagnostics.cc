#include "cli/diagnostics.h"

#include <cstdlib>
#include <iostream>
#include <utility>

#include "cli/progress.h"
#include "engine/report/diagnostic_text.h"
#include "engine/report/terminal.h"

namespace remora::cli {

namespace {

bool in_color = false;
report::Language in_language = report::Language::English;

bool under_runner() {
  const char* const variable = std::getenv("GITHUB_ACTIONS");
  return variable != nullptr && std::string_view(variable) == "true";
}

/// Whole lines; what is not ours in them is made harmless.
void say_as_it_is(std::string_view text) {
  const std::string safe = report::for_terminal(text);
  hide_progress();
  std::cerr << (under_runner() ? report::for_runner(safe, "text") : safe);
}

}  // namespace

void print_in_color(bool color) {
  in_color = color;
}

void print_in_language(report::Language language) {
  in_language = language;
}

void print(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    say_as_it_is(report::diagnostic_text(diagnostic, report::Style(in_color), in_language));
  }
}

void say(std::string_view text) {
  say_as_it_is(std::string(text) + "\n");
}

std::string shown(std::string text, const Target& target) {
  if (target.color || target.format == "text") {
    text = report::for_terminal(text);
  }
  return !target.to_file && under_runner() ? report::for_runner(text, target.format)
                                           : std::move(text);
}

}  // namespace remora::cli
