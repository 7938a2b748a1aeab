#include "engine/report/alignment_text.h"

#include <algorithm>

#include "engine/base/utf8.h"

namespace remora::report {

namespace {

/// `count` characters of `text` from character `from`, with `…` for what is cut off.
std::string window(std::string_view text, std::size_t from, std::size_t count) {
  std::string out;
  std::size_t index = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t size = std::max<std::size_t>(1, utf8::valid_size(text, at));
    const bool more = at + size < text.size();
    if (index >= from && index < from + count) {
      const bool cut_front = index == from && from > 0;
      const bool cut_back = index + 1 == from + count && more;
      const bool breaks = text[at] == '\n' || text[at] == '\r';  // one column, like any other
      out += cut_front || cut_back ? "…" : breaks ? " " : std::string(text.substr(at, size));
    }
    at += size;
    ++index;
  }
  return out;
}

std::string note_of(const explanation::Alignment& alignment, Language language) {
  return say(alignment.wanted_ends ? Say::PolicyEnds
             : alignment.got_ends  ? Say::RequestEnds
                                   : Say::DiffersHere,
             language);
}

}  // namespace

AlignmentLines alignment_lines(const explanation::Alignment& alignment,
                               std::size_t width,
                               Language language) {
  constexpr std::size_t kLeast = 24;
  const std::size_t room = std::max(width, kLeast);
  const std::size_t longest =
      std::max(utf8::display_width(alignment.wanted), utf8::display_width(alignment.got));
  std::size_t from = 0;
  if (longest > room && alignment.column > room / 2) {
    from = std::min(alignment.column - room / 2, longest - room);
  }
  AlignmentLines lines;
  lines.wanted = window(alignment.wanted, from, room);
  lines.got = window(alignment.got, from, room);
  if (!alignment.covers) {
    const std::string note = note_of(alignment, language);
    const std::size_t size = utf8::display_width(note);
    const std::size_t at = alignment.column - from;
    lines.caret = at + 2 + size <= room || at < size + 1
                      ? std::string(at, ' ') + "^ " + note
                      : std::string(at - size - 1, ' ') + note + " ^";
  }
  return lines;
}

}  // namespace remora::report
