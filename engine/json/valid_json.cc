#include "engine/json/valid_json.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/base/symbol.h"
#include "engine/base/utf8.h"
#include "engine/json/duplicate_keys.h"
#include "engine/json/json_scan.h"

namespace remora::json {

namespace {

class ValidReader {
 public:
  explicit ValidReader(const SourcePtr& source)
      : text_(source->text()),
        deepest_(source->limits()[Limit::Depth]),
        most_(source->limits()[Limit::Nodes]),
        foreign_(source->foreign()),
        builder_(source, /*yaml=*/false),
        sink_(source) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    at_ = text_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    builder_.reserve(most_nodes());
  }

  DocumentPtr read() {
    Awaited awaited = Awaited::Value;
    while (skip_blanks()) {
      if (!step(awaited)) {
        return nullptr;
      }
    }
    return awaited == Awaited::End ? builder_.finish() : nullptr;
  }

 private:
  /// No more than there are: in front of each but the first stands one of these signs. To grow the
  /// tape of a large plan costs more than to read it, and room that is not used costs nothing.
  [[nodiscard]] std::size_t most_nodes() const {
    constexpr std::size_t kBytesOfANode = 8;  // of a text that is no attack
    constexpr std::size_t kMost = 1U << 22U;  // a plan of 64 MB; larger ones grow
    const auto signs = std::count_if(text_.begin(), text_.end(), [](char c) {
      return c == ',' || c == ':' || c == '{' || c == '[';
    });
    return std::min({static_cast<std::size_t>(signs) + 1, text_.size() / kBytesOfANode + 1, kMost});
  }

  [[nodiscard]] char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool skip_blanks() {
    while (at_ < text_.size() && is_json_blank(text_[at_])) {
      ++at_;
    }
    return at_ < text_.size();
  }

  /// Reads what is awaited, and says what is awaited behind it.
  bool step(Awaited& awaited) {
    const char c = text_[at_];
    switch (awaited) {
      case Awaited::FirstElement:
        return c == ']' ? close(awaited) : value(c, awaited);
      case Awaited::Value:
        return value(c, awaited);
      case Awaited::FirstKey:
        return c == '}' ? close(awaited) : key(c, awaited);
      case Awaited::Key:
        return key(c, awaited);
      case Awaited::Comma:
        if (c != ',') {
          return c == (in_object() ? '}' : ']') && close(awaited);
        }
        ++at_;
        awaited = in_object() ? Awaited::Key : Awaited::Value;
        return true;
      default:
        return false;  // the end, and there is more
    }
  }

  [[nodiscard]] bool in_object() const {
    return builder_.document().node(builder_.innermost()).kind == Kind::Object;
  }

  [[nodiscard]] Awaited behind_value() const {
    return builder_.depth() == 0 ? Awaited::End : Awaited::Comma;
  }

  bool key(char c, Awaited& awaited) {
    if (c != '"' || !string() || !skip_blanks() || text_[at_] != ':') {
      return false;
    }
    ++at_;
    awaited = Awaited::Value;
    return true;
  }

  bool value(char c, Awaited& awaited) {
    if (builder_.size() >= most_) {
      return false;
    }
    if (c == '{' || c == '[') {
      if (builder_.depth() >= deepest_) {
        return false;
      }
      builder_.open(c == '{' ? Kind::Object : Kind::Array, span_from(at_, at_ + 1));
      ++at_;
      awaited = c == '{' ? Awaited::FirstKey : Awaited::FirstElement;
      return true;
    }
    const bool read = c == '"'                        ? string()
                      : c == '-' || is_ascii_digit(c) ? number()
                      : c == 't'                      ? word("true", Kind::Bool)
                      : c == 'f'                      ? word("false", Kind::Bool)
                                                      : word("null", Kind::Null);
    awaited = behind_value();
    return read;
  }

  bool close(Awaited& awaited) {
    const std::size_t opened = builder_.innermost();
    const bool object = in_object();
    builder_.close(static_cast<std::uint32_t>(++at_));
    awaited = behind_value();
    if (object) {
      report_duplicate_keys(builder_.document(), opened, keys_, sink_);
    }
    return !sink_.has_errors();
  }

