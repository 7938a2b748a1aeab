#include "engine/command/scenarios.h"

#include <set>
#include <utility>

#include "engine/base/near_miss.h"
#include "engine/base/words.h"
#include "engine/command/homes.h"
#include "engine/command/selection.h"
#include "engine/input/imported.h"
#include "engine/input/input_kind.h"

namespace remora::command {

namespace {

using AddChange = std::optional<std::string> (*)(input::WhatIf&, std::string_view);

std::optional<std::string> add_changes(const std::vector<std::string>& texts,
                                       AddChange add,
                                       input::WhatIf& what_if) {
  for (const std::string& text : texts) {
    if (auto problem = add(what_if, text)) {
      return problem;
    }
  }
  return std::nullopt;
}

/// `NAME=VALUE` of each text, into `named`; a problem in words, or nothing.
std::optional<std::string> read_named(const std::vector<std::string>& texts,
                                      std::string_view option,
                                      std::vector<imports::NamedText>& named) {
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      return std::string(option) + " takes NAME=VALUE";
    }
    named.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return std::nullopt;
}

/// What `--input` says, into `read`; a problem in words, or nothing.
std::optional<std::string> read_kind(const std::string& name, imports::Options& read) {
  if (name.empty() || name == input::kScenarioKind) {
    return std::nullopt;
  }
  read.kind = imports::kind_named(name);
  if (read.kind) {
    return std::nullopt;
  }
  std::vector<std::string_view> names = {input::kScenarioKind};
  names.insert(names.end(), imports::kind_names().begin(), imports::kind_names().end());
  const std::string hint = did_you_mean(name, names);
  return "--input takes no " + in_quotes(name) + ", " +
         (hint.empty() ? "but one of " + joined(names) : hint);
}

/// A value for all inputs, or `INPUT=VALUE` for one.
void read_for_inputs(const std::vector<std::string>& texts,
                     std::string& all,
                     std::vector<imports::NamedText>& of_one) {
  for (const std::string& text : texts) {
    const std::size_t equals = text.rfind('=');
    if (equals == std::string::npos) {
      all = text;
    } else {
      of_one.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    }
  }
}

std::optional<std::string> read_import_options(const ScenarioOptions& options,
                                               imports::Options& read) {
  read_for_inputs(options.accounts, read.account, read.accounts);
  read_for_inputs(options.regions, read.region, read.regions);
  read.organization = options.organization;
  read.stack = options.stack;
  read.parameter_files = options.parameter_files;
  read.assume_references = options.assume_references;
  auto problem = read_kind(options.input, read);
  problem = problem ? problem : read_named(options.parameters, "--param", read.parameters);
  problem =
      problem ? problem : read_named(options.import_values, "--import-value", read.import_values);
  problem = problem ? problem : read_named(options.ssm, "--ssm", read.ssm);
  problem = problem ? problem : read_named(options.attributes, "--att", read.attributes);
  return problem ? problem : read_named(options.conditions, "--condition", read.conditions);
}

imports::Sources sources_of(const ScenarioOptions& options, imports::Options read) {
  imports::Sources sources;
  sources.options = std::move(read);
  sources.error_text = options.error_text;
  for (const std::string& channel : options.channels) {
    sources.calls.push_back({/*trail=*/false, channel});
  }
  for (const std::string& trail : options.trails) {
    sources.calls.push_back({/*trail=*/true, trail});
  }
  return sources;
}

}  // namespace

std::optional<std::string> read_what_if(const ScenarioOptions& options, input::WhatIf& what_if) {
  auto problem = add_changes(options.set, input::add_setting, what_if);
  if (!problem) {
    problem = add_changes(options.without_statement, input::add_without, what_if);
  }
  return problem ? problem : add_changes(options.context, input::add_context, what_if);
}

std::optional<std::string> apply_assumptions(const std::vector<std::string>& settings,
                                             delivery::Assumptions& assumptions) {
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos) {
      return "--assume takes NAME=VALUE (`remora check --assume list` prints them all)";
    }
    if (auto problem = assumptions.set(setting.substr(0, equals), setting.substr(equals + 1))) {
      return problem;
    }
  }
  return std::nullopt;
}

ExitStatus status_of(delivery::Outcome outcome) {
  switch (outcome) {
    case delivery::Outcome::Delivered:
      return ExitStatus::Success;
    case delivery::Outcome::Refused:
      return ExitStatus::Failure;
    case delivery::Outcome::Undetermined:
      break;
  }
  return ExitStatus::Undetermined;
}

