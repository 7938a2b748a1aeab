#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/match.h"

namespace remora {

/// The six fields of `arn:partition:service:region:account:resource`, as views into the text
/// they were split from. The sixth field keeps its colons.
/// Source: AWS General Reference, "Amazon Resource Names (ARNs)".
struct Arn {
  std::string_view partition;
  std::string_view service;
  std::string_view region;
  std::string_view account;
  std::string_view resource;

  /// Splits at the first five colons. Nothing if the text does not begin with `arn:` or has
  /// fewer than six fields. Fields may be empty or hold wildcards.
  static std::optional<Arn> parse(std::string_view text);
};

/// `arn:PARTITION:s3:::BUCKET`.
std::string bucket_arn(std::string_view partition, std::string_view bucket);
/// `arn:PARTITION:s3:::BUCKET/KEY`.
std::string object_arn(std::string_view partition, std::string_view bucket, std::string_view key);

/// Of something of which nobody can say even the ARN, but which service it is of: an ARN whose
/// fields are that unknown text; `kind` begins its resource: `key/`. Nothing for other texts.
std::optional<std::string> unknown_arn(std::string_view service,
                                       std::string_view text,
                                       std::string_view kind = {});

/// Whether an ARN is that of a service-linked role: only AWS makes roles of the path
/// /aws-service-role/. Open where the path is an unknown text.
/// Source: IAM User Guide, "Create a service-linked role"; IAM API Reference, "CreateRole".
Match is_service_linked_role(std::string_view arn);

/// True for twelve digits. Source: AWS Account Management, "AWS account ID".
bool is_account_id(std::string_view text);

}  // namespace remora
