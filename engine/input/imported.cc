#include "engine/input/imported.h"

#include <algorithm>
#include <utility>

#include "engine/diagnose/diagnosis.h"
#include "engine/diagnose/wordings.h"
#include "engine/import/conceal.h"
#include "engine/import/event_lines.h"
#include "engine/import/several_answers.h"
#include "engine/import/terraform.h"
#include "engine/input/input_kind.h"
#include "engine/input/order_findings.h"
#include "engine/input/scenario_reader.h"
#include "engine/input/undecided.h"
#include "engine/json/read.h"

namespace remora::input {

namespace {

Result<json::DocumentPtr> read_document(const std::string& path, FileReader& files) {
  const auto source = files.read(path);
  return source ? json::read(*source) : Result<json::DocumentPtr>(fail(source.error()));
}

bool holds_importable(const Result<json::DocumentPtr>& json) {
  return json && !(*json)->root().find("remora") && imports::is_importable((*json)->root());
}

}  // namespace

bool is_imported(const std::string& path,
                 std::string_view kind,
                 FileReader& files,
                 imports::Documents& documents) {
  if (!kind.empty()) {
    return kind != kScenarioKind;
  }
  if (const auto names = files.list(path)) {
    return !find_scenario(path, files) &&
           std::any_of(names->begin(), names->end(), [&](const std::string& name) {
             const std::string inner = path + (path.ends_with('/') ? "" : "/") + name;
             return !files.list(inner) && holds_importable(read_document(inner, files));
           });
  }
  const auto source = files.read(path);
  const auto json = source ? json::read(*source) : Result<json::DocumentPtr>(fail(source.error()));
  if (holds_importable(json)) {
    documents.insert_or_assign(path, *json);
    return true;
  }
  if (source && imports::terraform_misfit((*source)->text())) {
    return true;
  }
  if (source && !json) {
    if (!imports::several_answers(*source).empty()) {
      return true;
    }
    const auto lines = imports::event_lines(*source);
    if (!lines || !lines->empty()) {
      return true;
    }
  }
  // Many an error text is a map in the eyes of YAML.
  const bool of_ours = json && detect((*json)->root()) != InputKind::Scenario;
  const bool scenario = json && (*json)->root().find("remora");
  return source && !of_ours && !scenario &&
         !diagnose::diagnose((*source)->text(), diagnose::Wordings()).empty();
}

Diagnostics notes_of(const imports::Imported& imported) {
  Diagnostics notes = imported.warnings;
  for (const imports::Assumed& one : imported.assumed) {
    notes.push_back({Severity::Note,
                     "assumed",
                     {},
                     "assumed: " + one.what,
                     one.supply.empty() ? "" : "say otherwise with " + one.supply});
  }
  return notes;
}

Result<LoadedScenario> load_imported(const imports::Sources& sources,
                                     const WhatIf& what_if,
                                     FileReader& files) {
  auto imported = imports::import_sources(sources, files);
  if (!imported) {
    return fail(imported.error());
  }
  const auto concealed = [&](Error error) {
    imports::Concealer(imported->secrets).conceal(error.diagnostics);
    return fail(std::move(error));
  };
  auto json = settle_conditions(*imported, what_if, files);
  if (!json) {
    return concealed(json.error());
  }
  auto scenario = read_scenario(*json, files);
  if (!scenario) {
    return concealed(scenario.error());
  }
  if (auto left_out = leave_out_statements(scenario->world, what_if); !left_out) {
    return concealed(left_out.error());
  }
  scenario->findings = std::move(imported->findings);
  scenario->derivations = std::move(imported->derivations);
  scenario->secrets = std::move(imported->secrets);
  drop_needless_order(*scenario);
  scenario->assumptions.force(what_if.context);
  const Diagnostics notes = notes_of(*imported);
  scenario->warnings.insert(scenario->warnings.begin(), notes.begin(), notes.end());
  return LoadedScenario{{}, std::make_shared<const fixture::Scenario>(*std::move(scenario))};
}

}  // namespace remora::input
