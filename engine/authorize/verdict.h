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
  RootUser,      // the root user needs no identity-based policy
  NoPermission,  // the action needs none
  Service,       // the service refuses it whatever policies say
};

/// The type of the policies that a layer is made of, or that a decision outside of policies speaks
/// of; `of_resource` is that of the resource's policy.
constexpr PolicyType policy_type(Layer layer, PolicyType of_resource) {
  switch (layer) {
    case Layer::Rcp:
      return PolicyType::Rcp;
    case Layer::Scp:
      return PolicyType::Scp;
    case Layer::VpcEndpoint:
      return PolicyType::VpcEndpoint;
    case Layer::Identity:
    case Layer::RootUser:
    case Layer::NoPermission:
      return PolicyType::Identity;
    case Layer::Boundary:
      return PolicyType::Boundary;
    case Layer::Session:
      return PolicyType::Session;
    case Layer::S3PublicAccessBlock:
      return PolicyType::Bucket;
    case Layer::KmsGrant:
      return PolicyType::Key;
    case Layer::Resource:
    case Layer::Service:
      break;
  }
  return of_resource;
}

/// The short name of a layer as results spell it (`bucket key topic identity boundary session scp
/// rcp vpce trust`); `type` tells the resource-based policies apart.
constexpr std::string_view layer_name(Layer layer, PolicyType type) {
  return short_name(policy_type(layer, type));
}

}  // namespace remora
