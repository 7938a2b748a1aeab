#include "engine/json/json_scan.h"

#include "engine/base/ascii.h"
#include "engine/base/utf8.h"

namespace remora::json {

namespace {

bool is_hex(std::string_view text) {
  return text.size() == 4 &&
         text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// The size of a good escape at `at` (a backslash), 0 if it is none.
std::size_t escape_size(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 12);
  if (rest.size() < 2 || rest[1] != 'u') {
    return rest.size() > 1 && std::string_view("\"\\/bfnrt").find(rest[1]) != std::string_view::npos
               ? 2
               : 0;
  }
  const std::string_view unit = rest.substr(2, 4);
  if (!is_hex(unit)) {
    return 0;
  }
  // U+D800 to U+DBFF need one of U+DC00 to U+DFFF behind them, which cannot stand alone.
  const char second = ascii_lower(unit[1]);
  if (ascii_lower(unit[0]) != 'd' || second < '8') {
    return 6;
  }
  const bool pair = second < 'c' && rest.size() == 12 && rest.substr(6, 2) == "\\u" &&
                    is_hex(rest.substr(8)) && ascii_lower(rest[8]) == 'd' &&
                    ascii_lower(rest[9]) >= 'c';
  return pair ? 12 : 0;
}

/// The string that begins at `begin`, up to its closing quote or to what is wrong in it.
Token read_string(std::string_view text, std::size_t begin) {
  std::size_t at = begin + 1;
  while (at < text.size()) {
    const auto c = static_cast<unsigned char>(text[at]);
    std::size_t size = 1;
    if (c == '"') {
      return {TokenKind::String,
              {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at + 1)}};
    }
    if (c == '\\') {
      size = escape_size(text, at);
    } else if (c < 0x20) {
      size = 0;
    } else if (c >= 0x80) {
      size = utf8::valid_size(text, at);
    }
    if (size == 0) {
      break;
    }
    at += size;
  }
  const auto slip = static_cast<std::uint32_t>(at);
  return {TokenKind::BrokenText, {static_cast<std::uint32_t>(begin), slip}, slip};
}

/// The end of the number that begins at `at`; `at` itself if none does.
std::size_t number_end(std::string_view text, std::size_t at) {
  const auto digits = [text](std::size_t from) {
    while (from < text.size() && is_ascii_digit(text[from])) {
      ++from;
    }
    return from;
  };
  const std::size_t integer = at + (text[at] == '-' ? 1 : 0);
  std::size_t end = digits(integer);
  if (end == integer || (text[integer] == '0' && end > integer + 1)) {
    return at;
  }
  if (end < text.size() && text[end] == '.') {
    const std::size_t fraction = digits(end + 1);
    if (fraction == end + 1) {
      return at;
    }
    end = fraction;
  }
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    const bool sign = end + 1 < text.size() && (text[end + 1] == '+' || text[end + 1] == '-');
    const std::size_t exponent = end + (sign ? 2 : 1);
    const std::size_t last = digits(exponent);
    return last == exponent ? at : last;
  }
  return end;
}

bool goes_on_as_word(std::string_view text, std::size_t at) {
  const char c = at < text.size() ? text[at] : ' ';
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-' || c == '+' || c == '.';
}

