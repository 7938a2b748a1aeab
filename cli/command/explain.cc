#include "cli/command/command.h"
#include "cli/command_options.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/progress.h"

namespace remora::cli {

namespace {

constexpr const char* kExplainEpilogue =
    "INPUT is a scenario (JSON or YAML), a folder that holds scenario.json, or a file of vectors;\n"
    "`-` is standard input. Without --request the request at fault is explained; with -v every\n"
    "one. A single request is described by options: with an INPUT it is asked in that world,\n"
    "without one the options name its policies.\n"
    "\n"
    "Exit status: as of `remora check`; of vectors and single requests as of `remora eval`.\n"
    "\n"
    "More: `remora help docs/explain.md`.\n"
    "\n"
    "Examples:\n"
    "  remora explain scenario.json --teach\n"
    "  remora explain scenario.json --request member-config/4\n"
    "  remora explain scenario.json --principal config.amazonaws.com --action sts:AssumeRole \\\n"
    "      --resource arn:aws:iam::123456789012:role/aws-controltower-ConfigRecorderRole\n"
    "  remora explain scenario.json --without-statement key#\"Enable IAM User Permissions\"\n";

}  // namespace

CommandLine explain_line() {
  CommandLine line("explain", "[options] [INPUT...]", explain_takes());
  line.set_epilogue(kExplainEpilogue);
  return line;
}

int run_explain(const CommandLine& line) {
  DiskReader files(line.common().root, line.common().limits);
  return line.finish(with_progress(line.shows_progress(), [&] {
    return command::explain(line.common().inputs, explain_options(line), files);
  }));
}

}  // namespace remora::cli
