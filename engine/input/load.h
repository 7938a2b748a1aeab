#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/file_reader.h"
#include "engine/fixture/scenario.h"
#include "engine/input/family.h"
#include "engine/input/policy_cache.h"
#include "engine/input/what_if.h"

namespace remora::input {

/// One scenario of a file, with the combination of the matrix that it belongs to.
struct LoadedScenario {
  std::string label;  // `account=111122223333, region=us-east-1`; empty without a matrix
  std::shared_ptr<const fixture::Scenario> scenario;
};

/// The scenario file that an input names: a file as it is; of a folder its `scenario.json`,
/// `scenario.yaml` or `scenario.yml`. Errors: there is none.
Result<std::string> find_scenario(const std::string& path, FileReader& files);

/// Reads a scenario file (JSON or YAML) with the policies it names and the files it extends, and
/// makes the changes that are to be tried: settings in this very file, before it is joined with
/// those that it extends. One scenario for each combination of its matrix.
Result<std::vector<LoadedScenario>> load_scenarios(const std::string& path,
                                                   const WhatIf& what_if,
                                                   FileReader& files);

/// The same for who wants a single one. Errors also if the file has a matrix.
Result<std::shared_ptr<const fixture::Scenario>> load_scenario(const std::string& path,
                                                               const WhatIf& what_if,
                                                               FileReader& files);

/// One member of a family, ready to be run, with the changes that are to be tried.
Result<LoadedScenario> load_member(const Family& family,
                                   std::size_t index,
                                   const WhatIf& what_if,
                                   FileReader& files,
                                   PolicyCache* cache = nullptr);

}  // namespace remora::input
