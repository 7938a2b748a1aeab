#pragma once

#include "engine/authorize/policy_set.h"
#include "engine/world/resource.h"

namespace remora::world {

/// Whether a role's session may have tags besides the role's.
enum class SessionTags : std::uint8_t { Possible, None };

/// What a request is about, as the world knows it.
struct Described {
  const Resource& resource;
  const Role* role;  // of a role session, if it is listed
  SessionTags session_tags;
};

/// Gives a request the condition keys that tell what its KMS key is, and, as far as the policies in
/// force ask for them, those of the tags of its resource and its principal. A key that is there
/// stays as it is. What the world does not say is unknown, never absent.
/// Source: KMS Developer Guide, "AWS KMS condition keys" (KMS key resource operations); IAM User
/// Guide, "AWS global condition context keys" (aws:ResourceTag, aws:PrincipalTag).
void add_asked_keys(const PolicySet& policies,
                    const Described& described,
                    Suppositions& facts,
                    Request& request);

}  // namespace remora::world
