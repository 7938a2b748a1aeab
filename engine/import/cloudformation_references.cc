#include "engine/import/cloudformation_references.h"

#include <algorithm>
#include <array>

#include "engine/aws/arn.h"
#include "engine/base/words.h"
#include "engine/import/cloudformation_nested.h"
#include "engine/import/cloudformation_resolver.h"

namespace remora::imports::cloudformation {

namespace {

constexpr auto kNamings = std::to_array<Naming>({
    {"AWS::S3::Bucket", "BucketName", "bucket"},
    {"AWS::KMS::Key", "", "key"},
    {"AWS::KMS::ReplicaKey", "", "key"},
    {"AWS::KMS::Alias", "AliasName", "alias"},
    {"AWS::SNS::Topic", "TopicName", "topic"},
    {"AWS::IAM::Role", "RoleName", "role"},
    {"AWS::IAM::ManagedPolicy", "ManagedPolicyName", "policy"},
    {"AWS::CloudTrail::Trail", "TrailName", "trail"},
    {"AWS::Logs::LogGroup", "LogGroupName", "log group"},
    {"AWS::Config::ConfigurationRecorder", "Name", "recorder"},
    {"AWS::Config::DeliveryChannel", "Name", "channel"},
});

/// `arn:aws:SERVICE:REGION:ACCOUNT:`
std::string beginning(std::string_view service, const Resolver& resolver) {
  const Stack& stack = resolver.stack();
  return "arn:" + std::string(stack.partition()) + ":" + std::string(service) + ":" + stack.region +
         ":" + stack.account + ":";
}

/// The path of a role or policy, with both slashes.
std::string path_of(const Resource& resource, Resolver& resolver) {
  const std::string path = resolver.text(resource, "Path");
  return path.empty() ? "/" : path;
}

std::string arn_in_iam(std::string_view kind, const Resource& resource, Resolver& resolver) {
  const Stack& stack = resolver.stack();
  return "arn:" + std::string(stack.partition()) + ":iam::" + stack.account + ":" +
         std::string(kind) + path_of(resource, resolver) + resolver.name_of(resource);
}

std::string arn_of_trail(const Resource& resource, Resolver& resolver) {
  return beginning("cloudtrail", resolver) + "trail/" + resolver.name_of(resource);
}

/// Empty if it is nothing that is known.
std::string known_reference(const Resource& resource,
                            std::string_view attribute,
                            Resolver& resolver) {
  const std::string_view type = resource.type;
  const bool ref = attribute.empty();
  const bool arn = attribute == "Arn";
  if (type == "AWS::SNS::Topic") {
    return attribute == "TopicName"         ? resolver.name_of(resource)
           : ref || attribute == "TopicArn" ? arn_of_topic(resource, resolver)
                                            : std::string();
  }
  if (type == "AWS::IAM::ManagedPolicy") {
    return ref || attribute == "PolicyArn" ? arn_in_iam("policy", resource, resolver)
                                           : std::string();
  }
  if (ref) {
    return naming_of(type) != nullptr ? resolver.name_of(resource) : std::string();
  }
  if (type == "AWS::S3::Bucket") {
    return arn ? arn_of_bucket(resource, resolver) : std::string();
  }
  if (type == "AWS::KMS::Key" || type == "AWS::KMS::ReplicaKey") {
    return arn                    ? arn_of_key(resource, resolver)
           : attribute == "KeyId" ? resolver.name_of(resource)
                                  : std::string();
  }
  if (type == "AWS::IAM::Role") {
    return arn ? arn_of_role(resource, resolver) : std::string();
  }
  if (type == "AWS::Logs::LogGroup") {
    return arn ? arn_of_log_group(resource, resolver) : std::string();
  }
  if (type == "AWS::CloudTrail::Trail") {
    return arn                          ? arn_of_trail(resource, resolver)
           : attribute == "SnsTopicArn" ? resolver.text(resource, "SnsTopicName")
                                        : std::string();
  }
  return {};
}

}  // namespace

const Naming* naming_of(std::string_view type) {
  const auto* const found = std::find_if(
      kNamings.begin(), kNamings.end(), [&](const Naming& one) { return one.type == type; });
  return found == kNamings.end() ? nullptr : &*found;
}

std::string arn_of_bucket(const Resource& resource, Resolver& resolver) {
  return bucket_arn(resolver.stack().partition(), resolver.name_of(resource));
}

std::string arn_of_key(const Resource& resource, Resolver& resolver) {
  return beginning("kms", resolver) + "key/" + resolver.name_of(resource);
}

std::string arn_of_topic(const Resource& resource, Resolver& resolver) {
  return beginning("sns", resolver) + resolver.name_of(resource);
}

std::string arn_of_role(const Resource& resource, Resolver& resolver) {
  return arn_in_iam("role", resource, resolver);
}

std::string arn_of_log_group(const Resource& resource, Resolver& resolver) {
  return beginning("logs", resolver) + "log-group:" + resolver.name_of(resource) + ":*";
}

std::string reference_to(const Resource& resource,
                         std::string_view attribute,
                         Resolver& resolver,
                         Session& session) {
  std::string known = known_reference(resource, attribute, resolver);
  if (!known.empty()) {
    return known;
  }
  if (auto output = nested_output(resource, attribute, resolver.stack(), session)) {
    return *std::move(output);
  }
  const std::string name =
      std::string(resource.id) + (attribute.empty() ? "" : "." + std::string(attribute));
  return session.unknown(name,
                         {name,
                          "only AWS knows what " + std::string(resource.type) + " gives",
                          resource.key.place(),
                          "--att " + name + "=VALUE"});
}

}  // namespace remora::imports::cloudformation
