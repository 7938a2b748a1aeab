#include "engine/base/excerpt.h"

#include <algorithm>
#include <string_view>

#include "engine/base/embedding.h"
#include "engine/base/visible.h"

namespace remora {

namespace {

constexpr std::string_view kLeftOut = "...";

/// Where the character before `at` begins.
std::size_t before(std::string_view line, std::size_t at) {
  const std::size_t lowest = at - std::min<std::size_t>(at, 4);
  do {
    --at;
  } while (at > lowest && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U);
  return at;
}

/// The first byte of the window: at most `columns` columns in front of `place`.
std::size_t window_start(std::string_view line, std::size_t place, std::size_t columns) {
  std::string ignored;
  while (place > 0) {
    const std::size_t one_back = before(line, place);
    std::size_t at = one_back;
    const std::size_t width = append_visible(ignored, line, at);
    if (width > columns) {
      break;
    }
    columns -= width;
    place = one_back;
  }
  return place;
}

/// Whether the whole line fits.
bool fits(std::string_view line, std::size_t columns) {
  std::string ignored;
  std::size_t used = 0;
  for (std::size_t at = 0; at < line.size() && used <= columns;) {
    used += append_visible(ignored, line, at);
  }
  return used <= columns;
}

}  // namespace

std::optional<Excerpt> excerpt(const Place& inner, std::size_t columns) {
  const Place place = outermost(inner);
  const Span span = place.span;
  const SourceText& source = *place.source;
  Excerpt found;
  found.line = source.position(span.begin).line;
  std::string_view line = source.line(found.line);
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  line.remove_prefix(line.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
  if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
    return std::nullopt;
  }
  const auto line_begin = static_cast<std::uint32_t>(line.data() - source.text().data());
  const std::size_t begin =
      std::min<std::size_t>(std::max(span.begin, line_begin) - line_begin, line.size());
  const std::size_t end =
      std::clamp<std::size_t>(std::max(span.end, line_begin) - line_begin, begin, line.size());
  // A text that was cut out of a longer line has more in front of it.
  bool cut = line_begin == 0 && source.position(0).column > 1;
  columns = std::max<std::size_t>(columns, 4 * kLeftOut.size());
  std::size_t at = 0;
  if (!fits(line, columns - (cut ? kLeftOut.size() : 0))) {
    at = window_start(line, begin, columns * 2 / 3 - kLeftOut.size());
    cut = cut || at > 0;
  }
  found.text = cut ? kLeftOut : "";
  std::size_t used = found.text.size();
  std::size_t marked_to = 0;
  const bool rest_fits = fits(line.substr(at), columns - used);
  while (true) {
    found.indent = at <= begin ? used : found.indent;
    marked_to = at <= end ? used : marked_to;
    if (at >= line.size()) {
      break;
    }
    const std::size_t written = found.text.size();
    const std::size_t width = append_visible(found.text, line, at);
    if (!rest_fits && used + width > columns - kLeftOut.size()) {
      found.text.resize(written);
      found.text += kLeftOut;
      marked_to = at <= end ? used + kLeftOut.size() : marked_to;
      break;
    }
    used += width;
  }
  found.marks = std::max<std::size_t>(marked_to, found.indent + 1) - found.indent;
  return found;
}

}  // namespace remora
