#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/request/context.h"
#include "tests/reference/truth.h"

namespace remora::reference {

/// One place of a pattern: a UTF-16 unit, or a wildcard.
struct PatternUnit {
  enum class Kind : std::uint8_t { Exactly, AnyOne, AnyRun };

  Kind kind = Kind::Exactly;
  char16_t unit = 0;
};

using PatternUnits = std::vector<PatternUnit>;

/// The UTF-16 units of valid UTF-8 text.
std::u16string utf16(std::string_view text);

/// Tests the whole of `text`: `?` is one UTF-16 unit, `*` any number of them.
/// Source: capture of AWS, condition_strings ("wildcards in UTF-16 units").
bool glob(std::span<const PatternUnit> pattern, std::u16string_view text);

/// A text of a policy with its variables replaced.
struct Expansion {
  /// False: a variable has no value, so the text stands for nothing. Maybe: a variable's key is
  /// unknown; it stands as `*` in `units`.
  Truth has_value = Truth::True;
  PatternUnits units;
};

/// Replaces `${key}`, `${key, 'default'}`, `${*}`, `${?}` and `${$}` if `variables` is true, and
/// reads `*` and `?` as wildcards if `wildcards` is.
/// Source: IAM User Guide, "IAM policy elements: Variables and tags".
Expansion expand(std::string_view text,
                 bool wildcards,
                 bool variables,
                 const RequestContext& context);

/// Expands and tests the whole of `text`.
Truth matches(const Expansion& pattern, std::string_view text);

}  // namespace remora::reference
