#include "cli/command/command.h"
#include "cli/command_options.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/progress.h"

namespace remora::cli {

namespace {

constexpr const char* kLintEpilogue =
    "FILE holds a policy, as JSON or as AWS prints it (an escaped string, percent-encoded), or\n"
    "policies stand in it: a template, a Terraform plan or state, output of the AWS CLI, an "
    "event,\n"
    "a scenario. A folder is searched. `-` is standard input. The type is that of the place where\n"
    "the policy stands; else it is guessed from what the document looks like, unless --type says\n"
    "it.\n"
    "Findings are errors (AWS refuses it, or it can never do what it\n"
    "says), warnings (a known trap) and infos.\n"
    "\n"
    "Exit status: 0 no error was found, 1 an error was found (with --deny-warnings also a\n"
    "warning), 2 wrong usage or a file that cannot be read.\n"
    "\n"
    "More: `remora help semantics/storing`.\n"
    "\n"
    "Examples:\n"
    "  remora lint --type key key-policy.json\n"
    "  remora lint template.yaml plan.json\n"
    "  remora lint --deny-warnings .\n"
    "  remora lint -f sarif . > lint.sarif\n";

}  // namespace

CommandLine lint_line() {
  CommandLine line("lint", "[options] FILE|FOLDER...", lint_takes());
  line.set_epilogue(kLintEpilogue);
  return line;
}

int run_lint(const CommandLine& line) {
  DiskReader files(line.common().root, line.common().limits);
  return line.finish(with_progress(line.shows_progress(), [&] {
    return command::lint(line.common().inputs, lint_options(line), files);
  }));
}

}  // namespace remora::cli
