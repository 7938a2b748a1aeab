#include "cli/command/command.h"
#include "cli/command_options.h"
#include "cli/files.h"
#include "cli/options.h"

namespace remora::cli {

namespace {

constexpr const char* kExplainEpilogue =
    "INPUT is a scenario (JSON or YAML), or a folder that holds scenario.json; `-` is standard "
    "input.\n"
    "Without --request the request at fault is explained; with -v every one.\n"
    "\n"
    "Exit status: as of `remora check`.\n"
    "\n"
    "Examples:\n"
    "  remora explain scenario.json --teach\n"
    "  remora explain scenario.json --request member-config/4\n"
    "  remora explain scenario.json --without-statement key#\"Enable IAM User Permissions\"\n";

}  // namespace

CommandLine explain_line() {
  CommandLine line("explain", "[options] INPUT...", explain_takes());
  line.set_epilogue(kExplainEpilogue);
  return line;
}

int run_explain(const CommandLine& line) {
  DiskReader files(line.common().root, line.common().limits);
  return line.finish(command::explain(line.common().inputs, explain_options(line), files));
}

}  // namespace remora::cli
