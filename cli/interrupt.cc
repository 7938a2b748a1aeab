#include "cli/interrupt.h"

#include <csignal>
#include <cstdlib>

namespace remora::cli {

namespace {

// A signal handler can reach nothing but a global.
volatile std::sig_atomic_t g_signal = 0;

void note(int signal) {
  g_signal = signal;
  std::signal(signal, SIG_DFL);
}

}  // namespace

Interrupt::Interrupt() {
  g_signal = 0;
  std::signal(SIGINT, note);
  std::signal(SIGTERM, note);
  std::signal(SIGPIPE, SIG_IGN);  // a reader that went away shows as a write that fails
}

Interrupt::~Interrupt() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  std::signal(SIGPIPE, SIG_DFL);
}

bool Interrupt::caught() {
  return g_signal != 0;
}

void Interrupt::end_by_signal() {
  const int signal = g_signal;
  std::signal(signal, SIG_DFL);
  std::raise(signal);
  std::abort();  // not reached: the signal ends the program
}

}  // namespace remora::cli
