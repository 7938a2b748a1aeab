#pragma once

#include <optional>

#include "engine/delivery/cloudtrail/call.h"
#include "engine/delivery/documented_statement.h"
#include "engine/delivery/outcome.h"
#include "engine/world/world.h"

/// What AWS CloudTrail brings as a delivering service (see engine/delivery/services.h).
namespace remora::delivery::cloudtrail {

Named named_by(const Call& call);

/// None: CloudTrail works as a service.
std::optional<ServiceLinkedRole> service_linked_role(const Call& call);

/// The call with the settings of the trail that it only names.
Call completed(const world::World& world, const Home& home, Call call);

/// What a run supposes the call to say.
SupposedCall supposed(const Call& call, world::Suppositions& suppositions);

/// Tries the call.
DeliveryOutcome deliver(const world::World& world,
                        const Home& home,
                        const Call& call,
                        const Assumptions& assumptions,
                        world::Suppositions& suppositions);

/// CloudTrail at work for a trail of an account outside, at the same bucket.
DeliveryOutcome try_stranger(const world::World& world,
                             const Home& stranger,
                             const Call& call,
                             const Assumptions& assumptions,
                             world::Suppositions& suppositions);

/// No hazards but those of every service.
void add_own_hazards(const world::World& world,
                     const Home& home,
                     const Call& call,
                     const Assumptions& assumptions,
                     DeliveryOutcome& outcome);

/// Source: AWS CloudTrail User Guide, pages on the bucket policy, the KMS key policy, the SNS topic
/// policy and the role for CloudWatch Logs; AWS Control Tower User Guide, "Optionally configure AWS
/// KMS keys" and "Amazon S3 bucket policy for logging".
std::optional<DocumentedStatement> documented_statement(const world::World& world,
                                                        const Home& home,
                                                        const Call& call,
                                                        const Request& denied,
                                                        PolicyType policy);

/// Does to the world what the call did: the trail is created, updated or logs.
void apply(world::World& world, const Home& home, const Call& call, const DeliveryOutcome& outcome);

}  // namespace remora::delivery::cloudtrail
