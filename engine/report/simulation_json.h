#pragma once

#include <span>
#include <string>

#include "engine/fixture/vector.h"

namespace remora::report {

/// The answer in the shape of `aws iam simulate-custom-policy`: EvaluationResults with the
/// decision, the statements that matched with their places, and the keys that were missing.
/// Source: IAM API Reference, "EvaluationResult".
std::string simulation_json(std::span<const fixture::Vector> vectors);

}  // namespace remora::report
