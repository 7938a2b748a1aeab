#include "engine/report/html_text.h"

#include "engine/base/symbol.h"
#include "engine/base/utf8.h"

namespace remora::report {

std::string escape_html(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = utf8::valid_size(text, at);
    const char c = text[at];
    const bool symbol = c == kSymbolBegin || c == kSymbolEnd;
    const bool control = size == 1 && !symbol && static_cast<unsigned char>(c) < 0x20U &&
                         c != '\n' && c != '\t' && c != '\r';
    if (size == 0 || control || c == '\x7f') {
      out += "\xEF\xBF\xBD";
      ++at;
      continue;
    }
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
      case kSymbolBegin:
        out += "&lt;";
        break;
      case kSymbolEnd:
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += text.substr(at, size);
    }
    at += size;
  }
  return out;
}

std::string escape_path(std::string_view text) {
  const std::string escaped = escape_html(text);
  std::string out;
  for (const char c : escaped) {
    out += c == '/' ? std::string("/<wbr>") : std::string(1, c);
  }
  return out;
}

std::string tagged(std::string_view name, std::string_view css_class, std::string_view text) {
  std::string out = "<" + std::string(name);
  if (!css_class.empty()) {
    out += " class=\"" + escape_html(css_class) + "\"";
  }
  return out + ">" + escape_html(text) + "</" + std::string(name) + ">";
}

}  // namespace remora::report
