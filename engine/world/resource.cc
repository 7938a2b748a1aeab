#include "engine/world/resource.h"

namespace remora::world {

const CompiledPolicy* Resource::policy() const {
  if (bucket != nullptr) {
    return bucket->policy.get();
  }
  if (key != nullptr) {
    return key->policy.get();
  }
  if (topic != nullptr) {
    return topic->policy.get();
  }
  return role == nullptr ? nullptr : role->trust.get();
}

const Fact<TagList>* Resource::tags() const {
  return bucket != nullptr  ? &bucket->tags
         : key != nullptr   ? &key->tags
         : topic != nullptr ? &topic->tags
         : role != nullptr  ? &role->tags
                            : nullptr;
}

Resource find_resource(const World& world, std::string_view arn, Suppositions& suppositions) {
  Resource found;
  found.arn = Arn::parse(arn);
  if (!found.arn) {
    return found;
  }
  const std::string_view service = found.arn->service;
  const std::string_view name = found.arn->resource;
  if (service == "s3") {
    found.policy_type = PolicyType::Bucket;
    found.bucket = world.bucket(name.substr(0, name.find('/')));
  } else if (service == "kms") {
    found.policy_type = PolicyType::Key;
    found.key = world.key(arn, {}, {}, suppositions);
  } else if (service == "sns") {
    found.policy_type = PolicyType::Topic;
    found.topic = world.topic(arn);
  } else if (service == "iam" && name.starts_with("role/")) {
    found.policy_type = PolicyType::Trust;
    found.role = world.role(arn);
  }
  return found;
}

}  // namespace remora::world
