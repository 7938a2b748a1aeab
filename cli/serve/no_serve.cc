#include "cli/serve/serve.h"

namespace remora::cli {

int run_serve(const CommandLine& line) {
  return line.usage_error(
      "this is remora for node, which cannot listen; the archive or the Debian package of remora "
      "has `serve`");
}

}  // namespace remora::cli
