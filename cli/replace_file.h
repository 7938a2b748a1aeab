#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace remora::cli {

/// A new text in the place of an old one.
struct Replacement {
  std::string path;
  std::string_view before;
  std::string_view after;
};

struct ReplacementProblem {
  std::size_t index = 0;  // which of the files it is about
  std::string message;
};

/// Why the file does not hold that text any more, or cannot be read; empty if it still does.
std::string differs_from(const std::string& path, std::string_view text);

/// Puts all the new texts in the places of the old ones, or none of them. Each is written into a
/// new file in the same folder and brought to the disk; when all are there, and no file has changed
/// meanwhile, they take the files' names, which no signal interrupts; if one of them cannot, the
/// earlier ones are put back. A file keeps its owner and mode; a symbolic link stays one. Nothing
/// on success. Errors, all in words: what replaces a file could not be written; a file does not
/// hold `before` any more; two of the paths lead to one file.
std::optional<ReplacementProblem> replace_files(const std::vector<Replacement>& files);

}  // namespace remora::cli
