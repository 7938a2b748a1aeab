#include "cli/progress.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <stop_token>
#include <string_view>
#include <utility>

#include <unistd.h>

namespace remora::cli {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kBefore{1000};
constexpr std::chrono::milliseconds kBetween{200};
constexpr std::size_t kWidth = 30;
constexpr std::string_view kErase = "\r\x1b[K";

/// There is one standard error, and so one line.
struct Line {
  std::mutex mutex;
  std::condition_variable_any changed;
  Clock::time_point next;
  std::string text;
  bool visible = false;
};

Line& line() {
  static Line one;
  return one;
}

/// Past the stream, which another thread may be writing to.
void put(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) {
      return;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void erase(Line& shown) {
  if (std::exchange(shown.visible, false)) {
    put(kErase);
  }
}

void tick(const std::stop_token& stop) {
  Line& shown = line();
  const Clock::time_point begin = Clock::now();
  std::unique_lock lock(shown.mutex);
  shown.next = begin + kBefore;
  while (!stop.stop_requested()) {
    shown.changed.wait_until(lock, stop, shown.next, [] { return false; });
    const Clock::time_point now = Clock::now();
    if (stop.stop_requested() || now < shown.next) {
      continue;
    }
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - begin).count();
    put(std::string(kErase) +
        (shown.text.empty() ? "working, " + std::to_string(seconds) + " s" : shown.text));
    shown.visible = true;
    shown.next = now + kBetween;
  }
  erase(shown);
}

}  // namespace

bool in_ci() {
  const char* value = std::getenv("CI");
  const std::string_view text = value == nullptr ? "" : value;
  return !text.empty() && text != "false" && text != "0";
}

Progress::Progress(bool wanted) {
  if (wanted && !in_ci() && ::isatty(STDERR_FILENO) != 0) {
    line().text.clear();  // of the one before, whose thread has ended
    ticker_ = std::jthread(tick);
  }
}

Progress::~Progress() = default;

void Progress::show(std::size_t done, std::size_t all, std::size_t failed) {
  if (all == 0 || !ticker_.joinable()) {
    return;
  }
  const std::size_t filled = std::min(kWidth, kWidth * done / all);
  show("[" + std::string(filled, '=') + std::string(kWidth - filled, ' ') + "] " +
       std::to_string(done) + " of " + std::to_string(all) +
       (failed == 0 ? "" : ", " + std::to_string(failed) + " failed"));
}

void Progress::show(std::string text) {
  if (ticker_.joinable()) {
    const std::lock_guard lock(line().mutex);
    line().text = std::move(text);
  }
}

void hide_progress() {
  Line& shown = line();
  const std::lock_guard lock(shown.mutex);
  erase(shown);
  shown.next = std::max(shown.next, Clock::now() + kBetween);
}

}  // namespace remora::cli
