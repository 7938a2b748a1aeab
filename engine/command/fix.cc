#include "engine/command/fix.h"

#include <algorithm>
#include <utility>

#include "engine/base/embedding.h"
#include "engine/base/near_miss.h"
#include "engine/base/words.h"
#include "engine/command/homes.h"
#include "engine/command/written_again.h"
#include "engine/fixture/repair.h"
#include "engine/import/template_words.h"
#include "engine/input/imported.h"
#include "engine/input/load.h"

namespace remora::command {

namespace {

using remedy::Prospect;

ExitStatus status_of(const remedy::RepairPlan& plan) {
  ExitStatus status = ExitStatus::Success;
  for (const remedy::DeliveryProspect& delivery : plan.deliveries) {
    if (delivery.prospect == Prospect::NotByPolicy) {
      status = worse(status, ExitStatus::Failure);
    } else if (delivery.prospect == Prospect::Undetermined || !delivery.reason.empty()) {
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

/// Looks for the fix of what was read.
class Finder {
 public:
  Finder(const FixOptions& options, FileReader& files) : options_(options), files_(files) {}

  Repair run(const std::vector<std::string>& inputs) {
    std::optional<code::Language> language;
    if (auto problem = read_language(options_.as_code, language)) {
      repair_.output = Output::wrong_usage(*std::move(problem));
      return std::move(repair_);
    }
    const auto is_imported = [&](const std::string& input) {
      imports::Documents read;
      return input::is_imported(input, options_.scenarios.input, files_, read);
    };
    of_files_ = !inputs.empty() && std::all_of(inputs.begin(), inputs.end(), is_imported);
    if (!of_files_ && inputs.size() != 1) {
      repair_.output = Output::wrong_usage(
          "name one scenario to fix, or files that together make one (policies, a template, ...)");
      return std::move(repair_);
    }
    inputs_ = inputs;
    of_files_ ? load_files() : load_scenario(inputs.front());
    if (scenario_ != nullptr) {
      find();
    }
    return std::move(repair_);
  }

 private:
  void load_scenario(const std::string& input) {
    input::WhatIf what_if;
    if (auto problem = read_what_if(options_.scenarios, what_if)) {
      repair_.output = Output::wrong_usage(*std::move(problem));
      return;
    }
    const auto path = input::find_scenario(input, files_);
    const auto scenario = path ? input::load_scenario(*path, what_if, files_) : fail(path.error());
    if (!scenario) {
      repair_.output.bad_input(scenario.error().diagnostics);
      return;
    }
    scenario_ = *scenario;
    repair_.report.input = *path;
  }

  void load_files() {
    LoadedInputs loaded = load_inputs(inputs_, options_.scenarios, files_);
    if (!loaded.usage.empty()) {
      repair_.output = Output::wrong_usage(std::move(loaded.usage));
    } else if (loaded.inputs.size() != 1) {
      repair_.output.bad_input(loaded.diagnostics);
    } else {
      scenario_ = loaded.inputs.front().loaded.scenario;
      repair_.report.input = loaded.inputs.front().file;
    }
  }

  void find() {
    report::FixReport& report = repair_.report;
    const fixture::Scenario& scenario = *scenario_;
    delivery::Assumptions assumptions = scenario.assumptions;
    if (auto problem = apply_assumptions(options_.scenarios.assume, assumptions)) {
      repair_.output = Output::wrong_usage(*std::move(problem));
      return;
    }
    repair_.output.diagnostics = scenario.warnings;
    repair_.output.secrets = scenario.secrets;
    report.title = scenario.title;
    if (auto problem = unknown_delivery(scenario, options_.deliveries)) {
      repair_.output = Output::wrong_usage(*std::move(problem));
      return;
    }
    fixture::ScenarioRepair found =
        fixture::repair(scenario, assumptions, {options_.deliveries, options_.expected_too});
    for (const std::size_t index : found.deliveries) {
      report.deliveries.push_back(scenario.deliveries[index].call.id);
    }
    if (found.first_of_several) {
      note_sequence(scenario.deliveries[found.deliveries.front()]);
    }
    report.plan = std::move(found.plan);
    add_homes(report.plan, homes_);
    const std::size_t ways = report.plan.remedies.size();
    if (options_.way == 0 || (options_.way > ways && options_.way > 1)) {
      repair_.output.usage =
          "there is no way " + std::to_string(options_.way) + ", only " + std::to_string(ways);
      repair_.output.status = ExitStatus::BadInput;
      return;
    }
    report.way = options_.way - 1;
    for (const remedy::Remedy& remedy : report.plan.remedies) {
      report.files.push_back(of_files_ ? changes_of_files(remedy, assumptions)
                                       : remedy::file_changes(remedy.edits, scenario.json));
    }
    if (of_files_ && (options_.as_code.empty() || options_.as_code == "cloudformation")) {
      put_into_words_of_templates(report.plan);
    }
    repair_.output.status = status_of(report.plan);
  }

  /// Statements that are put in by hand read as the files do.
  void put_into_words_of_templates(remedy::RepairPlan& plan) {
    for (remedy::Remedy& remedy : plan.remedies) {
      for (remedy::Edit& edit : remedy.edits) {
        const SourcePtr file = edit.place.known() ? outermost(edit.place).source : nullptr;
        if (file != nullptr && edit.home.language != code::Language::Cdk) {
          edit.statement = in_words_of(file, edit.statement);
          edit.also = edit.also.empty() ? "" : in_words_of(file, edit.also);
        }
      }
    }
  }

  std::string in_words_of(const SourcePtr& file, const std::string& json) {
    const auto place = stack_place();
    return place && homes_.is_template(file)
               ? imports::in_words_of_template(file->text(), *place, json)
               : json;
  }

  void note_sequence(const fixture::ScenarioDelivery& step) {
    repair_.output.diagnostics.push_back(
        {Severity::Note,
         "sequence",
         step.place,
         "the deliveries follow one another, so \"" + step.call.id + "\" is mended first",
         "run fix again afterwards"});
  }

  /// Where the stacks are that templates make: where all deliver from, if buckets and keys are of
  /// that account, too. Nothing if that is not one place.
  [[nodiscard]] std::optional<imports::StackPlace> stack_place() const {
    std::optional<imports::StackPlace> place;
    for (const fixture::ScenarioDelivery& one : scenario_->deliveries) {
      if (place && (place->account != one.call.account || place->region != one.call.region)) {
        return std::nullopt;
      }
      place = imports::StackPlace{one.call.account, one.call.region};
    }
    const auto elsewhere = [&place](const auto& resource) {
      return !(resource.account == place->account);
    };
    const world::World& world = scenario_->world;
    const bool one_account = place &&
                             std::none_of(world.buckets.begin(), world.buckets.end(), elsewhere) &&
                             std::none_of(world.keys.begin(), world.keys.end(), elsewhere);
    return one_account ? place : std::nullopt;
  }

  /// Whether an account or a Region was made up for want of one.
  [[nodiscard]] bool is_invented() const {
    const Diagnostics& notes = scenario_->warnings;
    return std::any_of(notes.begin(), notes.end(), [](const Diagnostic& note) {
      return note.code == "assumed" &&
             note.message.find("the stack is made in") != note.message.npos &&
             !note.message.ends_with("as the template writes it");
    });
  }

  /// The changes of the files that are sources; those of records and of what comes from functions
  /// have a problem.
  std::vector<remedy::FileChange> changes_of_files(const remedy::Remedy& remedy,
                                                   const delivery::Assumptions& assumptions) {
    auto changes = remedy::file_changes(
        remedy.edits,
        scenario_->json,
        remedy::WorldFrom::Files,
        [&](const SourcePtr& file, const std::string& json) { return in_words_of(file, json); });
    const auto refuse = [](remedy::FileChange& change, const std::string& why) {
      change.after = nullptr;
      change.changes.clear();
      change.problem = why;
    };
    bool any = false;
    for (remedy::FileChange& change : changes) {
      const std::string why =
          change.before == nullptr ? std::string() : homes_.why_not_source({change.before, {}});
      if (!why.empty()) {
        refuse(change, why);
      } else if (!stack_place() && is_invented()) {
        refuse(change,
               "the account or the Region is assumed, say with --account and --region what is to "
               "be written");
      }
      any = any || change.after != nullptr;
    }
    if (any) {
      ChangedFiles changed(files_, changes);
      const LoadedInputs again = load_inputs(inputs_, options_.scenarios, changed);
      const std::string problem = again.inputs.size() != 1
                                      ? std::string(kNotAsWanted)
                                      : problem_of_written(*scenario_,
                                                           *again.inputs.front().loaded.scenario,
                                                           repair_.report.plan,
                                                           remedy,
                                                           changes,
                                                           assumptions);
      for (remedy::FileChange& change : changes) {
        if (!problem.empty() && change.after != nullptr) {
          refuse(change, problem);
        }
      }
    }
    return changes;
  }

  const FixOptions& options_;
  FileReader& files_;
  std::vector<std::string> inputs_;
  bool of_files_ = false;  // else a scenario
  imports::Homes homes_;
  std::shared_ptr<const fixture::Scenario> scenario_;
  Repair repair_;
};

}  // namespace

Repair find_repair(const std::vector<std::string>& inputs,
                   const FixOptions& options,
                   FileReader& files) {
  return Finder(options, files).run(inputs);
}

Diagnostic not_written(const remedy::FileChange& file, std::string problem) {
  Diagnostic diagnostic;
  diagnostic.code = "write";
  diagnostic.place.source = file.before;
  diagnostic.message = (file.before ? "" : file.name + ": ") + std::move(problem);
  return diagnostic;
}

std::string render(const report::FixReport& report, const FixOptions& options) {
  report::TextOptions text = options.text;
  text.as_code = code::find_language(options.as_code);
  if (options.format == "json") {
    return report::fix_json(report, text.as_code);
  }
  if (options.format == "diff") {
    return report::fix_diff(report);
  }
  if (options.format == "patch") {
    return report::fix_patch(report);
  }
  if (options.format == "statement") {
    return report::fix_statements(report, text.as_code);
  }
  return report::fix_text(report, text);
}

Output fix(const std::vector<std::string>& inputs, const FixOptions& options, FileReader& files) {
  Repair repair = find_repair(inputs, options, files);
  if (repair.found()) {
    repair.output.text = render(repair.report, options);
    repair.output.verbatim = options.format == "diff";
  }
  return std::move(repair.output);
}

}  // namespace remora::command
