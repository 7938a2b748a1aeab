#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/delivery/messages.h"

namespace remora::delivery::cloudtrail {

/// What is wrong with a trail's name: the error AWS answers, and the rule in a few words.
struct NameProblem {
  ServiceError error;
  std::string reason;
};

/// Nothing if the name is good: 3 to 128 ASCII letters, digits, `.`, `_`, `-`, a letter or digit
/// at both ends, no two of the others side by side, not like an IP address. Source: AWS CloudTrail
/// API Reference, "CreateTrail".
std::optional<NameProblem> check_trail_name(std::string_view name);

}  // namespace remora::delivery::cloudtrail
