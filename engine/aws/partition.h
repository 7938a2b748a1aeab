#pragma once

#include <string_view>

namespace remora {

/// The partition that a Region belongs to: `aws`, `aws-cn` or `aws-us-gov`.
/// Source: AWS General Reference, "AWS service endpoints" and "Amazon Resource Names (ARNs)".
constexpr std::string_view partition_of_region(std::string_view region) {
  if (region.starts_with("cn-")) {
    return "aws-cn";
  }
  if (region.starts_with("us-gov-")) {
    return "aws-us-gov";
  }
  return "aws";
}

/// The domain that service endpoints of a partition end in, as in `kms:ViaService`.
constexpr std::string_view dns_suffix(std::string_view partition) {
  return partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

/// True for the spelling of Region names (`ap-northeast-1`, `us-gov-west-1`); whether AWS has
/// that Region is not asked, new ones come every year.
constexpr bool looks_like_region(std::string_view text) {
  std::size_t dashes = 0;
  for (const char c : text) {
    const bool letter = c >= 'a' && c <= 'z';
    const bool digit = c >= '0' && c <= '9';
    if (!letter && !digit && c != '-') {
      return false;
    }
    dashes += c == '-' ? 1 : 0;
  }
  return dashes >= 2 && text.front() != '-' && text.back() >= '0' && text.back() <= '9';
}

}  // namespace remora
