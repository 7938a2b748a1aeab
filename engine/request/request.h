#pragma once

#include <string>

#include "engine/request/context.h"
#include "engine/request/principal.h"

namespace remora {

/// Facts about a request that decide which policies are in force, and that no ARN tells.
/// The names are those of `request.env` in vector files.
struct RequestEnvironment {
  bool principal_in_management_account = false;
  bool service_linked_role = false;
  bool resource_in_management_account = false;
  bool aws_managed_key = false;
  bool s3_restrict_public_buckets = false;
};

/// Who asks what of what, with which condition keys.
struct Request {
  Principal principal;
  std::string action;            // service:Name
  std::string resource;          // an ARN, or `*` where the action has no resource
  std::string resource_account;  // the owner; empty if nobody says
  RequestContext context;
  RequestEnvironment environment;
};

}  // namespace remora
