#pragma once

#include <cstdint>
#include <string_view>

namespace remora {

/// What a comparison finds. `Unknown` means that a fact is missing which could turn the answer
/// either way; it is never a polite form of `No`. Not to be confused with `Effect` (what a
/// statement says) and `Verdict` (what a request gets).
enum class Match : std::uint8_t { No, Yes, Unknown };

/// True if both hold: a certain `No` settles it, whatever the other side may be.
constexpr Match both(Match a, Match b) {
  if (a == Match::No || b == Match::No) {
    return Match::No;
  }
  return a == Match::Yes && b == Match::Yes ? Match::Yes : Match::Unknown;
}

/// True if one of the two holds: a certain `Yes` settles it.
constexpr Match either(Match a, Match b) {
  if (a == Match::Yes || b == Match::Yes) {
    return Match::Yes;
  }
  return a == Match::No && b == Match::No ? Match::No : Match::Unknown;
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
