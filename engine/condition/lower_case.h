#pragma once

#include <span>
#include <string_view>

namespace remora {

/// Tests whether a text that consists of `pieces` and `text` are the same after lower-casing both.
/// This is what the IgnoreCase operators do (capture of AWS, condition_strings): full lower case,
/// not case folding; U+0130 becomes two characters; sigma at the end of a word becomes final
/// sigma; characters beyond U+FFFF stay as they are but count as letters; no normalisation.
bool equal_in_lower_case(std::span<const std::string_view> pieces, std::string_view text);

}  // namespace remora
