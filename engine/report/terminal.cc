#include "engine/report/terminal.h"

#include "engine/base/utf8.h"
#include "engine/base/visible.h"
#include "engine/report/style.h"

namespace remora::report {

namespace {

/// A blank that has a width, as Japanese texts have it between sentences.
constexpr char32_t kIdeographicSpace = 0x3000;

bool is_shown_as_it_is(char32_t c, std::string_view written) {
  if (c == '\n' || c == kIdeographicSpace) {
    return true;
  }
  const std::string escaped = visible(written);
  return escaped == written;
}

/// What the runner trims from the beginning of a line before it looks: .NET's white space.
/// Source: Microsoft, ".NET API", Char.IsWhiteSpace.
bool is_trimmed(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == kIdeographicSpace;
}

struct Escapes {
  std::string_view colons;  // for `::`
  std::string_view hashes;  // for `##[`
};

Escapes escapes_of(std::string_view format) {
  if (format == "json" || format == "sarif") {
    return {"::", "\\u0023#["};  // no line of JSON begins with a colon
  }
  if (format == "html" || format == "markdown" || format == "junit") {
    return {"&#58;:", "&#35;#["};
  }
  return {"\\x3A:", "\\x23#["};
}

}  // namespace

std::string for_terminal(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (const auto code = Style::code_of(text[at]); !code.empty()) {
      out += "\x1b[" + std::string(code) + "m";
      ++at;
      continue;
    }
    // Nearly everything is printable ASCII.
    if (text[at] >= ' ' && text[at] <= '~') {
      out += text[at++];
      continue;
    }
    std::size_t size = 0;
    const char32_t c = utf8::decode(text, at, size);
    const std::string_view written = text.substr(at, size);
    if (is_shown_as_it_is(c, written)) {
      out += written;
      at += size;
    } else {
      append_visible(out, text, at);
    }
  }
  return out;
}

std::string for_runner(std::string_view text, std::string_view format) {
  const Escapes escapes = escapes_of(format);
  std::string out;
  out.reserve(text.size());
  bool line_begins = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("##[")) {
      out += escapes.hashes;
      at += 3;
      line_begins = false;
    } else if (line_begins && rest.starts_with("::")) {
      out += escapes.colons;
      at += 2;
      line_begins = false;
    } else {
      std::size_t size = 1;
      const char32_t c =
          line_begins ? utf8::decode(text, at, size) : static_cast<unsigned char>(text[at]);
      out += text.substr(at, size);
      at += size;
      line_begins = c == '\n' || c == '\r' || (line_begins && is_trimmed(c));
    }
  }
  return out;
}

}  // namespace remora::report
