#include "engine/delivery/cloudtrail/bucket_name.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/base/symbol.h"

namespace remora::delivery::cloudtrail {

namespace {

constexpr std::size_t kShortestBucketName = 3;
constexpr std::size_t kLongestBucketName = 63;

bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || is_ascii_digit(c);
}

}  // namespace

std::optional<std::string> check_bucket_name(std::string_view name) {
  if (has_symbol(name)) {
    return std::nullopt;  // AWS will choose a good one
  }
  if (name.starts_with("arn:")) {
    return "S3BucketName must be the bucket's name, not its ARN";
  }
  if (name.size() < kShortestBucketName || name.size() > kLongestBucketName) {
    return "a bucket's name has 3 to 63 characters";
  }
  if (!std::all_of(name.begin(), name.end(), [](char c) {
        return is_lower_or_digit(c) || c == '.' || c == '-';
      })) {
    return "a bucket's name holds lower-case letters, digits, dots and dashes only";
  }
  if (!is_lower_or_digit(name.front()) || !is_lower_or_digit(name.back())) {
    return "a bucket's name begins and ends with a letter or digit";
  }
  if (name.find("..") != std::string_view::npos || is_dotted_quad(name)) {
    return "a bucket's name has no two dots side by side and does not look like an address";
  }
  return std::nullopt;
}

}  // namespace remora::delivery::cloudtrail
