#include "engine/world/managed_policies.h"

#include <array>

#include "engine/aws/arn.h"

namespace remora::world {

namespace {

// Of most policies that follow AWS changes the rest every few weeks, some thousands of actions: a
// last statement, of which nobody says what it is about, leaves open whatever is not known to be
// allowed, nor known not to be.

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
  }, {
    "Effect": "Allow",
    "NotAction": [
      "kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*",
      "s3:AbortMultipartUpload", "s3:Delete*", "s3:Put*", "sns:Publish"
    ],
    "Resource": "\u001eunknown statements of AWS_ConfigRole\u001f"
  }]
})";

// The last version (v42) before AWS withdrew it for AWS_ConfigRole: roles that have it keep it.
constexpr std::string_view kFormerConfigRole = R"({
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": [
      "config:BatchGet*", "config:Describe*", "config:Get*", "config:List*", "config:Put*",
      "config:Select*",
      "kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListKeys",
      "kms:ListResourceTags",
      "s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketObjectLockConfiguration",
      "s3:GetBucketPolicy", "s3:GetEncryptionConfiguration", "s3:GetObject", "s3:ListBucket",
      "sns:GetTopicAttributes", "sns:ListSubscriptions", "sns:ListTagsForResource",
      "sns:ListTopics"
    ],
    "Resource": "*"
  }, {
    "Effect": "Allow",
    "NotAction": [
      "kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*",
      "s3:AbortMultipartUpload", "s3:Delete*", "s3:Put*", "sns:Publish"
    ],
    "Resource": "\u001eunknown statements of AWSConfigRole\u001f"
  }]
})";

constexpr std::string_view kConfigRoleForOrganizations = R"({
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": [
      "organizations:DescribeOrganization", "organizations:ListAWSServiceAccessForOrganization",
      "organizations:ListAccounts", "organizations:ListDelegatedAdministrators"
    ],
    "Resource": "*"
  }]
})";

// For people who set up trails. What it has on S3 and SNS concerns `aws-cloudtrail-logs*` alone.
constexpr std::string_view kCloudTrailFullAccess = R"({
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "cloudtrail:*", "kms:CreateAlias", "kms:CreateKey", "kms:ListAliases", "kms:ListKeys",
        "s3:GetBucketLocation", "s3:GetBucketPolicy", "s3:ListAllMyBuckets", "sns:ListTopics"
      ],
      "Resource": "*"
    },
    {
      "Effect": "Allow",
      "Action": ["s3:CreateBucket", "s3:PutBucketPolicy", "s3:PutBucketPublicAccessBlock"],
      "Resource": "arn:aws:s3:::aws-cloudtrail-logs*"
    },
    {
      "Effect": "Allow",
      "Action": [
        "sns:AddPermission", "sns:CreateTopic", "sns:GetTopicAttributes", "sns:SetTopicAttributes"
      ],
      "Resource": "arn:aws:sns:*:*:aws-cloudtrail-logs*"
    },
    {
      "Effect": "Allow",
      "Action": "logs:CreateLogGroup",
      "Resource": "arn:aws:logs:*:*:log-group:aws-cloudtrail-logs*"
    },
    {
      "Effect": "Allow",
      "NotAction": [
        "kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*",
        "s3:AbortMultipartUpload", "s3:Delete*", "s3:PutObject*", "sns:Publish"
      ],
      "Resource": "\u001eunknown statements of AWSCloudTrail_FullAccess\u001f"
    }
  ]
})";

constexpr std::string_view kCloudTrailReadOnlyAccess = R"({
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": [
      "cloudtrail:Describe*", "cloudtrail:Get*", "cloudtrail:List*", "cloudtrail:LookupEvents"
    ],
    "Resource": "*"
  }]
})";

constexpr std::string_view kS3FullAccess = R"({
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow", "Action": ["s3:*", "s3-object-lambda:*"], "Resource": "*"
  }]
})";

constexpr std::string_view kSnsFullAccess = R"({
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "sns:*", "Resource": "*" }]
})";

constexpr std::string_view kLogsFullAccess = R"({
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "logs:*", "Resource": "*" }]
})";

constexpr std::string_view kLambdaBasicExecution = R"({
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
    "Resource": "*"
  }]
})";

constexpr std::string_view kPowerUserAccess = R"({
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "NotAction": ["account:*", "iam:*", "organizations:*"],
      "Resource": "*"
    },
    {
      "Effect": "Allow",
      "Action": [
        "iam:CreateServiceLinkedRole", "iam:DeleteServiceLinkedRole", "iam:ListRoles",
        "organizations:DescribeOrganization"
      ],
      "Resource": "*"
    }
  ]
})";

constexpr std::string_view kNothing = R"({
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Deny", "Action": "*", "Resource": "*" }]
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
  }, {
    "Effect": "Allow",
    "NotAction": [
      "kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*",
      "s3:AbortMultipartUpload", "s3:Delete*", "s3:Put*", "sns:Publish", "sts:AssumeRole"
    ],
    "Resource": "\u001eunknown statements of ReadOnlyAccess\u001f"
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
    {"arn:aws:iam::aws:policy/service-role/AWSConfigRole", PolicyType::Identity, kFormerConfigRole},
    {"arn:aws:iam::aws:policy/service-role/AWSConfigRoleForOrganizations",
     PolicyType::Identity,
     kConfigRoleForOrganizations},
    {"arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess",
     PolicyType::Identity,
     kCloudTrailFullAccess},
    {"arn:aws:iam::aws:policy/AWSCloudTrail_ReadOnlyAccess",
     PolicyType::Identity,
     kCloudTrailReadOnlyAccess},
    {"arn:aws:iam::aws:policy/ReadOnlyAccess", PolicyType::Identity, kReadOnlyAccess},
    {"arn:aws:iam::aws:policy/AdministratorAccess", PolicyType::Identity, kEverything},
    {"arn:aws:iam::aws:policy/PowerUserAccess", PolicyType::Identity, kPowerUserAccess},
    {"arn:aws:iam::aws:policy/AmazonS3FullAccess", PolicyType::Identity, kS3FullAccess},
    {"arn:aws:iam::aws:policy/AmazonSNSFullAccess", PolicyType::Identity, kSnsFullAccess},
    {"arn:aws:iam::aws:policy/CloudWatchLogsFullAccess", PolicyType::Identity, kLogsFullAccess},
    {"arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
     PolicyType::Identity,
     kLambdaBasicExecution},
    {"arn:aws:iam::aws:policy/AWSDenyAll", PolicyType::Identity, kNothing},
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