ExitStatus status_of(const fixture::ScenarioReport& report) {
  ExitStatus status = ExitStatus::Success;
  for (const fixture::DeliveryReport& delivery : report.deliveries) {
    status = worse(status, status_of(delivery.outcome.outcome));
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

LoadedInputs load_inputs(const std::vector<std::string>& inputs,
                         const ScenarioOptions& options,
                         FileReader& files) {
  LoadedInputs found;
  input::WhatIf what_if;
  delivery::Assumptions trial;
  imports::Options about_inputs;
  auto problem = apply_assumptions(options.assume, trial);
  problem = problem ? problem : read_what_if(options, what_if);
  problem = problem ? problem : read_import_options(options, about_inputs);
  if (problem) {
    found.usage = *std::move(problem);
    found.status = ExitStatus::BadInput;
    return found;
  }
  const auto bad = [&](const Error& error) {
    found.diagnostics.insert(
        found.diagnostics.end(), error.diagnostics.begin(), error.diagnostics.end());
    found.status = ExitStatus::BadInput;
  };
  imports::Sources sources = sources_of(options, std::move(about_inputs));
  if (!options.error.empty()) {
    auto text = files.read(options.error);
    if (!text) {
      bad(text.error());
      return found;
    }
    sources.error_text = *std::move(text);
  }
  for (const std::string& input : inputs) {
    if (input::is_imported(input, options.input, files, sources.documents)) {
      sources.paths.push_back(input);
      continue;
    }
    const auto path = input::find_scenario(input, files);
    auto scenarios = path ? input::load_scenarios(*path, what_if, files)
                          : Result<std::vector<input::LoadedScenario>>(fail(path.error()));
    if (!scenarios) {
      bad(scenarios.error());
      continue;
    }
    for (input::LoadedScenario& loaded : *scenarios) {
      found.inputs.push_back({*path, std::move(loaded), false});
    }
  }
  if (!sources.paths.empty() || !sources.calls.empty()) {
    auto imported = input::load_imported(sources, what_if, files);
    if (imported) {
      found.inputs.push_back({joined(sources.paths, " "), *std::move(imported), true});
    } else {
      bad(imported.error());
    }
  }
  found.documents = std::move(sources.documents);
  return found;
}

ScenarioResults run_scenarios(const std::vector<std::string>& inputs,
                              const ScenarioOptions& options,
                              fixture::RunOptions run_options,
                              FileReader& files,
                              const std::string& only) {
  LoadedInputs found = load_inputs(inputs, options, files);
  Selection chosen;
  if (!only.empty() && !found.inputs.empty()) {
    if (auto problem = choose(only, found.inputs, chosen)) {
      // What could not be read may have been what was chosen.
      return found.status == ExitStatus::BadInput
                 ? ScenarioResults{{}, std::move(found.diagnostics), {}, found.status}
                 : ScenarioResults{{}, {}, *std::move(problem), ExitStatus::BadInput};
    }
    run_options.apart = chosen.id;
  }
  ScenarioResults results{{}, std::move(found.diagnostics), std::move(found.usage), found.status};
  std::set<std::string> warned;
  imports::Homes homes;
  for (const auto& [path, document] : found.documents) {
    homes.know(document);
  }
  for (LoadedInput& input : found.inputs) {
    std::shared_ptr<const fixture::Scenario>& scenario = input.loaded.scenario;
    for (const Diagnostic& warning : scenario->warnings) {
      // The scenarios of a matrix share what is wrong with them.
      if (warned.insert(to_string(warning)).second) {
        results.diagnostics.push_back(warning);
      }
    }
    if (scenario->deliveries.empty() && scenario->requests.empty() && !options.allow_empty) {
      const Error nothing =
          Error::at(scenario->json->root().place(),
                    "nothing is tried here: there are no deliveries and no requests",
                    "add \"deliveries\", or allow it with --allow-empty");
      results.diagnostics.push_back(nothing.diagnostics.front());
      results.status = ExitStatus::BadInput;
    }
    results.secrets.insert(
        results.secrets.end(), scenario->secrets.begin(), scenario->secrets.end());
    delivery::Assumptions assumptions = scenario->assumptions;
    apply_assumptions(options.assume, assumptions);
    results.reports.push_back(
        fixture::run(input.file, std::move(scenario), assumptions, run_options));
    keep_chosen(chosen, results.reports.back());
    results.reports.back().combination = std::move(input.loaded.label);
    results.reports.back().imported = input.imported;
    add_homes(results.reports.back(), homes);
    results.status = worse(results.status, status_of(results.reports.back()));
  }
  results.chosen = std::move(chosen);
  return results;
}

}  // namespace remora::command
