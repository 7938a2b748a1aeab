#include "cli/command/command.h"
#include "cli/files.h"
#include "cli/scenario_options.h"
#include "engine/command/check.h"

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
    "  remora explain fixtures/control-tower-kms/default-key-policy --teach\n"
    "  remora explain scenario.json --request member-config/4\n"
    "  remora explain scenario.json --without-statement key#\"Allow Config\"\n";

}  // namespace

int run_explain(const Arguments& arguments) {
  CommandLine line("explain", "[options] INPUT...", {"text", "json", "html", "markdown"});
  add_scenario_options(line);
  line.add({{"request,r",
             Takes::Text,
             "explain one: the id of a delivery or request, ID/N for request N of a delivery"},
            {"teach",
             Takes::Nothing,
             "say each step in plain words, for someone who does not know IAM yet"}});
  line.set_epilogue(kExplainEpilogue);
  if (const auto status = line.parse(arguments)) {
    return *status;
  }
  const CommonOptions& common = line.common();
  command::ExplainOptions options{
      scenario_options(line), common.format, common.text, line.text("request")};
  options.text.teach = line.has("teach");
  DiskReader files(line.common().root, line.common().limits);
  return line.finish(command::explain(common.inputs, options, files));
}

}  // namespace remora::cli
