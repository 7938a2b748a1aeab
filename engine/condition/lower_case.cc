#include "engine/condition/lower_case.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "engine/base/utf8.h"

namespace remora {

namespace {

struct LowerCaseRun {
  std::uint32_t first;
  std::uint32_t last;
  std::uint32_t step;
  std::int32_t delta;
};

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

constexpr auto kLowerCase = std::to_array<LowerCaseRun>({
#define REMORA_LOWER_CASE(first, last, step, delta) {first, last, step, delta},
#define REMORA_CASED(first, last)
#define REMORA_CASE_IGNORABLE(first, last)
#include "engine/condition/lower_case.inc"
#undef REMORA_LOWER_CASE
#undef REMORA_CASED
#undef REMORA_CASE_IGNORABLE
});

constexpr auto kCased = std::to_array<Range>({
#define REMORA_LOWER_CASE(first, last, step, delta)
#define REMORA_CASED(first, last) {first, last},
#define REMORA_CASE_IGNORABLE(first, last)
#include "engine/condition/lower_case.inc"
#undef REMORA_LOWER_CASE
#undef REMORA_CASED
#undef REMORA_CASE_IGNORABLE
});

constexpr auto kCaseIgnorable = std::to_array<Range>({
#define REMORA_LOWER_CASE(first, last, step, delta)
#define REMORA_CASED(first, last)
#define REMORA_CASE_IGNORABLE(first, last) {first, last},
#include "engine/condition/lower_case.inc"
#undef REMORA_LOWER_CASE
#undef REMORA_CASED
#undef REMORA_CASE_IGNORABLE
});

constexpr char32_t kCapitalSigma = 0x3A3;
constexpr char32_t kSmallSigma = 0x3C3;
constexpr char32_t kFinalSigma = 0x3C2;
constexpr char32_t kCapitalDottedI = 0x130;
constexpr char32_t kCombiningDotAbove = 0x307;

bool contains(std::span<const Range> ranges, char32_t c) {
  const auto found =
      std::lower_bound(ranges.begin(), ranges.end(), c, [](const Range& range, char32_t value) {
        return range.last < value;
      });
  return found != ranges.end() && found->first <= c;
}

char32_t simple_lower_case(char32_t c) {
  if (c < 0x80) {
    return c >= U'A' && c <= U'Z' ? c + 32 : c;
  }
  const auto* const found = std::lower_bound(
      kLowerCase.begin(), kLowerCase.end(), c, [](const LowerCaseRun& run, char32_t value) {
        return run.last < value;
      });
  if (found == kLowerCase.end() || c < found->first || (c - found->first) % found->step != 0) {
    return c;
  }
  return static_cast<char32_t>(static_cast<std::int64_t>(c) + found->delta);
}

/// Walks over the code points of a text in pieces. Copied to look ahead.
class Cursor {
 public:
  explicit Cursor(std::span<const std::string_view> pieces) : pieces_(pieces) { skip_empty(); }

  [[nodiscard]] bool at_end() const { return piece_ == pieces_.size(); }

  char32_t next() {
    std::size_t size = 0;
    const char32_t c = utf8::decode(pieces_[piece_], offset_, size);
    offset_ += size;
    skip_empty();
    return c;
  }

 private:
  void skip_empty() {
    while (piece_ < pieces_.size() && offset_ >= pieces_[piece_].size()) {
      ++piece_;
      offset_ = 0;
    }
  }

  std::span<const std::string_view> pieces_;
  std::size_t piece_ = 0;
  std::size_t offset_ = 0;
};

/// Yields the lower-cased code points of a text.
class LowerCaseReader {
 public:
  explicit LowerCaseReader(std::span<const std::string_view> pieces) : cursor_(pieces) {}

  [[nodiscard]] bool at_end() const { return pending_ == 0 && cursor_.at_end(); }

  char32_t next() {
    if (pending_ != 0) {
      const char32_t c = pending_;
      pending_ = 0;
      return c;
    }
    const char32_t c = cursor_.next();
    if (c < 0x80) {
      after_cased_ = ascii_leaves_cased(c);
      return simple_lower_case(c);
    }
    char32_t lowered = simple_lower_case(c);
    if (c == kCapitalSigma) {
      lowered = after_cased_ && !before_cased() ? kFinalSigma : kSmallSigma;
    } else if (c == kCapitalDottedI) {
      lowered = U'i';
      pending_ = kCombiningDotAbove;
    }
    if (contains(kCased, c)) {
      after_cased_ = true;
    } else if (!contains(kCaseIgnorable, c)) {
      after_cased_ = false;
    }
    return lowered;
  }

 private:
  [[nodiscard]] bool ascii_leaves_cased(char32_t c) const {
    if ((c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z')) {
      return true;
    }
    return after_cased_ && contains(kCaseIgnorable, c);
  }

  /// Does a cased letter follow, with nothing but case-ignorable characters between?
  [[nodiscard]] bool before_cased() const {
    Cursor ahead = cursor_;
    while (!ahead.at_end()) {
      const char32_t c = ahead.next();
      if (contains(kCased, c)) {
        return true;
      }
      if (!contains(kCaseIgnorable, c)) {
        return false;
      }
    }
    return false;
  }

  Cursor cursor_;
  char32_t pending_ = 0;
  bool after_cased_ = false;
};

}  // namespace

bool equal_in_lower_case(std::span<const std::string_view> pieces, std::string_view text) {
  LowerCaseReader a(pieces);
  LowerCaseReader b(std::span(&text, 1));
  while (!a.at_end() && !b.at_end()) {
    if (a.next() != b.next()) {
      return false;
    }
  }
  return a.at_end() && b.at_end();
}

}  // namespace remora
