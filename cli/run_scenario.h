#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/exit_status.h"
#include "cli/options.h"
#include "engine/fixture/run.h"
#include "engine/input/what_if.h"

namespace remora::cli {

/// `--set` and `--without-statement`, for a command that has a `--context` of its own.
void add_changes_of_policies(CommandLine& line);

/// The options that describe changes to try: those, and `--context`.
void add_what_if_options(CommandLine& line);

/// The options of every command that tries scenarios: `--assume`, and the changes to try.
void add_scenario_options(CommandLine& line);

/// The changes that the options describe, into `what_if`; a problem in words, or nothing.
std::optional<std::string> read_what_if(const CommandLine& line, input::WhatIf& what_if);

/// The settings `NAME=VALUE` of the delivery model on top of `assumptions`; a problem, or nothing.
std::optional<std::string> apply_assumptions(const std::vector<std::string>& settings,
                                             delivery::Assumptions& assumptions);

/// The worst that a scenario's deliveries and requests came to.
ExitStatus status_of(const fixture::ScenarioReport& report);

/// Runs the scenarios that inputs name, as the options of the command line say.
class ScenarioRunner {
 public:
  ScenarioRunner(const CommandLine& line, const fixture::RunOptions& options);

  /// What is wrong with the options; nothing if they are good.
  [[nodiscard]] const std::optional<std::string>& problem() const { return problem_; }

  /// Reads and runs what one argument names; what is wrong with it goes to standard error.
  void run(const std::string& input);

  [[nodiscard]] const std::vector<fixture::ScenarioReport>& reports() const { return reports_; }

  /// Writes the result where the user wants it, and gives the exit status of the whole.
  int finish(const std::string& text);

 private:
  void run_file(const std::string& path);
  void bad_input(const Error& error);

  const CommonOptions& options_;
  fixture::RunOptions run_options_;
  input::WhatIf what_if_;
  std::optional<std::string> problem_;
  ExitStatus status_ = ExitStatus::Success;
  std::vector<fixture::ScenarioReport> reports_;
};

}  // namespace remora::cli
