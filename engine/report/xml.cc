#include "engine/report/xml.h"

#include "engine/base/utf8.h"

namespace remora::report {

std::string xml_escaped(std::string_view text) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  constexpr std::string_view kNoCharacters = "\xEF\xBF\xBE\xEF\xBF\xBF";  // U+FFFE, U+FFFF
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80U) {
      const std::size_t size = utf8::valid_size(text, i);
      const std::string_view character = text.substr(i, size);
      const bool none = size == 0 || (size == 3 && kNoCharacters.find(character) % 3 == 0);
      out += none ? kReplacement : character;
      i += size == 0 ? 1 : size;
      continue;
    }
    ++i;
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '\n':
        out += "&#10;";
        break;
      case '\t':
        out += "&#9;";
        break;
      case '\r':
        out += "&#13;";
        break;
      default:
        if (byte < 0x20U) {
          out += kReplacement;
        } else {
          out += c;
        }
    }
  }
  return out;
}

}  // namespace remora::report
