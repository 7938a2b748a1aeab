#pragma once

#include <cstdint>

namespace remora::delivery {

/// What stands in the way of a delivery besides policies, for explanations and remedies. The
/// sentence beside it (`ProbeResult::obstacle`, `DeliveryOutcome::reason`) is for people.
enum class ObstacleKind : std::uint8_t {
  None,            // nothing, or nothing that was classified
  Parameter,       // a parameter of the call breaks a rule
  Precondition,    // the account or the organization is not set up for the call
  NoSuchResource,  // the bucket, key, topic, role or log group is not there
  WrongAccount,    // it is there, in another account
  WrongRegion,     // it is there, in another Region
  KeyState,        // the key is disabled, pending deletion, ...
  KeyType,         // the key is of a spec or usage that S3 cannot use
  AwsManagedKey,   // the key is AWS's own, and its policy lets in nobody else
  BucketSetting,   // Requester Pays, Object Lock, ...
};

}  // namespace remora::delivery
