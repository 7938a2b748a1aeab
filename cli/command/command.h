#pragma once

#include <string>
#include <vector>

/// One function per command: takes the arguments behind the command's name, returns the exit
/// status. Results go to standard output, diagnostics to standard error.
namespace remora::cli {

using Arguments = std::vector<std::string>;

int run_check(const Arguments& arguments);
int run_diagnose(const Arguments& arguments);
int run_diff(const Arguments& arguments);
int run_eval(const Arguments& arguments);
int run_explain(const Arguments& arguments);
int run_extract(const Arguments& arguments);
int run_fix(const Arguments& arguments);
int run_init(const Arguments& arguments);
int run_lint(const Arguments& arguments);
int run_page(const Arguments& arguments);
int run_schema(const Arguments& arguments);
int run_snapshot(const Arguments& arguments);
int run_test(const Arguments& arguments);

}  // namespace remora::cli
