#include "engine/json/written_scalar.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>
#include <utility>

#include "engine/base/utf8.h"

namespace remora::json {

namespace {

constexpr std::string_view kSpaceOrTab = " \t";

/// Walks through what is written and what it means side by side. Every step checks that the one
/// gives the other, so that no rule of a reader can be mistaken in silence.
class SideBySide {
 public:
  SideBySide(std::string_view text, std::size_t begin, std::string_view decoded)
      : text_(text), begin_(begin), at_(begin), decoded_(decoded) {}

  std::optional<WrittenScalar> find() {
    skip_properties();
    begin_ = at_;
    switch (here()) {
      case '"':
        return quoted(Encoding::DoubleQuoted);
      case '\'':
        return quoted(Encoding::SingleQuoted);
      case '|':
        return block(Encoding::Literal);
      case '>':
        return block(Encoding::Folded);
      default:
        break;
    }
    while (!done() && step()) {
    }
    return finish(Encoding::Plain);
  }

 private:
  [[nodiscard]] char at(std::size_t offset) const {
    return offset < text_.size() ? text_[offset] : '\0';
  }

  [[nodiscard]] char here() const { return at(at_); }

  [[nodiscard]] bool done() const { return decoded_.size() == read_; }

  /// How many bytes the line break there takes; 0 if there is none.
  [[nodiscard]] std::size_t break_size(std::size_t offset) const {
    return at(offset) == '\n' ? 1 : at(offset) != '\r' ? 0 : at(offset + 1) == '\n' ? 2 : 1;
  }

  [[nodiscard]] std::size_t skip(std::size_t offset, std::string_view characters) const {
    return std::min(text_.find_first_not_of(characters, offset), text_.size());
  }

  [[nodiscard]] std::size_t blanks_end() const { return skip(at_, kSpaceOrTab); }

  /// `&anchor` and `!tag` with what stands between them and the scalar.
  void skip_properties() {
    while (here() == '&' || here() == '!') {
      at_ = std::min(text_.find_first_of(" \t\r\n", at_), text_.size());
      at_ = skip(at_, " \t\r\n");
      while (here() == '#') {
        at_ = skip(std::min(text_.find('\n', at_), text_.size()), " \t\r\n");
      }
    }
  }

  /// The next character in a scalar of several lines, or all blanks there.
  bool step() {
    const std::size_t end = blanks_end();
    if (break_size(end) > 0) {
      return fold(/*joined=*/false);
    }
    do {
      if (!copy()) {
        return false;
      }
    } while (at_ < end);
    return true;
  }

  bool copy() {
    if (done() || at_ >= text_.size() || decoded_[read_] != text_[at_]) {
      return false;
    }
    map_.add_copy(1, static_cast<std::uint32_t>(at_));
    begun_ = true;
    ++read_;
    ++at_;
    return true;
  }

  /// What is written up to `end` means `meaning`.
  bool piece(std::string_view meaning, std::size_t end) {
    if (decoded_.substr(read_, meaning.size()) != meaning) {
      return false;
    }
    map_.add_piece(static_cast<std::uint32_t>(meaning.size()), span(at_, end));
    read_ += meaning.size();
    at_ = end;
    return true;
  }

