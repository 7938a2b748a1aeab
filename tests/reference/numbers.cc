#include "tests/reference/numbers.h"

#include <array>
#include <cstddef>

namespace remora::reference {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) {
    ++count;
  }
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

/// True if the text began with that character, which is taken away.
bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

bool take_sign(std::string_view& text) {
  const bool negative = take(text, '-');
  if (!negative) {
    take(text, '+');
  }
  return negative;
}

std::int64_t value_of(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) {
    value = value * 10 + (c - '0');
  }
  return value;
}

/// Exactly `count` digits, not above `limit`.
std::optional<std::int64_t> take_field(std::string_view& text,
                                       std::size_t count,
                                       std::int64_t limit) {
  if (text.size() < count) {
    return std::nullopt;
  }
  std::string_view field = text.substr(0, count);
  if (take_digits(field).size() != count) {
    return std::nullopt;
  }
  const std::int64_t value = value_of(text.substr(0, count));
  text.remove_prefix(count);
  return value <= limit ? std::optional(value) : std::nullopt;
}

bool is_leap(std::int64_t year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

std::int64_t days_in_month(std::int64_t year, std::int64_t month) {
  constexpr std::array<std::int64_t, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays.at(static_cast<std::size_t>(month - 1)) + (month == 2 && is_leap(year) ? 1 : 0);
}

std::int64_t days_since_1970(std::int64_t year, std::int64_t month, std::int64_t day) {
  std::int64_t days = day - 1;
  for (std::int64_t m = 1; m < month; ++m) {
    days += days_in_month(year, m);
  }
  for (std::int64_t y = 1970; y < year; ++y) {
    days += is_leap(y) ? 366 : 365;
  }
  for (std::int64_t y = year; y < 1970; ++y) {
    days -= is_leap(y) ? 366 : 365;
  }
  return days;
}

/// `Z`, `+hh:mm`, `-hh:mm` or nothing, in milliseconds east of Greenwich; the text must end there.
std::optional<std::int64_t> read_zone(std::string_view text) {
  if (text.empty() || text == "Z") {
    return 0;
  }
  const bool west = take(text, '-');
  if (!west && !take(text, '+')) {
    return std::nullopt;
  }
  const auto hours = take_field(text, 2, 23);
  if (!hours || !take(text, ':')) {
    return std::nullopt;
  }
  const auto minutes = take_field(text, 2, 59);
  if (!minutes || !text.empty()) {
    return std::nullopt;
  }
  const std::int64_t east = (*hours * 60 + *minutes) * 60000;
  return west ? -east : east;
}

/// `hh:mm`, `hh:mm:ss` or `hh:mm:ss.f`, then a zone.
std::optional<std::int64_t> read_time(std::string_view text) {
  const auto hours = take_field(text, 2, 23);
  if (!hours || !take(text, ':')) {
    return std::nullopt;
  }
  const auto minutes = take_field(text, 2, 59);
  if (!minutes) {
    return std::nullopt;
  }
  std::int64_t milliseconds = (*hours * 60 + *minutes) * 60000;
  if (take(text, ':')) {
    const auto seconds = take_field(text, 2, 59);
    if (!seconds) {
      return std::nullopt;
    }
    milliseconds += *seconds * 1000;
    if (take(text, '.')) {
      std::string fraction(take_digits(text));
      if (fraction.empty()) {
        return std::nullopt;
      }
      fraction.resize(3, '0');
      milliseconds += value_of(fraction);
    }
  }
  const auto zone = read_zone(text);
  return zone ? std::optional(milliseconds - *zone) : std::nullopt;
}

}  // namespace

std::optional<Number> read_number(std::string_view text) {
  Number number;
  number.negative = take_sign(text);
  const std::string_view whole = take_digits(text);
  std::string_view fraction;
  if (take(text, '.')) {
    fraction = take_digits(text);
  }
  if (whole.empty() && fraction.empty()) {
    return std::nullopt;
  }
  std::int64_t exponent = 0;
  if (take(text, 'e') || take(text, 'E')) {
    const bool negative = take_sign(text);
    const std::string_view digits = take_digits(text);
    if (digits.empty()) {
      return std::nullopt;
    }
    exponent = negative ? -value_of(digits) : value_of(digits);
  }
  if (!text.empty()) {
    return std::nullopt;
  }
  number.digits = std::string(whole) + std::string(fraction);
  number.magnitude = static_cast<std::int64_t>(whole.size()) + exponent;
  while (!number.digits.empty() && number.digits.front() == '0') {
    number.digits.erase(0, 1);
    --number.magnitude;
  }
  while (!number.digits.empty() && number.digits.back() == '0') {
    number.digits.pop_back();
  }
  if (number.digits.empty()) {
    return Number{};
  }
  return number;
}

int compare(const Number& a, const Number& b) {
  if (a.digits.empty() && b.digits.empty()) {
    return 0;
  }
  if (a.digits.empty() || b.digits.empty()) {
    const bool less = a.digits.empty() ? !b.negative : a.negative;
    return less ? -1 : 1;
  }
  if (a.negative != b.negative) {
    return a.negative ? -1 : 1;
  }
  int magnitude = a.digits.compare(b.digits);
  if (a.magnitude != b.magnitude) {
    magnitude = a.magnitude < b.magnitude ? -1 : 1;
  }
  return a.negative ? -magnitude : magnitude;
}

std::optional<std::int64_t> read_date(std::string_view text) {
  std::string_view seconds = text;
  const bool negative = take_sign(seconds);
  const std::string_view digits = take_digits(seconds);
  if (!digits.empty() && seconds.empty()) {
    // AWS does not say how far its calendar goes; beyond 15 digits nothing counts as a date here.
    if (digits.size() > 15) {
      return std::nullopt;
    }
    return (negative ? -value_of(digits) : value_of(digits)) * 1000;
  }
  const auto year = take_field(text, 4, 9999);
  if (!year || !take(text, '-')) {
    return std::nullopt;
  }
  const auto month = take_field(text, 2, 12);
  if (!month || *month == 0) {
    return std::nullopt;
  }
  constexpr std::int64_t kDay = 86400000;
  if (text.empty()) {
    return days_since_1970(*year, *month, 1) * kDay;
  }
  if (!take(text, '-')) {
    return std::nullopt;
  }
  const auto day = take_field(text, 2, days_in_month(*year, *month));
  if (!day || *day == 0) {
    return std::nullopt;
  }
  const std::int64_t midnight = days_since_1970(*year, *month, *day) * kDay;
  if (text.empty()) {
    return midnight;
  }
  if (!take(text, 'T')) {
    return std::nullopt;
  }
  const auto time = read_time(text);
  return time ? std::optional(midnight + *time) : std::nullopt;
}

}  // namespace remora::reference
