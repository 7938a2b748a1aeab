#include <algorithm>
#include <cstdlib>
#include <string>

#include <nlohmann/json.hpp>

#include "engine/base/visible.h"
#include "engine/report/terminal.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/verdict.h"

using namespace remora;

namespace {

void must(bool holds) {
  if (!holds) {
    std::abort();
  }
}

}  // namespace

/// What goes to a terminal or to GitHub's runner commands neither, and JSON stays what it was.
void fuzz_one(std::string_view text) {
  // The bytes that dress text are none of UTF-8, which every input is checked for.
  const bool dressed = std::any_of(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xF8U; });
  if (dressed) {
    return;
  }
  const std::string shown = report::for_terminal(text);
  must(storm::bad_utf8(shown).empty() && storm::bad_for_terminal(shown).empty());
  must(storm::bad_for_terminal(visible(text, std::string::npos)).empty());
  for (const char* format : {"text", "html", "markdown", "junit", "tap"}) {
    must(storm::bad_for_runner(report::for_runner(text, format)).empty());
  }
  const auto before = nlohmann::json::parse(text, nullptr, false);
  if (!before.is_discarded()) {
    const std::string json = report::for_runner(text, "json");
    must(storm::bad_for_runner(json).empty());
    must(nlohmann::json::parse(json, nullptr, false) == before);
  }
}
