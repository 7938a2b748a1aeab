#pragma once

#include <string>
#include <string_view>

#include "engine/import/cloudformation_session.h"

namespace remora::imports::cloudformation {

/// How a type of resource gets its name.
struct Naming {
  std::string_view type;
  std::string_view property;
  std::string_view word;  // `bucket`, for the symbol of a name that AWS makes
};

/// Null for a type whose names no delivery asks for.
const Naming* naming_of(std::string_view type);

/// What Ref of a resource gives, or GetAtt of an attribute that is not empty; an unknown text if
/// that is nothing that a delivery asks for.
/// Source: AWS CloudFormation Template Reference, "Return values" of each resource type.
std::string reference_to(const Resource& resource,
                         std::string_view attribute,
                         Resolver& resolver,
                         Session& session);

// The ARNs of things in a stack.
std::string arn_of_bucket(const Resource& resource, Resolver& resolver);
std::string arn_of_key(const Resource& resource, Resolver& resolver);
std::string arn_of_topic(const Resource& resource, Resolver& resolver);
std::string arn_of_role(const Resource& resource, Resolver& resolver);
std::string arn_of_log_group(const Resource& resource, Resolver& resolver);

}  // namespace remora::imports::cloudformation
