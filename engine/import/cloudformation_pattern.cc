#include "engine/import/cloudformation_pattern.h"

#include <algorithm>
#include <bitset>
#include <charconv>
#include <cstdint>
#include <vector>

#include "engine/base/ascii.h"

namespace remora::imports::cloudformation {

namespace {

using CharacterSet = std::bitset<128>;

constexpr std::size_t kMostStates = 20'000;
constexpr std::size_t kDeepestGroup = 64;
constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

/// A state of an automaton that may be in many at once, so that no pattern takes long.
struct State {
  enum class Type : std::uint8_t { Character, Fork, Begin, End, Accept };

  Type type = Type::Accept;
  CharacterSet characters = {};
  std::size_t next = kNowhere;
  std::size_t other = kNowhere;  // Fork
};

CharacterSet set_of(bool (*holds)(char)) {
  CharacterSet set;
  for (std::size_t i = 0; i < set.size(); ++i) {
    set[i] = holds(static_cast<char>(i));
  }
  return set;
}

/// Builds the automaton from behind: each part gets the state that follows it.
class Automaton {
 public:
  explicit Automaton(std::string_view pattern) : pattern_(pattern) {
    states_.push_back({});
    begin_ = alternatives(0, 0);
    readable_ = readable_ && at_ == pattern_.size();
  }

  [[nodiscard]] Match matches(std::string_view text) const {
    if (!readable_) {
      return Match::Unknown;
    }
    std::vector<std::size_t> now;
    std::vector<std::size_t> next;
    std::vector<std::size_t> seen(states_.size(), kNowhere);
    enter(begin_, 0, text.size(), now, seen);
    for (std::size_t i = 0; i < text.size(); ++i) {
      next.clear();
      for (const std::size_t index : now) {
        const State& state = states_[index];
        const auto c = static_cast<unsigned char>(text[i]);
        if (state.type == State::Type::Character && state.characters.test(c)) {
          enter(state.next, i + 1, text.size(), next, seen);
        }
      }
      now.swap(next);
    }
    return match_if(std::any_of(now.begin(), now.end(), [&](std::size_t index) {
      return states_[index].type == State::Type::Accept;
    }));
  }

 private:
  [[nodiscard]] bool more() const { return readable_ && at_ < pattern_.size(); }

  [[nodiscard]] bool is_next(char c) const { return more() && pattern_[at_] == c; }

  bool take(char c) {
    const bool found = is_next(c);
    at_ += found ? 1 : 0;
    return found;
  }

  std::size_t add(State state) {
    readable_ = readable_ && states_.size() < kMostStates;
    if (readable_) {
      states_.push_back(state);
    }
    return states_.size() - 1;
  }

  std::size_t fork(std::size_t a, std::size_t b) { return add({State::Type::Fork, {}, a, b}); }

  std::size_t alternatives(std::size_t next, std::size_t depth) {  // NOLINT(misc-no-recursion)
    std::size_t begin = sequence(next, depth);
    while (take('|')) {
      const std::size_t other = sequence(next, depth);
      begin = fork(begin, other);
    }
    return begin;
  }

  /// A sequence is read forwards and built backwards: the parts are found first.
  std::size_t sequence(std::size_t next, std::size_t depth) {  // NOLINT(misc-no-recursion)
    std::vector<std::size_t> parts;
    while (more() && !is_next('|') && !is_next(')')) {
      parts.push_back(at_);
      repeated(next, depth);  // only to find its end
      if (states_.size() > kMostStates / 2) {
        readable_ = false;
      }
    }
    const std::size_t end = at_;
    for (auto part = parts.rbegin(); part != parts.rend() && readable_; ++part) {
      at_ = *part;
      next = repeated(next, depth);
    }
    at_ = end;
    return next;
  }

  /// One part with what stands behind it: `?`, `*`, `+`, `{2,5}`.
  std::size_t repeated(std::size_t next, std::size_t depth) {  // NOLINT(misc-no-recursion)
    const std::size_t begin = at_;
    atom(next, depth);
    std::size_t least = 1;
    std::size_t most = 1;
    bool unbounded = false;
    if (take('*')) {
      least = 0;
      unbounded = true;
    } else if (take('+')) {
      unbounded = true;
    } else if (take('?')) {
      least = 0;
    } else if (is_next('{')) {
      read_bounds(least, most, unbounded);
    } else {
      const std::size_t end = at_;
      at_ = begin;
      const std::size_t state = atom(next, depth);
      at_ = end;
      return state;
    }
    take('?');  // which of several ways is tried first makes no difference
    const std::size_t end = at_;
    const auto again = [&](std::size_t follows) {
      at_ = begin;
      return atom(follows, depth);
    };
    std::size_t state = next;
    if (unbounded) {
      const std::size_t loop = fork(kNowhere, next);
      const std::size_t body = again(loop);
      if (readable_) {
        states_[loop].next = body;
      }
      state = loop;
    } else {
      for (std::size_t i = least; i < most && readable_; ++i) {
        state = fork(again(state), next);
      }
    }
    for (std::size_t i = 0; i < least && readable_; ++i) {
      state = again(state);
    }
    at_ = end;
    return state;
  }

  void read_bounds(std::size_t& least, std::size_t& most, bool& unbounded) {
    const std::size_t close = pattern_.find('}', at_);
    const std::string_view inner =
        close == std::string_view::npos ? "" : pattern_.substr(at_ + 1, close - at_ - 1);
    const std::size_t comma = inner.find(',');
    const auto first = as_count(inner.substr(0, comma));
    const std::string_view rest = comma == std::string_view::npos ? inner : inner.substr(comma + 1);
    const auto second = rest.empty() ? first : as_count(rest);
    unbounded = comma != std::string_view::npos && rest.empty();
    if (!first || !second || *second < *first || *second > kMostStates) {
      readable_ = false;
      return;
    }
    least = *first;
    most = *second;
    at_ = close + 1;
  }

