#include "engine/diagnose/normalise.h"

#include <algorithm>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/diagnose/carriers.h"
#include "engine/diagnose/unescape.h"

namespace remora::diagnose {

namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\v';
}

/// The size of the box-drawing character (U+2500 to U+257F) or bar that `text` begins with, or 0.
std::size_t bar_size(std::string_view text) {
  if (text.starts_with('|')) {
    return 1;
  }
  const bool box =
      text.size() >= 3 && text[0] == '\xe2' && (text[1] == '\x94' || text[1] == '\x95');
  return box ? 3 : 0;
}

/// The size of the mark at the beginning of a line that is none of its text, or 0.
std::size_t margin_size(std::string_view line) {
  if (line.empty()) {
    return 0;
  }
  if (is_blank(line[0]) || line[0] == '>' || line[0] == '#') {
    return 1;
  }
  if (const std::size_t bar = bar_size(line); bar > 0) {
    return bar;
  }
  if (const std::size_t log = log_size(line); log > 0) {
    return log;
  }
  for (const std::string_view mark : {"//", "/*", "<!--", "・", "• "}) {
    if (line.starts_with(mark)) {
      return mark.size();
    }
  }
  for (const std::string_view mark : {"*", "-", "+", "--", ";;", "%"}) {
    if (line.starts_with(mark) && line.size() > mark.size() && is_blank(line[mark.size()])) {
      return mark.size() + 1;
    }
  }
  // The line numbers of pagers: digits before a bar.
  std::size_t at = 0;
  while (at < line.size() && is_ascii_digit(line[at])) {
    ++at;
  }
  const std::size_t digits = at;
  while (at < line.size() && is_blank(line[at])) {
    ++at;
  }
  const std::size_t bar = bar_size(line.substr(at));
  return digits > 0 && bar > 0 ? at + bar : 0;
}

std::string_view without_margins(std::string_view line) {
  while (const std::size_t size = margin_size(line)) {
    line.remove_prefix(size);
  }
  while (!line.empty()) {
    const bool box = line.size() >= 3 && bar_size(line.substr(line.size() - 3)) == 3;
    const char last = line.back();
    if (box) {
      line.remove_suffix(3);
    } else if (is_blank(last) || last == '|' || last == '\\') {
      line.remove_suffix(1);
    } else {
      break;
    }
  }
  return line;
}

/// The places of the bold marks `**` that belong together: runs of exactly two, an even number of
/// them. `***` is what people write over a part that they hide.
std::vector<std::size_t> bold_marks(std::string_view line) {
  std::vector<std::size_t> marks;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find_first_not_of('*', at), line.size());
    if (end - at == 2) {
      marks.push_back(at);
    }
    at = std::max(end, at + 1);
  }
  if (marks.size() % 2 != 0) {
    marks.clear();
  }
  return marks;
}

/// A line that opens or closes a block of code: three backticks, and at most a language.
bool is_fence(std::string_view line) {
  const bool marked = line.starts_with("```") || line.starts_with("~~~");
  return marked && line.find_first_of(" \t") == std::string_view::npos &&
         line.find_last_of("`~") <= line.find_first_not_of("`~", 3);
}

/// Appends a line without Markdown's marks, with single blanks.
void append_line(std::string& out, std::string_view line) {
  const std::vector<std::size_t> bold = bold_marks(line);
  auto mark = bold.begin();
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (mark != bold.end() && at == *mark) {
      ++at;
      ++mark;
    } else if (is_blank(c)) {
      if (!out.empty() && out.back() != ' ') {
        out += ' ';
      }
    } else if (c != '`') {
      out += c;
    }
  }
}

}  // namespace

std::string normalise(std::string_view text) {
  const std::string plain = unescape(without_quoted_printable(text));
  std::string out;
  std::string_view rest = plain;
  const std::string_view label = common_label(plain);
  char separator = kParagraphBreak;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view whole = rest.substr(0, end);
    const std::string_view line =
        without_margins(whole.substr(std::min(label.size(), whole.size())));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty() || is_fence(line)) {
      separator = kParagraphBreak;
      continue;
    }
    if (!out.empty()) {
      out += separator;
    }
    append_line(out, line);
    separator = kLineBreak;
  }
  return out;
}

}  // namespace remora::diagnose
