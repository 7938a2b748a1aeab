#pragma once

#include <cstddef>
#include <string>
#include <thread>

namespace remora::cli {

/// A line on a terminal's standard error for what takes longer than a second: how far it is, and
/// for how long it works where that is not known. None in CI, none where standard error is no
/// terminal. One at a time.
class Progress {
 public:
  explicit Progress(bool wanted = true);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  /// A bar.
  void show(std::size_t done, std::size_t all, std::size_t failed);
  /// Words, such as `1,200 vectors`.
  void show(std::string text);

 private:
  std::jthread ticker_;
};

/// Takes the line away before something else is printed, which has to follow at once: the line
/// comes back after a moment.
void hide_progress();

/// Does a piece of work with the line in sight.
template <class Work>
auto with_progress(bool wanted, const Work& work) {
  const Progress progress(wanted);
  return work();
}

/// True if the environment says that the program runs in CI (`CI`, unless it is `false` or `0`).
bool in_ci();

}  // namespace remora::cli
