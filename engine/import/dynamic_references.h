#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace remora::imports {

/// What stands in `{{resolve:SERVICE:KEY}}`.
struct DynamicReference {
  std::string_view service;  // `ssm`, `ssm-secure`, `secretsmanager`
  std::string_view key;      // `/logs/bucket:1`, a name with its version
};

/// The text with what `value` gives in the place of each dynamic reference. CloudFormation asks for
/// the values when it makes or changes the stack, so that no template tells them.
/// Source: AWS CloudFormation User Guide, "Get values stored in other services using dynamic
/// references".
std::string without_dynamic_references(
    std::string_view text,
    const std::function<std::string(const DynamicReference& reference)>& value);

}  // namespace remora::imports
