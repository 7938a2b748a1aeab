#include <iostream>

#include "cli/program.h"
#include <fcntl.h>
#include <unistd.h>

namespace {

/// A descriptor that the caller closed would go to the first file that is opened: a report would be
/// written where the result belongs. In its place stands one that reads and writes nothing.
void occupy_closed_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) < 0) {
      // The lowest free one, which this is; opened the wrong way round, so that its use fails.
      (void)::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  occupy_closed_descriptors();
  std::ios::sync_with_stdio(false);
  return remora::cli::run_program(remora::cli::Arguments(argv + 1, argv + argc));
}
