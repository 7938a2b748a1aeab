#include "engine/world/managed_policies.h"

#include <array>

#include "engine/aws/arn.h"

namespace remora::world {

namespace {

// Both hold these actions on every resource without conditions, and no write to S3, no use of a
// KMS key and no sns:Publish: what Config writes with such a role, it writes as the service.
constexpr std::string_view kConfigRole = R"({
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": [
      "config:BatchGet*", "config:Describe*", "config:Get*", "config:List*", "config:Put*",
      "config:Select*",
      "kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListAliases",
      "kms:ListKeys",
      "s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketObjectLockConfiguration",
      "s3:GetBucketPolicy", "s3:GetEncryptionConfiguration", "s3:ListBucket",
      "sns:GetTopicAttributes", "sns:ListSubscriptions", "sns:ListTagsForResource",
      "sns:ListTopics"
    ],
    "Resource": "*"
  }]
})";

constexpr std::string_view kReadOnlyAccess = R"({
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": [
      "cloudtrail:Describe*", "cloudtrail:Get*", "cloudtrail:List*", "cloudtrail:LookupEvents",
      "config:BatchGet*", "config:Describe*", "config:Get*", "config:List*", "config:Select*",
      "kms:Describe*", "kms:Get*", "kms:List*",
      "logs:Describe*", "logs:FilterLogEvents", "logs:Get*", "logs:List*",
      "organizations:Describe*", "organizations:List*",
      "s3:DescribeJob", "s3:Get*", "s3:List*",
      "sns:Check*", "sns:Get*", "sns:List*"
    ],
    "Resource": "*"
  }]
})";

constexpr std::string_view kEverything = R"({
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }]
})";

constexpr std::string_view kEverythingForEveryone = R"({
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" }]
})";

constexpr auto kPolicies = std::to_array<ManagedPolicy>({
    {"arn:aws:iam::aws:policy/service-role/AWS_ConfigRole", PolicyType::Identity, kConfigRole},
    {"arn:aws:iam::aws:policy/aws-service-role/AWSConfigServiceRolePolicy",
     PolicyType::Identity,
     kConfigRole},
    {"arn:aws:iam::aws:policy/ReadOnlyAccess", PolicyType::Identity, kReadOnlyAccess},
    {"arn:aws:iam::aws:policy/AdministratorAccess", PolicyType::Identity, kEverything},
    {"arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess",
     PolicyType::Scp,
     kEverything},
    {"arn:aws:organizations::aws:policy/resource_control_policy/p-RCPFullAWSAccess",
     PolicyType::Rcp,
     kEverythingForEveryone},
});

}  // namespace

std::optional<ManagedPolicy> find_managed_policy(std::string_view arn) {
  const auto wanted = Arn::parse(arn);
  if (!wanted) {
    return std::nullopt;
  }
  for (const ManagedPolicy& policy : kPolicies) {
    const auto known = Arn::parse(policy.arn);
    if (known->service == wanted->service && known->resource == wanted->resource) {
      return policy;
    }
  }
  return std::nullopt;
}

std::span<const ManagedPolicy> managed_policies() {
  return kPolicies;
}

}  // namespace remora::world
