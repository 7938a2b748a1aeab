#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/fixture/scenario.h"

namespace remora::test {

/// The scenario files of `fixtures/` that remora reads, in the order of their paths.
const std::vector<std::string>& scenario_fixtures();

/// Reads one of them; of a matrix the first combination. Throws if it is bad, so that the test says
/// where.
std::shared_ptr<const remora::fixture::Scenario> read_scenario_file(const std::string& path);

/// The same with all combinations of a matrix.
std::vector<std::shared_ptr<const remora::fixture::Scenario>> read_scenario_files(
    const std::string& path);

/// The path as people write it: `fixtures/...`.
std::string short_path(const std::string& path);
/// The folder that it lies in, below `fixtures/`: a name for a test case.
std::string folder_of(const std::string& path);

}  // namespace remora::test
