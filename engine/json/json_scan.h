#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/source_text.h"

namespace remora::json {

/// What the grammar of JSON awaits at a place.
enum class Awaited : std::uint8_t {
  Value,         // behind a colon, behind a comma of an array, at the start
  FirstElement,  // a value or `]`
  Key,           // behind a comma of an object
  FirstKey,      // a key or `}`
  Colon,
  Comma,  // or the closing bracket
  End,    // of the text
};

enum class TokenKind : std::uint8_t {
  End,
  Open,
  Close,
  Colon,
  Comma,
  String,
  Number,
  Literal,      // true, false, null
  BrokenText,   // a string with a slip in it
  BrokenDigit,  // begins like a number and is none
  Other,
};

struct Token {
  TokenKind kind = TokenKind::End;
  Span span;
  std::uint32_t slip = 0;  // of broken text: where it goes wrong
};

/// An opening bracket, with how its line is indented.
struct Bracket {
  std::uint32_t at = 0;
  std::uint32_t line = 0;
  std::uint32_t indent = 0;
  Token key;  // of an object: the last key read in it
};

/// A pair of brackets that the grammar accepts and the indentation of their lines contradicts.
struct OddPair {
  std::uint32_t open = 0;
  std::uint32_t close = 0;
};

/// Where a text stops being JSON, and how it came there.
struct JsonScan {
  const SourceText* source = nullptr;
  std::string_view text;
  Awaited awaited = Awaited::Value;
  Token token;   // the first that does not fit
  Token before;  // the one before it; of kind End at the start
  std::vector<Bracket> open;
  std::uint32_t line = 0;      // of `token`, from 0
  std::uint32_t indent = 0;    // of that line
  bool first_in_line = false;  // nothing stands in front of `token` in its line
  std::optional<OddPair>
      unended;  // the first bracket that is closed further left than it is opened
  std::optional<OddPair> surplus;  // the first one that is closed further right

  [[nodiscard]] std::string_view slice(Span span) const {
    return text.substr(span.begin, span.end - span.begin);
  }

  [[nodiscard]] char at(std::size_t offset) const {
    return offset < text.size() ? text[offset] : '\0';
  }
};

/// Reads until the first token that is not JSON. A text that is JSON ends with `awaited` and the
/// token both End. Linear in the length of the text.
JsonScan scan_json(const SourceText& source);

/// True for the four characters that may stand between tokens.
constexpr bool is_json_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

}  // namespace remora::json
