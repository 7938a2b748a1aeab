#pragma once

#include <optional>
#include <string_view>

#include "engine/base/match.h"

namespace remora::imports::cloudformation {

/// Whether all of a text matches an AllowedPattern, a regular expression of Java. Unknown where the
/// pattern has something that is not read here (a look-around, a reference back), or where to find
/// out would take too long.
Match matches_pattern(std::string_view text, std::string_view pattern);

/// The number that all of a text is, with a sign and decimals as they may be.
std::optional<double> as_number(std::string_view text);

}  // namespace remora::imports::cloudformation