  std::size_t atom(std::size_t next, std::size_t depth) {  // NOLINT(misc-no-recursion)
    if (!more() || depth > kDeepestGroup || ++steps_ > kMostStates) {
      readable_ = false;
      return next;
    }
    const char c = pattern_[at_++];
    switch (c) {
      case '^':
        return add({State::Type::Begin, {}, next});
      case '$':
        return add({State::Type::End, {}, next});
      case '(': {
        if (take('?') && !take(':')) {
          readable_ = false;
        }
        const std::size_t state = alternatives(next, depth + 1);
        readable_ = take(')') && readable_;
        return state;
      }
      case '[':
        return add({State::Type::Character, bracket(), next});
      case '.':
        return add({State::Type::Character, ~CharacterSet().set('\n'), next});
      case '\\':
        return add({State::Type::Character, escaped(), next});
      case '*':
      case '+':
      case '?':
      case ')':
        readable_ = false;
        return next;
      default:
        return add({State::Type::Character, one(c), next});
    }
  }

  CharacterSet one(char c) {
    CharacterSet set;
    const auto code = static_cast<unsigned char>(c);
    readable_ = readable_ && code < set.size();
    if (readable_) {
      set.set(code);
    }
    return set;
  }

  CharacterSet escaped() {
    if (!more()) {
      readable_ = false;
      return {};
    }
    const char c = pattern_[at_++];
    const CharacterSet digits = set_of(is_ascii_digit);
    const CharacterSet words =
        set_of([](char w) { return is_ascii_digit(w) || is_ascii_letter(w) || w == '_'; });
    const CharacterSet blanks = set_of([](char b) { return b == ' ' || (b >= '\t' && b <= '\r'); });
    switch (c) {
      case 'd':
        return digits;
      case 'D':
        return ~digits;
      case 'w':
        return words;
      case 'W':
        return ~words;
      case 's':
        return blanks;
      case 'S':
        return ~blanks;
      case 'n':
        return one('\n');
      case 't':
        return one('\t');
      case 'r':
        return one('\r');
      default:
        readable_ = readable_ && !is_ascii_letter(c) && !is_ascii_digit(c);
        return one(c);
    }
  }

  CharacterSet bracket() {
    CharacterSet set;
    const bool negated = take('^');
    bool first = true;
    while (more() && (first || !is_next(']'))) {
      first = false;
      const std::size_t before = at_;
      const char c = pattern_[at_++];
      if (c == '[' || c == '&') {
        readable_ = readable_ && c != '[' && !is_next('&');  // Java's unions and intersections
      }
      const CharacterSet begin = c == '\\' ? escaped() : one(c);
      set |= begin;
      if (is_next('-') && at_ + 1 < pattern_.size() && pattern_[at_ + 1] != ']' &&
          begin.count() == 1) {
        ++at_;
        const char low = pattern_[at_ - 2];
        const char last = pattern_[at_++];
        const char high = last == '\\' && more() ? pattern_[at_++] : last;
        readable_ = readable_ && low <= high && at_ > before;
        for (char i = low; readable_ && i <= high; ++i) {
          set |= one(i);
          if (i == 127) {
            break;
          }
        }
      }
    }
    readable_ = take(']') && readable_;
    return negated ? ~set : set;
  }

  void enter(std::size_t index,
             std::size_t position,
             std::size_t size,
             std::vector<std::size_t>& states,
             std::vector<std::size_t>& seen) const {
    std::vector<std::size_t> open = {index};
    while (!open.empty()) {
      const std::size_t one = open.back();
      open.pop_back();
      if (one == kNowhere || seen[one] == position) {
        continue;
      }
      seen[one] = position;
      const State& state = states_[one];
      const bool passes = state.type == State::Type::Fork ||
                          (state.type == State::Type::Begin && position == 0) ||
                          (state.type == State::Type::End && position == size);
      if (passes) {
        open.push_back(state.next);
        open.push_back(state.other);
      } else {
        states.push_back(one);
      }
    }
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  std::size_t steps_ = 0;
  bool readable_ = true;
  std::vector<State> states_;
  std::size_t begin_ = 0;
};

}  // namespace

Match matches_pattern(std::string_view text, std::string_view pattern) {
  constexpr std::size_t kLongest = 4096;
  const auto ascii = [](std::string_view one) {
    return std::all_of(
        one.begin(), one.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
  };
  return text.size() > kLongest || pattern.size() > kLongest || !ascii(text)
             ? Match::Unknown
             : Automaton(pattern).matches(text);
}

std::optional<double> as_number(std::string_view text) {
  // from_chars of a double is missing in libc++ 13.
  const bool negative = text.starts_with('-');
  text.remove_prefix(negative ? 1 : 0);
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::string_view rest = text.substr(std::min(point + 1, text.size()));
  if (!all_digits(whole) || (point < text.size() && !all_digits(rest)) || text.size() > 30) {
    return std::nullopt;
  }
  double value = 0;
  double scale = 1;
  for (const char c : whole) {
    value = value * 10 + (c - '0');
  }
  for (const char c : rest) {
    scale /= 10;
    value += scale * (c - '0');
  }
  return negative ? -value : value;
}

}  // namespace remora::imports::cloudformation
