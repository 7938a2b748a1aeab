#include "cli/command/command.h"
#include "cli/command/linked.h"
#include "cli/command_options.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/progress.h"

namespace remora::cli {

namespace {

constexpr const char* kCheckEpilogue =
    "INPUT is a scenario (JSON or YAML), or a folder that holds scenario.json; or whatever files\n"
    "you have, taken together: policies with the delivery (--channel, --trail, or --error with "
    "the\n"
    "text), output of the AWS CLI, a folder of it. `-` is standard input.\n"
    "A link of the page (Share) is an input too, and brings its files along.\n"
    "\n"
    "Behind an error stands how well its text is known. observed: AWS was seen to answer it;\n"
    "documented: AWS's pages have it; assumed: neither, so look at the code and not at the words.\n"
    "\n"
    "Exit status: 0 every delivery is delivered, 1 one is refused, 2 wrong usage or bad input,\n"
    "3 undetermined because a decisive fact is not known.\n"
    "\n"
    "More: `remora help inputs`.\n"
    "\n"
    "Examples:\n"
    "  remora check scenario.json\n"
    "  remora check template.yaml --param LogBucketName=my-logs\n"
    "  remora check plan.json\n"
    "  remora check dump --error error.txt\n"
    "  remora check key-policy.json bucket-policy.json --error error.txt\n"
    "  remora check scenario.json --set keys[0].keyState=Disabled\n"
    "  remora check -f html -o report.html scenario.json\n";

}  // namespace

CommandLine check_line() {
  CommandLine line("check", "[options] INPUT...", check_takes());
  line.set_epilogue(kCheckEpilogue);
  return line;
}

int run_check(const CommandLine& line) {
  if (const auto status = check_link(line)) {
    return *status;
  }
  DiskReader files(line.common().root, line.common().limits);
  return line.finish(with_progress(line.shows_progress(), [&] {
    return command::check(line.common().inputs, check_options(line), files);
  }));
}

}  // namespace remora::cli
