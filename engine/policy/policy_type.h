#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace remora {

/// What kind of policy a document is: it decides which elements it must, may and must not have.
enum class PolicyType : std::uint8_t {
  Identity,
  Boundary,
  Session,
  Scp,
  Rcp,
  Bucket,
  Key,
  Topic,
  Trust,
  VpcEndpoint,
  Resource,  // a resource-based policy of a service that is not said
};

constexpr bool has_principal(PolicyType type) {
  switch (type) {
    case PolicyType::Identity:
    case PolicyType::Boundary:
    case PolicyType::Session:
    case PolicyType::Scp:
      return false;
    case PolicyType::Rcp:
    case PolicyType::Bucket:
    case PolicyType::Key:
    case PolicyType::Topic:
    case PolicyType::Trust:
    case PolicyType::VpcEndpoint:
    case PolicyType::Resource:
      break;
  }
  return true;
}

/// AWS's word for the type, as it reads in a sentence.
constexpr std::string_view describe(PolicyType type) {
  switch (type) {
    case PolicyType::Identity:
      return "identity-based policy";
    case PolicyType::Boundary:
      return "permissions boundary";
    case PolicyType::Session:
      return "session policy";
    case PolicyType::Scp:
      return "service control policy";
    case PolicyType::Rcp:
      return "resource control policy";
    case PolicyType::Bucket:
      return "bucket policy";
    case PolicyType::Key:
      return "key policy";
    case PolicyType::Topic:
      return "topic policy";
    case PolicyType::Trust:
      return "role trust policy";
    case PolicyType::VpcEndpoint:
      return "VPC endpoint policy";
    case PolicyType::Resource:
      break;
  }
  return "resource-based policy";
}

/// The short name, as results and what-ifs spell it.
constexpr std::string_view short_name(PolicyType type) {
  switch (type) {
    case PolicyType::Identity:
      return "identity";
    case PolicyType::Boundary:
      return "boundary";
    case PolicyType::Session:
      return "session";
    case PolicyType::Scp:
      return "scp";
    case PolicyType::Rcp:
      return "rcp";
    case PolicyType::Bucket:
      return "bucket";
    case PolicyType::Key:
      return "key";
    case PolicyType::Topic:
      return "topic";
    case PolicyType::Trust:
      return "trust";
    case PolicyType::VpcEndpoint:
      return "vpce";
    case PolicyType::Resource:
      break;
  }
  return "resource";
}

/// The type's words with their indefinite article.
inline std::string describe_with_article(PolicyType type) {
  return (type == PolicyType::Identity ? "an " : "a ") + std::string(describe(type));
}

}  // namespace remora
