#pragma once

#include <string>
#include <string_view>

/// Commands that a person copies from a message into a shell.
namespace remora {

/// A word for a POSIX shell: the text, quoted where the shell would take it for anything else.
std::string shell_word(std::string_view text);

/// The words of a list with blanks between them, each for itself.
std::string shell_words(std::string_view list);

}  // namespace remora
