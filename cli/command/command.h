#pragma once

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

}  // namespace remora::cli
