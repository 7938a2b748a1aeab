#include "engine/condition/date.h"

#include <chrono>

#include "engine/base/ascii.h"

namespace remora {

namespace {

constexpr std::int64_t kMillisecondsPerSecond = 1000;
constexpr std::size_t kLongestEpoch = 15;  // digits; more would overflow milliseconds

/// Takes `count` digits off the front; nothing if they are not there.
std::optional<int> take_number(std::string_view& text, std::size_t count) {
  if (text.size() < count || !all_digits(text.substr(0, count))) {
    return std::nullopt;
  }
  int value = 0;
  for (const char c : text.substr(0, count)) {
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

std::optional<std::int64_t> parse_epoch(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  if (!all_digits(text) || text.size() > kLongestEpoch) {
    return std::nullopt;
  }
  std::int64_t seconds = 0;
  for (const char c : text) {
    seconds = seconds * 10 + (c - '0');
  }
  return (negative ? -seconds : seconds) * kMillisecondsPerSecond;
}

/// `Z`, `+hh:mm`, `-hh:mm` or nothing, as the seconds to take off local time.
std::optional<std::int64_t> parse_zone(std::string_view text) {
  if (text.empty() || text == "Z") {
    return 0;
  }
  const bool west = text.front() == '-';
  if (!west && text.front() != '+') {
    return std::nullopt;
  }
  text.remove_prefix(1);
  const auto hours = take_number(text, 2);
  const bool colon = take(text, ':');
  const auto minutes = take_number(text, 2);
  if (!hours || !colon || !minutes || !text.empty() || *hours > 23 || *minutes > 59) {
    return std::nullopt;
  }
  const std::int64_t seconds = *hours * 3600 + *minutes * 60;
  return west ? -seconds : seconds;
}

/// `hh:mm[:ss[.f]][zone]`, as milliseconds since midnight UTC of the same date.
std::optional<std::int64_t> parse_time(std::string_view text) {
  const auto hour = take_number(text, 2);
  const bool colon = take(text, ':');
  const auto minute = take_number(text, 2);
  if (!hour || !colon || !minute || *hour > 23 || *minute > 59) {
    return std::nullopt;
  }
  std::int64_t milliseconds = (*hour * 3600 + *minute * 60) * kMillisecondsPerSecond;
  if (take(text, ':')) {
    const auto second = take_number(text, 2);
    if (!second || *second > 59) {
      return std::nullopt;
    }
    milliseconds += *second * kMillisecondsPerSecond;
    if (take(text, '.')) {
      std::int64_t place = 100;
      if (text.empty() || !is_ascii_digit(text.front())) {
        return std::nullopt;
      }
      while (!text.empty() && is_ascii_digit(text.front())) {
        milliseconds += (text.front() - '0') * place;
        place /= 10;
        text.remove_prefix(1);
      }
    }
  }
  const auto zone = parse_zone(text);
  if (!zone) {
    return std::nullopt;
  }
  return milliseconds - *zone * kMillisecondsPerSecond;
}

}  // namespace

std::optional<std::int64_t> parse_date(std::string_view text) {
  if (const auto epoch = parse_epoch(text)) {
    return epoch;
  }
  const auto year = take_number(text, 4);
  const bool dash = take(text, '-');
  const auto month = take_number(text, 2);
  if (!year || !dash || !month) {
    return std::nullopt;
  }
  int day = 1;
  std::int64_t time = 0;
  if (!text.empty()) {
    const bool second_dash = take(text, '-');
    const auto parsed_day = take_number(text, 2);
    if (!second_dash || !parsed_day) {
      return std::nullopt;
    }
    day = *parsed_day;
    if (!text.empty()) {
      const bool t = take(text, 'T');
      const auto parsed_time = parse_time(text);
      if (!t || !parsed_time) {
        return std::nullopt;
      }
      time = *parsed_time;
    }
  }
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) {
    return std::nullopt;
  }
  constexpr std::int64_t kSecondsPerDay = 86'400;
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  return days * kSecondsPerDay * kMillisecondsPerSecond + time;
}

}  // namespace remora
