#pragma once

#include "engine/delivery/config/call.h"
#include "engine/delivery/prober.h"

namespace remora::delivery::config {

/// What Config delivers once a channel is there.
enum class Later : std::uint8_t {
  Everything,  // history, snapshot, oversized items, notifications
  Snapshot,    // a snapshot alone, and the notification about it
};

/// Tries later deliveries through a channel and reports them as the fields of
/// DescribeDeliveryChannelStatus. Each repeats the check of PutDeliveryChannel. A failure refuses
/// the delivery without an error: nobody called.
/// Source: AWS Config Developer Guide, "Delivering Configuration Items", "Managing the Delivery
/// Channel", "Permissions for the Amazon SNS Topic"; capture of AWS, configservice early_snapshot
/// and owned_role_assumptions.
void deliver_later(Prober& prober, const Home& home, const SupposedCall& call, Later what);

/// The operation `Deliver` of Config.
DeliveryOutcome deliver_later(const world::World& world,
                              const Home& home,
                              const SupposedCall& call,
                              const Assumptions& assumptions,
                              world::Suppositions& suppositions);

}  // namespace remora::delivery::config
