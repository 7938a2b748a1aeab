#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace remora::delivery::cloudtrail {

/// What is wrong with the name of a bucket for a trail; nothing if it is good: 3 to 63 lower-case
/// letters, digits, dots and dashes, a letter or digit at both ends, no address.
/// Source: AWS CloudTrail User Guide, "Amazon S3 bucket naming requirements".
std::optional<std::string> check_bucket_name(std::string_view name);

}  // namespace remora::delivery::cloudtrail
