#include "engine/delivery/config/service.h"

#include "engine/delivery/config/later.h"
#include "engine/delivery/config/operations.h"

namespace remora::delivery::config {

Named named_by(const Call& call) {
  Named named;
  named.resource = "default";
  if (call.channel) {
    named.resource = known_text(call.channel->name).value_or(named.resource);
    named.bucket = known_text(call.channel->s3_bucket_name).value_or("");
    named.prefix = known_text(call.channel->s3_key_prefix);
    named.key = known_text(call.channel->s3_kms_key_arn);
  }
  return named;
}

std::optional<ServiceLinkedRole> service_linked_role(const Call& call) {
  const std::string* const role = call.recorder ? call.recorder->role_arn.known() : nullptr;
  if (role == nullptr ||
      !role->ends_with(":role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig")) {
    return std::nullopt;
  }
  return ServiceLinkedRole{*role,
                           "AWSServiceRoleForConfig",
                           "arn:aws:iam::aws:policy/aws-service-role/AWSConfigServiceRolePolicy"};
}

Call completed(const world::World& /*world*/, const Home& /*home*/, Call call) {
  return call;
}

SupposedCall supposed(const Call& call, world::Suppositions& suppositions) {
  SupposedCall made;
  made.operation = call.operation;
  if (call.recorder) {
    made.recorder = world::supposed(*call.recorder, suppositions);
  }
  if (call.channel) {
    made.channel = world::supposed(*call.channel, suppositions);
  }
  return made;
}

DeliveryOutcome deliver(const world::World& world,
                        const Home& home,
                        const Call& call,
                        const Assumptions& assumptions,
                        world::Suppositions& suppositions) {
  const SupposedCall supposed_call = supposed(call, suppositions);
  switch (call.operation) {
    case Operation::PutDeliveryChannel:
      return put_delivery_channel(world, home, supposed_call, assumptions, suppositions);
    case Operation::DeliverConfigSnapshot:
      return deliver_config_snapshot(world, home, supposed_call, assumptions, suppositions);
    case Operation::PutConfigurationRecorder:
      return put_configuration_recorder(world, home, supposed_call, assumptions, suppositions);
    case Operation::StartConfigurationRecorder:
      return start_configuration_recorder(world, home, supposed_call, assumptions, suppositions);
    case Operation::Deliver:
      break;
  }
  return deliver_later(world, home, supposed_call, assumptions, suppositions);
}

}  // namespace remora::delivery::config
