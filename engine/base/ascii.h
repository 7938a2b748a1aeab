#pragma once

#include <cstdint>
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
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i] && ascii_lower(a[i]) != ascii_lower(b[i])) {
      return false;
    }
  }
  return true;
}

/// FNV-1a over the lower-cased bytes: equal for names that differ only in ASCII case.
constexpr std::uint64_t hash_ignoring_case(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(ascii_lower(c));
    hash *= 1099511628211ULL;
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

}  // namespace remora
