#include "engine/input/input_kind.h"

#include "engine/import/aws_cli.h"

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
  return imports::is_aws_cli_output(root) ? InputKind::AwsCliOutput : InputKind::Scenario;
}

}  // namespace remora::input
