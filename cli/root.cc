#include "cli/root.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "engine/base/file_reader.h"
#include "engine/base/words.h"

namespace remora::cli {

namespace {

namespace fs = std::filesystem;

fs::path whole(const fs::path& path) {
  std::error_code ignored;
  return fs::weakly_canonical(fs::absolute(path.empty() ? fs::path(".") : path, ignored), ignored);
}

bool lies_in(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first ==
         folder.end();
}

/// Of what lies in a folder, with all links followed.
fs::path root_around(const fs::path& folder) {
  std::error_code ignored;
  for (fs::path at = folder;; at = at.parent_path()) {
    if (fs::exists(at / ".git", ignored)) {
      return at;
    }
    if (at == at.parent_path()) {
      break;
    }
  }
  const fs::path here = whole(".");
  // Fixtures beside each other share what stands beside them (`../policies`).
  return lies_in(folder, here) ? here : folder.parent_path();
}

}  // namespace

std::optional<Error> Root::refusal(const std::string& from, std::string_view name) const {
  if (from == kCommandLine) {
    return std::nullopt;
  }
  const fs::path folder = whole(fs::path(from == "<stdin>" ? "" : from).parent_path());
  const fs::path target = whole(path_beside(from, name));
  const bool absolute = name.starts_with('/') && given_.empty();
  const fs::path root = !given_.empty() ? whole(given_) : absolute ? folder : root_around(folder);
  if (lies_in(target, root)) {
    return std::nullopt;
  }
  return Error::at({},
                   in_quotes(name) + " leads out of " + root.string(),
                   absolute ? "name it from here, without a leading /, or give --root"
                            : "--root FOLDER takes files from there, too");
}

bool Root::holds(const std::string& folder, const std::string& path) const {
  return lies_in(whole(path), given_.empty() ? root_around(whole(folder)) : whole(given_));
}

}  // namespace remora::cli
