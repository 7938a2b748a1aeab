#include "engine/delivery/config/service.h"

#include "engine/delivery/config/later.h"
#include "engine/delivery/config/operations.h"

namespace remora::delivery::config {

Named named_by(const Call& call) {
  Named named;
  named.resource = "default";
  if (call.channel) {
    named.resource = call.channel->name ? std::string_view(*call.channel->name) : named.resource;
    named.bucket =
        call.channel->s3_bucket_name ? *call.channel->s3_bucket_name : std::string_view();
    named.prefix = call.channel->s3_key_prefix;
    named.key = call.channel->s3_kms_key_arn;
  }
  return named;
}

std::optional<ServiceLinkedRole> service_linked_role(const Call& call) {
  if (!call.recorder ||
      !call.recorder->role_arn.ends_with(
          ":role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig")) {
    return std::nullopt;
  }
  return ServiceLinkedRole{call.recorder->role_arn,
                           "AWSServiceRoleForConfig",
                           "arn:aws:iam::aws:policy/aws-service-role/AWSConfigServiceRolePolicy"};
}

Call completed(const world::World& /*world*/, const Home& /*home*/, Call call) {
  return call;
}

DeliveryOutcome deliver(const world::World& world,
                        const Home& home,
                        const Call& call,
                        const Assumptions& assumptions,
                        world::Suppositions& suppositions) {
  switch (call.operation) {
    case Operation::PutDeliveryChannel:
      return put_delivery_channel(world, home, call, assumptions, suppositions);
    case Operation::DeliverConfigSnapshot:
      return deliver_config_snapshot(world, home, call, assumptions, suppositions);
    case Operation::PutConfigurationRecorder:
      return put_configuration_recorder(world, home, call, assumptions, suppositions);
    case Operation::StartConfigurationRecorder:
      return start_configuration_recorder(world, home, call, assumptions, suppositions);
    case Operation::Deliver:
      break;
  }
  return deliver_later(world, home, call, assumptions, suppositions);
}

}  // namespace remora::delivery::config
