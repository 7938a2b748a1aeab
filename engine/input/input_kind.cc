#include "engine/input/input_kind.h"

#include <algorithm>
#include <array>

namespace remora::input {

namespace {

/// The top-level members of the AWS CLI's answers that a delivery is described by.
constexpr auto kAwsCliMembers =
    std::to_array<std::string_view>({"trailList",
                                     "Trail",
                                     "DeliveryChannels",
                                     "ConfigurationRecorders",
                                     "KeyMetadata",
                                     "Policy",
                                     "ServerSideEncryptionConfiguration",
                                     "LocationConstraint"});

}  // namespace

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
    case InputKind::TerraformPlan:
      return "a Terraform plan or state";
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
  if (root.is_array() || has("vectors")) {
    return InputKind::Vectors;
  }
  if (has("Resources") || has("AWSTemplateFormatVersion")) {
    return InputKind::CloudFormation;
  }
  if (has("format_version") || has("terraform_version")) {
    return InputKind::TerraformPlan;
  }
  if (has("Statement")) {
    return InputKind::Policy;
  }
  return std::any_of(kAwsCliMembers.begin(), kAwsCliMembers.end(), has) ? InputKind::AwsCliOutput
                                                                        : InputKind::Scenario;
}

}  // namespace remora::input
