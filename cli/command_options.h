#pragma once

#include "cli/option_set.h"
#include "engine/command/check.h"
#include "engine/command/diagnose.h"
#include "engine/command/diff.h"
#include "engine/command/eval.h"
#include "engine/command/explain.h"
#include "engine/command/extract.h"
#include "engine/command/fix.h"
#include "engine/command/lint.h"
#include "engine/command/test.h"

/// What the commands take that every face has, by the names that the user knows, and the options of
/// `engine/command` that come of it. What only the terminal has (threads, files to watch) its
/// commands add themselves.
namespace remora::cli {

OptionSet check_takes();
command::CheckOptions check_options(const OptionSet& given);

OptionSet explain_takes();
command::ExplainOptions explain_options(const OptionSet& given);

OptionSet fix_takes();
command::FixOptions fix_options(const OptionSet& given);

OptionSet lint_takes();
command::LintOptions lint_options(const OptionSet& given);

OptionSet diagnose_takes();
/// Inputs behind the first are files to check it with, as behind `--with`.
command::DiagnoseOptions diagnose_options(const OptionSet& given);

OptionSet diff_takes();
command::DiffOptions diff_options(const OptionSet& given);

OptionSet extract_takes();
command::ExtractOptions extract_options(const OptionSet& given);

OptionSet eval_takes();
/// Without what `--assume` says, which can be wrong.
command::EvalOptions eval_options(const OptionSet& given);
/// Whether the options describe a single request.
bool describes_request(const OptionSet& given);
command::RequestOptions request_options(const OptionSet& given);

OptionSet test_takes();
command::TestOptions test_options(const OptionSet& given);

}  // namespace remora::cli
