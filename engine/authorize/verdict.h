#pragma once

#include <cstdint>
#include <string_view>

#include "engine/policy/policy_type.h"

namespace remora {

/// What a request gets. Not to be confused with `Effect` and `Match`.
enum class Verdict : std::uint8_t { Allowed, ImplicitlyDenied, ExplicitlyDenied, Undetermined };

/// The spelling of vector files and of JSON results.
constexpr std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::Allowed:
      return "Allowed";
    case Verdict::ImplicitlyDenied:
      return "ImplicitlyDenied";
    case Verdict::ExplicitlyDenied:
      return "ExplicitlyDenied";
    case Verdict::Undetermined:
      break;
  }
  return "Undetermined";
}

/// A box of AWS's flow chart: the policies that are asked together.
/// Source: IAM User Guide, "How AWS enforcement code logic evaluates requests".
enum class Layer : std::uint8_t {
  Rcp,
  Scp,
  VpcEndpoint,
  Resource,  // bucket, key, topic, trust or other resource-based policy
  Identity,
  Boundary,
  Session,
  S3PublicAccessBlock,  // RestrictPublicBuckets
  KmsGrant,
  RootUser,    // the root user needs no identity-based policy
  KmsForeign,  // an operation that KMS never allows across accounts
};

/// The short name of a layer as results spell it (`bucket key topic identity boundary session scp
/// rcp vpce trust`); `type` tells the resource-based policies apart.
constexpr std::string_view layer_name(Layer layer, PolicyType type) {
  switch (layer) {
    case Layer::Rcp:
      return "rcp";
    case Layer::Scp:
      return "scp";
    case Layer::VpcEndpoint:
      return "vpce";
    case Layer::Identity:
      return "identity";
    case Layer::Boundary:
      return "boundary";
    case Layer::Session:
      return "session";
    case Layer::S3PublicAccessBlock:
      return "bucket";
    case Layer::KmsGrant:
    case Layer::KmsForeign:
      return "key";
    case Layer::RootUser:
      return "identity";
    case Layer::Resource:
      break;
  }
  switch (type) {
    case PolicyType::Bucket:
      return "bucket";
    case PolicyType::Key:
      return "key";
    case PolicyType::Topic:
      return "topic";
    case PolicyType::Trust:
      return "trust";
    default:
      break;
  }
  return "resource";
}

}  // namespace remora
