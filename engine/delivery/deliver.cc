#include "engine/delivery/deliver.h"

#include "engine/delivery/cloudtrail.h"
#include "engine/delivery/config.h"

namespace remora::delivery {

DeliveryOutcome deliver(const world::World& world,
                        const DeliveryCall& call,
                        const Assumptions& assumptions) {
  switch (call.operation) {
    case Operation::PutDeliveryChannel:
      return config::put_delivery_channel(world, call, assumptions);
    case Operation::CreateTrail:
      return cloudtrail::create_trail(world, call, assumptions);
    case Operation::DeliverConfigSnapshot:
    case Operation::UpdateTrail:
    case Operation::StartLogging:
    case Operation::Deliver:
      break;
  }
  DeliveryOutcome outcome;
  outcome.outcome = Outcome::Undetermined;
  outcome.reason = "the operation " + std::string(to_string(call.operation)) +
                   " is not modelled in this version";
  return outcome;
}

}  // namespace remora::delivery
