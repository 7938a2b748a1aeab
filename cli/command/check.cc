#include <iostream>
#include <utility>

#include "cli/command/command.h"
#include "cli/diagnostics.h"
#include "cli/exit_status.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/scenario_input.h"
#include "engine/base/near_miss.h"
#include "engine/fixture/run.h"
#include "engine/report/check_json.h"
#include "engine/report/check_text.h"
#include "engine/report/wrap.h"
#include "engine/wrapping/wrapping.h"

namespace remora::cli {

namespace {

namespace po = boost::program_options;

constexpr const char* kEpilogue =
    "INPUT is a scenario (JSON or YAML), or a folder that holds scenario.json; `-` is standard "
    "input.\n"
    "\n"
    "Exit status: 0 every delivery is delivered, 1 one is refused, 2 wrong usage or bad input,\n"
    "3 undetermined because a decisive fact is not known.\n"
    "\n"
    "Examples:\n"
    "  remora check fixtures/control-tower-kms/default-key-policy\n"
    "  remora check -f json scenario.json | jq '.deliveries[].error.message'\n";

int print_assumptions(const CommonOptions& options) {
  std::string text;
  const report::Style style(options.text.color);
  for (const delivery::AssumptionInfo& info : delivery::known_assumptions()) {
    text += style.bold(info.name) + " = " + std::string(info.values) + "\n    " +
            report::wrap(info.evidence, 4, options.text.width) + "\n";
  }
  text += "\nThe first value is the default.\n";
  return write_output(options, text) ? 0 : static_cast<int>(ExitStatus::BadInput);
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
    } else if (!request.source->expect &&
               request.explanation.decision.verdict == Verdict::Undetermined) {
      status = worse(status, ExitStatus::Undetermined);
    }
  }
  return status;
}

/// Sets the switches named on the command line on top of the scenario's.
std::optional<std::string> apply(const std::vector<std::string>& settings,
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

/// Reads --as. Returns what is wrong with it, if anything.
std::optional<std::string> read_form(const CommandLine& line, std::optional<wrapping::Form>& form) {
  if (line.values().count("as") == 0) {
    return std::nullopt;
  }
  const std::string name = line.values()["as"].as<std::string>();
  form = wrapping::find_form(name);
  if (form) {
    return std::nullopt;
  }
  std::vector<std::string_view> names;
  std::string list;
  for (const wrapping::FormInfo& info : wrapping::known_forms()) {
    names.push_back(info.name);
    list += (list.empty() ? "" : ", ") + std::string(info.name);
  }
  const std::string hint = did_you_mean(name, names);
  return "--as knows no form \"" + name + "\"" + (hint.empty() ? ", but " + list : ", " + hint);
}

class Check {
 public:
  explicit Check(const CommandLine& line)
      : line_(line), options_(line.common()), text_options_(line.common().text) {}

  int run() {
    if (const auto problem = read_form(line_, text_options_.as)) {
      return line_.usage_error(*problem);
    }
    delivery::Assumptions trial;
    if (const auto problem = apply(options_.assume, trial)) {
      return line_.usage_error(*problem);
    }
    for (const std::string& input : options_.inputs) {
      if (auto paths = find_scenarios(input)) {
        for (const std::string& path : *paths) {
          check(path);
        }
      } else {
        bad_input(paths.error());
      }
    }
    const std::string text = options_.format == "json"
                                 ? report::check_json(reports_, text_options_.as)
                                 : std::move(text_);
    if (!write_output(options_, text)) {
      status_ = worse(status_, ExitStatus::BadInput);
    }
    return static_cast<int>(status_);
  }

 private:
  void bad_input(const Error& error) {
    print(error.diagnostics);
    status_ = ExitStatus::BadInput;
  }

  void check(const std::string& path) {
    auto scenarios = load_scenarios(path);
    if (!scenarios) {
      bad_input(scenarios.error());
      return;
    }
    for (LoadedScenario& loaded : *scenarios) {
      check(loaded.label.empty() ? path : path + " [" + loaded.label + "]",
            std::move(loaded.scenario));
    }
  }

  void check(const std::string& name, std::shared_ptr<const input::Scenario> scenario) {
    print(scenario->warnings);
    delivery::Assumptions assumptions = scenario->assumptions;
    apply(options_.assume, assumptions);
    const bool shown = !options_.text.quiet || options_.format == "json";
    fixture::ScenarioReport report = fixture::run(
        name, std::move(scenario), assumptions, fixture::RunOptions{shown, shown, shown});
    status_ = worse(status_, status_of(report));
    if (options_.format == "json") {
      reports_.push_back(std::move(report));
    } else {
      text_ += report::check_text(report, text_options_);
    }
  }

  const CommandLine& line_;
  const CommonOptions& options_;
  report::TextOptions text_options_;
  ExitStatus status_ = ExitStatus::Success;
  std::string text_;
  std::vector<fixture::ScenarioReport> reports_;
};

}  // namespace

int run_check(const Arguments& arguments) {
  CommandLine line("check", "[options] INPUT...", {"text", "json"});
  line.add()("assume",
             po::value<std::vector<std::string>>()->composing(),
             "NAME=VALUE: set a switch of the delivery model; `list` prints them all");
  line.add()("as",
             po::value<std::string>(),
             "FORM: print a refusal also as a tool shows it: api, cli, boto3, cloudformation, "
             "cloudformation-legacy, stackset, control-tower, terraform, terraform-v4, ...");
  line.set_epilogue(kEpilogue);
  if (const auto status = line.parse(arguments)) {
    return *status;
  }
  const CommonOptions& options = line.common();
  if (options.assume.size() == 1 && options.assume.front() == "list") {
    return print_assumptions(options);
  }
  if (options.inputs.empty()) {
    return line.usage_error("name a scenario to check");
  }
  return Check(line).run();
}

}  // namespace remora::cli
