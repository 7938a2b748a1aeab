#include "engine/base/utf8.h"

namespace remora::utf8 {

namespace {

std::uint32_t byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

bool is_continuation(std::uint32_t byte) {
  return (byte & 0xC0U) == 0x80U;
}

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) ||
         (c >= 0x20000 && c <= 0x3FFFD);
}

}  // namespace

std::size_t valid_size(std::string_view text, std::size_t at) {
  const std::uint32_t first = byte_at(text, at);
  const std::uint32_t second = byte_at(text, at + 1);
  if (at >= text.size()) {
    return 0;
  }
  if (first < 0x80U) {
    return 1;
  }
  if (first >= 0xC2U && first <= 0xDFU) {
    return is_continuation(second) ? 2 : 0;
  }
  if (first >= 0xE0U && first <= 0xEFU) {
    // No overlong forms, no surrogates.
    const bool fits = !(first == 0xE0U && second < 0xA0U) && !(first == 0xEDU && second > 0x9FU);
    return fits && is_continuation(second) && is_continuation(byte_at(text, at + 2)) ? 3 : 0;
  }
  if (first >= 0xF0U && first <= 0xF4U) {
    const bool fits = !(first == 0xF0U && second < 0x90U) && !(first == 0xF4U && second > 0x8FU);
    return fits && is_continuation(second) && is_continuation(byte_at(text, at + 2)) &&
                   is_continuation(byte_at(text, at + 3))
               ? 4
               : 0;
  }
  return 0;
}

char32_t decode(std::string_view text, std::size_t at, std::size_t& size) {
  size = valid_size(text, at);
  const std::uint32_t first = byte_at(text, at);
  switch (size) {
    case 1:
      return first;
    case 2:
      return ((first & 0x1FU) << 6U) | (byte_at(text, at + 1) & 0x3FU);
    case 3:
      return ((first & 0x0FU) << 12U) | ((byte_at(text, at + 1) & 0x3FU) << 6U) |
             (byte_at(text, at + 2) & 0x3FU);
    case 4:
      return ((first & 0x07U) << 18U) | ((byte_at(text, at + 1) & 0x3FU) << 12U) |
             ((byte_at(text, at + 2) & 0x3FU) << 6U) | (byte_at(text, at + 3) & 0x3FU);
    default:
      size = 1;
      return 0xFFFD;
  }
}

void append(std::string& out, char32_t code_point) {
  const auto c = static_cast<std::uint32_t>(code_point);
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80U) {
    put(c);
  } else if (c < 0x800U) {
    put(0xC0U | (c >> 6U));
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000U) {
    put(0xE0U | (c >> 12U));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | (c >> 18U));
    put(0x80U | ((c >> 12U) & 0x3FU));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = 0;
    width += is_wide(decode(text, at, size)) ? 2U : 1U;
    at += size;
  }
  return width;
}

}  // namespace remora::utf8
