#include "engine/edit/speller.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/base/utf8.h"

namespace remora::edit {

namespace {

std::string hexadecimal(std::uint32_t value, std::size_t digits, bool lower_case) {
  const std::string_view letters = lower_case ? "0123456789abcdef" : "0123456789ABCDEF";
  std::string text(digits, '0');
  for (std::size_t i = digits; i-- > 0; value >>= 4U) {
    text[i] = letters[value & 0xFU];
  }
  return text;
}

/// Source: RFC 3986, section 2.3.
bool is_unreserved(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) ||
         std::string_view("-._~").find(c) != std::string_view::npos;
}

}  // namespace

Speller::Speller(const SourceText& embedded, bool yaml)
    : encoding_(embedded.embedding()->encoding), yaml_(yaml) {
  const std::string_view outer = embedded.embedding()->outer.source->text();
  for (const OffsetMap::Segment& one : embedded.embedding()->map.segments()) {
    if (!one.copy) {
      learn(embedded.text().substr(one.inner, one.size),
            outer.substr(one.outer.begin, one.outer.end - one.outer.begin));
    }
  }
}

void Speller::learn(std::string_view meaning, std::string_view written) {
  const bool block = encoding_ == Encoding::Literal || encoding_ == Encoding::Folded;
  if (block) {
    // The line break with the indentation of a line that has something on it.
    std::string& known = known_[std::string(meaning)];
    known = written.size() > known.size() ? written : known;
    return;
  }
  if (encoding_ != Encoding::Percent && written.front() != '\\') {
    return;  // a line break of the text around
  }
  known_.emplace(meaning, written);
  const std::size_t digits = encoding_ == Encoding::Percent ? 1 : 2;
  lower_case_ = lower_case_ || written.find_first_of("abcdef", digits) != written.npos;
  escapes_beyond_ascii_ = escapes_beyond_ascii_ || static_cast<unsigned char>(meaning[0]) >= 0x80U;
}

std::string Speller::spell(std::string_view text) const {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = 1;
    if (encoding_ != Encoding::Percent) {
      utf8::decode(text, at, size);
    }
    const std::string_view character = text.substr(at, size);
    const auto known = known_.find(character);
    out += known == known_.end() ? escaped(character) : known->second;
    at += size;
  }
  return out;
}

std::string Speller::escaped(std::string_view character) const {
  const char c = character.front();
  if (encoding_ == Encoding::Percent) {
    return is_unreserved(c) ? std::string(character)
                            : "%" + hexadecimal(static_cast<unsigned char>(c), 2, lower_case_);
  }
  if (encoding_ == Encoding::SingleQuoted && c == '\'') {
    return "''";
  }
  if (encoding_ != Encoding::DoubleQuoted) {
    return std::string(character);
  }
  constexpr std::string_view kMeanings = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  if (const std::size_t at = kMeanings.find(c); at != std::string_view::npos) {
    return {'\\', kLetters[at]};
  }
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x20U && (byte < 0x80U || !escapes_beyond_ascii_)) {
    return std::string(character);
  }
  std::size_t size = 0;
  const auto code = static_cast<std::uint32_t>(utf8::decode(character, 0, size));
  if (code < 0x10000) {
    return "\\u" + hexadecimal(code, 4, lower_case_);
  }
  if (yaml_) {
    return "\\U" + hexadecimal(code, 8, lower_case_);
  }
  return "\\u" + hexadecimal(0xD800 + ((code - 0x10000) >> 10U), 4, lower_case_) + "\\u" +
         hexadecimal(0xDC00 + ((code - 0x10000) & 0x3FFU), 4, lower_case_);
}

}  // namespace remora::edit
