#include "engine/report/markup.h"

#include "engine/base/symbol.h"
#include "engine/base/utf8.h"
#include "engine/report/terminal.h"

namespace remora::report {

namespace {

/// Source: Extensible Markup Language (XML) 1.0, "2.2 Characters".
constexpr bool is_xml_character(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20U && c != 0xFFFEU && c != 0xFFFFU);
}

}  // namespace

std::string escape_markup(std::string_view text) {
  constexpr char32_t kReplacement = 0xFFFD;  // which invalid UTF-8 is read as, too
  std::string out;
  std::size_t size = 0;
  for (std::size_t at = 0; at < text.size(); at += size) {
    const char32_t c = utf8::decode(text, at, size);
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
      case kSymbolBegin:
        out += "&lt;";
        break;
      case '>':
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
        utf8::append(out, is_xml_character(c) ? c : kReplacement);
    }
  }
  return out;
}

std::string escape_xml(std::string_view text) {
  std::string out;
  for (const char c : escape_markup(text)) {
    const bool line = c == '\n' || c == '\t' || c == '\r';
    out += line ? "&#" + std::to_string(int{c}) + ";" : std::string(1, c);
  }
  return out;
}

std::string escape_path(std::string_view text) {
  const std::string escaped = escape_markup(text);
  std::string out;
  for (const char c : escaped) {
    out += c == '/' ? std::string("/<wbr>") : std::string(1, c);
  }
  return out;
}

std::string escape_markdown(std::string_view text) {
  const std::string safe = for_terminal(readable(text));
  std::string out;
  for (std::size_t i = 0; i < safe.size(); ++i) {
    const char c = safe[i];
    const bool of_link = (c == '/' && i > 0 && safe[i - 1] == ':') ||
                         (c == '.' && i > 0 && (safe[i - 1] == 'w' || safe[i - 1] == 'W'));
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
      case '\n':
        out += ' ';
        break;
      case '@':
        out += "@<!-- -->";  // or GitHub would call somebody
        break;
      default:
        if (of_link || std::string_view("\\`*_{}[]()#+!|~$-").find(c) != std::string_view::npos) {
          out += '\\';
        }
        out += c;
    }
  }
  return out;
}

std::string tagged(std::string_view name, std::string_view css_class, std::string_view text) {
  std::string out = "<" + std::string(name);
  if (!css_class.empty()) {
    out += " class=\"" + escape_markup(css_class) + "\"";
  }
  return out + ">" + escape_markup(text) + "</" + std::string(name) + ">";
}

}  // namespace remora::report
