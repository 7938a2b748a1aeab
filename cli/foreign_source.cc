#include "cli/foreign_source.h"

#include <cstdint>
#include <memory>
#include <utility>

#include "engine/base/symbol.h"
#include "engine/base/utf8.h"
#include "engine/json/foreign_text.h"

namespace remora::cli {

namespace {

/// A text of UTF-16 with its mark, as PowerShell 5 writes what a command prints, in UTF-8; nothing
/// for any other, and for one that breaks off within a character.
std::optional<std::string> from_utf16(std::string_view text) {
  const bool little = text.starts_with("\xFF\xFE");
  if ((!little && !text.starts_with("\xFE\xFF")) || text.size() % 2 != 0) {
    return std::nullopt;
  }
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    const auto second = static_cast<unsigned char>(text[at + 1]);
    return static_cast<char32_t>(little ? second << 8U | first : first << 8U | second);
  };
  std::string written;
  for (std::size_t at = 2; at < text.size(); at += 2) {
    char32_t c = unit(at);
    if (c >= 0xD800U && c < 0xE000U) {
      const char32_t low = c < 0xDC00U && at + 4 <= text.size() ? unit(at += 2) : 0;
      if (low < 0xDC00U || low >= 0xE000U) {
        return std::nullopt;
      }
      c = 0x10000U + ((c - 0xD800U) << 10U) + (low - 0xDC00U);
    }
    utf8::append(written, c);
  }
  return written;
}

}  // namespace

Result<SourcePtr> foreign_source(const std::string& name,
                                 std::string text,
                                 const LimitsPtr& limits) {
  const std::size_t largest = (limits == nullptr ? standard_limits() : *limits)[Limit::FileBytes];
  const bool too_large = text.size() > largest;
  if (auto written = from_utf16(text); written && !too_large) {
    text = *std::move(written);
  }
  const std::size_t mark = text.find_first_of(kMarks);
  // A packed file begins with one, and holds more.
  const auto packed = mark != std::string::npos ? json::foreign_text(text) : std::nullopt;
  auto source =
      std::make_shared<const SourceText>(name, std::move(text), Position(), Intake{limits, true});
  if (too_large) {
    return fail(beyond({source, {}}, Limit::FileBytes));
  }
  if (packed) {
    return fail(Error::at({source, packed->span}, packed->message, packed->hint));
  }
  if (mark != std::string::npos) {
    const auto at = static_cast<std::uint32_t>(mark);
    return fail(Error::at({source, {at, at + 1}},
                          "a control character (U+001E or U+001F) stands in this text",
                          "no text of AWS holds it, take it out"));
  }
  return source;
}

}  // namespace remora::cli
