#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

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

/// Up to eight bytes as a number, with the bit set that tells letter cases apart.
inline std::uint64_t folded_bytes(const char* text, std::size_t size) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, text, size);
  return bytes | 0x2020202020202020ULL;
}

/// A hash that is equal for names that differ only in ASCII case. Eight bytes at a time, because
/// every condition key of every request is hashed once.
inline std::uint64_t hash_ignoring_case(std::string_view text) {
  constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15ULL;
  constexpr std::size_t kStep = 8;
  std::uint64_t hash = text.size() * kPrime;
  const auto mix = [&hash](std::uint64_t bytes) {
    hash = (hash ^ bytes) * kPrime;
    hash ^= hash >> 32U;
  };
  std::size_t at = 0;
  for (; at + kStep <= text.size(); at += kStep) {
    mix(folded_bytes(text.data() + at, kStep));
  }
  if (at < text.size()) {
    // The last bytes, overlapping the step before where there is one.
    const std::size_t begin = text.size() >= kStep ? text.size() - kStep : 0;
    mix(folded_bytes(text.data() + begin, text.size() - begin));
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
