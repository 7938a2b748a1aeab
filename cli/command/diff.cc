#include "cli/command/command.h"
#include "cli/command_options.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/progress.h"

namespace remora::cli {

namespace {

constexpr const char* kDiffEpilogue =
    "A and B are two versions of a scenario, or, with --in SCENARIO, two versions of one of its\n"
    "policies. Deliveries and requests are compared by their ids. - got worse, + got better,\n"
    "~ is refused for another reason, = is as before.\n"
    "\n"
    "Exit status: 0 nothing gets worse, 1 something that was delivered or allowed no longer is "
    "(or\n"
    "is open now), 2 wrong usage or bad input.\n"
    "\n"
    "Examples:\n"
    "  remora diff --in scenario.json key-policy.json mended-key-policy.json\n"
    "  git show HEAD:key-policy.json | remora diff --in scenario.json - key-policy.json\n";

}  // namespace

CommandLine diff_line() {
  CommandLine line("diff", "[options] A B", diff_takes());
  line.set_epilogue(kDiffEpilogue);
  return line;
}

int run_diff(const CommandLine& line) {
  const CommonOptions& common = line.common();
  if (common.inputs.size() != 2) {
    return line.usage_error("name two versions to compare");
  }
  DiskReader files(common.root, common.limits);
  return line.finish(with_progress(line.shows_progress(), [&] {
    return command::diff(common.inputs[0], common.inputs[1], diff_options(line), files);
  }));
}

}  // namespace remora::cli
