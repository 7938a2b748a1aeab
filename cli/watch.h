#pragma once

#include <set>
#include <string>
#include <vector>

namespace remora::cli {

/// What the files looked like at some moment: which there are, how large, when changed.
class FileSnapshot {
 public:
  /// Of everything below the paths (without `excluded`), and of the other files.
  FileSnapshot(const std::vector<std::string>& paths,
               const std::vector<std::string>& excluded,
               const std::set<std::string>& others);

  friend bool operator==(const FileSnapshot&, const FileSnapshot&) = default;

 private:
  std::vector<std::string> entries_;
};

/// Waits until the files look different from `before`, a few times a second. Returns false if a
/// signal ended the wait.
bool wait_for_change(const FileSnapshot& before,
                     const std::vector<std::string>& paths,
                     const std::vector<std::string>& excluded,
                     const std::set<std::string>& others);

}  // namespace remora::cli
