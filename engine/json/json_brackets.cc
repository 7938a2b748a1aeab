#include <algorithm>

#include "engine/json/json_slips.h"

namespace remora::json {

namespace {

std::string bracket_in_quotes(char c) {
  return std::string("\"") + c + "\"";
}

/// `open` has no closing bracket; one belongs in front of `place`, where something else stands.
Slip never_closed(const JsonScan& scan, std::uint32_t open, Span place) {
  const char opening = scan.text[open];
  return {place,
          "the " + bracket_in_quotes(opening) + " of line " + line_of(scan, open) +
              " is not closed before this",
          "write " + bracket_in_quotes(closing_of(opening)) + " in front of it",
          Slip::Note{span_at(open, open + 1U), "it is opened here"}};
}

/// The bracket that the indentation betrays, at the one that closes it by mistake.
Slip never_closed(const JsonScan& scan, const OddPair& pair) {
  return never_closed(scan, pair.open, span_at(pair.close, pair.close + 1U));
}

/// What would close all that is open.
std::string closing_all(const JsonScan& scan) {
  std::string brackets;
  for (auto open = scan.open.rbegin(); open != scan.open.rend(); ++open) {
    brackets += closing_of(scan.text[open->at]);
  }
  return brackets;
}

Slip mismatched(const JsonScan& scan) {
  const Bracket& open = scan.open.back();
  const char closing = scan.text[scan.token.span.begin];
  const std::string right = bracket_in_quotes(closing_of(scan.text[open.at]));
  const bool closes_outer =
      scan.open.size() > 1 && closing_of(scan.text[scan.open[scan.open.size() - 2].at]) == closing;
  if (closes_outer) {
    if (scan.unended) {
      return never_closed(scan, *scan.unended);
    }
    const Bracket& outer = scan.open[scan.open.size() - 2];
    if (scan.first_in_line && open.line != outer.line && scan.indent <= outer.indent) {
      return never_closed(scan, open.at, scan.token.span);
    }
  }
  return {scan.token.span,
          bracket_in_quotes(closing) + " cannot close the " +
              bracket_in_quotes(scan.text[open.at]) + " of line " + line_of(scan, open.at),
          closes_outer ? "write " + right + ", or " + right + " in front of it" : "write " + right,
          Slip::Note{span_at(open.at, open.at + 1U), "it is opened here"}};
}

}  // namespace

Slip slip_at_end(const JsonScan& scan) {
  if (scan.open.empty()) {
    return {span_at(scan.token.span.begin), "the text is empty", "is it cut off?"};
  }
  constexpr std::size_t kFew = 8;
  const Span end = span_at(scan.before.span.end);
  const Bracket& innermost = scan.open.back();
  const bool complete = scan.awaited == Awaited::Comma || scan.awaited == Awaited::FirstKey ||
                        scan.awaited == Awaited::FirstElement;
  const std::string closing = closing_all(scan);
  if (complete && scan.open.size() == 1) {
    if (scan.unended) {
      return never_closed(scan, *scan.unended);
    }
    return {end,
            "the " + bracket_in_quotes(scan.text[innermost.at]) + " of line " +
                line_of(scan, innermost.at) + " is never closed",
            "write " + bracket_in_quotes(closing.front()) + " at the end, or is the text cut off?",
            Slip::Note{span_at(innermost.at, innermost.at + 1U), "it is opened here"}};
  }
  const bool one = scan.open.size() == 1;
  return {end,
          "the text ends too early",
          complete && scan.open.size() <= kFew
              ? "write \"" + closing + "\" at its end, or is it cut off?"
              : "is it cut off?",
          Slip::Note{span_at(innermost.at, innermost.at + 1U),
                     one ? "the bracket that is still open"
                         : "the last of " + std::to_string(scan.open.size()) +
                               " brackets that are still open"}};
}

Slip slip_of_closing(const JsonScan& scan) {
  const char closing = scan.text[scan.token.span.begin];
  if (scan.open.empty()) {
    if (scan.awaited == Awaited::Value) {
      return {
          scan.token.span, "the text begins with a closing bracket", "is its beginning missing?"};
    }
    if (scan.surplus) {
      return {span_at(scan.surplus->close, scan.surplus->close + 1U),
              "one " + bracket_in_quotes(scan.text[scan.surplus->close]) + " too many",
              "take it away",
              Slip::Note{scan.token.span, "this one has nothing left to close"}};
    }
    return {scan.token.span, "one " + bracket_in_quotes(closing) + " too many", "take it away"};
  }
  if (closing_of(scan.text[scan.open.back().at]) != closing) {
    return mismatched(scan);
  }
  if (scan.before.kind == TokenKind::Comma) {
    const char* last = closing == '}' ? "member" : "element";
    return {
        scan.before.span, std::string("a comma stands behind the last ") + last, "take it away"};
  }
  return slip_of_value(scan);
}

Slip slip_behind_document(const JsonScan& scan) {
  const std::size_t end = scan.before.span.end;
  if (scan.token.kind == TokenKind::Comma && scan.surplus) {
    return {span_at(scan.surplus->close, scan.surplus->close + 1U),
            "one " + bracket_in_quotes(scan.text[scan.surplus->close]) + " too many",
            "take it away",
            Slip::Note{scan.token.span, "the text goes on here, behind its last bracket"}};
  }
  if (scan.token.kind == TokenKind::Open) {
    return {scan.token.span,
            "a second document begins here",
            "a file holds one; put the other in a file of its own"};
  }
  const bool bracket = scan.before.kind == TokenKind::Close;
  return {scan.token.span,
          "the text goes on behind the end of the document",
          "take away what stands behind it",
          bracket ? std::optional(Slip::Note{span_at(end - 1, end), "the document ends here"})
                  : std::nullopt};
}

std::optional<Slip> slip_of_unended(const JsonScan& scan) {
  if (scan.open.empty() || !scan.first_in_line || scan.open.back().line == scan.line) {
    return std::nullopt;
  }
  const Bracket& open = scan.open.back();
  // A member stands further right than the line of its bracket; one that does not belongs further
  // out. In a text that is not indented at all that says nothing.
  const bool further_out = scan.open.size() > 1 && scan.indent <= open.indent && open.indent > 0;
  return further_out ? std::optional(never_closed(scan, open.at, scan.token.span)) : std::nullopt;
}

}  // namespace remora::json
