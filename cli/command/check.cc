#include "engine/command/check.h"

#include "cli/command/command.h"
#include "cli/files.h"
#include "cli/scenario_options.h"

namespace remora::cli {

namespace {

constexpr const char* kCheckEpilogue =
    "INPUT is a scenario (JSON or YAML), or a folder that holds scenario.json; `-` is standard "
    "input.\n"
    "\n"
    "Exit status: 0 every delivery is delivered, 1 one is refused, 2 wrong usage or bad input,\n"
    "3 undetermined because a decisive fact is not known.\n"
    "\n"
    "Examples:\n"
    "  remora check fixtures/control-tower-kms/default-key-policy\n"
    "  remora check -f json scenario.json | jq '.deliveries[].error.message'\n"
    "  remora check scenario.json --set keys[0].keyState=Disabled\n"
    "  remora check -f html -o report.html scenario.json\n";

}  // namespace

int run_check(const Arguments& arguments) {
  CommandLine line("check", "[options] INPUT...", {"text", "json", "html", "markdown"});
  add_scenario_options(line);
  line.add({{"as",
             Takes::Text,
             "FORM: print a refusal also as a tool shows it: api, cli, boto3, cloudformation, "
             "cloudformation-legacy, stackset, control-tower, terraform, terraform-v4, ..."}});
  line.set_epilogue(kCheckEpilogue);
  if (const auto status = line.parse(arguments)) {
    return *status;
  }
  const CommonOptions& common = line.common();
  DiskReader files;
  return line.finish(command::check(
      common.inputs, {scenario_options(line), common.format, common.text, line.text("as")}, files));
}

}  // namespace remora::cli
