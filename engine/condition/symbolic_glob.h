#pragma once

#include <string_view>

#include "engine/base/match.h"
#include "engine/condition/pattern.h"

namespace remora {

/// Matches pieces without variables against a text, with symbols and unknown texts on either side.
/// `*` takes one whole, and one in the pattern takes the same in the text. Where a wildcard and
/// literal text together would have to make up a symbol the answer is `Unknown`; literal text alone
/// never does. An unknown text may be made up by anything.
Match symbolic_glob(const PieceSlice& slice, std::string_view text);

}  // namespace remora
