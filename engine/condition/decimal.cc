#include "engine/condition/decimal.h"

#include <algorithm>

#include "engine/base/ascii.h"

namespace remora {

namespace {

/// The next digit of a text that may hold a point; 0 past its end.
char next_digit(std::string_view& digits) {
  if (!digits.empty() && digits.front() == '.') {
    digits.remove_prefix(1);
  }
  if (digits.empty()) {
    return '0';
  }
  const char digit = digits.front();
  digits.remove_prefix(1);
  return digit;
}

/// The value of an exponent, held within bounds that no compared text can reach.
std::optional<std::int64_t> parse_exponent(std::string_view text) {
  constexpr std::int64_t kBound = 1'000'000'000'000;
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  if (!all_digits(text)) {
    return std::nullopt;
  }
  std::int64_t value = 0;
  for (const char c : text) {
    value = std::min(kBound, value * 10 + (c - '0'));
  }
  return negative ? -value : value;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  Decimal decimal;
  decimal.negative_ = text.starts_with('-');
  if (decimal.negative_ || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  const std::size_t e = text.find_first_of("eE");
  std::int64_t exponent = 0;
  if (e != std::string_view::npos) {
    const auto parsed = parse_exponent(text.substr(e + 1));
    if (!parsed) {
      return std::nullopt;
    }
    exponent = *parsed;
  }
  const std::string_view mantissa = text.substr(0, e);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::string_view whole = mantissa.substr(0, point);
  const std::string_view fraction = mantissa.substr(std::min(point + 1, mantissa.size()));
  if (whole.empty() && fraction.empty()) {
    return std::nullopt;
  }
  if ((!whole.empty() && !all_digits(whole)) || (!fraction.empty() && !all_digits(fraction))) {
    return std::nullopt;
  }
  const std::size_t first = mantissa.find_first_not_of("0.");
  if (first != std::string_view::npos) {
    const auto at = static_cast<std::int64_t>(first);
    const auto dot = static_cast<std::int64_t>(point);
    decimal.exponent_ = exponent + (at < dot ? dot - at - 1 : dot - at);
    decimal.digits_ = mantissa.substr(first);
  }
  return decimal;
}

std::strong_ordering Decimal::compare_magnitude(const Decimal& a, const Decimal& b) {
  if (a.exponent_ != b.exponent_) {
    return a.exponent_ <=> b.exponent_;
  }
  std::string_view x = a.digits_;
  std::string_view y = b.digits_;
  while (!x.empty() || !y.empty()) {
    const char p = next_digit(x);
    const char q = next_digit(y);
    if (p != q) {
      return p <=> q;
    }
  }
  return std::strong_ordering::equal;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const int sign_a = a.digits_.empty() ? 0 : (a.negative_ ? -1 : 1);
  const int sign_b = b.digits_.empty() ? 0 : (b.negative_ ? -1 : 1);
  if (sign_a != sign_b || sign_a == 0) {
    return sign_a <=> sign_b;
  }
  return sign_a > 0 ? Decimal::compare_magnitude(a, b) : Decimal::compare_magnitude(b, a);
}

}  // namespace remora
