#include "engine/input/input_kind.h"

#include "engine/import/kind.h"

namespace remora::input {

std::string_view describe(InputKind kind) {
  switch (kind) {
    case InputKind::Scenario:
      return "a scenario";
    case InputKind::Vectors:
      return "a vector file (`remora eval` reads those)";
    case InputKind::Policy:
      return "a bare policy";
    case InputKind::CloudFormation:
      return "a CloudFormation template";
    case InputKind::CloudAssembly:
      return "the manifest of a CDK cloud assembly";
    case InputKind::TerraformPlan:
      return "a Terraform plan or state";
    case InputKind::Event:
      return "an event of CloudTrail";
    case InputKind::LandingZone:
      return "the manifest of a Control Tower landing zone";
    case InputKind::AwsCliOutput:
      break;
  }
  return "output of the AWS CLI";
}

InputKind detect(const json::Value& root) {
  const auto has = [&](std::string_view name) { return root.find(name).has_value(); };
  if (has("remora")) {
    return InputKind::Scenario;
  }
  if (has("vectors") || (root.is_array() && imports::kind_of(root) != imports::FileKind::Event)) {
    return InputKind::Vectors;
  }
  switch (imports::kind_of(root)) {
    case imports::FileKind::None:
      break;
    case imports::FileKind::Policy:
      return InputKind::Policy;
    case imports::FileKind::AwsCliOutput:
      return InputKind::AwsCliOutput;
    case imports::FileKind::Template:
      return InputKind::CloudFormation;
    case imports::FileKind::CloudAssembly:
      return InputKind::CloudAssembly;
    case imports::FileKind::TerraformPlan:
    case imports::FileKind::TerraformState:
      return InputKind::TerraformPlan;
    case imports::FileKind::Event:
      return InputKind::Event;
    case imports::FileKind::LandingZone:
      return InputKind::LandingZone;
  }
  return has("Resources") ? InputKind::CloudFormation : InputKind::Scenario;
}

}  // namespace remora::input
