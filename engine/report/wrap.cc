#include "engine/report/wrap.h"

#include <vector>

#include "engine/base/utf8.h"

namespace remora::report {

namespace {

/// A piece of text that is not broken, and whether a blank stands before it.
struct Piece {
  std::string_view text;
  bool after_blank = false;
};

/// Marks of Japanese that do not begin a line, and those that do not end one. Source: JIS X 4051,
/// "Line composition rules for Japanese documents".
constexpr std::u32string_view kNotFirst =
    U"、。,.，．・：；？！)）」』】〕〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ";
constexpr std::u32string_view kNotLast = U"(（「『【〔〈《";

/// A word of characters as wide as Japanese ones has no blanks, and is broken between them.
void push_broken(std::string_view word, bool after_blank, std::vector<Piece>& found) {
  std::size_t begin = 0;
  char32_t before = 0;
  bool wide_before = false;
  for (std::size_t at = 0, size = 0; at < word.size(); at += size) {
    const char32_t character = utf8::decode(word, at, size);
    const bool wide = utf8::display_width(word.substr(at, size)) == 2;
    if (at > 0 && (wide || wide_before) && kNotFirst.find(character) == kNotFirst.npos &&
        kNotLast.find(before) == kNotLast.npos) {
      found.push_back({word.substr(begin, at - begin), begin == 0 && after_blank});
      begin = at;
    }
    before = character;
    wide_before = wide;
  }
  found.push_back({word.substr(begin), begin == 0 && after_blank});
}

std::vector<Piece> words_of(std::string_view text) {
  std::vector<Piece> found;
  for (bool after_blank = false; !text.empty(); after_blank = true) {
    const std::size_t end = std::min(text.find(' '), text.size());
    push_broken(text.substr(0, end), after_blank, found);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

/// Long words as pieces that end in slashes.
std::vector<Piece> broken_at_slashes(const std::vector<Piece>& words, std::size_t room) {
  std::vector<Piece> found;
  for (Piece word : words) {
    while (utf8::display_width(word.text) > room / 2) {
      const std::size_t slash = word.text.find('/');
      if (slash == std::string_view::npos || slash + 1 == word.text.size()) {
        break;
      }
      found.push_back({word.text.substr(0, slash + 1), word.after_blank});
      word = {word.text.substr(slash + 1), false};
    }
    found.push_back(word);
  }
  return found;
}

std::string fill(const std::vector<Piece>& pieces, std::size_t indent, std::size_t width) {
  std::string out;
  std::size_t column = indent;
  for (const Piece& piece : pieces) {
    const std::size_t size = utf8::display_width(piece.text);
    const bool first = &piece == pieces.data();
    if (!first && column + (piece.after_blank ? 1 : 0) + size > width) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (piece.after_blank) {
      out += ' ';
      ++column;
    }
    out += piece.text;
    column += size;
  }
  return out;
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c == '\n' ? "\\x0A" : c == '\r' ? "\\x0D" : std::string(1, c);
  }
  return out;
}

std::string wrap(std::string_view text, std::size_t indent, std::size_t width) {
  const std::string line = one_line(text);
  return fill(words_of(line), indent, width);
}

std::string wrap_paths(std::string_view text, std::size_t indent, std::size_t width) {
  const std::size_t room = width > indent ? width - indent : 1;
  const std::string line = one_line(text);
  return fill(broken_at_slashes(words_of(line), room), indent, width);
}

std::string pad(std::string_view text, std::size_t columns) {
  std::string padded = one_line(text);
  const std::size_t width = utf8::display_width(padded);
  padded.append(columns > width ? columns - width : 0, ' ');
  return padded;
}

std::string indent_lines(std::string_view text, std::size_t indent) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += (end == 0 ? std::string() : std::string(indent, ' ')) +
           std::string(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace remora::report
