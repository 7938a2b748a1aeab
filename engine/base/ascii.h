#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

/// Letters, digits and case of ASCII, without a locale. AWS names (actions, condition keys,
/// operators) are ASCII; text with other letters goes through `condition/lower_case.h`.
namespace remora {

constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The number that all of the text is, written in decimal digits; nothing if it is none or too
/// large.
inline std::optional<std::size_t> as_count(std::string_view text) {
  std::size_t number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
}

/// Equality without regard to ASCII case.
constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) {
    return false;
  }
  if (a == b) {
    return true;  // nearly always: names are mostly written as AWS writes them
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i] && ascii_lower(a[i]) != ascii_lower(b[i])) {
      return false;
    }
  }
  return true;
}

/// Bytes as a number, with the bit set that tells letter cases apart.
template <class Number>
constexpr std::uint64_t folded_bytes(const char* text) {
  Number bytes = 0;
  if (std::is_constant_evaluated()) {
    std::array<char, sizeof(Number)> copy = {};
    std::copy_n(text, sizeof(Number), copy.begin());
    // What std::bit_cast is made of, which libc++ 13 lacks.
    bytes = __builtin_bit_cast(Number, copy);
  } else {
    std::memcpy(&bytes, text, sizeof(bytes));
  }
  return std::uint64_t{bytes} | (0x2020202020202020ULL >> (64U - 8U * sizeof(Number)));
}

/// A hash that is equal for names that differ only in ASCII case. Eight bytes at a time, because
/// every condition key of every request is hashed once.
constexpr std::uint64_t hash_ignoring_case(std::string_view text) {
  constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15ULL;
  constexpr std::size_t kStep = 8;
  constexpr std::size_t kHalf = 4;
  std::uint64_t hash = text.size() * kPrime;
  const auto mix = [&hash](std::uint64_t bytes) {
    hash = (hash ^ bytes) * kPrime;
    hash ^= hash >> 32U;
  };
  const char* at = text.data();
  const char* const end = at + text.size();
  for (; end - at >= static_cast<std::ptrdiff_t>(kStep); at += kStep) {
    mix(folded_bytes<std::uint64_t>(at));
  }
  // The last bytes, overlapping those before where there are some.
  if (text.size() >= kStep) {
    if (at != end) {
      mix(folded_bytes<std::uint64_t>(end - kStep));
    }
  } else if (text.size() >= kHalf) {
    mix(folded_bytes<std::uint32_t>(at) << 32U | folded_bytes<std::uint32_t>(end - kHalf));
  } else {
    for (; at != end; ++at) {
      mix(folded_bytes<std::uint8_t>(at));
    }
  }
  return hash;
}

inline std::string to_ascii_lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) {
    c = ascii_lower(c);
  }
  return lowered;
}

constexpr bool all_digits(std::string_view text) {
  for (const char c : text) {
    if (!is_ascii_digit(c)) {
      return false;
    }
  }
  return !text.empty();
}

/// True for what looks like an IPv4 address: digits and three dots.
constexpr bool is_dotted_quad(std::string_view text) {
  return std::count(text.begin(), text.end(), '.') == 3 &&
         std::all_of(
             text.begin(), text.end(), [](char c) { return c == '.' || is_ascii_digit(c); });
}

}  // namespace remora
