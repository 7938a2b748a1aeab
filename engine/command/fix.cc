#include "engine/command/fix.h"

#include <utility>

#include "engine/fixture/fence_of.h"
#include "engine/fixture/sequence.h"
#include "engine/input/load.h"

namespace remora::command {

namespace {

using delivery::Outcome;
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

/// Of deliveries that follow one another the first that is not delivered and need not stay so, or
/// the last: what comes behind it depends on how it is mended.
std::size_t first_to_mend(const std::vector<std::shared_ptr<const world::World>>& worlds,
                          const std::vector<const delivery::Call*>& calls,
                          const delivery::Assumptions& assumptions,
                          const remedy::Fence& fence) {
  for (std::size_t i = 0; i + 1 < calls.size(); ++i) {
    if (!fence.keeps_out(*calls[i]) &&
        delivery::deliver(*worlds[i], *calls[i], assumptions).outcome != Outcome::Delivered) {
      return i;
    }
  }
  return calls.size() - 1;
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
  std::vector<const delivery::Call*> calls;
  for (const fixture::ScenarioDelivery& delivery : (*scenario)->deliveries) {
    calls.push_back(&delivery.call);
    report.deliveries.push_back(delivery.call.id);
  }
  const auto worlds = fixture::worlds_of(**scenario, (*scenario)->world, assumptions);
  const remedy::Fence fence = fixture::fence_of(**scenario, assumptions);
  const world::World* world = &(*scenario)->world;
  if ((*scenario)->sequence && calls.size() > 1) {
    const std::size_t step = first_to_mend(worlds, calls, assumptions, fence);
    world = worlds[step].get();
    calls = {calls[step]};
    report.deliveries = {calls[0]->id};
    repair.output.diagnostics.push_back(
        {Severity::Note,
         "sequence",
         (*scenario)->deliveries[step].place,
         "the deliveries follow one another, so \"" + calls[0]->id + "\" is mended first",
         "run fix again afterwards"});
  }
  report.plan = remedy::plan_repair(*world, calls, assumptions, fence);
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
