#pragma once

#include <optional>

#include "engine/delivery/config/call.h"
#include "engine/delivery/documented_statement.h"
#include "engine/delivery/outcome.h"
#include "engine/world/world.h"

/// What AWS Config brings as a delivering service (see engine/delivery/services.h).
namespace remora::delivery::config {

Named named_by(const Call& call);

/// A role that AWS makes by itself, if the recorder's is one: AWSServiceRoleForConfig.
/// Source: AWS Config Developer Guide, "Using Service-Linked Roles for AWS Config".
std::optional<ServiceLinkedRole> service_linked_role(const Call& call);

/// The call with what it only names filled in from the world. Config's calls name nothing.
Call completed(const world::World& world, const Home& home, Call call);

/// What a run supposes the call to say.
SupposedCall supposed(const Call& call, world::Suppositions& suppositions);

/// Tries the call.
DeliveryOutcome deliver(const world::World& world,
                        const Home& home,
                        const Call& call,
                        const Assumptions& assumptions,
                        world::Suppositions& suppositions);

/// Config at work for an account outside, whose role has no rights here, at the same bucket.
DeliveryOutcome try_stranger(const world::World& world,
                             const Home& stranger,
                             const Call& call,
                             const Assumptions& assumptions,
                             world::Suppositions& suppositions);

/// The hazards of PutDeliveryChannel alone: `one-region-only`, `no-list-bucket`, `no-decrypt`.
void add_own_hazards(const world::World& world,
                     const Home& home,
                     const Call& call,
                     const Assumptions& assumptions,
                     DeliveryOutcome& outcome);

/// Source: AWS Config Developer Guide, pages on the permissions for bucket, KMS key, SNS topic and
/// IAM role; AWS Control Tower User Guide, "Optionally configure AWS KMS keys" and "Amazon S3
/// bucket policy for logging".
std::optional<DocumentedStatement> documented_statement(const world::World& world,
                                                        const Home& home,
                                                        const Call& call,
                                                        const Request& denied,
                                                        PolicyType policy);

/// Does to the world what the call did: the channel is put, the recorder is put or started.
void apply(world::World& world, const Home& home, const Call& call, const DeliveryOutcome& outcome);

}  // namespace remora::delivery::config
