#pragma once

#include <string>
#include <vector>

#include "engine/delivery/deliver.h"
#include "engine/world/world.h"

namespace remora::remedy {

/// A change of one policy.
struct Edit {
  PolicyType policy = PolicyType::Key;
  SourcePtr source;        // the text that is changed; null: the resource has no policy yet
  std::string owner;       // the bucket, key ARN, topic ARN or role ARN that the policy belongs to
  std::string statement;   // the statement to add, JSON
  std::string patch;       // the same as a JSON Patch (RFC 6902) on the policy document
  std::string documented;  // the page that the statement comes from
};

/// A way to make a delivery succeed: all edits together.
struct Remedy {
  std::string summary;
  std::vector<Edit> edits;
  bool verified = false;  // the delivery was run again with the edits and succeeded
};

/// Looks for the documented statements that are missing, one denied request after the other, and
/// proves each set by running the delivery again in the changed world. Nothing if the delivery is
/// not refused, or if no added statement mends it (an explicit Deny, a disabled key, ...).
std::vector<Remedy> find_remedies(const world::World& world,
                                  const delivery::DeliveryCall& call,
                                  const delivery::Assumptions& assumptions,
                                  const delivery::DeliveryOutcome& outcome);

}  // namespace remora::remedy
