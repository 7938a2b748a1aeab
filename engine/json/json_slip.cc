#include "engine/json/json_slip.h"

#include <algorithm>
#include <utility>

#include "engine/base/visible.h"
#include "engine/json/foreign_text.h"
#include "engine/json/json_slips.h"

namespace remora::json {

namespace {

/// The first thing in a text that is no JSON at all.
std::optional<Slip> slip_of_beginning(const JsonScan& scan) {
  const std::size_t begin = scan.token.span.begin;
  const std::string_view rest = scan.text.substr(begin);
  const std::string_view line = rest.substr(0, rest.find_first_of("\r\n"));
  const std::size_t colon = line.find(": ");
  const bool yaml = line.starts_with("- ") || line.starts_with("---") || line.ends_with(':') ||
                    (colon != std::string_view::npos && line.find('"') > colon);
  if (yaml) {
    return Slip{span_at(begin, begin + line.size()),
                "this looks like YAML, and JSON is wanted here",
                "write it as JSON, which begins with { or ["};
  }
  const bool words = line.find(' ') != std::string_view::npos && line.find('"') > line.find(' ');
  return words ? std::optional(Slip{span_at(begin, begin + line.size()),
                                    "the text is no JSON",
                                    "it begins with " + visible_in_quotes(line)})
               : std::nullopt;
}

Slip slip_of_other(const JsonScan& scan) {
  if (auto slip = slip_of_quote(scan)) {
    return *std::move(slip);
  }
  switch (scan.token.kind) {
    case TokenKind::BrokenText:
      return slip_of_string(scan);
    case TokenKind::BrokenDigit:
      if (scan.awaited == Awaited::Value || scan.awaited == Awaited::FirstElement) {
        return slip_of_number(scan);
      }
      break;
    case TokenKind::Number:
    case TokenKind::Literal:
    case TokenKind::String:
    case TokenKind::Open:
      return slip_of_value(scan);
    default:
      break;
  }
  if (scan.open.empty() && scan.awaited == Awaited::Value && scan.before.kind == TokenKind::End) {
    const std::size_t begin = scan.token.span.begin;
    const char c = scan.text[begin];
    const bool word = static_cast<unsigned char>(c) < 0x80 && c != '\'' && c != '/' && c != '#' &&
                      c != '<' && c != '\\' && c >= ' ';
    if (auto slip = word ? slip_of_beginning(scan) : std::nullopt) {
      return *std::move(slip);
    }
  }
  return slip_of_character(scan);
}

}  // namespace

std::string shown(const JsonScan& scan, const Token& token) {
  const std::string text = visible(scan.slice(token.span));
  return token.kind == TokenKind::Open || token.kind == TokenKind::Close ? "\"" + text + "\""
                                                                         : text;
}

std::string line_of(const JsonScan& scan, std::size_t offset) {
  return std::to_string(scan.source->position(static_cast<std::uint32_t>(offset)).line);
}

std::string what_belongs_here(const JsonScan& scan) {
  switch (scan.awaited) {
    case Awaited::Value:
      return "a value belongs here";
    case Awaited::FirstElement:
      return "a value or \"]\" belongs here";
    case Awaited::Key:
      return "a name in double quotes belongs here";
    case Awaited::FirstKey:
      return "a name in double quotes or \"}\" belongs here";
    case Awaited::Colon:
      return "a colon belongs here";
    case Awaited::Comma:
      return std::string("a comma or \"") + closing_of(scan.text[scan.open.back().at]) +
             "\" belongs here";
    case Awaited::End:
      break;
  }
  return "the document ends in front of it";
}

Slip find_json_slip(const SourceText& source, std::size_t stopped) {
  const std::string_view text = source.text();
  if (auto slip = foreign_text(text)) {
    return *std::move(slip);
  }
  const JsonScan scan = scan_json(source);
  switch (scan.token.kind) {
    case TokenKind::End:
      if (!scan.open.empty() || scan.awaited != Awaited::End) {
        return slip_at_end(scan);
      }
      break;
    case TokenKind::Close:
      return slip_of_closing(scan);
    case TokenKind::Comma:
      return slip_of_comma(scan);
    case TokenKind::Colon:
      return slip_of_colon(scan);
    default:
      return slip_of_other(scan);
  }
  // The grammar has nothing against the text: a number that no computer holds (1e999).
  std::size_t end = std::min(stopped, text.size());
  constexpr std::string_view kNumber = "+-.0123456789eE";
  while (end > 0 && kNumber.find(text[end - 1]) == std::string_view::npos) {
    --end;
  }
  std::size_t begin = end;
  while (begin > 0 && kNumber.find(text[begin - 1]) != std::string_view::npos) {
    --begin;
  }
  return {span_at(begin, end),
          "the number " + visible(text.substr(begin, end - begin)) + " is too large",
          "write it in quotes if it is a text"};
}

}  // namespace remora::json
