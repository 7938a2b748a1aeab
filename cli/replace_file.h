#pragma once

#include <string>
#include <string_view>

namespace remora::cli {

/// Why the file does not hold that text any more, or cannot be read; empty if it still does.
std::string differs_from(const std::string& path, std::string_view text);

/// Puts a new text in the place of an old one, as a whole or not at all: into a new file in the
/// same folder, brought to the disk, that then takes the file's name. The file keeps its mode; a
/// symbolic link stays one. Refuses if the file does not hold `before` any more. Nothing on
/// success, else what went wrong.
std::string replace_file(const std::string& path, std::string_view before, std::string_view after);

}  // namespace remora::cli
