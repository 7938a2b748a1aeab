#include <algorithm>
#include <array>
#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/lint/render.h"
#include "tests/lint/rows.h"
#include "tests/support/table.h"

/// Policies as AWS documents or creates them: whatever lint says of them, it is no error.
namespace remora::lint_test {

namespace {

struct Documented {
  std::string_view name;
  PolicyType type;
  std::string_view policy;
};

constexpr auto kPolicies = std::to_array<Documented>({
    {"CloudTrail User Guide, Amazon S3 bucket policy for CloudTrail",
     PolicyType::Bucket,
     R"({"Version": "2012-10-17", "Statement": [
         {"Sid": "AWSCloudTrailAclCheck20150319", "Effect": "Allow",
          "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "s3:GetBucketAcl",
          "Resource": "arn:aws:s3:::amzn-s3-demo-bucket",
          "Condition": {"StringEquals": {"aws:SourceArn":
              "arn:aws:cloudtrail:us-east-1:111111111111:trail/trailName"}}},
         {"Sid": "AWSCloudTrailWrite20150319", "Effect": "Allow",
          "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "s3:PutObject",
          "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/prefix/AWSLogs/111111111111/*",
          "Condition": {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control",
              "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:111111111111:trail/trailName"}}}]})"},
    {"AWS Config Developer Guide, Permissions for the Amazon S3 bucket",
     PolicyType::Bucket,
     R"({"Version": "2012-10-17", "Statement": [
         {"Sid": "AWSConfigBucketPermissionsCheck", "Effect": "Allow",
          "Principal": {"Service": "config.amazonaws.com"}, "Action": "s3:GetBucketAcl",
          "Resource": "arn:aws:s3:::amzn-s3-demo-bucket",
          "Condition": {"StringEquals": {"AWS:SourceAccount": "111122223333"}}},
         {"Sid": "AWSConfigBucketExistenceCheck", "Effect": "Allow",
          "Principal": {"Service": "config.amazonaws.com"}, "Action": "s3:ListBucket",
          "Resource": "arn:aws:s3:::amzn-s3-demo-bucket",
          "Condition": {"StringEquals": {"AWS:SourceAccount": "111122223333"}}},
         {"Sid": "AWSConfigBucketDelivery", "Effect": "Allow",
          "Principal": {"Service": "config.amazonaws.com"}, "Action": "s3:PutObject",
          "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/AWSLogs/111122223333/Config/*",
          "Condition": {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control",
              "AWS:SourceAccount": "111122223333"}}}]})"},
    {"AWS Control Tower, the bucket of the log archive account",
     PolicyType::Bucket,
     R"({"Version": "2012-10-17", "Statement": [
         {"Sid": "AllowSSLRequestsOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
          "Resource": ["arn:aws:s3:::aws-controltower-logs-222233334444-us-east-1",
                       "arn:aws:s3:::aws-controltower-logs-222233334444-us-east-1/*"],
          "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
         {"Sid": "AWSBucketPermissionsCheck", "Effect": "Allow",
          "Principal": {"Service": ["cloudtrail.amazonaws.com", "config.amazonaws.com"]},
          "Action": "s3:GetBucketAcl",
          "Resource": ["arn:aws:s3:::aws-controltower-logs-222233334444-us-east-1"]},
         {"Sid": "AWSConfigBucketExistenceCheck", "Effect": "Allow",
          "Principal": {"Service": ["cloudtrail.amazonaws.com", "config.amazonaws.com"]},
          "Action": "s3:ListBucket",
          "Resource": ["arn:aws:s3:::aws-controltower-logs-222233334444-us-east-1"]},
         {"Sid": "AWSBucketDeliveryForConfig", "Effect": "Allow",
          "Principal": {"Service": ["config.amazonaws.com"]}, "Action": "s3:PutObject",
          "Resource": [
    "arn:aws:s3:::aws-controltower-logs-222233334444-us-east-1/o-a1b2c3d4e5/AWSLogs/*/*"],
          "Condition": {"StringEquals": {"aws:SourceOrgID": "o-a1b2c3d4e5"}}}]})"},
    {"CloudTrail User Guide, Configure AWS KMS key policies for CloudTrail",
     PolicyType::Key,
     R"({"Version": "2012-10-17", "Id": "Key policy created by CloudTrail", "Statement": [
         {"Sid": "Enable IAM User Permissions", "Effect": "Allow",
          "Principal": {"AWS": ["arn:aws:iam::111111111111:root"]}, "Action": "kms:*",
          "Resource": "*"},
         {"Sid": "Allow CloudTrail to encrypt logs", "Effect": "Allow",
          "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "kms:GenerateDataKey*",
          "Resource": "*", "Condition": {
              "StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn":
                  "arn:aws:cloudtrail:*:111111111111:trail/*"},
              "StringEquals": {"aws:SourceArn":
                  "arn:aws:cloudtrail:us-east-1:111111111111:trail/trailName"}}},
         {"Sid": "Allow CloudTrail to describe key", "Effect": "Allow",
          "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "kms:DescribeKey",
          "Resource": "*"},
         {"Sid": "Allow principals in the account to decrypt log files", "Effect": "Allow",
          "Principal": {"AWS": "*"}, "Action": ["kms:Decrypt", "kms:ReEncryptFrom"],
          "Resource": "*", "Condition": {
              "StringEquals": {"kms:CallerAccount": "111111111111"},
              "StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn":
                  "arn:aws:cloudtrail:*:111111111111:trail/*"}}},
         {"Sid": "Allow alias creation during setup", "Effect": "Allow",
          "Principal": {"AWS": "*"}, "Action": "kms:CreateAlias", "Resource": "*",
          "Condition": {"StringEquals": {"kms:ViaService": "ec2.us-east-1.amazonaws.com",
              "kms:CallerAccount": "111111111111"}}}]})"},
    {"AWS Control Tower User Guide, Guidance for AWS KMS keys",
     PolicyType::Key,
     R"({"Version": "2012-10-17", "Statement": [
         {"Sid": "Enable IAM User Permissions", "Effect": "Allow",
          "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*",
          "Resource": "*"},
         {"Sid": "Allow Config to use KMS for encryption", "Effect": "Allow",
          "Principal": {"Service": "config.amazonaws.com"},
          "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
          "Resource": "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"},
         {"Sid": "Allow CloudTrail to use KMS for encryption", "Effect": "Allow",
          "Principal": {"Service": "cloudtrail.amazonaws.com"},
          "Action": ["kms:GenerateDataKey*", "kms:Decrypt"],
          "Resource": "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
          "Condition": {
              "StringEquals": {"aws:SourceArn":
    "arn:aws:cloudtrail:us-east-1:111122223333:trail/aws-controltower-BaselineCloudTrail"},
              "StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn":
                  "arn:aws:cloudtrail:*:111122223333:trail/*"}}}]})"},
    {"AWS Config Developer Guide, Permissions for the Amazon SNS topic",
     PolicyType::Topic,
     R"({"Version": "2012-10-17", "Statement": [
         {"Sid": "AWSConfigSNSPolicy", "Effect": "Allow",
          "Principal": {"Service": "config.amazonaws.com"}, "Action": "sns:Publish",
          "Resource": "arn:aws:sns:us-east-1:111122223333:config",
          "Condition": {"StringEquals": {"AWS:SourceAccount": "111122223333"}}}]})"},
    {"Amazon SNS, the policy of a new topic",
     PolicyType::Topic,
     R"({"Version": "2008-10-17", "Id": "__default_policy_ID", "Statement": [
         {"Sid": "__default_statement_ID", "Effect": "Allow", "Principal": {"AWS": "*"},
          "Action": ["SNS:GetTopicAttributes", "SNS:SetTopicAttributes", "SNS:AddPermission",
                     "SNS:RemovePermission", "SNS:DeleteTopic", "SNS:Subscribe",
                     "SNS:ListSubscriptionsByTopic", "SNS:Publish"],
          "Resource": "arn:aws:sns:us-east-1:111122223333:topic",
          "Condition": {"StringEquals": {"AWS:SourceOwner": "111122223333"}}}]})"},
    {"IAM User Guide, a role for AWS Config",
     PolicyType::Trust,
     R"({"Version": "2012-10-17", "Statement": [
         {"Sid": "", "Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"},
          "Action": "sts:AssumeRole",
          "Condition": {"StringEquals": {"AWS:SourceAccount": "111122223333"}}}]})"},
    {"AWS Organizations User Guide, an SCP that denies all but approved Regions",
     PolicyType::Scp,
     R"({"Version": "2012-10-17", "Statement": [
         {"Sid": "DenyAllOutsideEU", "Effect": "Deny", "NotAction": ["iam:*", "organizations:*"],
          "Resource": "*", "Condition": {
              "StringNotEquals": {"aws:RequestedRegion": ["eu-central-1", "eu-west-1"]},
              "ArnNotLike": {"aws:PrincipalARN": "arn:aws:iam::*:role/Role1AllowedToBypass"}}}]})"},
    {"AWS Organizations User Guide, an RCP against confused deputies",
     PolicyType::Rcp,
     R"({"Version": "2012-10-17", "Statement": [
         {"Sid": "RCPEnforceConfusedDeputyProtection", "Effect": "Deny", "Principal": "*",
          "Action": ["s3:*", "sqs:*", "secretsmanager:*"], "Resource": "*",
          "Condition": {
              "StringNotEqualsIfExists": {"aws:SourceOrgID": "o-a1b2c3d4e5"},
              "Null": {"aws:SourceAccount": "false"},
              "Bool": {"aws:PrincipalIsAWSService": "true"}}}]})"},
    {"IAM User Guide, an identity may see its own folder",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": [
         {"Effect": "Allow", "Action": ["s3:ListAllMyBuckets", "s3:GetBucketLocation"],
          "Resource": "arn:aws:s3:::*"},
         {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket",
          "Condition": {"StringLike": {"s3:prefix": ["", "home/", "home/${aws:username}/*"]}}},
         {"Effect": "Allow", "Action": "s3:*",
          "Resource": ["arn:aws:s3:::bucket/home/${aws:username}",
                       "arn:aws:s3:::bucket/home/${aws:username}/*"]}]})"},
});

}  // namespace

BOOST_AUTO_TEST_SUITE(lint_documented_policies)

TEST_TABLE(they_have_no_errors_and_are_stored) {
  for (const Documented& row : kPolicies) {
    if (table.row(row.name)) {
      const lint::LintResult result = lint_text(row.policy, row.type);
      for (const lint::Finding& finding : result.findings) {
        BOOST_TEST((finding.severity() != Severity::Error), lint::to_text(finding));
      }
      BOOST_REQUIRE(result.admission.has_value());
      BOOST_TEST((result.admission->accepted() == Match::Yes));
    }
  }
}

TEST_TABLE(their_types_are_guessed) {
  for (const Documented& row : kPolicies) {
    if (table.row(row.name)) {
      const lint::LintResult result = lint_text(row.policy);
      // Nothing in a service control policy tells it from an identity-based one.
      const PolicyType expected = row.type == PolicyType::Scp ? PolicyType::Identity : row.type;
      BOOST_TEST(result.type_guessed);
      BOOST_TEST(describe(result.type) == describe(expected));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::lint_test
