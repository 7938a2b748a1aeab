#include <algorithm>
#include <utility>

#include "cli/command/command.h"
#include "cli/diagnostics.h"
#include "cli/exit_status.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/replace_file.h"
#include "cli/scenario_input.h"
#include "engine/fixture/fence_of.h"
#include "engine/report/fix_report.h"

namespace remora::cli {

namespace {

namespace po = boost::program_options;

using remedy::FileChange;
using remedy::Prospect;

constexpr const char* kFixEpilogue =
    "INPUT is a scenario (JSON or YAML), or a folder that holds scenario.json.\n"
    "\n"
    "The fix is the smallest change of policies that makes every delivery of the input succeed,\n"
    "proven by running all of them again. Where some delivery is refused against its expectation,\n"
    "those that are refused as expected stay refused; requests that are expected to be denied "
    "stay\n"
    "denied. Statements that are added are those that AWS documents,\n"
    "whole. Without --write nothing is changed. --write edits the policy files in place (each as "
    "a\n"
    "whole or not at all) and keeps their indentation, order and line ends; policies inline in a\n"
    "JSON scenario are edited there. YAML is not edited: put the statement in by hand.\n"
    "\n"
    "Exit status: 0 a fix was found, or there is nothing to fix; 1 a delivery is refused and no\n"
    "change of a policy mends it; 2 wrong usage, bad input, or a file that could not be written;\n"
    "3 undetermined because a decisive fact is not known.\n"
    "\n"
    "Examples:\n"
    "  remora fix fixtures/control-tower-kms/default-key-policy\n"
    "  remora fix -f diff INPUT | git apply\n"
    "  remora fix INPUT --write\n";

ExitStatus status_of(const remedy::RepairPlan& plan) {
  ExitStatus status = ExitStatus::Success;
  for (const remedy::DeliveryProspect& delivery : plan.deliveries) {
    if (delivery.prospect == Prospect::NotByPolicy) {
      status = worse(status, ExitStatus::Failure);
    } else if (delivery.prospect == Prospect::Undetermined) {
      status = worse(status, ExitStatus::Undetermined);
    }
  }
  return status;
}

Diagnostic cannot_write(const FileChange& file, const std::string& problem) {
  Diagnostic diagnostic;
  diagnostic.code = "write";
  diagnostic.place.source = file.before;
  diagnostic.message = problem;
  return diagnostic;
}

class Fix {
 public:
  explicit Fix(const CommandLine& line) : line_(line), options_(line.common()) {}

  int run() {
    auto paths = find_scenarios(options_.inputs.front());
    if (!paths) {
      return bad_input(paths.error());
    }
    auto scenario = load_scenario(paths->front());
    if (!scenario) {
      return bad_input(scenario.error());
    }
    delivery::Assumptions assumptions = (*scenario)->assumptions;
    for (const std::string& setting : options_.assume) {
      const std::size_t equals = std::min(setting.find('='), setting.size());
      const auto problem =
          equals == setting.size()
              ? std::optional<std::string>("--assume takes NAME=VALUE")
              : assumptions.set(setting.substr(0, equals), setting.substr(equals + 1));
      if (problem) {
        return line_.usage_error(*problem);
      }
    }
    print((*scenario)->warnings);
    report_.input = paths->front();
    report_.title = (*scenario)->title;
    return fix(**scenario, assumptions);
  }

 private:
  static int bad_input(const Error& error) {
    print(error.diagnostics);
    return static_cast<int>(ExitStatus::BadInput);
  }

  int fix(const fixture::Scenario& scenario, const delivery::Assumptions& assumptions) {
    std::vector<const delivery::Call*> calls;
    for (const fixture::ScenarioDelivery& delivery : scenario.deliveries) {
      calls.push_back(&delivery.call);
      report_.deliveries.push_back(delivery.call.id);
    }
    report_.plan = remedy::plan_repair(
        scenario.world, calls, assumptions, fixture::fence_of(scenario, assumptions));
    const auto way = static_cast<std::size_t>(line_.values()["way"].as<unsigned>());
    const std::size_t ways = report_.plan.remedies.size();
    if (way == 0 || (way > ways && way > 1)) {
      return line_.usage_error("there is no way " + std::to_string(way) + ", only " +
                               std::to_string(ways));
    }
    report_.way = way - 1;
    for (const remedy::Remedy& remedy : report_.plan.remedies) {
      report_.files.push_back(remedy::file_changes(remedy.edits, scenario.json));
    }
    ExitStatus status = status_of(report_.plan);
    const bool writes = line_.values().count("write") > 0 && line_.values().count("dry-run") == 0;
    if (writes && !write()) {
      status = ExitStatus::BadInput;
    }
    return static_cast<int>(write_output(options_, render()) ? status : ExitStatus::BadInput);
  }

  /// Writes all files, or none if one of them cannot be edited or has changed.
  bool write() {
    Diagnostics problems;
    for (const FileChange& file : report_.shown_files()) {
      std::string problem = file.problem;
      if (problem.empty()) {
        problem = file.before->name() == "<stdin>" ? "standard input cannot be written to"
                                                   : differs_from(file.name, file.before->text());
      }
      if (!problem.empty()) {
        problems.push_back(cannot_write(file, problem));
      }
    }
    for (const FileChange& file : report_.shown_files()) {
      if (!problems.empty()) {
        break;
      }
      const std::string problem = replace_file(file.name, file.before->text(), file.after->text());
      if (problem.empty()) {
        report_.written.push_back(file.name);
      } else {
        problems.push_back(cannot_write(file, problem));
      }
    }
    print(problems);
    return problems.empty();
  }

  [[nodiscard]] std::string render() const {
    if (options_.format == "json") {
      return report::fix_json(report_);
    }
    if (options_.format == "diff") {
      return report::fix_diff(report_);
    }
    if (options_.format == "patch") {
      return report::fix_patch(report_);
    }
    if (options_.format == "statement") {
      return report::fix_statements(report_);
    }
    return report::fix_text(report_, options_.text);
  }

  const CommandLine& line_;
  const CommonOptions& options_;
  report::FixReport report_;
};

}  // namespace

int run_fix(const Arguments& arguments) {
  CommandLine line("fix", "[options] INPUT", {"text", "json", "diff", "patch", "statement"});
  line.add()("write", "edit the policy files in place")(
      "dry-run", "with --write: show what would be written, and write nothing")(
      "way",
      po::value<unsigned>()->default_value(1),
      "where there are several ways: which one to show or write")(
      "assume",
      po::value<std::vector<std::string>>()->composing(),
      "NAME=VALUE: set a switch of the delivery model");
  line.set_epilogue(kFixEpilogue);
  if (const auto status = line.parse(arguments)) {
    return *status;
  }
  if (line.common().inputs.size() != 1) {
    return line.usage_error("name one scenario to fix");
  }
  return Fix(line).run();
}

}  // namespace remora::cli
