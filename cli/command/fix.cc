#include "engine/command/fix.h"

#include "cli/command/command.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/replace_file.h"
#include "cli/scenario_options.h"

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
    "Examples:\n"
    "  remora fix fixtures/control-tower-kms/default-key-policy\n"
    "  remora fix -f diff INPUT | git apply\n"
    "  remora fix INPUT --write\n"
    "  remora fix key.json bucket.json --error error.txt --write\n"
    "  remora fix plan.json --as-code terraform\n";

using remedy::FileChange;

/// Writes all files, or none if one of them cannot be edited or has changed.
void write(command::Repair& repair) {
  Diagnostics problems;
  const auto note = [&](const FileChange& file, const std::string& problem) {
    if (!problem.empty()) {
      Diagnostic diagnostic;
      diagnostic.code = "write";
      diagnostic.place.source = file.before;
      diagnostic.message = problem;
      problems.push_back(std::move(diagnostic));
    }
  };
  const auto files = repair.report.shown_files();
  for (const FileChange& file : files) {
    note(file,
         !file.problem.empty()              ? (file.before ? "" : file.name + ": ") + file.problem
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

int run_fix(const Arguments& arguments) {
  CommandLine line("fix", "[options] INPUT...", {"text", "json", "diff", "patch", "statement"});
  line.add(
      {{"write", Takes::Nothing, "edit the policy files in place"},
       {"dry-run", Takes::Nothing, "with --write: show what would be written, and write nothing"},
       {"way", Takes::Number, "where there are several ways: which one to show or write", "1"},
       {"delivery", Takes::Texts, "ID: mend this delivery alone, even if its refusal is expected"},
       {"expected-too", Takes::Nothing, "mend what is refused as expected as well"},
       {"assume", Takes::Texts, "NAME=VALUE: set a switch of the delivery model"},
       {"set", Takes::Texts, "PATH=VALUE: another value for what was assumed"}});
  add_import_options(line);
  add_code_option(line);
  line.set_epilogue(kFixEpilogue);
  if (const auto status = line.parse(arguments)) {
    return *status;
  }
  const CommonOptions& common = line.common();
  const command::FixOptions options{scenario_options(line),
                                    line.texts("delivery"),
                                    line.has("expected-too"),
                                    line.number("way").value_or(1),
                                    common.format,
                                    line.text("as-code"),
                                    common.text};
  DiskReader files(line.common().root, line.common().limits);
  command::Repair repair = command::find_repair(common.inputs, options, files);
  if (repair.found()) {
    if (line.has("write") && !line.has("dry-run")) {
      write(repair);
    }
    repair.output.text = command::render(repair.report, options);
  }
  return line.finish(repair.output);
}

}  // namespace remora::cli
