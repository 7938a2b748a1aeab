#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/policy/document.h"
#include "engine/world/world.h"

namespace remora::remedy {

/// The accounts that a statement is meant for besides those that it names: the beginnings of their
/// paths in the organization, `o-a1b2c3d4e5/` for all of it. They come from conditions on
/// aws:SourceOrgID and aws:SourceOrgPaths; none without one.
/// Source: IAM User Guide, "AWS global condition context keys".
std::vector<std::string> audience_of(const Statement& statement);

/// Whether the account is a member of the organization at one of those paths.
bool is_in(const world::World& world,
           std::string_view account,
           const std::vector<std::string>& audience);

}  // namespace remora::remedy
