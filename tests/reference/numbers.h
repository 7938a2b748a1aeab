#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace remora::reference {

/// A decimal number in one normal form: 0.DIGITS times ten to the MAGNITUDE.
struct Number {
  bool negative = false;
  std::string digits;  // neither leading nor trailing zeros; empty: zero
  std::int64_t magnitude = 0;
};

/// Source: capture of AWS, condition_values: `01`, `+1`, `1.`, `1.0` and `1e0` are one number;
/// `NaN`, `Infinity`, empty text and other text are none.
std::optional<Number> read_number(std::string_view text);

/// Negative, zero or positive as `a` is less than, equal to or greater than `b`.
int compare(const Number& a, const Number& b);

/// Milliseconds since 1970; finer digits are cut off.
/// Source: IAM User Guide, "Date condition operators" (W3C profile of ISO 8601, or seconds since
/// the epoch); capture of AWS, condition_values: no zone means UTC, `+` may stand before seconds.
std::optional<std::int64_t> read_date(std::string_view text);

}  // namespace remora::reference
