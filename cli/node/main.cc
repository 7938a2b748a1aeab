#include <ctime>
#include <iostream>

#include "cli/program.h"
#include <sys/stat.h>

// What library.js answers.
extern "C" {
int remora_umask();
void remora_sleep(double milliseconds);

/// In place of Emscripten's, which keeps the processor busy.
int nanosleep(const timespec* wanted, timespec* left) {
  constexpr double kSecond = 1e3;
  constexpr double kNanosecond = 1e-6;
  remora_sleep(static_cast<double>(wanted->tv_sec) * kSecond +
               static_cast<double>(wanted->tv_nsec) * kNanosecond);
  if (left != nullptr) {
    *left = {};
  }
  return 0;
}
}

int main(int argc, char** argv) {
  // Emscripten's library knows a mask of its own, which lets nothing through.
  (void)::umask(static_cast<mode_t>(remora_umask()));
  std::ios::sync_with_stdio(false);
  return remora::cli::run_program(remora::cli::Arguments(argv + 1, argv + argc));
}
