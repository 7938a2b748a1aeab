#include "engine/json/json_slips.h"

namespace remora::json {

namespace {

bool in_object(const JsonScan& scan) {
  return !scan.open.empty() && scan.text[scan.open.back().at] == '{';
}

std::string key_of(const JsonScan& scan) {
  return in_object(scan) ? shown(scan, scan.open.back().key) : std::string();
}

Slip no_value(const JsonScan& scan) {
  if (scan.awaited == Awaited::Colon) {
    return {scan.before.span,
            key_of(scan) + " has no value",
            scan.token.kind == TokenKind::Comma ? "write one behind a colon, or a list in [ and ]"
                                                : "write one behind a colon"};
  }
  return {span_at(scan.before.span.end), key_of(scan) + " has no value", "write one here"};
}

}  // namespace

Slip slip_of_comma(const JsonScan& scan) {
  switch (scan.awaited) {
    case Awaited::End:
      return slip_behind_document(scan);
    case Awaited::FirstElement:
    case Awaited::FirstKey:
      return {scan.token.span,
              in_object(scan) ? "a comma stands in front of the first member"
                              : "a comma stands in front of the first element",
              "take it away"};
    case Awaited::Colon:
      return no_value(scan);
    case Awaited::Value:
    case Awaited::Key:
    case Awaited::Comma:
      break;
  }
  if (scan.before.kind == TokenKind::Colon) {
    return no_value(scan);
  }
  if (scan.before.kind == TokenKind::Comma) {
    return {scan.token.span, "two commas follow each other", "take one away"};
  }
  return {scan.token.span, "the text begins with a comma", "take it away"};
}

Slip slip_of_colon(const JsonScan& scan) {
  if (scan.before.kind == TokenKind::Colon) {
    return {scan.token.span, "two colons follow each other", "take one away"};
  }
  const bool after_string = scan.before.kind == TokenKind::String;
  if (scan.awaited == Awaited::End && after_string) {
    return {scan.before.span,
            shown(scan, scan.before) + " is a member without an object around it",
            "write { and } around the whole text"};
  }
  if (scan.awaited == Awaited::Comma && in_object(scan)) {
    return {scan.token.span,
            "a second colon stands behind " + key_of(scan),
            "write a comma in front of the next name"};
  }
  if (scan.awaited == Awaited::Comma && after_string) {
    return {span_at(scan.before.span.begin, scan.token.span.end),
            "a list has no names such as " + shown(scan, scan.before),
            "write { and } around names and their values"};
  }
  if (scan.awaited == Awaited::Key || scan.awaited == Awaited::FirstKey) {
    return {
        scan.token.span, "a name is missing in front of the colon", "write one in double quotes"};
  }
  return {scan.token.span, "a colon does not belong here", what_belongs_here(scan)};
}

Slip slip_of_value(const JsonScan& scan) {
  const Token& token = scan.token;
  switch (scan.awaited) {
    case Awaited::End:
      return slip_behind_document(scan);
    case Awaited::Comma:
      if (auto slip = slip_of_unended(scan)) {
        return *std::move(slip);
      }
      return {
          span_at(scan.before.span.end),
          "a comma is missing between " + shown(scan, scan.before) + " and " + shown(scan, token),
          {}};
    case Awaited::Colon:
      if (token.kind == TokenKind::Close) {
        return no_value(scan);
      }
      return {
          span_at(scan.before.span.end),
          "a colon is missing between " + shown(scan, scan.before) + " and " + shown(scan, token),
          {}};
    case Awaited::Key:
    case Awaited::FirstKey:
      if (token.kind == TokenKind::Open) {
        const bool doubled = scan.text[token.span.begin] == '{' &&
                             scan.before.kind == TokenKind::Open &&
                             scan.before.span.end == token.span.begin &&
                             scan.text.find_first_not_of(" \t\r\n", token.span.end) !=
                                 scan.text.find('"', token.span.end);
        return doubled && scan.awaited == Awaited::FirstKey
                   ? Slip{span_at(scan.before.span.begin, token.span.end),
                          "\"{{\" stands in the text",
                          "if it begins a placeholder of a template, render that first"}
                   : Slip{token.span,
                          "a name is missing in front of " + shown(scan, token),
                          "an object holds names with values; a list stands in [ and ]"};
      }
      return {token.span,
              "the name " + shown(scan, token) + " has no quotes",
              "write \"" + std::string(scan.slice(token.span)) + "\""};
    case Awaited::Value:
    case Awaited::FirstElement:
      break;
  }
  return no_value(scan);
}

}  // namespace remora::json
