#include "engine/wire/xml.h"

#include "engine/base/ascii.h"
#include "engine/base/utf8.h"
#include "engine/report/markup.h"

namespace remora::wire {

namespace {

constexpr std::size_t kDeepestXml = 16;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// What XML 1.0 takes: the marks of symbols are none of it. Source: XML 1.0, "2.2 Characters".
bool is_xml_character(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) ||
         (c >= 0xE000 && c < 0xFFFE) || (c >= 0x10000 && c <= 0x10FFFF);
}

bool is_xml_text(std::string_view text) {
  std::size_t size = 0;
  for (std::size_t at = 0; at < text.size(); at += size) {
    const char32_t c = utf8::decode(text, at, size);
    if (!is_xml_character(c) || (size == 1 && c == 0xFFFD)) {
      return false;
    }
  }
  return true;
}

/// The text with character references resolved. Nothing for an entity that XML itself has not.
std::optional<std::string> without_references(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const std::size_t at = std::min(text.find('&'), text.size());
    plain.append(text.substr(0, at));
    text.remove_prefix(at);
    if (text.empty()) {
      break;
    }
    const std::size_t end = text.find(';');
    if (end == std::string_view::npos || end > 10) {
      return std::nullopt;
    }
    const std::string_view name = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
    if (name == "lt" || name == "gt" || name == "amp" || name == "quot" || name == "apos") {
      plain += name == "lt"     ? '<'
               : name == "gt"   ? '>'
               : name == "amp"  ? '&'
               : name == "quot" ? '"'
                                : '\'';
      continue;
    }
    if (!name.starts_with('#')) {
      return std::nullopt;
    }
    const bool hexadecimal = name.size() > 1 && name[1] == 'x';
    const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
    std::uint32_t code = 0;
    const auto read =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
    const bool whole = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
    if (digits.empty() || !whole || !is_xml_character(code)) {
      return std::nullopt;
    }
    utf8::append(plain, static_cast<char32_t>(code));
  }
  return plain;
}

class XmlReader {
 public:
  explicit XmlReader(std::string_view text) : rest_(text) {}

  std::optional<XmlElement> read() {
    if (rest_.starts_with("\xEF\xBB\xBF")) {
      rest_.remove_prefix(3);
    }
    if (!is_xml_text(rest_) || !skip_misc()) {
      return std::nullopt;
    }
    XmlElement root;
    if (!element(root, 0) || !skip_misc() || !rest_.empty()) {
      return std::nullopt;
    }
    return root;
  }

 private:
  bool skip_past(std::string_view end) {
    const std::size_t at = rest_.find(end);
    if (at == std::string_view::npos) {
      return false;
    }
    rest_.remove_prefix(at + end.size());
    return true;
  }

  void skip_blanks() {
    while (!rest_.empty() && is_blank(rest_.front())) {
      rest_.remove_prefix(1);
    }
  }

  /// Blanks, comments and processing instructions.
  bool skip_misc() {
    while (true) {
      skip_blanks();
      if (rest_.starts_with("<?")) {
        if (!skip_past("?>")) {
          return false;
        }
      } else if (rest_.starts_with("<!--")) {
        if (!skip_past("-->")) {
          return false;
        }
      } else {
        return true;
      }
    }
  }

  std::string_view name() {
    std::size_t size = 0;
    while (size < rest_.size() && !is_blank(rest_[size]) &&
           std::string_view("<>/=\"'&").find(rest_[size]) == std::string_view::npos) {
      ++size;
    }
    const std::string_view found = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return found;
  }

  /// The attributes, of which nobody asks, and the end of a tag. Whether it closes itself.
  std::optional<bool> rest_of_tag() {
    while (true) {
      skip_blanks();
      if (rest_.starts_with("/>")) {
        rest_.remove_prefix(2);
        return true;
      }
      if (rest_.starts_with('>')) {
        rest_.remove_prefix(1);
        return false;
      }
      if (name().empty()) {
        return std::nullopt;
      }
      skip_blanks();
      if (!rest_.starts_with('=')) {
        return std::nullopt;
      }
      rest_.remove_prefix(1);
      skip_blanks();
      if (!rest_.starts_with('"') && !rest_.starts_with('\'')) {
        return std::nullopt;
      }
      const std::string quote(1, rest_.front());
      rest_.remove_prefix(1);
      if (!skip_past(quote)) {
        return std::nullopt;
      }
    }
  }

  bool element(XmlElement& into, std::size_t depth) {  // NOLINT(misc-no-recursion)
    if (depth > kDeepestXml || !rest_.starts_with('<')) {
      return false;
    }
    rest_.remove_prefix(1);
    const std::string_view full = name();
    if (full.empty() || full.starts_with('!')) {
      return false;
    }
    into.name = full.substr(full.find(':') + 1);
    const auto closed = rest_of_tag();
    if (!closed) {
      return false;
    }
    return *closed || content(into, full, depth);
  }

  bool content(XmlElement& into, std::string_view full, std::size_t depth) {  // NOLINT
    while (!rest_.empty()) {
      const std::size_t at = std::min(rest_.find('<'), rest_.size());
      const auto text = without_references(rest_.substr(0, at));
      if (!text) {
        return false;
      }
      into.text += *text;
      rest_.remove_prefix(at);
      if (rest_.starts_with("</")) {
        rest_.remove_prefix(2);
        const bool matches = name() == full;
        skip_blanks();
        const bool ends = matches && rest_.starts_with('>');
        rest_.remove_prefix(ends ? 1 : 0);
        return ends;
      }
      if (rest_.starts_with("<!--") || rest_.starts_with("<?")) {
        if (!skip_misc()) {
          return false;
        }
      } else if (rest_.starts_with("<![CDATA[")) {
        rest_.remove_prefix(9);
        const std::size_t end = rest_.find("]]>");
        if (end == std::string_view::npos) {
          return false;
        }
        into.text.append(rest_.substr(0, end));
        rest_.remove_prefix(end + 3);
      } else if (!element(into.children.emplace_back(), depth + 1)) {
        return false;
      }
    }
    return false;
  }

  std::string_view rest_;
};

}  // namespace

std::string xml_element(std::string_view name, std::string_view text) {
  std::string element = "<";
  element.append(name).append(">").append(report::escape_markup(text));
  return element.append("</").append(name).append(">");
}

const XmlElement* XmlElement::child(std::string_view wanted) const {
  for (const XmlElement& one : children) {
    if (one.name == wanted) {
      return &one;
    }
  }
  return nullptr;
}

std::string_view XmlElement::text_of(std::initializer_list<std::string_view> path) const {
  const XmlElement* at = this;
  for (const std::string_view step : path) {
    at = at->child(step);
    if (at == nullptr) {
      return {};
    }
  }
  return at->text;
}

std::optional<XmlElement> read_xml(std::string_view text) {
  return XmlReader(text).read();
}

}  // namespace remora::wire
