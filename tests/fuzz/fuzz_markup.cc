#include <cstdlib>
#include <string>

#include "engine/base/utf8.h"
#include "engine/report/markup.h"
#include "tests/fuzz/fuzz.h"

using namespace remora;

namespace {

void must(bool holds) {
  if (!holds) {
    std::abort();
  }
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = utf8::valid_size(text, at);
    if (size == 0) {
      return false;
    }
    at += size;
  }
  return true;
}

/// Every `&` begins a reference, and no other sign of markup stands there.
void check_markup(std::string_view text) {
  must(is_utf8(text));
  must(text.find_first_of("<>\"'") == std::string_view::npos);
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const std::size_t end = text.find(';', at);
    must(end != std::string_view::npos && end - at <= 6);
  }
}

}  // namespace

void fuzz_one(std::string_view text) {
  check_markup(report::escape_markup(text));
  const std::string xml = report::escape_xml(text);
  check_markup(xml);
  must(xml.find_first_of("\n\t\r") == std::string::npos);
  std::string markdown = report::escape_markdown(text);
  constexpr std::string_view kOurs = "<!-- -->";
  for (std::size_t at = markdown.find(kOurs); at != std::string::npos; at = markdown.find(kOurs)) {
    markdown.erase(at, kOurs.size());
  }
  must(markdown.find_first_of("<>\n\r") == std::string::npos);
}