  static Span span_from(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  bool word(std::string_view word, Kind kind) {
    if (!text_.substr(at_).starts_with(word)) {
      return false;
    }
    builder_.scalar(kind, span_from(at_, at_ + word.size()), text_.substr(at_, word.size()));
    at_ += word.size();
    return true;
  }

  bool digits() {
    const std::size_t begin = at_;
    while (is_ascii_digit(next())) {
      ++at_;
    }
    return at_ > begin;
  }

  /// A number that a double can hold for certain; of others `read_json` knows.
  bool number() {
    constexpr std::size_t kMostSigns = 100;
    constexpr std::size_t kMostExponentDigits = 2;
    const std::size_t begin = at_;
    at_ += next() == '-' ? 1U : 0U;
    const bool zero = next() == '0';
    const std::size_t whole = at_;
    if (!digits() || (zero && at_ - whole > 1)) {
      return false;
    }
    if (next() == '.') {
      ++at_;
      if (!digits()) {
        return false;
      }
    }
    if (ascii_lower(next()) == 'e') {
      ++at_;
      at_ += next() == '+' || next() == '-' ? 1U : 0U;
      const std::size_t exponent = at_;
      if (!digits() || at_ - exponent > kMostExponentDigits) {
        return false;
      }
    }
    if (at_ - begin > kMostSigns) {
      return false;
    }
    builder_.scalar(Kind::Number, span_from(begin, at_), text_.substr(begin, at_ - begin));
    return true;
  }

  bool string() {
    const std::size_t begin = at_++;
    bool escaped = false;
    while (at_ < text_.size() && text_[at_] != '"') {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte == '\\') {
        if (!escaped) {
          decoded_.assign(text_.substr(begin + 1, at_ - begin - 1));
          escaped = true;
        }
        if (!escape()) {
          return false;
        }
        continue;
      }
      const std::size_t size = byte < 0x80U ? 1 : utf8::valid_size(text_, at_);
      if (byte < 0x20U || size == 0) {
        return false;
      }
      if (escaped) {
        decoded_.append(text_, at_, size);
      }
      at_ += size;
    }
    if (at_ >= text_.size()) {
      return false;
    }
    const Span span = span_from(begin, ++at_);
    if (escaped && foreign_ && has_mark(decoded_)) {
      return false;
    }
    if (escaped) {
      builder_.string(span, decoded_);
    } else {
      builder_.scalar(Kind::String, span, text_.substr(begin + 1, at_ - begin - 2));
    }
    return true;
  }

  /// Reads what begins with a backslash, into `decoded_`.
  bool escape() {
    constexpr std::string_view kWritten = "\"\\/bfnrt";
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    ++at_;
    if (next() == 'u') {
      return unicode_escape();
    }
    const std::size_t which = at_ < text_.size() ? kWritten.find(text_[at_]) : kWritten.npos;
    if (which == kWritten.npos) {
      return false;
    }
    decoded_ += kMeant[which];
    ++at_;
    return true;
  }

  /// The four digits behind `\u`, on which it stands.
  bool hex(char32_t& unit) {
    constexpr std::size_t kDigits = 4;
    unit = 0;
    if (next() != 'u' || text_.size() - at_ <= kDigits) {
      return false;
    }
    for (std::size_t i = 1; i <= kDigits; ++i) {
      const char c = ascii_lower(text_[at_ + i]);
      const bool letter = c >= 'a' && c <= 'f';
      if (!letter && !is_ascii_digit(c)) {
        return false;
      }
      unit = unit * 16 + static_cast<char32_t>(letter ? c - 'a' + 10 : c - '0');
    }
    at_ += kDigits + 1;
    return true;
  }

  bool unicode_escape() {
    char32_t unit = 0;
    if (!hex(unit) || (unit >= 0xDC00 && unit < 0xE000)) {
      return false;
    }
    if (unit >= 0xD800 && unit < 0xDC00) {
      char32_t low = 0;
      if (next() != '\\') {
        return false;
      }
      ++at_;
      if (!hex(low) || low < 0xDC00 || low >= 0xE000) {
        return false;
      }
      unit = 0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00);
    }
    utf8::append(decoded_, unit);
    return true;
  }

  std::string_view text_;
  std::size_t deepest_;
  std::size_t most_;
  bool foreign_;
  std::size_t at_ = 0;
  DocumentBuilder builder_;
  DiagnosticSink sink_;
  std::vector<std::size_t> keys_;
  std::string decoded_;
};

}  // namespace

DocumentPtr read_valid_json(const SourcePtr& source) {
  return ValidReader(source).read();
}

}  // namespace remora::json
