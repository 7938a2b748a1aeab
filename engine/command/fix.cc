#include "engine/command/fix.h"

#include <algorithm>
#include <utility>

#include "engine/base/near_miss.h"
#include "engine/fixture/repair.h"
#include "engine/input/load.h"

namespace remora::command {

namespace {

using remedy::Prospect;

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

/// What is wrong with the ids that were named, if anything.
std::optional<std::string> unknown_delivery(const fixture::Scenario& scenario,
                                            const std::vector<std::string>& named) {
  std::vector<std::string_view> ids;
  for (const fixture::ScenarioDelivery& one : scenario.deliveries) {
    ids.emplace_back(one.call.id);
  }
  for (const std::string& id : named) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
      const std::string hint = did_you_mean(id, ids);
      return "there is no delivery \"" + id + "\"" + (hint.empty() ? "" : ", " + hint);
    }
  }
  return std::nullopt;
}

}  // namespace

Repair find_repair(const std::string& input, const FixOptions& options, FileReader& files) {
  Repair repair;
  report::FixReport& report = repair.report;
  const auto path = input::find_scenario(input, files);
  const auto scenario = path ? input::load_scenario(*path, {}, files) : fail(path.error());
  if (!scenario) {
    repair.output.bad_input(scenario.error().diagnostics);
    return repair;
  }
  delivery::Assumptions assumptions = (*scenario)->assumptions;
  if (auto problem = apply_assumptions(options.assume, assumptions)) {
    repair.output = Output::wrong_usage(*std::move(problem));
    return repair;
  }
  repair.output.diagnostics = (*scenario)->warnings;
  report.input = *path;
  report.title = (*scenario)->title;
  if (auto problem = unknown_delivery(**scenario, options.deliveries)) {
    repair.output = Output::wrong_usage(*std::move(problem));
    return repair;
  }
  fixture::ScenarioRepair found =
      fixture::repair(**scenario, assumptions, {options.deliveries, options.expected_too});
  for (const std::size_t index : found.deliveries) {
    report.deliveries.push_back((*scenario)->deliveries[index].call.id);
  }
  if (found.first_of_several) {
    const fixture::ScenarioDelivery& step = (*scenario)->deliveries[found.deliveries.front()];
    repair.output.diagnostics.push_back(
        {Severity::Note,
         "sequence",
         step.place,
         "the deliveries follow one another, so \"" + step.call.id + "\" is mended first",
         "run fix again afterwards"});
  }
  report.plan = std::move(found.plan);
  const std::size_t ways = report.plan.remedies.size();
  if (options.way == 0 || (options.way > ways && options.way > 1)) {
    repair.output.usage =
        "there is no way " + std::to_string(options.way) + ", only " + std::to_string(ways);
    repair.output.status = ExitStatus::BadInput;
    return repair;
  }
  report.way = options.way - 1;
  for (const remedy::Remedy& remedy : report.plan.remedies) {
    report.files.push_back(remedy::file_changes(remedy.edits, (*scenario)->json));
  }
  repair.output.status = status_of(report.plan);
  return repair;
}

std::string render(const report::FixReport& report, const FixOptions& options) {
  if (options.format == "json") {
    return report::fix_json(report);
  }
  if (options.format == "diff") {
    return report::fix_diff(report);
  }
  if (options.format == "patch") {
    return report::fix_patch(report);
  }
  if (options.format == "statement") {
    return report::fix_statements(report);
  }
  return report::fix_text(report, options.text);
}

Output fix(const std::string& input, const FixOptions& options, FileReader& files) {
  Repair repair = find_repair(input, options, files);
  if (repair.found()) {
    repair.output.text = render(repair.report, options);
  }
  return std::move(repair.output);
}

}  // namespace remora::command
