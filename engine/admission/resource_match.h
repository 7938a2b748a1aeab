#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/aws/tables.h"
#include "engine/policy/document.h"

namespace remora::admission {

/// Whether some resource of the type whose ARN the template describes can match the pattern of a
/// Resource element (wildcards, policy variables). `arn:aws:s3:::b*` covers buckets and objects,
/// `arn:aws:s3:::b` only the bucket. Table-driven, at most pattern times template steps.
/// Source: IAM User Guide, "IAM JSON policy elements: Resource".
bool can_match(std::string_view pattern, std::string_view arn_template);

/// The resources of one statement, asked about many actions: what is known of a type of resource
/// is remembered. Views into the policy, which must outlive it.
class ResourceReach {
 public:
  explicit ResourceReach(const PatternElement& resource) : resource_(&resource) {}

  /// Whether requests for the action can have a resource that matches one of the patterns. An
  /// action without resource types takes `*` only. An ARN of fewer than six fields is filled up
  /// with wildcards (IAM User Guide, "Grammar of the IAM JSON policy language").
  /// Source: Service Authorization Reference, "The resource types column of the actions table".
  bool covers(const ActionRow& action);

 private:
  bool covers_type(std::string_view arn_template);

  const PatternElement* resource_;
  std::map<std::string_view, bool> known_;
};

/// The ARN with `:*` for each field that is missing.
/// Source: IAM User Guide, "Grammar of the IAM JSON policy language".
std::string filled_up(std::string_view arn);

/// True for patterns that match whatever the resource is.
bool matches_every_resource(std::string_view pattern);

}  // namespace remora::admission
