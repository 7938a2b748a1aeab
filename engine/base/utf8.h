#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// UTF-8 text, character by character. Offsets and sizes are in bytes.
namespace remora::utf8 {

/// The size of the valid sequence that begins at `at` (1 to 4), or 0 if none does.
std::size_t valid_size(std::string_view text, std::size_t at);

/// The code point at `at`, and its size in `size`; U+FFFD with size 1 where the text is invalid.
char32_t decode(std::string_view text, std::size_t at, std::size_t& size);

void append(std::string& out, char32_t code_point);

/// How many bytes one UTF-16 unit takes, seen from its first byte. AWS matches `?` against one
/// UTF-16 unit (capture of AWS, condition_strings), so a character beyond U+FFFF counts twice:
/// its four bytes are two units of two bytes, and the second half begins at a continuation byte.
constexpr std::size_t utf16_unit_size(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte < 0x80U) {
    return 1;
  }
  if (byte >= 0xE0U && byte < 0xF0U) {
    return 3;
  }
  return 2;
}

/// The length that AWS's limits on text count: in UTF-16 units, as Java has it.
constexpr std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t i = 0; i < text.size(); i += utf16_unit_size(text[i])) {
    ++units;
  }
  return units;
}

/// The number of terminal columns that `text` takes: wide characters (CJK) count two.
std::size_t display_width(std::string_view text);

}  // namespace remora::utf8