  static Span span(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  std::optional<WrittenScalar> finish(Encoding encoding) {
    return done() ? std::optional(WrittenScalar{span(begin_, at_), encoding, std::move(map_)})
                  : std::nullopt;
  }

  std::optional<WrittenScalar> quoted(Encoding encoding) {
    const bool escapes = encoding == Encoding::DoubleQuoted;
    const char quote = here();
    ++at_;
    bool good = true;
    while (good && at_ < text_.size()) {
      if (here() == quote && (escapes || at(at_ + 1) != quote)) {
        ++at_;
        return finish(encoding);
      }
      if (here() == quote) {
        good = piece("'", at_ + 2);
      } else if (here() == '\\' && escapes) {
        good = escape();
      } else {
        good = step();
      }
    }
    return std::nullopt;
  }

  /// Line breaks in a scalar of several lines, with the blanks around them: one is a blank (or
  /// nothing behind a backslash), of several each but the first stands for itself.
  bool fold(bool joined) {
    std::size_t end = blanks_end();
    std::size_t breaks = 0;
    while (break_size(end) > 0) {
      end = skip(end + break_size(end), kSpaceOrTab);
      ++breaks;
    }
    return piece(breaks > 1 ? std::string(breaks - 1, '\n') : joined ? "" : " ", end);
  }

  bool escape() {
    if (break_size(at_ + 1) > 0) {
      ++at_;
      return fold(/*joined=*/true);
    }
    constexpr std::string_view kEscapes = "\"\\/bfnrt0ae v\t";
    constexpr std::string_view kEscaped("\"\\/\b\f\n\r\t\0\a\x1B \v\t", kEscapes.size());
    constexpr std::pair<char, std::string_view> kOthers[] = {
        {'N', "\xC2\x85"}, {'_', "\xC2\xA0"}, {'L', "\xE2\x80\xA8"}, {'P', "\xE2\x80\xA9"}};
    const char letter = at(at_ + 1);
    const std::size_t known = kEscapes.find(letter);
    if (known != std::string_view::npos) {
      return piece(kEscaped.substr(known, 1), at_ + 2);
    }
    for (const auto& [name, meaning] : kOthers) {
      if (name == letter) {
        return piece(meaning, at_ + 2);
      }
    }
    const std::size_t digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
    auto code = digits == 0 ? std::nullopt : number(at_ + 2, digits);
    if (!code) {
      return false;
    }
    std::size_t end = at_ + 2 + digits;
    if (*code >= 0xD800 && *code < 0xDC00 && at(end) == '\\' && at(end + 1) == 'u') {
      const auto low = number(end + 2, digits);
      code = low ? 0x10000 + ((*code - 0xD800) << 10U) + (*low - 0xDC00) : *code;
      end += 2 + digits;
    }
    std::string meaning;
    utf8::append(meaning, *code);
    return piece(meaning, end);
  }

  [[nodiscard]] std::optional<char32_t> number(std::size_t offset, std::size_t digits) const {
    const std::string_view written = text_.substr(std::min(offset, text_.size()), digits);
    std::uint32_t value = 0;
    const auto [end, bad] =
        std::from_chars(written.data(), written.data() + written.size(), value, 16);
    return bad == std::errc() && end == written.data() + digits ? std::optional<char32_t>(value)
                                                                : std::nullopt;
  }

  // -- scalars in block style

  [[nodiscard]] std::size_t line_end(std::size_t offset) const {
    return std::min(text_.find_first_of("\r\n", offset), text_.size());
  }

  /// The indentation that the block takes off its lines: what its first line with something on it
  /// has in front, less what is left of that.
  [[nodiscard]] std::optional<std::size_t> indentation() const {
    const std::size_t left_from = decoded_.find_first_not_of(" \t\r\n");
    const std::size_t first = skip(at_, " \t\r\n");
    if (left_from == std::string_view::npos || first == text_.size()) {
      return std::nullopt;
    }
    const std::size_t left = left_from - (decoded_.rfind('\n', left_from) + 1);  // npos + 1 is 0
    const std::size_t written = first - (text_.find_last_of("\r\n", first) + 1);
    return left > written ? std::nullopt : std::optional(written - left);
  }

  /// Behind the indentation of the line there, as far as it is indented.
  [[nodiscard]] std::size_t indented(std::size_t line) const {
    const std::size_t limit = std::min(line + indent_, text_.size());
    return std::min(skip(line, " "), limit);
  }

  std::optional<WrittenScalar> block(Encoding encoding) {
    at_ = line_end(at_);
    at_ += break_size(at_);
    const auto found = indentation();
    if (!found) {
      return std::nullopt;
    }
    indent_ = *found;
    at_ = indented(at_);
    bool good = true;
    while (good && !done() && at_ < text_.size()) {
      // Line breaks in front of the text are kept, folded or not.
      const bool folds = encoding == Encoding::Folded && begun_ && decoded_[read_] != ' ';
      good = break_size(at_) == 0 ? copy() : folds ? line_breaks() : line_break();
    }
    return finish(encoding);
  }

  /// One line break, with the indentation of the line behind it.
  bool line_break() {
    const std::size_t next = at_ + break_size(at_);
    const bool last = read_ + 1 == decoded_.size();
    return piece(decoded_[read_] == ' ' ? " " : "\n", last ? next : indented(next));
  }

  /// Line breaks that are folded: as many as the text has, or one more.
  bool line_breaks() {
    const std::size_t wanted =
        std::min(decoded_.find_first_not_of('\n', read_), decoded_.size()) - read_;
    std::size_t breaks = 0;
    std::size_t end = at_;
    while (break_size(end) > 0) {
      end = indented(end + break_size(end));
      ++breaks;
    }
    if (breaks == wanted + 1 && read_ + wanted < decoded_.size()) {
      return piece(std::string(wanted, '\n'), end);
    }
    for (std::size_t i = 0; i < wanted; ++i) {
      if (break_size(at_) == 0 || !line_break()) {
        return false;
      }
    }
    return wanted > 0;
  }

  std::string_view text_;
  std::size_t begin_;
  std::size_t at_;
  std::string_view decoded_;
  std::size_t read_ = 0;  // of the decoded text
  std::size_t indent_ = 0;
  bool begun_ = false;  // a character was read that is not folded
  OffsetMap map_;
};

}  // namespace

std::optional<WrittenScalar> find_written(std::string_view text,
                                          std::size_t begin,
                                          std::string_view decoded) {
  return SideBySide(text, begin, decoded).find();
}

}  // namespace remora::json
