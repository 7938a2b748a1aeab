#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/input/scenario.h"

namespace remora::cli {

/// Reads one scenario file (JSON or YAML; `-` is standard input) with the policies it names and the
/// files it extends. Errors also if it has a matrix, which is many scenarios.
Result<std::shared_ptr<const input::Scenario>> load_scenario(const std::string& path);

/// One scenario of a file, with the combination of the matrix that it belongs to.
struct LoadedScenario {
  std::string label;  // `account=111122223333, region=us-east-1`; empty without a matrix
  std::shared_ptr<const input::Scenario> scenario;
};

/// All scenarios of a file, one for each combination of its matrix.
Result<std::vector<LoadedScenario>> load_scenarios(const std::string& path);

}  // namespace remora::cli
