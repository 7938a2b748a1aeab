#include "cli/command/command.h"
#include "cli/command_options.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/progress.h"

namespace remora::cli {

namespace {

constexpr const char* kDiagnoseEpilogue =
    "FILE holds the error as you met it, with whatever stands around it: the answer of the API,\n"
    "the AWS CLI, boto3, CloudFormation, a stack set, Control Tower, Terraform, in any language.\n"
    "Without FILE, or with `-`, it is read from standard input.\n"
    "\n"
    "Exit status: 0 the error is recognised, 2 it is not, or wrong usage or bad input. With "
    "--with\n"
    "that of `check`: 0 delivered, 1 refused, 3 undetermined; 2 too if the input holds no such\n"
    "delivery.\n"
    "\n"
    "More: `remora help docs/diagnose.md`.\n"
    "\n"
    "Examples:\n"
    "  remora diagnose error.txt\n"
    "  terraform apply 2>&1 | remora diagnose\n"
    "  remora diagnose error.txt --with scenario.json\n"
    "  remora diagnose error.txt --with key-policy.json bucket-policy.json\n";

}  // namespace

CommandLine diagnose_line() {
  CommandLine line("diagnose", "[options] [FILE|-]", diagnose_takes());
  line.set_epilogue(kDiagnoseEpilogue);
  return line;
}

int run_diagnose(const CommandLine& line) {
  const CommonOptions& common = line.common();
  // Behind the text and --with stand files: `--with key.json bucket.json`.
  if (common.inputs.size() > 1 && line.texts("with").empty()) {
    return line.usage_error(
        "diagnose one text at a time; what it is tried with comes after --with");
  }
  DiskReader files(common.root, common.limits);
  return line.finish(with_progress(line.shows_progress(common.inputs.empty()), [&] {
    return command::diagnose(
        common.inputs.empty() ? "-" : common.inputs.front(), diagnose_options(line), files);
  }));
}

}  // namespace remora::cli
