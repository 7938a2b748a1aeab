#pragma once

namespace remora::command {

/// The exit statuses of every command. With several inputs the worst counts: 2 over 1 over 3 over
/// 0.
enum class ExitStatus : int {
  Success = 0,       // delivered, passed, nothing found
  Failure = 1,       // refused, denied against the expectation, a finding
  BadInput = 2,      // wrong usage, or an input that cannot be read
  Undetermined = 3,  // a decisive fact is not known
  Internal = 70,     // a bug of ours, never bad input
};

constexpr int severity(ExitStatus status) {
  switch (status) {
    case ExitStatus::Success:
      return 0;
    case ExitStatus::Undetermined:
      return 1;
    case ExitStatus::Failure:
      return 2;
    case ExitStatus::BadInput:
      return 3;
    case ExitStatus::Internal:
      break;
  }
  return 4;
}

constexpr ExitStatus worse(ExitStatus a, ExitStatus b) {
  return severity(a) >= severity(b) ? a : b;
}

}  // namespace remora::command
