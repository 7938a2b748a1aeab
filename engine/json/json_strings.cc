#include <array>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/utf8.h"
#include "engine/base/visible.h"
#include "engine/json/json_slips.h"

namespace remora::json {

namespace {

constexpr std::string_view kBlanks = " \t\r";

/// The size of a quote other than `"` and `'` at `at`: those of typography, in many languages.
std::size_t typographic_quote(std::string_view text, std::size_t at) {
  std::size_t size = 0;
  const char32_t c = utf8::decode(text, at, size);
  return (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x2039 || c == 0x203A ? size
                                                                                              : 0;
}

/// How much of `text` was meant to be in the string: all but the blanks and `tail` at its end.
std::size_t without_tail(std::string_view text, std::string_view tail) {
  const std::size_t last = text.find_last_not_of(std::string(kBlanks).append(tail));
  return last == std::string_view::npos ? 0 : last + 1;
}

/// The text from `begin` on, cut at `end`, lacks its closing quote there.
Slip missing_closing_quote(const JsonScan& scan, std::size_t begin, std::size_t end) {
  const std::string_view content = scan.slice(span_at(begin + 1, end));
  for (const std::size_t size : {3U, 2U}) {
    if (content.size() > size && typographic_quote(content, content.size() - size) == size) {
      return {span_at(end - size, end),
              "a typographic quote stands at the end of a string",
              "write " + visible_in_quotes(content.substr(0, content.size() - size))};
    }
  }
  return {span_at(end),
          "the closing quote of \"" + visible(content) + " is missing",
          "write " + visible_in_quotes(content)};
}

/// True if what follows the end of a line goes on as if the string had been closed there.
bool goes_on_as_json(std::string_view rest) {
  const std::size_t next = rest.find_first_not_of(" \t\r\n");
  return next == std::string_view::npos ||
         std::string_view("\"}]{[,").find(rest[next]) != std::string_view::npos;
}

Slip slip_of_line_break(const JsonScan& scan) {
  const std::size_t begin = scan.token.span.begin;
  const std::size_t end = scan.token.slip;
  const std::string_view line = scan.slice(span_at(begin + 1, end));
  const std::size_t whole = without_tail(line, "");
  const std::size_t inner = without_tail(line, ",:]}");
  if (inner > 0 && (inner < whole || goes_on_as_json(scan.text.substr(end)))) {
    return missing_closing_quote(scan, begin, begin + 1 + inner);
  }
  return {span_at(end),
          "a line break stands in a string",
          "write \\n for it, or a quote if the string ends here"};
}

Slip slip_of_escape(const JsonScan& scan) {
  const std::size_t at = scan.token.slip;
  std::size_t size = 1;
  if (at + 1 < scan.text.size()) {
    utf8::decode(scan.text, at + 1, size);
  }
  const Span escape = span_at(at, std::min(at + 1 + size, scan.text.size()));
  const char letter = scan.at(at + 1);
  const std::string written = visible(scan.slice(escape));
  if (letter == 'u') {
    const std::string_view digits = scan.text.substr(at + 2, 4);
    const std::size_t good = digits.find_first_not_of("0123456789abcdefABCDEF");
    const std::size_t end = at + 2 + std::min(good, digits.size());
    if (end < at + 6) {
      return {span_at(at, end), "\\u wants four hexadecimal digits", "write \\u00e9 for é"};
    }
    return {span_at(at, end),
            visible(scan.slice(span_at(at, end))) + " is one half of a pair of surrogates",
            "write both halves, as in \\ud83d\\ude00, or the character itself"};
  }
  if (letter == '\'') {
    return {escape, "\\' is no escape of JSON", "write ' alone"};
  }
  if (letter == '\n' || letter == '\r') {
    return {span_at(at, at + 1),
            "a backslash does not continue a string in the next line",
            "write the string in one line"};
  }
  return {escape,
          written + " is no escape of JSON",
          "write \\" + written + " for a backslash, or take it away"};
}

/// A quote with the name of its kind, and the text up to its partner in the same line.
struct OtherQuotes {
  const char* kind;
  std::size_t opening;  // bytes
  std::size_t content;  // bytes behind it
  std::size_t closing;  // bytes, 0 if there is none
};

OtherQuotes other_quotes_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  const bool plain = c == '\'' || c == '`';
  OtherQuotes found = {c == '\''  ? "single quotes"
                       : c == '`' ? "backticks"
                                  : "typographic quotes",
                       plain ? 1 : typographic_quote(text, at),
                       0,
                       0};
  for (std::size_t i = at + found.opening; i < text.size() && text[i] != '\n';) {
    const bool escaped = text[i] == '\\' && i + 1 < text.size() && text[i + 1] != '\n';
    const std::size_t closing = plain ? (text[i] == c ? 1U : 0U) : typographic_quote(text, i);
    if (!escaped && (closing > 0 || (!plain && text[i] == '"'))) {
      found.closing = std::max<std::size_t>(closing, 1);
      break;
    }
    const std::size_t size = escaped ? 2 : 1;
    found.content += size;
    i += size;
  }
  return found;
}

/// True for the text that Python prints for a dictionary.
bool looks_like_python(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n[{(");
  if (first == std::string_view::npos || text[first] != '\'') {
    return false;
  }
  constexpr std::array<std::string_view, 3> kPythonWords = {": True", ": False", ": None"};
  for (const std::string_view word : kPythonWords) {
    if (text.find(word) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

}  // namespace

Slip slip_of_string(const JsonScan& scan) {
  const std::size_t begin = scan.token.span.begin;
  const std::size_t at = scan.token.slip;
  if (at >= scan.text.size()) {
    return {span_at(begin, begin + 1),
            "the string that begins here is never closed",
            "write \" at its end, or is the text cut off?"};
  }
  const char c = scan.text[at];
  const auto byte = static_cast<unsigned char>(c);
  if (c == '\n' || (c == '\r' && scan.at(at + 1) == '\n')) {
    return slip_of_line_break(scan);
  }
  if (c == '\\') {
    return slip_of_escape(scan);
  }
  if (byte < 0x20) {
    return slip_of_character(scan);
  }
  return {span_at(at, at + 1), "not valid UTF-8", "save the file as UTF-8", std::nullopt, "utf-8"};
}

std::optional<Slip> slip_of_quote(const JsonScan& scan) {
  const bool after_string = scan.before.kind == TokenKind::String &&
                            (scan.awaited == Awaited::Comma || scan.awaited == Awaited::Colon);
  if (!after_string || scan.token.kind == TokenKind::End || scan.token.kind == TokenKind::Open ||
      scan.token.kind == TokenKind::Close || scan.token.kind == TokenKind::String) {
    return std::nullopt;
  }
  const std::size_t begin = scan.before.span.begin;
  const std::string_view content = scan.slice(span_at(begin + 1, scan.before.span.end - 1));
  const std::size_t inner = without_tail(content, ",:");
  if (inner < without_tail(content, "")) {
    return missing_closing_quote(scan, begin, begin + 1 + inner);
  }
  // Something goes on right behind the closing quote: it was no closing quote.
  const char next = scan.text[scan.token.span.begin];
  if (scan.token.span.begin == scan.before.span.end && scan.token.kind == TokenKind::Other &&
      (is_ascii_letter(next) || next == '_' || next == '$' || next == '\\')) {
    return Slip{span_at(scan.before.span.end - 1, scan.before.span.end),
                "a quote stands inside of a string",
                "write \\\" for it"};
  }
  return std::nullopt;
}

std::optional<Slip> slip_of_other_quotes(const JsonScan& scan) {
  const std::size_t at = scan.token.span.begin;
  const char c = scan.text[at];
  if (c != '\'' && c != '`' && typographic_quote(scan.text, at) == 0) {
    return std::nullopt;
  }
  if (scan.text.substr(at).starts_with("```")) {
    return Slip{span_at(at, at + 3),
                "a fence of Markdown (```) stands around the text",
                "take its two lines away"};
  }
  const OtherQuotes quotes = other_quotes_at(scan.text, at);
  const std::size_t content = at + quotes.opening;
  const std::string inner =
      visible_in_quotes(scan.slice(span_at(content, content + quotes.content)));
  if (quotes.closing == 0) {
    return Slip{span_at(at, content),
                "the string begins with " + std::string(quotes.kind),
                "JSON wants double quotes"};
  }
  return Slip{span_at(at, content + quotes.content + quotes.closing),
              std::string(quotes.kind) + " stand around a string",
              looks_like_python(scan.text)
                  ? "this is Python's way to print it; json.dumps writes JSON: " + inner
                  : "write " + inner};
}

}  // namespace remora::json
