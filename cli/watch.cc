#include "cli/watch.h"

#include <chrono>
#include <thread>

#include "cli/fixture_files.h"
#include "cli/interrupt.h"
#include <sys/stat.h>

namespace remora::cli {

namespace {

// Fast enough for a person, and nothing for the machine.
constexpr std::chrono::milliseconds kBetweenLooks{200};

std::string look_of(const std::string& path) {
  struct stat status {};

  if (::stat(path.c_str(), &status) != 0) {
    return path + " -";
  }
  return path + " " + std::to_string(status.st_size) + " " + std::to_string(status.st_mtim.tv_sec) +
         "." + std::to_string(status.st_mtim.tv_nsec) + " " + std::to_string(status.st_ino);
}

}  // namespace

FileSnapshot::FileSnapshot(const std::vector<std::string>& paths,
                           const std::vector<std::string>& excluded,
                           const std::set<std::string>& others) {
  for (const FixtureFile& file : find_fixture_files(paths, excluded).files) {
    entries_.push_back(look_of(file.path));
  }
  for (const std::string& path : others) {
    entries_.push_back(look_of(path));
  }
}

bool wait_for_change(const FileSnapshot& before,
                     const std::vector<std::string>& paths,
                     const std::vector<std::string>& excluded,
                     const std::set<std::string>& others) {
  while (!Interrupt::caught()) {
    std::this_thread::sleep_for(kBetweenLooks);
    if (!Interrupt::caught() && !(FileSnapshot(paths, excluded, others) == before)) {
      return true;
    }
  }
  return false;
}

}  // namespace remora::cli
