#include "engine/diagnose/loose_match.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/diagnose/normalise.h"

namespace remora::diagnose {

namespace {

bool is_space(char c) {
  return c == ' ' || c == kLineBreak;
}

bool is_punctuation(char c) {
  return static_cast<unsigned char>(c) < 0x80U && !is_word_character(c) && !is_space(c);
}

class Comparison {
 public:
  Comparison(std::string_view text, std::size_t at, std::string_view literal)
      : text_(text), literal_(literal), at_(at) {}

  LiteralMatch run() {
    found_.end = at_;
    while (next_ < literal_.size()) {
      if (!step()) {
        return found_;
      }
      remember_end_of_word();
    }
    found_.whole = found_.matched == literal_.size();
    return found_;
  }

 private:
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }

  /// Takes one character of the literal, or a run of blanks.
  bool step() {
    const char wanted = literal_[next_];
    if (is_space(wanted)) {
      return take_blank();
    }
    if (is_quote(wanted)) {
      take_quote();
      return true;
    }
    // A line may be broken anywhere, a blank may stand beside punctuation only.
    if (!at_end() && text_[at_] != wanted &&
        (text_[at_] == kLineBreak || (text_[at_] == ' ' && beside_punctuation(next_)))) {
      const std::size_t behind = skip_blanks(text_, at_);
      if (behind >= text_.size() || text_[behind] != wanted) {
        return false;
      }
      at_ = behind;
    }
    if (at_end() || text_[at_] != wanted) {
      return false;
    }
    ++at_;
    ++next_;
    return true;
  }

  bool take_blank() {
    const std::size_t begin = next_;
    while (next_ < literal_.size() && is_space(literal_[next_])) {
      ++next_;
    }
    const std::size_t behind = skip_blanks(text_, at_);
    if (behind == at_ && !beside_punctuation(begin) && !beside_punctuation(next_)) {
      next_ = begin;
      return false;
    }
    at_ = behind;
    return true;
  }

  void take_quote() {
    std::size_t at = at_;
    if (at < text_.size() && (text_[at] == kLineBreak || beside_punctuation(next_))) {
      at = skip_blanks(text_, at);
    }
    ++next_;
    // Two, because quotes inside a quoted cell are doubled.
    for (int taken = 0; taken < 2 && at < text_.size() && is_quote(text_[at]); ++taken) {
      at_ = ++at;
    }
  }

  /// True if the literal has punctuation on either side of the gap before `position`.
  [[nodiscard]] bool beside_punctuation(std::size_t position) const {
    return (position > 0 && is_punctuation(literal_[position - 1])) ||
           (position < literal_.size() && is_punctuation(literal_[position]));
  }

  void remember_end_of_word() {
    const bool inside_literal = next_ < literal_.size() && is_word_character(literal_[next_]) &&
                                is_word_character(literal_[next_ - 1]);
    const bool inside_text =
        is_word_character(literal_[next_ - 1]) && !at_end() && is_word_character(text_[at_]);
    // A blank at the end is none of what was said: both a short and a long message can have it.
    const bool blank = is_space(literal_[next_ - 1]) && next_ < literal_.size();
    if (!inside_literal && !inside_text && !blank) {
      found_.end = at_;
      found_.matched = next_;
    }
  }

  std::string_view text_;
  std::string_view literal_;
  std::size_t at_;
  std::size_t next_ = 0;  // in the literal
  LiteralMatch found_;
};

}  // namespace

bool is_quote(char c) {
  return c == '\'' || c == '"';
}

bool is_word_character(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c);
}

bool has_words(std::string_view literal) {
  return std::any_of(literal.begin(), literal.end(), is_word_character);
}

bool is_word_begin(std::string_view text, std::size_t at) {
  return at == 0 || at >= text.size() || !is_word_character(text[at]) ||
         !is_word_character(text[at - 1]);
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) {
    ++at;
  }
  return at;
}

LiteralMatch match_literal(std::string_view text, std::size_t at, std::string_view literal) {
  return Comparison(text, at, literal).run();
}

std::size_t word_end(std::string_view text, std::size_t at) {
  constexpr std::string_view kStops = " \n\f'\"()<>[]";
  constexpr std::string_view kTrailing = ".,;:!?";
  std::size_t end = at;
  while (end < text.size() && static_cast<unsigned char>(text[end]) < 0x80U &&
         kStops.find(text[end]) == std::string_view::npos) {
    ++end;
  }
  while (end > at && kTrailing.find(text[end - 1]) != std::string_view::npos) {
    --end;
  }
  return end;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (is_space(text.front()) || text.front() == kParagraphBreak)) {
    text.remove_prefix(1);
  }
  while (!text.empty() && (is_space(text.back()) || text.back() == kParagraphBreak)) {
    text.remove_suffix(1);
  }
  return text;
}

}  // namespace remora::diagnose
