#pragma once

#include <string>
#include <string_view>

namespace remora::reference {

/// Lower-cases UTF-16 text as the IgnoreCase operators do. Knows Latin-1, Greek and the letters
/// whose lower case is peculiar, which is what the generator writes; no more.
/// Source: capture of AWS, condition_strings: lower case and not case folding, final sigma at the
/// end of a word, U+0130 becomes two characters, characters beyond U+FFFF stay but are letters.
std::u16string lower_case(const std::u16string& text);

/// Lower-cases A to Z alone, as in the names of services, operations and condition keys.
std::string lower_ascii(std::string_view text);

}  // namespace remora::reference
