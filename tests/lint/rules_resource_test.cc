#include <array>

#include <boost/test/unit_test.hpp>

#include "tests/lint/rows.h"
#include "tests/support/table.h"

namespace remora::lint_test {

BOOST_AUTO_TEST_SUITE(lint_rules_resource)

namespace {

using lint::Code;

constexpr auto kRows = std::to_array<Row>({
    {"a bucket's name as resource",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*",
         "Resource": "my-bucket/*"}})",
     Code::ResourceNotAnArn,
     R"("my-bucket/*")"},
    {"an ARN of three fields in a session policy",
     PolicyType::Session,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sqs:*",
         "Resource": "arn:aws:sqs"}})",
     Code::ResourceNotAnArn,
     R"("arn:aws:sqs")"},
    {"an ARN of three fields in an identity policy",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sqs:*",
         "Resource": "arn:aws:sqs"}})",
     Code::IncompleteArn,
     R"("arn:aws:sqs")"},
    {"a wildcard for the service",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*",
         "Resource": "arn:aws:*:us-east-1:111122223333:*"}})",
     Code::ResourceServiceWildcard,
     R"("arn:aws:*:us-east-1:111122223333:*")"},
    {"a slip in the partition",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject",
         "Resource": "arn:awss:s3:::b/*"}})",
     Code::UnknownPartition,
     R"("arn:awss:s3:::b/*")"},
    {"a principal of another partition",
     PolicyType::Bucket,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject",
         "Resource": "arn:aws-cn:s3:::b/*",
         "Principal": {"AWS": ["arn:aws-cn:iam::111122223333:root",
                               "arn:aws:iam::111122223333:root"]}}})",
     Code::WrongPartition,
     R"("arn:aws:iam::111122223333:root")"},
    {"a star in a bucket policy",
     PolicyType::Bucket,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "s3:GetObject",
         "Resource": "*", "Principal": "*"}})",
     Code::ResourceStarInBucketPolicy,
     R"("*")"},
    {"two buckets in one policy",
     PolicyType::Bucket,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "s3:GetObject",
         "Resource": ["arn:aws:s3:::logs/*", "arn:aws:s3:::other/*"], "Principal": "*"}})",
     Code::ResourceOfAnotherBucket,
     R"("arn:aws:s3:::other/*")"},
    {"a variable of a key that does not exist",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject",
         "Resource": "arn:aws:s3:::b/${aws:usrname}/*"}})",
     Code::VariableUnknownKey,
     R"("arn:aws:s3:::b/${aws:usrname}/*")"},
    {"a variable for the account",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sns:Publish",
         "Resource": "arn:aws:sns:us-east-1:${aws:PrincipalAccount}:t"}})",
     Code::VariableNotResolved,
     R"("arn:aws:sns:us-east-1:${aws:PrincipalAccount}:t")"},
    {"a variable of a key with many values",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject",
         "Resource": "arn:aws:s3:::b/${aws:TagKeys}/*"}})",
     Code::VariableNotResolved,
     R"("arn:aws:s3:::b/${aws:TagKeys}/*")"},
    {"a variable under a numeric operator",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:ListBucket",
         "Resource": "arn:aws:s3:::b",
         "Condition": {"NumericLessThan": {"s3:max-keys": "${aws:PrincipalTag/max}"}}}})",
     Code::VariableNotResolved,
     R"("${aws:PrincipalTag/max}")"},
});

constexpr auto kQuietRows = std::to_array<QuietRow>({
    {"the bucket in two spellings",
     PolicyType::Bucket,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "s3:*",
         "Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*", "arn:aws:s3:::logs*"],
         "Principal": "*"}})",
     Code::ResourceOfAnotherBucket},
    {"literal characters",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject",
         "Resource": "arn:aws:s3:::b/${*}"}})",
     Code::VariableUnknownKey},
    {"a default value",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject",
         "Resource": "arn:aws:s3:::b/${aws:PrincipalTag/team, 'none'}/*"}})",
     Code::VariableUnknownKey},
});

}  // namespace

TEST_TABLE(findings_point_at_their_place) {
  check(table, kRows);
}

TEST_TABLE(what_is_right_is_not_reported) {
  check_quiet(table, kQuietRows);
}

BOOST_AUTO_TEST_CASE(the_bucket_may_be_given) {
  lint::LintOptions options;
  options.bucket = "mine";
  const auto result = lint_text(
      R"({"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::other/*", "Principal": "*"}})",
      PolicyType::Bucket,
      options);
  BOOST_REQUIRE(result.findings.size() == 2U);
  BOOST_TEST((result.findings[0].code == Code::ResourceOfAnotherBucket));
  BOOST_TEST((result.findings[1].code == Code::RefusedByAws));
}

BOOST_AUTO_TEST_SUITE_END()

std::span<const Row> resource_rows() {
  return lint_rules_resource::kRows;
}

}  // namespace remora::lint_test
