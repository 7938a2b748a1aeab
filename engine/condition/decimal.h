#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace remora {

/// A decimal number of any length, compared exactly: a view into its text plus where its first
/// digit that counts stands. AWS compares 9007199254740992 and ...993 as different (capture of
/// AWS, condition_values).
class Decimal {
 public:
  /// Reads `[+-]digits[.digits][e[+-]digits]` with digits on one side of the point at least;
  /// `01`, `+1`, `1.` and `1e0` are all one. Nothing for `NaN`, `Infinity`, blanks or other text.
  /// The result is valid as long as the text is.
  static std::optional<Decimal> parse(std::string_view text);

  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

  friend bool operator==(const Decimal& a, const Decimal& b) {
    return (a <=> b) == std::strong_ordering::equal;
  }

 private:
  static std::strong_ordering compare_magnitude(const Decimal& a, const Decimal& b);

  bool negative_ = false;
  std::string_view digits_;    // from the first digit other than 0; may hold a point; empty: zero
  std::int64_t exponent_ = 0;  // power of ten of the first digit
};

}  // namespace remora
