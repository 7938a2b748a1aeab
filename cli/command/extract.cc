#include "cli/command/command.h"
#include "cli/command_options.h"
#include "cli/files.h"
#include "cli/options.h"

namespace remora::cli {

namespace {

constexpr const char* kExtractEpilogue =
    "Prints the world that the inputs describe, and what is tried in it, as one scenario in JSON:\n"
    "it gives the same answers, needs no other file, and is yours to change and to test.\n"
    "\n"
    "Examples:\n"
    "  remora extract dump/ -o scenario.json && remora check scenario.json\n"
    "  remora extract template.yaml --param LogBucketName=my-logs\n"
    "  remora extract key.json bucket.json --error error.txt\n";

}  // namespace

int run_extract(const Arguments& arguments) {
  CommandLine line("extract", "[options] INPUT...", extract_takes());
  line.set_epilogue(kExtractEpilogue);
  if (const auto status = line.parse(arguments)) {
    return *status;
  }
  DiskReader files(line.common().root, line.common().limits);
  return line.finish(command::extract(line.common().inputs, extract_options(line), files));
}

}  // namespace remora::cli
