#pragma once

#include "engine/input/policy_loader.h"
#include "engine/world/world.h"

namespace remora::input {

/// Reads the members of a scenario that describe the world: `world`, `organization`, `buckets`,
/// `keys`, `topics`, `roles`, `logGroups`.
void read_world(MemberReader& scenario, PolicyLoader& policies, world::World& world);

/// Reads `organization`.
/// A level without policies of a type counts as holding AWS's own FullAWSAccess: AWS never leaves a
/// level without one. A type is in force as soon as some level lists a policy of it.
void read_organization(const json::Value& value,
                       PolicyLoader& policies,
                       world::World& world,
                       DiagnosticSink& sink);

}  // namespace remora::input
