#include "engine/report/wrap.h"

#include "engine/base/utf8.h"

namespace remora::report {

std::string wrap(std::string_view text, std::size_t indent, std::size_t width) {
  std::string out;
  std::size_t column = indent;
  bool first = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t size = utf8::display_width(word);
    if (!first && column + 1 + size > width) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (!first) {
      out += ' ';
      ++column;
    }
    out += word;
    column += size;
    first = false;
  }
  return out;
}

std::string pad(std::string_view text, std::size_t columns) {
  std::string padded(text);
  const std::size_t width = utf8::display_width(text);
  padded.append(columns > width ? columns - width : 0, ' ');
  return padded;
}

std::string indent_lines(std::string_view text, std::size_t indent) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += std::string(indent, ' ') + std::string(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace remora::report
