#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "cli/option_set.h"
#include "engine/command/scenarios.h"

namespace remora::cli {

/// The options that are about the inputs, by their names; each face, a link and a page take the
/// same.
struct TextsOption {
  std::string_view name;
  std::vector<std::string> command::ScenarioOptions::*member;
};

struct TextOption {
  std::string_view name;
  std::string command::ScenarioOptions::*member;
};

inline constexpr auto kTextsOptions = std::to_array<TextsOption>({
    {"assume", &command::ScenarioOptions::assume},
    {"set", &command::ScenarioOptions::set},
    {"without-statement", &command::ScenarioOptions::without_statement},
    {"context", &command::ScenarioOptions::context},
    {"channel", &command::ScenarioOptions::channels},
    {"trail", &command::ScenarioOptions::trails},
    {"account", &command::ScenarioOptions::accounts},
    {"region", &command::ScenarioOptions::regions},
    {"param", &command::ScenarioOptions::parameters},
    {"params-file", &command::ScenarioOptions::parameter_files},
    {"import-value", &command::ScenarioOptions::import_values},
    {"ssm", &command::ScenarioOptions::ssm},
    {"att", &command::ScenarioOptions::attributes},
    {"condition", &command::ScenarioOptions::conditions},
});

inline constexpr auto kTextOptions = std::to_array<TextOption>({
    {"input", &command::ScenarioOptions::input},
    {"error", &command::ScenarioOptions::error},
    {"org-id", &command::ScenarioOptions::organization},
    {"stack-name", &command::ScenarioOptions::stack},
});

/// `--set` and `--without-statement`, for a command that has a `--context` of its own.
void add_changes_of_policies(OptionSet& line);

/// The options of every command that tries scenarios: `--assume`, and the changes to try.
void add_scenario_options(OptionSet& line);

/// `--as-code`, of the commands that show fixes.
void add_code_option(OptionSet& line);

/// `--account`, `--region`, `--org-id`: who calls, where no input says it.
void add_caller_options(OptionSet& line);

/// The options about inputs that are no scenarios: `--channel`, `--account`, ...
void add_import_options(OptionSet& line);

/// What was given of them; the command must take those that it asks for.
command::ScenarioOptions scenario_options(const OptionSet& line);

}  // namespace remora::cli
