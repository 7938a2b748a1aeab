#include "engine/command/diff.h"

#include "cli/command/command.h"
#include "cli/files.h"
#include "cli/scenario_options.h"

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
    "  remora diff old/scenario.json new/scenario.json\n"
    "  remora diff --in scenario.json key-policy.json key-policy.new.json\n"
    "  git show HEAD:key-policy.json | remora diff --in scenario.json - key-policy.json\n";

}  // namespace

int run_diff(const Arguments& arguments) {
  CommandLine line("diff", "[options] A B", {"text", "json"});
  add_scenario_options(line);
  line.add({{"in", Takes::Text, "the scenario in which A and B are policies"},
            {"replace", Takes::Text, "the file of the scenario that A and B stand for"}});
  line.set_epilogue(kDiffEpilogue);
  if (const auto status = line.parse(arguments)) {
    return *status;
  }
  const CommonOptions& common = line.common();
  if (common.inputs.size() != 2) {
    return line.usage_error("name two versions to compare");
  }
  DiskReader files(line.common().root, line.common().limits);
  return line.finish(command::diff(
      common.inputs[0],
      common.inputs[1],
      {scenario_options(line), line.text("in"), line.text("replace"), common.format, common.text},
      files));
}

}  // namespace remora::cli
