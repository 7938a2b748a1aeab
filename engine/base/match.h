#pragma once

#include <cstdint>
#include <string_view>

namespace remora {

/// What a comparison finds. `Unknown` means that a fact is missing which could turn the answer
/// either way; it is never a polite form of `No`. Not to be confused with `Effect` (what a
/// statement says) and `Verdict` (what a request gets).
///
/// The first bit says "it may hold", the second "it holds for certain", so that Kleene's and and or
/// are those of the bits.
enum class Match : std::uint8_t { No = 0b00, Unknown = 0b01, Yes = 0b11 };

/// True if both hold: a certain `No` settles it, whatever the other side may be.
constexpr Match both(Match a, Match b) {
  return static_cast<Match>(static_cast<unsigned>(a) & static_cast<unsigned>(b));
}

/// True if one of the two holds: a certain `Yes` settles it.
constexpr Match either(Match a, Match b) {
  return static_cast<Match>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}

/// The opposite; what is not known stays not known.
constexpr Match negate(Match a) {
  if (a == Match::Unknown) {
    return Match::Unknown;
  }
  return a == Match::Yes ? Match::No : Match::Yes;
}

constexpr Match match_if(bool holds) {
  return holds ? Match::Yes : Match::No;
}

constexpr std::string_view to_string(Match match) {
  switch (match) {
    case Match::No:
      return "no";
    case Match::Yes:
      return "yes";
    case Match::Unknown:
      break;
  }
  return "unknown";
}

}  // namespace remora
