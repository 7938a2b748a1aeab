#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/input/vector_reader.h"

namespace remora::input {

/// True for the input of `aws iam simulate-custom-policy` (as `--cli-input-json` takes it).
bool is_simulation(const json::Value& root);

/// Reads that input: one vector for each action and resource, in the order in which AWS answers.
/// The ids are `ACTION on RESOURCE`. Errors: members of the wrong type, policies that cannot be
/// read, an action or caller that AWS would not take.
/// Source: IAM API Reference, "SimulateCustomPolicy"; capture of AWS, simulation.
Result<std::vector<fixture::Vector>> read_simulation(const json::DocumentPtr& json);

}  // namespace remora::input
