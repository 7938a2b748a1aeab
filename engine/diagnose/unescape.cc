#include "engine/diagnose/unescape.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/symbol.h"
#include "engine/base/utf8.h"

namespace remora::diagnose {

namespace {

struct Replacement {
  std::string_view from;
  std::string_view to;
};

// What word processors, browsers and chats make of plain characters.
constexpr auto kTypography = std::to_array<Replacement>({
    {"‘", "'"},
    {"’", "'"},
    {"‚", "'"},
    {"‛", "'"},
    {"′", "'"},
    {"“", "\""},
    {"”", "\""},
    {"„", "\""},
    {"«", "\""},
    {"»", "\""},
    {"…", "..."},
    {"\u2010", "-"},
    {"\u2011", "-"},
    {"\u00a0", " "},
    {"\u202f", " "},
    {"\u3000", " "},
    {"\u200b", ""},
    {"\ufeff", ""},
});

constexpr auto kEntities = std::to_array<Replacement>({
    {"amp", "&"},
    {"lt", "<"},
    {"gt", ">"},
    {"quot", "\""},
    {"apos", "'"},
    {"nbsp", " "},
});

// Tags that end a line; the others are taken out without a trace. Only these names are tags: what
// else stands in angle brackets is a placeholder that somebody wrote.
constexpr auto kBlockTags = std::to_array<std::string_view>({"br",
                                                             "p",
                                                             "div",
                                                             "li",
                                                             "ul",
                                                             "ol",
                                                             "tr",
                                                             "pre",
                                                             "table",
                                                             "blockquote",
                                                             "h1",
                                                             "h2",
                                                             "h3",
                                                             "h4"});
constexpr auto kInlineTags = std::to_array<std::string_view>({"a",
                                                              "b",
                                                              "i",
                                                              "em",
                                                              "strong",
                                                              "code",
                                                              "span",
                                                              "kbd",
                                                              "tt",
                                                              "td",
                                                              "th",
                                                              "tbody",
                                                              "samp",
                                                              "font"});

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view one) {
    return equal_ignoring_case(one, name);
  });
}

/// Reads the digits of a number; nothing unless all of `digits` belong to it, and where it is one
/// of the marks of symbols, which no text can bring along.
std::optional<char32_t> code_point(std::string_view digits, int base) {
  std::uint32_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, value, base);
  constexpr std::uint32_t kLast = 0x10FFFF;
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (error != std::errc() || rest != end || value == 0 || value > kLast || surrogate ||
      value == static_cast<std::uint32_t>(kSymbolBegin) ||
      value == static_cast<std::uint32_t>(kSymbolEnd)) {
    return std::nullopt;
  }
  return static_cast<char32_t>(value);
}

/// First pass: escapes of the formats that carried the text.
class Unescaper {
 public:
  explicit Unescaper(std::string_view text) : text_(text) {}

  std::string run() {
    while (at_ < text_.size()) {
      if (!take_escape()) {
        out_ += text_[at_++];
      }
    }
    return std::move(out_);
  }

 private:
  bool take_escape() {
    switch (text_[at_]) {
      case '\x1b':
        return take_color();
      case '\\':
        return take_backslash();
      case '&':
        return take_entity();
      case '<':
        return take_tag();
      case '\r':
        ++at_;
        return true;
      default:
        return static_cast<unsigned char>(text_[at_]) >= 0x80U && take_typography();
    }
  }

  bool put(std::size_t size, std::string_view replacement) {
    out_ += replacement;
    at_ += size;
    return true;
  }

  bool put(std::size_t size, char32_t character) {
    std::string text;
    utf8::append(text, character);
    return put(size, straighten(text));
  }

  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }

  bool take_color() {
    std::size_t size = 1;
    if (rest().substr(size).starts_with('[')) {
      ++size;
      while (size < rest().size() && !is_ascii_letter(rest()[size])) {
        ++size;
      }
      size = std::min(size + 1, rest().size());
    }
    return put(size, "");
  }

  bool take_backslash() {
    if (rest().size() < 2) {
      return false;
    }
    switch (rest()[1]) {
      case 'n':
        return put(2, "\n");
      case 't':
      case 'r':
        return put(2, " ");
      case '"':
      case '\'':
      case '`':
      case '/':
      case '\\':
      case '-':
      case '_':
      case '.':
        return put(2, rest().substr(1, 1));
      case 'x':
        return take_byte();
      case 'u':
        break;
      default:
        return false;
    }
    constexpr std::size_t kSize = 6;
    const auto character =
        rest().size() >= kSize ? code_point(rest().substr(2, 4), 16) : std::nullopt;
    return character && put(kSize, *character);
  }

  /// `\x27`, as Python and shells write a sign.
  bool take_byte() {
    constexpr std::size_t kSize = 4;
    const auto character =
        rest().size() >= kSize ? code_point(rest().substr(2, 2), 16) : std::nullopt;
    return character && *character >= 0x20 && *character < 0x7F && put(kSize, *character);
  }

  bool take_entity() {
    constexpr std::size_t kLongest = 10;
    // What was escaped twice: `&amp;#x27;`.
    constexpr std::string_view kAgain = "&amp;";
    if (rest().starts_with(kAgain)) {
      const std::string_view inner = rest().substr(kAgain.size());
      const bool known =
          inner.starts_with('#') ||
          std::any_of(kEntities.begin(), kEntities.end(), [&](const Replacement& one) {
            return inner.starts_with(std::string(one.from) + ";");
          });
      if (known) {
        const std::string once = "&" + std::string(inner.substr(0, inner.find(';') + 1));
        const std::string plain = Unescaper(once).run();
        return plain != once && put(kAgain.size() + once.size() - 1, plain);
      }
    }
    const std::size_t end = rest().substr(0, kLongest).find(';');
    if (end == std::string_view::npos) {
      return false;
    }
    const std::string_view name = rest().substr(1, end - 1);
    for (const Replacement& entity : kEntities) {
      if (entity.from == name) {
        return put(end + 1, entity.to);
      }
    }
    if (!name.starts_with('#')) {
      return false;
    }
    const bool hexadecimal = name.starts_with("#x") || name.starts_with("#X");
    const auto character = code_point(name.substr(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
    return character && put(end + 1, *character);
  }

  bool take_tag() {
    constexpr std::size_t kLongestTag = 300;
    const std::size_t end = rest().substr(0, kLongestTag).find('>');
    if (end == std::string_view::npos) {
      return false;
    }
    std::string_view name = rest().substr(1, end - 1);
    if (name.starts_with('/')) {
      name.remove_prefix(1);
    }
    name = name.substr(0, name.find_first_of(" /\t"));
    if (is_one_of(kBlockTags, name)) {
      return put(end + 1, "\n");
    }
    return is_one_of(kInlineTags, name) && put(end + 1, "");
  }

  bool take_typography() {
    for (const Replacement& one : kTypography) {
      if (rest().starts_with(one.from)) {
        return put(one.from.size(), one.to);
      }
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string unescape(std::string_view text) {
  return Unescaper(text).run();
}

std::string straighten(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto* const found =
        std::find_if(kTypography.begin(), kTypography.end(), [&](const Replacement& one) {
          return text.starts_with(one.from);
        });
    if (found != kTypography.end()) {
      out += found->to;
      text.remove_prefix(found->from.size());
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace remora::diagnose
