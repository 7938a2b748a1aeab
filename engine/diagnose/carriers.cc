#include "engine/diagnose/carriers.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "engine/base/ascii.h"
#include "engine/base/symbol.h"

namespace remora::diagnose {

namespace {

/// The sign that two hexadecimal digits stand for; nothing for other texts, and for the marks of
/// symbols, which no text can bring along.
std::optional<char> byte_of(std::string_view digits) {
  std::uint8_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, value, 16);
  const auto sign = static_cast<char>(value);
  const bool known = digits.size() == 2 && error == std::errc() && rest == end &&
                     sign != kSymbolBegin && sign != kSymbolEnd;
  return known ? std::optional(sign) : std::nullopt;
}

/// How many signs of a line fit the form, in which `0` stands for a digit; 0 if not all of it do.
std::size_t size_of_form(std::string_view line, std::string_view form) {
  const bool fits = line.size() >= form.size() &&
                    std::equal(form.begin(), form.end(), line.begin(), [](char wanted, char c) {
                      return wanted == '0' ? is_ascii_digit(c) : wanted == c;
                    });
  return fits ? form.size() : 0;
}

}  // namespace

std::string without_quoted_printable(std::string_view text) {
  std::string plain;
  std::size_t breaks = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '=') {
      plain += text[at];
      continue;
    }
    const std::string_view behind = text.substr(at + 1, 2);
    if (behind.starts_with('\n') || behind == "\r\n") {
      ++breaks;
      at += behind.starts_with('\n') ? 1U : 2U;
    } else if (const auto byte = byte_of(behind)) {
      plain += *byte;
      at += 2;
    } else {
      plain += '=';
    }
  }
  return breaks > 1 ? plain : std::string(text);
}

std::size_t log_size(std::string_view line) {
  for (const std::string_view level :
       {"[DEBUG]", "[INFO]", "[WARN]", "[WARNING]", "[ERROR]", "[FATAL]"}) {
    if (line.starts_with(level)) {
      return level.size();
    }
  }
  const std::size_t day = size_of_form(line, "0000-00-00");
  const bool apart = day > 0 && day < line.size() && (line[day] == 'T' || line[day] == ' ');
  const std::size_t time = apart ? size_of_form(line.substr(day + 1), "00:00:00") : 0;
  if (time == 0) {
    return 0;
  }
  const std::size_t size = day + 1 + time;
  return std::min(line.find_first_not_of("0123456789.,Z+-:", size), line.size());
}

std::string_view common_label(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  const std::size_t bar = text.substr(0, kLongest).find('|');
  if (bar == std::string_view::npos || bar == 0) {
    return {};
  }
  const std::string_view label = text.substr(0, bar + 1);
  const bool word = std::all_of(label.begin(), label.end() - 1, [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == ' ' || c == '-' || c == '_' || c == '.';
  });
  std::size_t lines = 0;
  while (word && !text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0 && !text.starts_with(label)) {
      return {};
    }
    lines += end > 0 ? 1U : 0U;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines > 1 ? label : std::string_view();
}

}  // namespace remora::diagnose
