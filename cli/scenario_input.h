#pragma once

#include <memory>
#include <string>

#include "engine/base/result.h"
#include "engine/input/scenario.h"

namespace remora::cli {

/// Reads one scenario file (JSON or YAML; `-` is standard input) with the policies it names.
Result<std::shared_ptr<const input::Scenario>> load_scenario(const std::string& path);

}  // namespace remora::cli
