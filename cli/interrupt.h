#pragma once

namespace remora::cli {

/// While it lives, SIGINT and SIGTERM do not end the program at once: the first is noted, so that
/// what runs can stop at a good place and leave nothing half-written; the second ends it. SIGPIPE
/// is ignored: writing fails instead, with a message.
class Interrupt {
 public:
  Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  ~Interrupt();

  [[nodiscard]] static bool caught();

  /// Ends the program by the signal that was caught, as the shell and CI expect it.
  [[noreturn]] static void end_by_signal();
};

}  // namespace remora::cli
