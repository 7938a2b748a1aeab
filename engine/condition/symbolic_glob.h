#pragma once

#include <string_view>

#include "engine/base/match.h"
#include "engine/condition/pattern.h"

namespace remora {

/// Matches pieces without variables against a text that holds symbols. `*` takes a symbol whole,
/// and a symbol in the pattern takes the same symbol; where a wildcard and literal text together
/// would have to make up a symbol the answer is `Unknown`; literal text alone never does.
Match symbolic_glob(const PieceSlice& slice, std::string_view text);

}  // namespace remora
