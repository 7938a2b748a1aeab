#pragma once

#include <string_view>

#include "engine/json/document.h"

namespace remora::input {

/// What a document is, by its content.
enum class InputKind : std::uint8_t {
  Scenario,
  Vectors,
  Policy,
  CloudFormation,
  CloudAssembly,
  TerraformPlan,
  Event,
  LandingZone,
  AwsCliOutput,
};

/// `a CloudFormation template`, ... for messages.
std::string_view describe(InputKind kind);

/// What `--input` calls a scenario.
inline constexpr std::string_view kScenarioKind = "scenario";

/// Guesses the kind; what is recognised as nothing else counts as a scenario, so that its reader
/// says what is missing.
InputKind detect(const json::Value& root);

}  // namespace remora::input
