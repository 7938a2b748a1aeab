#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace remora::cli {

/// What a run has in hand to write, kept where only the user can write (`$XDG_STATE_HOME/remora`,
/// else `~/.local/state/remora`), so that the next run finishes or takes back what a kill or a
/// power cut left half done. Who has no such folder goes without, and may find a file beside its
/// place. Never is anything believed that stands beside the files: those come from others.
class Journal {
 public:
  Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// Forgets what was written down, unless a file that was staged is still there.
  ~Journal();

  /// A name beside `target` that nobody can guess, written down before there is such a file.
  std::string stage(const std::string& target);

  /// A staged file that is to take its target's place.
  struct Step {
    std::string staged;
    std::string target;
    std::uint64_t before = 0;  // `digest` of what the target holds now
    std::uint64_t after = 0;
  };

  /// From here on all steps are done, in this run or the next, and no earlier ones. False if that
  /// cannot be brought onto the disk; where there is no journal it is true.
  bool commit(const std::vector<Step>& steps);

  /// Whether there is one.
  [[nodiscard]] bool kept() const { return descriptor_ >= 0; }

  /// Tells texts apart, not those of an enemy.
  static std::uint64_t digest(std::string_view text);

 private:
  bool write(std::string_view text) const;

  std::string path_;
  int descriptor_ = -1;
  std::vector<std::string> staged_;
};

/// Finishes or takes back what earlier runs left. What it did, a line each, in words for the user.
std::vector<std::string> recover();

}  // namespace remora::cli
