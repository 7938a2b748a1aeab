#pragma once

#include "engine/authorize/policy_set.h"
#include "engine/request/request.h"
#include "engine/world/asked_keys.h"
#include "engine/world/world.h"

namespace remora::world {

/// Completes a request with what the world knows about its two ends: the owner of the resource,
/// the flags of `RequestEnvironment`, and the condition keys that AWS adds to every such request
/// (`aws:PrincipalArn`, `aws:PrincipalOrgID`, `aws:ResourceAccount`, ...). Keys that the request
/// has already stay as they are.
/// Source: IAM User Guide, "AWS global condition context keys".
void complete(const World& world, Request& request, Suppositions& suppositions);

/// The policies in force for a completed request, as views into the world. In an open world, the
/// policies of what is not listed are unread.
PolicySet policies_in_force(const World& world, const Request& request, Suppositions& suppositions);

/// Completes the request, also with the keys that the policies in force for it ask for
/// (`add_asked_keys`), and gives these policies.
PolicySet resolve(const World& world,
                  Request& request,
                  Suppositions& suppositions,
                  SessionTags session_tags = SessionTags::Possible);

}  // namespace remora::world
