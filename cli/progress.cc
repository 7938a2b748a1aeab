#include "cli/progress.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include <unistd.h>

namespace remora::cli {

namespace {

constexpr std::chrono::milliseconds kBefore{1000};
constexpr std::chrono::milliseconds kBetween{100};
constexpr std::size_t kWidth = 30;

}  // namespace

bool in_ci() {
  const char* value = std::getenv("CI");
  const std::string_view text = value == nullptr ? "" : value;
  return !text.empty() && text != "false" && text != "0";
}

Progress::Progress(bool wanted)
    : wanted_(wanted && !in_ci() && ::isatty(STDERR_FILENO) != 0), next_(Clock::now() + kBefore) {}

void Progress::show(std::size_t done, std::size_t all, std::size_t failed) {
  if (!wanted_ || all == 0 || Clock::now() < next_) {
    return;
  }
  next_ = Clock::now() + kBetween;
  const std::size_t filled = std::min(kWidth, kWidth * done / all);
  std::cerr << "\r\x1b[K[" << std::string(filled, '=') << std::string(kWidth - filled, ' ') << "] "
            << done << " of " << all;
  if (failed > 0) {
    std::cerr << ", " << failed << " failed";
  }
  std::cerr << std::flush;
  visible_ = true;
}

void Progress::clear() {
  if (visible_) {
    std::cerr << "\r\x1b[K" << std::flush;
    visible_ = false;
  }
}

}  // namespace remora::cli
