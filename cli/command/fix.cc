#include "cli/command/command.h"
#include "cli/command_options.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/replace_file.h"

namespace remora::cli {

namespace {

constexpr const char* kFixEpilogue =
    "INPUT is a scenario (JSON or YAML), or a folder that holds scenario.json; or whatever files\n"
    "you have, taken together, as for `check`.\n"
    "\n"
    "The fix is the smallest change of policies that makes every delivery of the input succeed,\n"
    "and that does no harm: what was delivered still is, what is expected to be refused or denied\n"
    "stays so, and nobody else gets in; all that is proven by running it. A refusal that the "
    "input\n"
    "expects is a guard and left alone, unless the expectation (or the file) says\n"
    "\"records\": \"fault\"; --delivery ID mends one of them, --expected-too all. Statements that\n"
    "are added are those that AWS documents. Without --write nothing is changed. --write edits "
    "the\n"
    "policy files in place (each as a whole or not at all) and keeps their indentation, order and\n"
    "line ends; policies inline in a scenario are edited there, and so are policies that stand in "
    "a\n"
    "file as a text. What is a record (a plan, a state, output of the AWS CLI) or made anew "
    "(cdk.out)\n"
    "is not written to: the statement is shown in the language of its source, or --as-code.\n"
    "\n"
    "Exit status: 0 a fix was found, or there is nothing to fix; 1 a delivery is refused and no\n"
    "change of a policy mends it; 2 wrong usage, bad input, or a file that could not be written;\n"
    "3 undetermined because a decisive fact is not known.\n"
    "\n"
    "More: `remora help docs/fix.md`.\n"
    "\n"
    "Examples:\n"
    "  remora fix scenario.json\n"
    "  remora fix -f diff scenario.json | git apply\n"
    "  remora fix scenario.json --write\n"
    "  remora fix key-policy.json bucket-policy.json --error error.txt --write\n"
    "  remora fix plan.json --as-code terraform\n";

using remedy::FileChange;

/// Writes all files, or none if one of them cannot be edited or has changed.
void write(command::Repair& repair) {
  Diagnostics problems;
  const auto note = [&](const FileChange& file, const std::string& problem) {
    if (!problem.empty()) {
      problems.push_back(command::not_written(file, problem));
    }
  };
  const auto files = repair.report.shown_files();
  for (const FileChange& file : files) {
    note(file,
         !file.problem.empty()              ? file.problem
         : file.before->name() == "<stdin>" ? "standard input cannot be written to"
                                            : differs_from(file.name, file.before->text()));
  }
  std::vector<Replacement> replacements;
  for (std::size_t i = 0; i < files.size() && problems.empty(); ++i) {
    replacements.push_back({files[i].name, files[i].before->text(), files[i].after->text()});
  }
  if (const auto problem = replace_files(replacements)) {
    note(files[problem->index], problem->message);
  }
  if (!problems.empty()) {
    repair.output.bad_input(problems);
    return;
  }
  for (const FileChange& file : files) {
    repair.report.written.push_back(file.name);
  }
}

}  // namespace

CommandLine fix_line() {
  CommandLine line("fix", "[options] INPUT...", fix_takes());
  line.set_epilogue(kFixEpilogue);
  return line;
}

int run_fix(const CommandLine& line) {
  const command::FixOptions options = fix_options(line);
  DiskReader files(line.common().root, line.common().limits);
  command::Repair repair = with_progress(line.shows_progress(), [&] {
    return command::find_repair(line.common().inputs, options, files);
  });
  if (repair.found()) {
    if (line.has("write") && !line.has("dry-run")) {
      write(repair);
    }
    repair.output.text = command::render(repair.report, options);
    repair.output.verbatim = options.format == "diff";
  }
  return line.finish(repair.output);
}

}  // namespace remora::cli
