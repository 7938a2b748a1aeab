#pragma once

#include <chrono>
#include <cstddef>

namespace remora::cli {

/// A bar on a terminal's standard error for what takes longer than a second. None in CI, none where
/// standard error is no terminal.
class Progress {
 public:
  explicit Progress(bool wanted);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  ~Progress() { clear(); }

  void show(std::size_t done, std::size_t all, std::size_t failed);
  /// Takes the bar away, before something else is printed.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool wanted_;
  bool visible_ = false;
  Clock::time_point next_;
};

/// True if the environment says that the program runs in CI (`CI`, unless it is `false` or `0`).
bool in_ci();

}  // namespace remora::cli
