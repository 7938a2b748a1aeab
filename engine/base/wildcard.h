#pragma once

#include <string_view>

namespace remora {

/// Matches the whole of `text` against a pattern with `*` (any text) and `?` (one byte), without
/// regard to ASCII case: how action names compare. At most pattern times text steps.
/// Source: IAM User Guide, "IAM JSON policy elements: Action".
bool glob_ignoring_case(std::string_view pattern, std::string_view text);

}  // namespace remora
