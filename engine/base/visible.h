#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace remora {

/// Appends the character at `at` as a person can see it on one line and moves `at` behind it.
/// Returns the columns that it takes. A tab becomes four blanks; control characters, bytes that are
/// no UTF-8 and characters that nobody sees or that turn the direction of writing become escapes
/// (`\x01`, `\u200B`), so that a message shows what is there and cannot be forged.
std::size_t append_visible(std::string& out, std::string_view text, std::size_t& at);

/// The text on one line as a person can see it; `...` stands for what is beyond `columns`.
std::string visible(std::string_view text, std::size_t columns = 40);

/// `visible` in double quotes, for names and values in messages.
std::string visible_in_quotes(std::string_view text, std::size_t columns = 40);

}  // namespace remora
