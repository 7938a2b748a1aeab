#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/file_reader.h"
#include "engine/command/exit_status.h"
#include "engine/fixture/run.h"
#include "engine/import/import.h"
#include "engine/input/load.h"
#include "engine/input/what_if.h"

namespace remora::command {

/// What every command that tries scenarios takes, as the user writes it.
struct ScenarioOptions {
  std::vector<std::string> assume;             // NAME=VALUE, switches of the delivery model
  std::vector<std::string> set;                // PATH=VALUE
  std::vector<std::string> without_statement;  // POLICY#SID
  std::vector<std::string> context;            // KEY=VALUE, or a KEY that is not to be carried
  std::string input;  // what the inputs are: `scenario`, `policy`, ...; else their content says it
  // About inputs that are no scenarios.
  std::vector<std::string> channels;  // bucket=B,kms=ARN,account=A
  std::vector<std::string> trails;
  std::string error;                  // a file with the text of an error
  SourcePtr error_text;               // or the text itself
  std::vector<std::string> accounts;  // ID, or INPUT=ID
  std::vector<std::string> regions;   // REGION, or INPUT=REGION
  std::string organization;
  std::string stack;
  std::vector<std::string> parameters;  // NAME=VALUE
  std::vector<std::string> parameter_files;
  std::vector<std::string> import_values;  // EXPORT=VALUE
  std::vector<std::string> ssm;            // PARAMETER=VALUE
  std::vector<std::string> attributes;     // LOGICALID.ATTRIBUTE=VALUE
  std::vector<std::string> conditions;     // NAME=true, NAME=false
  bool assume_references = false;
  bool allow_empty = false;  // an input that tries nothing is no error
};

/// The changes to try that the options describe, into `what_if`; a problem in words, or nothing.
std::optional<std::string> read_what_if(const ScenarioOptions& options, input::WhatIf& what_if);

/// The settings `NAME=VALUE` on top of `assumptions`; a problem in words, or nothing.
std::optional<std::string> apply_assumptions(const std::vector<std::string>& settings,
                                             delivery::Assumptions& assumptions);

ExitStatus status_of(delivery::Outcome outcome);
/// The worst that an input's deliveries and requests came to.
ExitStatus status_of(const fixture::ScenarioReport& report);

/// One scenario that some inputs describe.
struct LoadedInput {
  std::string file;  // or files, with blanks between them
  input::LoadedScenario loaded;
  bool imported = false;  // from files that are no scenario
};

struct LoadedInputs {
  std::vector<LoadedInput> inputs;
  Diagnostics diagnostics;  // what is wrong with those that could not be read
  std::string usage;        // what is wrong with the options; nothing was read then
  ExitStatus status = ExitStatus::Success;
  imports::Documents documents = {};  // of the files that are no scenario
};

/// Reads what the inputs name, files or folders: each scenario, and one that all the others
/// describe together.
LoadedInputs load_inputs(const std::vector<std::string>& inputs,
                         const ScenarioOptions& options,
                         FileReader& files);

/// What of some inputs is to be shown: a delivery or request by its id, members of a matrix by the
/// values of their axes, or both.
struct Selection {
  std::string id;                      // of a delivery or request; empty: all
  std::optional<std::size_t> request;  // of the delivery, from 0
  std::string combination;             // `region=us-east-1`; empty: all members
};

/// Answers to everything that some inputs ask.
struct ScenarioResults {
  std::vector<fixture::ScenarioReport> reports;
  Diagnostics diagnostics;
  std::string usage;  // what is wrong with the options; nothing was run then
  ExitStatus status = ExitStatus::Success;
  std::vector<std::string> secrets = {};  // for `Output`
  Selection chosen = {};                  // what of them is reported
};

/// Reads and tries what the inputs name, files or folders. An input that cannot be read is told of,
/// and the others are tried. Of what they try `only` is reported (selection.h says how it is
/// written); all if it is empty.
ScenarioResults run_scenarios(const std::vector<std::string>& inputs,
                              const ScenarioOptions& options,
                              fixture::RunOptions run_options,
                              FileReader& files,
                              const std::string& only = {});

}  // namespace remora::command
