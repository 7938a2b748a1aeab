#pragma once

#include "engine/delivery/config/call.h"
#include "engine/delivery/outcome.h"
#include "engine/world/world.h"

namespace remora::delivery::config {

/// PutDeliveryChannel: the parameter checks, then what Config tries before it takes the channel:
/// assume the recorder's role, look at the bucket, write ConfigWritabilityCheckFile and read the
/// bucket's ACL, as the role first and as config.amazonaws.com where the role may not write.
/// Source: AWS Config Developer Guide, "Permissions for the Amazon S3 Bucket for the AWS Config
/// Delivery Channel" and "... for the KMS Key ..."; capture of AWS, configservice lifecycle; the
/// order of the steps rests on the assumptions that the outcome lists.
DeliveryOutcome put_delivery_channel(const world::World& world,
                                     const Home& home,
                                     const SupposedCall& call,
                                     const Assumptions& assumptions,
                                     world::Suppositions& suppositions);

/// DeliverConfigSnapshot: the call asks only whether channel and recorder are there; the snapshot
/// is then delivered (or not) behind its back, and the status tells.
/// Source: capture of AWS, configservice lifecycle and early_snapshot.
DeliveryOutcome deliver_config_snapshot(const world::World& world,
                                        const Home& home,
                                        const SupposedCall& call,
                                        const Assumptions& assumptions,
                                        world::Suppositions& suppositions);

/// PutConfigurationRecorder: local checks only; the role is not tried (no role session was captured
/// before PutDeliveryChannel).
/// Source: AWS Config API Reference, "PutConfigurationRecorder"; capture of AWS, configservice
/// owned_role_assumptions.
DeliveryOutcome put_configuration_recorder(const world::World& world,
                                           const Home& home,
                                           const SupposedCall& call,
                                           const Assumptions& assumptions,
                                           world::Suppositions& suppositions);

/// StartConfigurationRecorder: needs a recorder and a channel, tries neither. What the recorder
/// delivers afterwards is reported as status.
/// Source: AWS Config API Reference, "StartConfigurationRecorder"; capture of AWS, configservice
/// lifecycle.
DeliveryOutcome start_configuration_recorder(const world::World& world,
                                             const Home& home,
                                             const SupposedCall& call,
                                             const Assumptions& assumptions,
                                             world::Suppositions& suppositions);

}  // namespace remora::delivery::config
