#pragma once

#include "cli/option_set.h"
#include "engine/command/scenarios.h"

namespace remora::cli {

/// `--set` and `--without-statement`, for a command that has a `--context` of its own.
void add_changes_of_policies(OptionSet& line);

/// The options of every command that tries scenarios: `--assume`, and the changes to try.
void add_scenario_options(OptionSet& line);

/// `--account`, `--region`, `--org-id`: who calls, where no input says it.
/// `--as-code`, of the commands that show fixes.
void add_code_option(OptionSet& line);

void add_caller_options(OptionSet& line);

/// The options about inputs that are no scenarios: `--channel`, `--account`, ...
void add_import_options(OptionSet& line);

command::ScenarioOptions scenario_options(const OptionSet& line);

}  // namespace remora::cli
