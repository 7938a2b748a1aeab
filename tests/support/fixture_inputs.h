#pragma once

#include <string>
#include <vector>

#include "engine/command/scenarios.h"

namespace remora::test {

/// Files of `fixtures/inputs` that are read together, as people give them to `remora check`.
struct FixtureInput {
  std::string name;  // for a test case
  std::vector<std::string> paths;
  command::ScenarioOptions options = {};
};

/// All of them: templates, plans, dumps, events, manifests of landing zones, an error text.
const std::vector<FixtureInput>& fixture_inputs();

/// Those that are one template.
std::vector<FixtureInput> fixture_templates();

}  // namespace remora::test
