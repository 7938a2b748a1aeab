#include "engine/input/load.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/input/from.h"
#include "engine/input/input_kind.h"
#include "engine/input/scenario_reader.h"
#include "engine/input/settings.h"
#include "engine/json/read.h"

namespace remora::input {

namespace {

/// Whether a document was meant as a scenario, by what it says or by its name.
bool is_scenario_like(const json::Value& root) {
  constexpr auto kMembers =
      std::to_array<std::string_view>({"remora", "extends", "buckets", "deliveries", "requests"});
  const std::string& name = root.source()->name();
  return name.substr(name.rfind('/') + 1).starts_with("scenario.") ||
         std::any_of(kMembers.begin(), kMembers.end(), [&](std::string_view member) {
           return root.find(member).has_value();
         });
}

Result<Family> load_family(const std::string& path, const WhatIf& what_if, FileReader& files) {
  auto source = files.read(path);
  if (!source) {
    return fail(source.error());
  }
  auto json = json::read(*source);
  if (!json) {
    return fail(json.error());
  }
  const json::Value root = (*json)->root();
  if (const InputKind kind = detect(root); kind != InputKind::Scenario) {
    return fail(
        Error::at(root.place(),
                  "this is " + std::string(describe(kind)) + ", where a scenario is needed",
                  "`remora check` and `remora diagnose --with` read policies and output of the AWS "
                  "CLI; `remora init` writes a scenario"));
  }
  if (!is_scenario_like(root)) {
    return fail(
        Error::at(root.place(),
                  "this is none of the files that are read",
                  "they are policies, templates, plans and states, what a whole command of the "
                  "AWS CLI printed, events, error texts, and scenarios (\"remora\": 1)"));
  }
  // What the inputs describe can be set only once it is there.
  auto changed = takes_from_inputs(root) ? *json : with_settings(*json, what_if);
  if (!changed) {
    return fail(changed.error());
  }
  return Family::read(*changed, files);
}

}  // namespace

Result<std::string> find_scenario(const std::string& path, FileReader& files) {
  const auto names = files.list(path);
  if (!names) {
    return path;
  }
  for (const char* name : {"scenario.json", "scenario.yaml", "scenario.yml"}) {
    if (std::find(names->begin(), names->end(), name) != names->end()) {
      return path + (path.ends_with('/') ? "" : "/") + name;
    }
  }
  return fail(
      Error::at({},
                "the folder " + path + " holds no scenario.json, scenario.yaml or scenario.yml",
                "name the scenario file itself"));
}

Result<LoadedScenario> load_member(const Family& family,
                                   std::size_t index,
                                   const WhatIf& what_if,
                                   FileReader& files,
                                   PolicyCache* cache) {
  auto member = family.member(index);
  if (!member) {
    return fail(member.error());
  }
  if (family.takes_from_inputs() && !what_if.settings.empty()) {
    auto from = resolve_from(member->json, files);
    auto changed = from ? with_imported_settings(from->json, what_if)
                        : Result<json::DocumentPtr>(fail(from.error()));
    if (!changed) {
      return fail(changed.error());
    }
    member->json = *std::move(changed);
  }
  auto scenario = read_scenario(member->json, files, cache);
  if (!scenario) {
    return fail(scenario.error());
  }
  if (auto left_out = leave_out_statements(scenario->world, what_if); !left_out) {
    return fail(left_out.error());
  }
  scenario->assumptions.force(what_if.context);
  scenario->warnings.insert(
      scenario->warnings.begin(), member->warnings.begin(), member->warnings.end());
  return LoadedScenario{family.label(index),
                        std::make_shared<const fixture::Scenario>(*std::move(scenario))};
}

Result<std::vector<LoadedScenario>> load_scenarios(const std::string& path,
                                                   const WhatIf& what_if,
                                                   FileReader& files) {
  auto family = load_family(path, what_if, files);
  if (!family) {
    return fail(family.error());
  }
  std::vector<LoadedScenario> found;
  for (std::size_t i = 0; i < family->size(); ++i) {
    auto loaded = load_member(*family, i, what_if, files);
    if (!loaded) {
      return fail(loaded.error());
    }
    found.push_back(*std::move(loaded));
  }
  return found;
}

Result<std::shared_ptr<const fixture::Scenario>> load_scenario(const std::string& path,
                                                               const WhatIf& what_if,
                                                               FileReader& files) {
  auto family = load_family(path, what_if, files);
  if (!family) {
    return fail(family.error());
  }
  if (family->size() > 1) {
    return fail(Error::at({},
                          path + ": error: the matrix of this file makes " +
                              std::to_string(family->size()) + " scenarios of it",
                          "`remora check` and `remora test` run them all"));
  }
  auto loaded = load_member(*family, 0, what_if, files);
  if (!loaded) {
    return fail(loaded.error());
  }
  return loaded->scenario;
}

}  // namespace remora::input
