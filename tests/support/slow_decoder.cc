#include "tests/support/slow_decoder.h"

#include <stdexcept>

namespace remora::test {

namespace {

bool is_break(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] == '\n';
}

bool is_blank(std::string_view text, std::size_t at) {
  return at < text.size() && (text[at] == ' ' || text[at] == '\t');
}

void put(Decoded& out, const std::string& bytes, std::size_t begin, std::size_t end) {
  for (const char byte : bytes) {
    out.push_back({byte, begin, end});
  }
}

std::string utf8_of(unsigned long code) {
  std::string bytes;
  if (code < 0x80) {
    bytes += static_cast<char>(code);
  } else if (code < 0x800) {
    bytes += static_cast<char>(0xC0 + code / 64);
    bytes += static_cast<char>(0x80 + code % 64);
  } else if (code < 0x10000) {
    bytes += static_cast<char>(0xE0 + code / 4096);
    bytes += static_cast<char>(0x80 + code / 64 % 64);
    bytes += static_cast<char>(0x80 + code % 64);
  } else {
    bytes += static_cast<char>(0xF0 + code / 262144);
    bytes += static_cast<char>(0x80 + code / 4096 % 64);
    bytes += static_cast<char>(0x80 + code / 64 % 64);
    bytes += static_cast<char>(0x80 + code % 64);
  }
  return bytes;
}

unsigned long number(std::string_view text, std::size_t at, std::size_t digits) {
  return std::stoul(std::string(text.substr(at, digits)), nullptr, 16);
}

/// The blanks and line breaks at `at`, if there is a break among the first of them: a blank for
/// one, else each but the first (YAML 1.2.2, "Flow folding"). Returns where the text goes on.
std::size_t fold(std::string_view text, std::size_t at, bool escaped, Decoded& out) {
  const std::size_t begin = at;
  std::size_t breaks = 0;
  while (is_blank(text, at) || is_break(text, at)) {
    breaks += is_break(text, at) ? 1U : 0U;
    ++at;
  }
  if (breaks == 1 && !escaped) {
    put(out, " ", begin, at);
  }
  put(out, std::string(breaks - 1, '\n'), begin, at);
  return at;
}

bool folds_at(std::string_view text, std::size_t at) {
  while (is_blank(text, at)) {
    ++at;
  }
  return is_break(text, at);
}

std::size_t escape(std::string_view text, std::size_t at, Decoded& out) {
  const char letter = text.at(at + 1);
  const std::size_t digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
  std::size_t end = at + 2 + digits;
  if (digits > 0) {
    unsigned long code = number(text, at + 2, digits);
    if (code >= 0xD800 && code <= 0xDBFF) {
      code = 0x10000 + (code - 0xD800) * 0x400 + (number(text, end + 2, 4) - 0xDC00);
      end += 6;
    }
    put(out, utf8_of(code), at, end);
    return end;
  }
  switch (letter) {
    case 'n':
      put(out, "\n", at, end);
      break;
    case 't':
      put(out, "\t", at, end);
      break;
    case 'r':
      put(out, "\r", at, end);
      break;
    case 'b':
      put(out, "\b", at, end);
      break;
    case 'f':
      put(out, "\f", at, end);
      break;
    case '"':
    case '\\':
    case '/':
    case ' ':
      put(out, std::string(1, letter), at, end);
      break;
    default:
      throw std::runtime_error("an escape that the slow decoder does not know");
  }
  return end;
}

/// Where the line at `at` ends, without its break.
std::size_t end_of_line(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '\n') {
    ++at;
  }
  return at;
}

}  // namespace

Decoded slowly_double_quoted(std::string_view text, std::size_t at) {
  Decoded out;
  for (++at; text.at(at) != '"';) {
    if (text[at] == '\\' && is_break(text, at + 1)) {
      at = fold(text, at + 1, /*escaped=*/true, out);
    } else if (text[at] == '\\') {
      at = escape(text, at, out);
    } else if (folds_at(text, at)) {
      at = fold(text, at, /*escaped=*/false, out);
    } else {
      out.push_back({text[at], at, at + 1});
      ++at;
    }
  }
  return out;
}

Decoded slowly_single_quoted(std::string_view text, std::size_t at) {
  Decoded out;
  for (++at; text.at(at) != '\'' || (at + 1 < text.size() && text[at + 1] == '\'');) {
    if (folds_at(text, at)) {
      at = fold(text, at, /*escaped=*/false, out);
      continue;
    }
    const std::size_t size = text[at] == '\'' ? 2 : 1;
    out.push_back({text[at], at, at + size});
    at += size;
  }
  return out;
}

Decoded slowly_block(std::string_view text, std::size_t at, std::size_t indent, bool folded) {
  /// A line of the block: what is left of it, and the break before it.
  struct Line {
    std::size_t begin;
    std::size_t end;
  };

  std::vector<Line> lines;
  at = end_of_line(text, at) + 1;
  while (at < text.size()) {
    std::size_t begin = at;
    while (begin < at + indent && begin < text.size() && text[begin] == ' ') {
      ++begin;
    }
    const std::size_t end = end_of_line(text, begin);
    if (begin < at + indent && begin < end) {
      break;  // something less indented: the block has ended
    }
    lines.push_back({begin, end});
    at = end + 1;
  }
  while (!lines.empty() && lines.back().begin == lines.back().end) {
    lines.pop_back();
  }
  const auto is_empty = [&](std::size_t i) { return lines[i].begin == lines[i].end; };
  const auto is_more = [&](std::size_t i) { return is_blank(text, lines[i].begin); };
  Decoded out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (std::size_t byte = lines[i].begin; byte < lines[i].end; ++byte) {
      out.push_back({text[byte], byte, byte + 1});
    }
    if (i + 1 == lines.size()) {
      put(out, "\n", lines[i].end, lines[i].end + 1);
      break;
    }
    if (!folded || is_empty(i) || is_more(i)) {
      put(out, "\n", lines[i].end, lines[i + 1].begin);
      continue;
    }
    // Of the breaks behind a line of text the first goes, unless more indented text follows.
    std::size_t next = i + 1;
    while (is_empty(next)) {
      ++next;
    }
    if (is_more(next)) {
      put(out, "\n", lines[i].end, lines[i + 1].begin);
    } else if (next == i + 1) {
      put(out, " ", lines[i].end, lines[next].begin);
    }
  }
  return out;
}

Decoded slowly_percent(const Decoded& written) {
  Decoded out;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i].value != '%') {
      out.push_back(written[i]);
      continue;
    }
    const std::string digits = {written[i + 1].value, written[i + 2].value};
    out.push_back(
        {static_cast<char>(std::stoul(digits, nullptr, 16)), written[i].begin, written[i + 2].end});
    i += 2;
  }
  return out;
}

std::string text_of(const Decoded& decoded) {
  std::string text;
  for (const DecodedByte& byte : decoded) {
    text += byte.value;
  }
  return text;
}

Position slow_position(std::string_view text, std::size_t offset) {
  Position at;
  for (std::size_t i = 0; i < offset; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if (byte == '\n') {
      ++at.line;
      at.column = 1;
    } else if (i + 1 == text.size() || next < 0x80 || next > 0xBF) {
      ++at.column;  // the last byte of a character
    }
  }
  return at;
}

}  // namespace remora::test
