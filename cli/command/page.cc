#include "cli/command/command.h"
#include "cli/command_options.h"
#include "cli/files.h"
#include "cli/gathered_world.h"
#include "cli/options.h"
#include "cli/page_file.h"
#include "cli/progress.h"
#include "cli/scenario_options.h"
#include "engine/command/conceal.h"

namespace remora::cli {

namespace {

constexpr const char* kPageEpilogue =
    "Prints the page that teaches, one file of HTML with the engine in it: it needs no server and\n"
    "no network, and sends nothing anywhere. With INPUT it opens on these files and on all that\n"
    "they name; they stand in it as they are, so give it to those only who may read them.\n"
    "\n"
    "Exit status: 0 it was printed, 2 wrong usage, an input that cannot be read, or no page.\n"
    "\n"
    "More: `remora help docs/page.md`.\n"
    "\n"
    "Examples:\n"
    "  remora page -o remora.html\n"
    "  remora page scenario.json -o refused.html\n"
    "  remora page key-policy.json bucket-policy.json --error error.txt -o mine.html\n";

/// `null` without inputs; nothing if they cannot be read, which `output` tells.
std::string world_of(const CommandLine& line, command::Output& output) {
  if (line.common().inputs.empty()) {
    return "null";
  }
  command::CheckOptions options;
  options.scenarios = scenario_options(line);
  options.as = line.text("as");
  DiskReader files(line.common().root, line.common().limits);
  GatheredWorld world = with_progress(
      line.shows_progress(), [&] { return gather_world(line.common().inputs, options, files); });
  output = std::move(world.output);
  if (!world.json.empty()) {
    // What comes of the inputs is for the page to say.
    output.status = ExitStatus::Success;
    // The page holds the inputs themselves; the remarks about them are shown.
    command::conceal(output, output.secrets);
    output.secrets.clear();
  }
  return world.json;
}

}  // namespace

CommandLine page_line() {
  CommandLine line("page", "[options] [INPUT...]", {"html"});
  line.add("The page",
           {{"page FILE", Takes::Text, "the page to write, in place of the installed one"},
            {"as FORM", Takes::Text, "show a refusal as this tool prints it"}});
  add_scenario_options(line);
  add_import_options(line);
  line.set_epilogue(kPageEpilogue);
  return line;
}

int run_page(const CommandLine& line) {
  if (is_same_file(line.text("page"), line.common().output)) {
    return line.usage_error("--output would overwrite the page to fill, name another file");
  }
  command::Output output;
  const std::string world = world_of(line, output);
  if (world.empty()) {
    return line.finish(std::move(output));
  }
  const auto page = read_page(line.text("page"));
  auto filled = page ? page_with(*page, world) : fail(page.error());
  if (!filled) {
    output.bad_input(filled.error().diagnostics);
    return line.finish(std::move(output));
  }
  output.text = *std::move(filled);
  output.verbatim = true;
  return line.finish(std::move(output));
}

}  // namespace remora::cli
