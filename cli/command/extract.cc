#include "cli/command/command.h"
#include "cli/command_options.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/progress.h"

namespace remora::cli {

namespace {

constexpr const char* kExtractEpilogue =
    "Prints the world that the inputs describe, and what is tried in it, as one scenario in JSON:\n"
    "it gives the same answers, needs no other file, and is yours to change and to test.\n"
    "\n"
    "Examples:\n"
    "  remora extract dump --error error.txt -o world.json && remora check world.json\n"
    "  remora extract template.yaml --param LogBucketName=my-logs\n"
    "  remora extract key-policy.json bucket-policy.json --error error.txt\n";

}  // namespace

CommandLine extract_line() {
  CommandLine line("extract", "[options] INPUT...", extract_takes());
  line.set_epilogue(kExtractEpilogue);
  return line;
}

int run_extract(const CommandLine& line) {
  DiskReader files(line.common().root, line.common().limits);
  return line.finish(with_progress(line.shows_progress(), [&] {
    return command::extract(line.common().inputs, extract_options(line), files);
  }));
}

}  // namespace remora::cli
