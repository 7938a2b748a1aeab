#include "cli/scenario_input.h"

#include <utility>

#include "cli/files.h"
#include "engine/input/family.h"
#include "engine/input/input_kind.h"
#include "engine/input/scenario_reader.h"
#include "engine/json/read.h"

namespace remora::cli {

namespace {

Result<input::Family> load_family(const std::string& path,
                                  const input::WhatIf& what_if,
                                  FileReader& files) {
  auto source = files.read(path);
  if (!source) {
    return fail(source.error());
  }
  auto json = json::read(*source);
  if (!json) {
    return fail(json.error());
  }
  const input::InputKind kind = input::detect((*json)->root());
  if (kind != input::InputKind::Scenario) {
    return fail(
        Error::at((*json)->root().place(),
                  "this is " + std::string(describe(kind)) + ", which this version does not read",
                  "write a scenario file instead, as `remora init` does"));
  }
  auto changed = input::with_settings(*json, what_if);
  if (!changed) {
    return fail(changed.error());
  }
  return input::Family::read(*changed, files);
}

Result<LoadedScenario> load_member(const input::Family& family,
                                   std::size_t index,
                                   const input::WhatIf& what_if,
                                   FileReader& files) {
  auto member = family.member(index);
  if (!member) {
    return fail(member.error());
  }
  auto scenario = input::read_scenario(member->json, files);
  if (!scenario) {
    return fail(scenario.error());
  }
  if (auto left_out = input::leave_out_statements(scenario->world, what_if); !left_out) {
    return fail(left_out.error());
  }
  scenario->assumptions.force(what_if.context);
  scenario->warnings.insert(
      scenario->warnings.begin(), member->warnings.begin(), member->warnings.end());
  return LoadedScenario{family.label(index),
                        std::make_shared<const fixture::Scenario>(*std::move(scenario))};
}

}  // namespace

Result<std::shared_ptr<const fixture::Scenario>> load_scenario(const std::string& path,
                                                               const input::WhatIf& what_if) {
  DiskReader files;
  return load_scenario(path, what_if, files);
}

Result<std::shared_ptr<const fixture::Scenario>> load_scenario(const std::string& path,
                                                               const input::WhatIf& what_if,
                                                               FileReader& files) {
  auto family = load_family(path, what_if, files);
  if (!family) {
    return fail(family.error());
  }
  if (family->size() > 1) {
    return fail(plain_error(path + ": error: the matrix of this file makes " +
                                std::to_string(family->size()) + " scenarios of it",
                            "`remora check` and `remora test` run them all"));
  }
  auto loaded = load_member(*family, 0, what_if, files);
  if (!loaded) {
    return fail(loaded.error());
  }
  return loaded->scenario;
}

Result<std::vector<LoadedScenario>> load_scenarios(const std::string& path,
                                                   const input::WhatIf& what_if) {
  DiskReader files;
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

}  // namespace remora::cli
