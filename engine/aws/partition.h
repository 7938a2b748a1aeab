#pragma once

#include <algorithm>
#include <array>
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

/// Some other Region of the same partition, to try what happens elsewhere.
constexpr std::string_view other_region(std::string_view region) {
  const std::string_view partition = partition_of_region(region);
  if (partition == "aws-cn") {
    return region == "cn-north-1" ? "cn-northwest-1" : "cn-north-1";
  }
  if (partition == "aws-us-gov") {
    return region == "us-gov-west-1" ? "us-gov-east-1" : "us-gov-west-1";
  }
  return region == "us-east-1" ? "us-west-2" : "us-east-1";
}

/// The domain that service endpoints of a partition end in, as in `kms:ViaService`.
constexpr std::string_view dns_suffix(std::string_view partition) {
  return partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

/// True for Regions that an account must enable before use: those launched after March 2019.
/// Source: AWS Account Management Reference Guide, "Enable or disable AWS Regions in your account"
/// (2026).
constexpr bool is_opt_in_region(std::string_view region) {
  constexpr auto kOptIn = std::to_array<std::string_view>({"af-south-1",
                                                           "ap-east-1",
                                                           "ap-east-2",
                                                           "ap-south-2",
                                                           "ap-southeast-3",
                                                           "ap-southeast-4",
                                                           "ap-southeast-5",
                                                           "ap-southeast-6",
                                                           "ap-southeast-7",
                                                           "ca-west-1",
                                                           "eu-central-2",
                                                           "eu-south-1",
                                                           "eu-south-2",
                                                           "il-central-1",
                                                           "me-central-1",
                                                           "me-south-1",
                                                           "mx-central-1"});
  return std::find(kOptIn.begin(), kOptIn.end(), region) != kOptIn.end();
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
