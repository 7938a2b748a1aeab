#include "engine/base/visible.h"

#include "engine/base/utf8.h"

namespace remora {

namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

/// True for what takes no column, looks like a blank and is none, or turns the writing around.
bool is_unseen(char32_t c) {
  return (c >= 0x80 && c <= 0xA0) || c == 0xAD || (c >= 0x2000 && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 ||
         c == 0xFEFF || c == 0x061C || c == 0x180E || (c >= 0xFFF9 && c <= 0xFFFB) ||
         (c >= 0xE0000 && c <= 0xE007F);
}

void append_hex(std::string& out, char32_t value, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    out += kHexDigits[(value >> static_cast<unsigned>(shift)) & 0xFU];
  }
}

}  // namespace

std::size_t append_visible(std::string& out, std::string_view text, std::size_t& at) {
  const std::size_t before = out.size();
  std::size_t size = 0;
  const char32_t c = utf8::decode(text, at, size);
  const std::string_view written = text.substr(at, size);
  at += size;
  if (c == '\t') {
    out += "    ";
  } else if (c < 0x20 || c == 0x7F) {
    out += "\\x";
    append_hex(out, c, 2);
  } else if (size == 1 && c == 0xFFFD) {
    out += "\\x";
    append_hex(out, static_cast<unsigned char>(written.front()), 2);
  } else if (is_unseen(c)) {
    out += "\\u";
    append_hex(out, c, c > 0xFFFF ? 6 : 4);
  } else {
    out += written;
    return utf8::display_width(written);
  }
  return out.size() - before;
}

std::string visible(std::string_view text, std::size_t columns) {
  std::string out;
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = out.size();
    used += append_visible(out, text, at);
    if (used > columns) {
      out.resize(before);
      return out + "...";
    }
  }
  return out;
}

std::string visible_in_quotes(std::string_view text, std::size_t columns) {
  return "\"" + visible(text, columns) + "\"";
}

}  // namespace remora
