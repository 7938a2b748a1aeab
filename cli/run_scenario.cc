#include "cli/run_scenario.h"

#include <utility>

#include "cli/diagnostics.h"
#include "cli/files.h"
#include "cli/scenario_input.h"

namespace remora::cli {

namespace {

namespace po = boost::program_options;

using Texts = std::vector<std::string>;
using AddChange = std::optional<std::string> (*)(input::WhatIf&, std::string_view);

std::optional<std::string> read_changes(const CommandLine& line,
                                        const char* option,
                                        AddChange add,
                                        input::WhatIf& what_if) {
  if (line.values().count(option) == 0) {
    return std::nullopt;
  }
  for (const std::string& text : line.values()[option].as<Texts>()) {
    if (auto problem = add(what_if, text)) {
      return problem;
    }
  }
  return std::nullopt;
}

}  // namespace

void add_changes_of_policies(CommandLine& line) {
  line.add()("set",
             po::value<Texts>()->composing(),
             "PATH=VALUE: try another value, as in keys[0].keyState=Disabled")(
      "without-statement",
      po::value<Texts>()->composing(),
      "POLICY#SID: try without a statement; POLICY is a file or a kind (key, bucket, ...)");
}

void add_what_if_options(CommandLine& line) {
  add_changes_of_policies(line);
  line.add()("context",
             po::value<Texts>()->composing(),
             "KEY=VALUE: try requests that carry this; a KEY alone: that do not carry it");
}

void add_scenario_options(CommandLine& line) {
  line.add()("assume",
             po::value<Texts>()->composing(),
             "NAME=VALUE: set a switch of the delivery model; `list` prints them all");
  add_what_if_options(line);
}

std::optional<std::string> read_what_if(const CommandLine& line, input::WhatIf& what_if) {
  auto problem = read_changes(line, "set", input::add_setting, what_if);
  if (!problem) {
    problem = read_changes(line, "without-statement", input::add_without, what_if);
  }
  return problem ? problem : read_changes(line, "context", input::add_context, what_if);
}

std::optional<std::string> apply_assumptions(const std::vector<std::string>& settings,
                                             delivery::Assumptions& assumptions) {
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos) {
      return "--assume takes NAME=VALUE, or list";
    }
    if (auto problem = assumptions.set(setting.substr(0, equals), setting.substr(equals + 1))) {
      return problem;
    }
  }
  return std::nullopt;
}

ExitStatus status_of(const fixture::ScenarioReport& report) {
  ExitStatus status = ExitStatus::Success;
  for (const fixture::DeliveryReport& delivery : report.deliveries) {
    switch (delivery.outcome.outcome) {
      case delivery::Outcome::Delivered:
        break;
      case delivery::Outcome::Refused:
        status = worse(status, ExitStatus::Failure);
        break;
      case delivery::Outcome::Undetermined:
        status = worse(status, ExitStatus::Undetermined);
        break;
    }
  }
  for (const fixture::RequestReport& request : report.requests) {
    if (!request.agrees) {
      status = worse(status, ExitStatus::Failure);
    } else if (!request.expect && request.explanation.decision.verdict == Verdict::Undetermined) {
      status = worse(status, ExitStatus::Undetermined);
    }
  }
  return status;
}

ScenarioRunner::ScenarioRunner(const CommandLine& line, const fixture::RunOptions& options)
    : options_(line.common()), run_options_(options) {
  delivery::Assumptions trial;
  problem_ = apply_assumptions(options_.assume, trial);
  if (!problem_) {
    problem_ = read_what_if(line, what_if_);
  }
}

void ScenarioRunner::run(const std::string& input) {
  if (auto paths = find_scenarios(input)) {
    for (const std::string& path : *paths) {
      run_file(path);
    }
  } else {
    bad_input(paths.error());
  }
}

void ScenarioRunner::run_file(const std::string& path) {
  auto scenarios = load_scenarios(path, what_if_);
  if (!scenarios) {
    bad_input(scenarios.error());
    return;
  }
  for (LoadedScenario& loaded : *scenarios) {
    print(loaded.scenario->warnings);
    delivery::Assumptions assumptions = loaded.scenario->assumptions;
    apply_assumptions(options_.assume, assumptions);
    reports_.push_back(fixture::run(loaded.label.empty() ? path : path + " [" + loaded.label + "]",
                                    std::move(loaded.scenario),
                                    assumptions,
                                    run_options_));
    status_ = worse(status_, status_of(reports_.back()));
  }
}

void ScenarioRunner::bad_input(const Error& error) {
  print(error.diagnostics);
  status_ = ExitStatus::BadInput;
}

int ScenarioRunner::finish(const std::string& text) {
  if (!write_output(options_, text)) {
    status_ = worse(status_, ExitStatus::BadInput);
  }
  return static_cast<int>(status_);
}

}  // namespace remora::cli
