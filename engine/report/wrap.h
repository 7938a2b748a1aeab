#pragma once

#include <string>
#include <string_view>

namespace remora::report {

/// The text with its line breaks as escapes (`\x0A`): the lines of a page are ours, whatever the
/// names of an input hold.
std::string one_line(std::string_view text);

/// `text`, as one line, broken between words into lines of at most `width` columns, each after the
/// first indented by `indent` blanks. Words that are too long (ARNs) stay whole; characters of two
/// columns, which have no blanks between them, are broken apart where a line may end.
std::string wrap(std::string_view text, std::size_t indent, std::size_t width);

/// The same, but a word longer than half a line is broken behind its slashes where need be.
/// For paths that only have to be read, not copied.
std::string wrap_paths(std::string_view text, std::size_t indent, std::size_t width);

/// `text`, as one line, with blanks up to that many columns.
std::string pad(std::string_view text, std::size_t columns);

/// Every line of `text` that is not empty with that many blanks in front.
std::string indent_lines(std::string_view text, std::size_t indent);

}  // namespace remora::report
