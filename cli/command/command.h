#pragma once

#include <span>
#include <string_view>

#include "cli/options.h"

/// Two functions a command: what it takes, and what it does once that was read, which gives the
/// exit status. Results go to standard output, diagnostics to standard error.
namespace remora::cli {

CommandLine check_line();
int run_check(const CommandLine& line);
CommandLine completion_line();
int run_completion(const CommandLine& line);
CommandLine demo_line();
int run_demo(const CommandLine& line);
CommandLine diagnose_line();
int run_diagnose(const CommandLine& line);
CommandLine diff_line();
int run_diff(const CommandLine& line);
CommandLine eval_line();
int run_eval(const CommandLine& line);
CommandLine explain_line();
int run_explain(const CommandLine& line);
CommandLine extract_line();
int run_extract(const CommandLine& line);
CommandLine fix_line();
int run_fix(const CommandLine& line);
CommandLine help_line();
int run_help(const CommandLine& line);
CommandLine init_line();
int run_init(const CommandLine& line);
CommandLine lint_line();
int run_lint(const CommandLine& line);
CommandLine page_line();
int run_page(const CommandLine& line);
CommandLine schema_line();
int run_schema(const CommandLine& line);
CommandLine snapshot_line();
int run_snapshot(const CommandLine& line);
CommandLine test_line();
int run_test(const CommandLine& line);

struct Command {
  std::string_view name;
  std::string_view summary;
  CommandLine (*line)();
  int (*run)(const CommandLine& line);
};

/// Commands that serve one purpose.
struct CommandGroup {
  std::string_view purpose;
  std::span<const Command> commands;
};

/// All commands, as the help lists them.
std::span<const CommandGroup> command_groups();

/// The command of that name; null if there is none.
const Command* find_command(std::string_view name);

}  // namespace remora::cli