Token read_token(std::string_view text, std::size_t begin) {
  const auto token = [begin](TokenKind kind, std::size_t end) {
    return Token{kind, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
  };
  if (begin >= text.size()) {
    return token(TokenKind::End, begin);
  }
  const char c = text[begin];
  switch (c) {
    case '{':
    case '[':
      return token(TokenKind::Open, begin + 1);
    case '}':
    case ']':
      return token(TokenKind::Close, begin + 1);
    case ':':
      return token(TokenKind::Colon, begin + 1);
    case ',':
      return token(TokenKind::Comma, begin + 1);
    case '"':
      return read_string(text, begin);
    default:
      break;
  }
  if (c == '-' || is_ascii_digit(c)) {
    const std::size_t end = number_end(text, begin);
    return end == begin || goes_on_as_word(text, end) ? token(TokenKind::BrokenDigit, begin + 1)
                                                      : token(TokenKind::Number, end);
  }
  for (const std::string_view word : {"true", "false", "null"}) {
    if (text.substr(begin, word.size()) == word && !goes_on_as_word(text, begin + word.size())) {
      return token(TokenKind::Literal, begin + word.size());
    }
  }
  const bool digit =
      (c == '+' || c == '.') && begin + 1 < text.size() && is_ascii_digit(text[begin + 1]);
  return token(digit ? TokenKind::BrokenDigit : TokenKind::Other, begin + 1);
}

class Scanner {
 public:
  explicit Scanner(const SourceText& source) {
    scan_.source = &source;
    scan_.text = source.text();
  }

  JsonScan run() {
    std::size_t at = scan_.text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    line_begin_ = at;
    scan_.first_in_line = true;
    while (true) {
      at = skip_blanks(at);
      scan_.token = read_token(scan_.text, at);
      if (scan_.token.kind == TokenKind::End || !take()) {
        return std::move(scan_);
      }
      scan_.before = scan_.token;
      scan_.first_in_line = false;
      at = scan_.token.span.end;
    }
  }

 private:
  std::size_t skip_blanks(std::size_t at) {
    const std::string_view text = scan_.text;
    for (; at < text.size() && is_json_blank(text[at]); ++at) {
      if (text[at] == '\n') {
        line_begin_ = at + 1;
        ++scan_.line;
        scan_.first_in_line = true;
      }
    }
    if (scan_.first_in_line) {
      scan_.indent = static_cast<std::uint32_t>(at - line_begin_);
    }
    return at;
  }

  [[nodiscard]] bool in_object() const {
    return !scan_.open.empty() && scan_.text[scan_.open.back().at] == '{';
  }

  /// What is awaited behind a value.
  [[nodiscard]] Awaited after_value() const {
    return scan_.open.empty() ? Awaited::End : Awaited::Comma;
  }

  /// Goes over the token; false if it does not fit.
  bool take() {
    Awaited& awaited = scan_.awaited;
    const bool value = awaited == Awaited::Value || awaited == Awaited::FirstElement;
    const bool key = awaited == Awaited::Key || awaited == Awaited::FirstKey;
    switch (scan_.token.kind) {
      case TokenKind::Open:
        if (value) {
          scan_.open.push_back({scan_.token.span.begin, scan_.line, scan_.indent, {}});
          awaited = in_object() ? Awaited::FirstKey : Awaited::FirstElement;
        }
        return value;
      case TokenKind::Close:
        return close();
      case TokenKind::Colon:
        if (awaited != Awaited::Colon) {
          return false;
        }
        awaited = Awaited::Value;
        return true;
      case TokenKind::Comma:
        if (awaited != Awaited::Comma) {
          return false;
        }
        awaited = in_object() ? Awaited::Key : Awaited::Value;
        return true;
      case TokenKind::String:
        if (key) {
          scan_.open.back().key = scan_.token;
          awaited = Awaited::Colon;
          return true;
        }
        [[fallthrough]];
      case TokenKind::Number:
      case TokenKind::Literal:
        if (value) {
          awaited = after_value();
        }
        return value;
      case TokenKind::End:
      case TokenKind::BrokenText:
      case TokenKind::BrokenDigit:
      case TokenKind::Other:
        break;
    }
    return false;
  }

  bool close() {
    const bool object = scan_.text[scan_.token.span.begin] == '}';
    const Awaited empty = object ? Awaited::FirstKey : Awaited::FirstElement;
    if (scan_.open.empty() || object != in_object() ||
        (scan_.awaited != Awaited::Comma && scan_.awaited != empty)) {
      return false;
    }
    const Bracket& open = scan_.open.back();
    if (scan_.first_in_line && open.line != scan_.line) {
      const OddPair pair = {open.at, scan_.token.span.begin};
      if (scan_.indent < open.indent && !scan_.unended) {
        scan_.unended = pair;
      } else if (scan_.indent > open.indent && !scan_.surplus) {
        scan_.surplus = pair;
      }
    }
    scan_.open.pop_back();
    scan_.awaited = after_value();
    return true;
  }

  JsonScan scan_;
  std::size_t line_begin_ = 0;
};

}  // namespace

JsonScan scan_json(const SourceText& source) {
  return Scanner(source).run();
}

}  // namespace remora::json
