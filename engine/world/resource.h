#pragma once

#include <optional>
#include <string_view>

#include "engine/aws/arn.h"
#include "engine/world/world.h"

namespace remora::world {

/// What a request asks something of. At most one of the pointers is set: that of the thing itself,
/// or of the bucket that holds the object.
struct Resource {
  std::optional<Arn> arn;
  /// Which kind of policy its service attaches to it; nothing for a service that has none in this
  /// model.
  std::optional<PolicyType> policy_type;
  const Bucket* bucket = nullptr;
  const Key* key = nullptr;
  const Topic* topic = nullptr;
  const Role* role = nullptr;

  /// Whether the world lists it.
  [[nodiscard]] bool listed() const {
    return bucket != nullptr || key != nullptr || topic != nullptr || role != nullptr;
  }

  /// Its tags; null if it is not listed.
  [[nodiscard]] const Fact<TagList>* tags() const;

  /// Its policy; null if it has none, or is not listed.
  [[nodiscard]] const CompiledPolicy* policy() const;
};

/// Looks the resource of a request up: the one place that knows which service's ARN means what.
Resource find_resource(const World& world, std::string_view arn, Suppositions& suppositions);

}  // namespace remora::world
