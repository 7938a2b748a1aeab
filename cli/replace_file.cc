#include "cli/replace_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "cli/output_file.h"
#include <fcntl.h>
#include <unistd.h>

namespace remora::cli {

namespace {

namespace fs = std::filesystem;

/// A rename is on the disk when its folder is.
void folder_to_disk(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file >= 0) {
    (void)::fsync(file);
    (void)::close(file);
  }
}

}  // namespace

std::string differs_from(const std::string& path, std::string_view text) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream now;
  now << file.rdbuf();
  if (!file.is_open() || file.bad()) {
    return "cannot read " + path + ": " + std::strerror(errno);
  }
  return now.str() == text ? "" : path + " has changed meanwhile; run remora again";
}

std::string replace_file(const std::string& path, std::string_view before, std::string_view after) {
  OutputFile file(path);
  std::string wrong = file.open();
  wrong = wrong.empty() ? file.write(after) : wrong;
  wrong = wrong.empty() ? file.sync() : wrong;
  // As late as possible, so that nobody's change is lost.
  wrong = wrong.empty() ? differs_from(path, before) : wrong;
  wrong = wrong.empty() ? file.commit() : wrong;
  if (wrong.empty()) {
    std::error_code unresolved;
    const fs::path target = fs::canonical(path, unresolved);
    folder_to_disk(unresolved ? fs::path(path).parent_path() : target.parent_path());
  }
  return wrong;
}

}  // namespace remora::cli
