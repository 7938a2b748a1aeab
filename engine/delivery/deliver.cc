#include "engine/delivery/deliver.h"

#include "engine/delivery/cloudtrail/operations.h"
#include "engine/delivery/config/later.h"
#include "engine/delivery/config/operations.h"

namespace remora::delivery {

DeliveryOutcome deliver(const world::World& world,
                        const DeliveryCall& call,
                        const Assumptions& assumptions) {
  const bool config = call.service == Service::Config;
  switch (call.operation) {
    case Operation::PutDeliveryChannel:
      return config::put_delivery_channel(world, call, assumptions);
    case Operation::DeliverConfigSnapshot:
      return config::deliver_config_snapshot(world, call, assumptions);
    case Operation::PutConfigurationRecorder:
      return config::put_configuration_recorder(world, call, assumptions);
    case Operation::StartConfigurationRecorder:
      return config::start_configuration_recorder(world, call, assumptions);
    case Operation::CreateTrail:
      return cloudtrail::create_trail(world, call, assumptions);
    case Operation::UpdateTrail:
      return cloudtrail::update_trail(world, call, assumptions);
    case Operation::StartLogging:
      return cloudtrail::start_logging(world, call, assumptions);
    case Operation::Deliver:
      break;
  }
  return config ? config::deliver_later(world, call, assumptions)
                : cloudtrail::deliver_later(world, call, assumptions);
}

}  // namespace remora::delivery
