#include <array>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/utf8.h"
#include "engine/base/visible.h"
#include "engine/json/json_slips.h"

namespace remora::json {

namespace {

/// From `begin` to the end of its line, without blanks at its end.
Span rest_of_line(std::string_view text, std::size_t begin) {
  const std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  return span_at(begin, begin + line.find_last_not_of(" \t\r") + 1);
}

std::optional<Slip> slip_of_comment(const JsonScan& scan, std::string_view rest) {
  if (!rest.starts_with("//") && !rest.starts_with("/*") && !rest.starts_with('#') &&
      !rest.starts_with("<!--")) {
    return std::nullopt;
  }
  const std::size_t begin = scan.token.span.begin;
  Span span = rest_of_line(scan.text, begin);
  const std::string_view end_mark = rest.starts_with("/*") ? "*/" : "-->";
  if (!rest.starts_with("//") && !rest.starts_with('#')) {
    const std::size_t end = scan.text.substr(0, span.end).find(end_mark, begin);
    span.end = end == std::string_view::npos ? span.end
                                             : static_cast<std::uint32_t>(end + end_mark.size());
  }
  return Slip{span, "JSON has no comments", "take this one away"};
}

/// Something that was to be replaced before the text is used: `<name>`, `${name}`, `...`.
std::optional<Slip> slip_of_placeholder(const JsonScan& scan, std::string_view rest) {
  const std::size_t begin = scan.token.span.begin;
  for (const std::string_view dots : {"...", "…"}) {
    if (rest.starts_with(dots)) {
      return Slip{span_at(begin, begin + dots.size()),
                  visible(dots) + " stands for something that was left out",
                  "write what belongs there, or take it away"};
    }
  }
  const std::string_view line = rest.substr(0, rest.find('\n'));
  for (const std::string_view mark : {"<<<<<<<", "=======", ">>>>>>>"}) {
    if (line.starts_with(mark) && scan.first_in_line) {
      return Slip{
          rest_of_line(scan.text, begin), "a conflict of a merge stands in the text", "resolve it"};
    }
  }
  for (const auto& [opening, closing] :
       std::to_array<std::pair<std::string_view, std::string_view>>(
           {{"<", ">"}, {"${", "}"}, {"{%", "%}"}})) {
    const std::size_t end = line.starts_with(opening) ? line.find(closing) : std::string_view::npos;
    if (end != std::string_view::npos) {
      const std::string_view written = line.substr(0, end + closing.size());
      return Slip{span_at(begin, begin + written.size()),
                  "the placeholder " + visible(written) + " is not filled in",
                  "write its value, a text in double quotes"};
    }
  }
  return std::nullopt;
}

/// Signs that other languages write between a name and its value.
std::optional<Slip> slip_of_assignment(const JsonScan& scan, std::string_view rest) {
  const auto sign = rest.starts_with("=>") || rest.starts_with("->") ? rest.substr(0, 2)
                    : rest.starts_with('=')                          ? rest.substr(0, 1)
                                                                     : std::string_view();
  if (sign.empty() || (scan.awaited != Awaited::Colon && scan.before.kind != TokenKind::Colon)) {
    return std::nullopt;
  }
  return Slip{scan.awaited == Awaited::Colon
                  ? span_at(scan.token.span.begin, scan.token.span.begin + sign.size())
                  : span_at(scan.before.span.begin, scan.token.span.begin + sign.size()),
              "\"" + std::string(scan.awaited == Awaited::Colon ? "" : ":") + std::string(sign) +
                  "\" stands where a colon belongs",
              "write :"};
}

std::string code_point(char32_t c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out = "U+";
  for (int shift = c > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4) {
    out += kDigits[(c >> static_cast<unsigned>(shift)) & 0xFU];
  }
  return out;
}

/// Characters that come with a copy from a page or a word processor.
std::optional<Slip> slip_of_foreign_character(const JsonScan& scan) {
  const std::size_t begin = scan.token.span.begin;
  std::size_t size = 0;
  const char32_t c = utf8::decode(scan.text, begin, size);
  const Span span = span_at(begin, begin + size);
  constexpr char32_t kFullWidth = 0xFF01;
  constexpr char32_t kLastFullWidth = 0xFF5E;
  if (c >= kFullWidth && c <= kLastFullWidth) {
    const char plain = static_cast<char>(c - kFullWidth + '!');
    return Slip{
        span,
        "a full-width " + visible(scan.slice(span)) + " (" + code_point(c) + ") stands here",
        std::string("write ") + plain};
  }
  if (c >= 0x80 && c != 0xFFFD && visible(scan.slice(span)).front() == '\\') {
    return Slip{span,
                "an invisible character (" + code_point(c) + ") stands here",
                c == 0xA0 || c == 0x3000 ? "write an ordinary blank" : "take it away"};
  }
  return std::nullopt;
}

std::optional<Slip> slip_of_control_character(const JsonScan& scan) {
  const bool in_string = scan.token.kind == TokenKind::BrokenText;
  const std::size_t at = in_string ? scan.token.slip : scan.token.span.begin;
  const auto byte = static_cast<unsigned char>(scan.text[at]);
  const Span span = span_at(at, at + 1);
  if (byte >= 0x80 && utf8::valid_size(scan.text, at) == 0) {
    return Slip{span, "not valid UTF-8", "save the file as UTF-8", std::nullopt, "utf-8"};
  }
  if (byte >= 0x20 && byte != 0x7F) {
    return std::nullopt;
  }
  if (byte == 0) {
    return Slip{span, "a NUL byte stands in the text", "is the file damaged, or no text at all?"};
  }
  if (byte == '\t') {
    return Slip{span, "a tab stands in a string", "write \\t"};
  }
  if (byte == '\r') {
    return Slip{span, "a carriage return stands in a string", "write \\r, or take it away"};
  }
  return Slip{span,
              "the control character " + code_point(byte) + " stands in the text",
              in_string ? "write " + ("\\u" + code_point(byte).substr(2)) + ", or take it away"
                        : "take it away"};
}

/// Signs with a known way into such a text.
std::optional<Slip> slip_of_sign(const JsonScan& scan, std::string_view rest) {
  const Span span = scan.token.span;
  if (rest.starts_with("\\\"") || rest.starts_with("\\n") || rest.starts_with("\\t")) {
    return Slip{span_at(span.begin, span.begin + 2U),
                "the text is escaped as inside of a string",
                "write it without the backslashes"};
  }
  if (rest.front() == '+' && scan.before.kind == TokenKind::String) {
    return Slip{span, "JSON cannot join strings with +", "write one string"};
  }
  if (rest.front() == ';') {
    return scan.awaited == Awaited::End
               ? Slip{span, "a semicolon stands behind the document", "take it away"}
               : Slip{span, "a semicolon stands in the text", what_belongs_here(scan)};
  }
  if (rest.front() == '!' && rest.size() > 1 && is_ascii_letter(rest[1])) {
    const std::string_view tag = rest.substr(0, rest.find_first_of(" \t\r\n,]}\"["));
    return Slip{span_at(span.begin, span.begin + tag.size()),
                visible(tag) + " is YAML of CloudFormation, not JSON",
                "write it as an object, such as {\"Ref\": \"Name\"}"};
  }
  if (rest.front() == '(' || rest.front() == ')') {
    return Slip{span, "round brackets have no meaning in JSON", "a list stands in [ and ]"};
  }
  return std::nullopt;
}

}  // namespace

Slip slip_of_character(const JsonScan& scan) {
  if (auto slip = slip_of_control_character(scan)) {
    return *std::move(slip);
  }
  const std::size_t begin = scan.token.span.begin;
  const std::string_view rest = scan.text.substr(begin);
  for (auto* const family : {slip_of_comment, slip_of_assignment, slip_of_placeholder}) {
    if (auto slip = family(scan, rest)) {
      return *std::move(slip);
    }
  }
  if (auto slip = slip_of_other_quotes(scan)) {
    return *std::move(slip);
  }
  if (auto slip = slip_of_foreign_character(scan)) {
    return *std::move(slip);
  }
  if (auto slip = slip_of_sign(scan, rest)) {
    return *std::move(slip);
  }
  std::size_t size = 0;
  const char32_t c = utf8::decode(scan.text, begin, size);
  if (c >= 0x80 || is_ascii_letter(rest.front()) || rest.front() == '_' || rest.front() == '$' ||
      rest.front() == '@' || rest.front() == '*') {
    return slip_of_word(scan);
  }
  const Span span = span_at(begin, begin + size);
  return {
      span, visible_in_quotes(scan.slice(span)) + " does not belong here", what_belongs_here(scan)};
}

}  // namespace remora::json
