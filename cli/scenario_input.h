#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/file_reader.h"
#include "engine/base/result.h"
#include "engine/fixture/scenario.h"
#include "engine/input/what_if.h"

namespace remora::cli {

/// Reads one scenario file (JSON or YAML; `-` is standard input) with the policies it names and the
/// files it extends, and makes the changes that are to be tried: settings in this very file, before
/// it is joined with those that it extends. Errors also if it has a matrix, which is many
/// scenarios.
Result<std::shared_ptr<const fixture::Scenario>> load_scenario(const std::string& path,
                                                               const input::WhatIf& what_if = {});

/// The same with the files read by `files`.
Result<std::shared_ptr<const fixture::Scenario>> load_scenario(const std::string& path,
                                                               const input::WhatIf& what_if,
                                                               FileReader& files);

/// One scenario of a file, with the combination of the matrix that it belongs to.
struct LoadedScenario {
  std::string label;  // `account=111122223333, region=us-east-1`; empty without a matrix
  std::shared_ptr<const fixture::Scenario> scenario;
};

/// All scenarios of a file, one for each combination of its matrix, each with the changes.
Result<std::vector<LoadedScenario>> load_scenarios(const std::string& path,
                                                   const input::WhatIf& what_if = {});

}  // namespace remora::cli
