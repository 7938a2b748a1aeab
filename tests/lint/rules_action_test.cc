#include <array>

#include <boost/test/unit_test.hpp>

#include "tests/lint/rows.h"
#include "tests/support/table.h"

namespace remora::lint_test {

BOOST_AUTO_TEST_SUITE(lint_rules_action)

namespace {

using lint::Code;

constexpr auto kRows = std::to_array<Row>({
    {"an action without service",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "PutObject",
         "Resource": "*"}})",
     Code::ActionForm,
     R"("PutObject")"},
    {"a slip in an action",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:PutObjekt",
         "Resource": "*"}})",
     Code::UnknownAction,
     R"("s3:PutObjekt")"},
    {"a pattern that covers no action",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Action": ["kms:Decrypt", "kms:Dcrypt*"], "Resource": "*"}})",
     Code::UnknownAction,
     R"("kms:Dcrypt*")"},
    {"an action of KMS in a bucket policy",
     PolicyType::Bucket,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Principal": {"AWS": "111122223333"}, "Action": ["s3:GetObject", "kms:Decrypt"],
         "Resource": "arn:aws:s3:::b/*"}})",
     Code::ForeignServiceAction,
     R"("kms:Decrypt")"},
    {"an action of S3 in a key policy",
     PolicyType::Key,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Principal": {"AWS": "111122223333"}, "Action": ["kms:*", "s3:GetObject"],
         "Resource": "*"}})",
     Code::ForeignServiceAction,
     R"("s3:GetObject")"},
    {"Allow with NotAction",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "NotAction": "iam:*",
         "Resource": "*"}})",
     Code::NotActionWithAllow,
     R"("iam:*")"},
    {"Allow with NotResource",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject",
         "NotResource": "arn:aws:s3:::secret/*"}})",
     Code::NotResourceWithAllow,
     R"("arn:aws:s3:::secret/*")"},
    {"GetBucketAcl on the objects",
     PolicyType::Bucket,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Principal": {"Service": "cloudtrail.amazonaws.com"},
         "Action": ["s3:PutObject", "s3:GetBucketAcl"], "Resource": "arn:aws:s3:::b/*"}})",
     Code::BucketActionOnObject,
     R"("s3:GetBucketAcl")"},
    {"PutObject on the bucket",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:PutObject",
         "Resource": "arn:aws:s3:::b"}})",
     Code::ObjectActionOnBucket,
     R"("s3:PutObject")"},
    {"a KMS action on a bucket",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Action": "kms:GenerateDataKey", "Resource": "arn:aws:s3:::b"}})",
     Code::ActionResourceMismatch,
     R"("kms:GenerateDataKey")"},
    {"Decrypt on an alias",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:Decrypt",
         "Resource": "arn:aws:kms:us-east-1:111122223333:alias/logs"}})",
     Code::ActionResourceMismatch,
     R"("kms:Decrypt")"},
    {"an account-wide action on one resource",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Action": "cloudtrail:DescribeTrails",
         "Resource": "arn:aws:cloudtrail:us-east-1:111122223333:trail/t"}})",
     Code::ActionResourceMismatch,
     R"("cloudtrail:DescribeTrails")"},
    // "An EMPTY log group name": seen by several who gave a name.
    {"the list of log groups on some",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Action": "logs:DescribeLogGroups",
         "Resource": "arn:aws:logs:*:*:log-group:/aws/lambda/*"}})",
     Code::ActionResourceMismatch,
     R"("logs:DescribeLogGroups")"},
    {"the list of buckets on some",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Action": "s3:ListAllMyBuckets", "Resource": "arn:aws:s3:::*custom-labels*"}})",
     Code::ActionResourceMismatch,
     R"("s3:ListAllMyBuckets")"},
    {"the list of roles on one",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Action": "iam:ListRoles", "Resource": "arn:aws:iam::*:role/rds-monitoring-role"}})",
     Code::ActionResourceMismatch,
     R"("iam:ListRoles")"},
});

constexpr auto kQuietRows = std::to_array<QuietRow>({
    {"an action in other case",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "S3:putobject",
         "Resource": "arn:aws:s3:::b/*"}})",
     Code::UnknownAction},
    {"a service that is not in the tables",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "bedrock:Anything",
         "Resource": "arn:aws:bedrock:::x"}})",
     Code::UnknownAction},
    {"the retired action of topics",
     PolicyType::Topic,
     R"({"Version": "2008-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "*"},
         "Action": "SNS:Receive", "Resource": "arn:aws:sns:us-east-1:111122223333:t",
         "Condition": {"StringEquals": {"AWS:SourceOwner": "111122223333"}}}})",
     Code::UnknownAction},
    {"bucket and objects together",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Action": ["s3:ListBucket", "s3:GetObject"],
         "Resource": ["arn:aws:s3:::b", "arn:aws:s3:::b/*"]}})",
     Code::BucketActionOnObject},
    {"a pattern that covers bucket and objects",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Action": ["s3:ListBucket", "s3:GetObject"], "Resource": "arn:aws:s3:::b*"}})",
     Code::ObjectActionOnBucket},
    {"all actions of S3 on objects",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*",
         "Resource": "arn:aws:s3:::b/*"}})",
     Code::BucketActionOnObject},
    {"everything on one object",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*",
         "Resource": "arn:aws:dynamodb:us-east-1:111122223333:table/t"}})",
     Code::ActionResourceMismatch},
    {"the list of buckets on all buckets",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Action": "s3:ListAllMyBuckets", "Resource": "arn:aws:s3:::*"}})",
     Code::ActionResourceMismatch},
    {"an object in a folder named by a variable",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject",
         "Resource": "arn:aws:s3:::${aws:username}-home/*"}})",
     Code::ObjectActionOnBucket},
    {"NotAction in a service control policy",
     PolicyType::Scp,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "NotAction": "iam:*",
         "Resource": "*"}})",
     Code::NotActionWithAllow},
});

}  // namespace

TEST_TABLE(findings_point_at_their_place) {
  check(table, kRows);
}

TEST_TABLE(what_is_right_is_not_reported) {
  check_quiet(table, kQuietRows);
}

BOOST_AUTO_TEST_CASE(hints_say_what_was_meant) {
  const auto result = lint_text(
      R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:PutObjekt",
          "Resource": "*"}})");
  BOOST_REQUIRE(result.findings.size() == 1U);
  BOOST_TEST(result.findings[0].hint == R"(did you mean "s3:PutObject"?)");
}

BOOST_AUTO_TEST_SUITE_END()

std::span<const Row> action_rows() {
  return lint_rules_action::kRows;
}

}  // namespace remora::lint_test
