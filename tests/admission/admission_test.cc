#include "engine/admission/admission.h"

#include <array>
#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/lint/rows.h"
#include "tests/support/table.h"

/// Rules of admission that no capture covers: from the documentation and from public reports.
namespace remora::lint_test {

BOOST_AUTO_TEST_SUITE(admission_rules)

namespace {

using admission::AdmissionOperation;

struct AdmissionRow {
  std::string_view name;
  AdmissionOperation operation;
  std::string_view policy;
  std::string_view message;  // empty: accepted
};

constexpr auto kRows = std::to_array<AdmissionRow>({
    {"a list", AdmissionOperation::PutBucketPolicy, "[]", "This policy contains invalid Json"},
    {"no Statement",
     AdmissionOperation::PutBucketPolicy,
     R"({"Version": "2012-10-17"})",
     "Missing required field Statement"},
    {"no Principal",
     AdmissionOperation::PutBucketPolicy,
     R"({"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b"}})",
     "Missing required field Principal"},
    {"an unknown Effect",
     AdmissionOperation::PutBucketPolicy,
     R"({"Statement": {"Effect": "hello", "Principal": "*", "Action": "s3:*",
         "Resource": "arn:aws:s3:::b"}})",
     "Invalid effect: hello"},
    {"an action of another service",
     AdmissionOperation::PutBucketPolicy,
     R"({"Statement": {"Effect": "Deny", "Principal": "*", "Action": "kms:*",
         "Resource": "arn:aws:s3:::b"}})",
     "Policy has invalid action"},
    {"one action of two does not apply",
     AdmissionOperation::PutBucketPolicy,
     R"({"Statement": {"Effect": "Deny", "Principal": "*",
         "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "arn:aws:s3:::b/*"}})",
     "Action does not apply to any resource(s) in statement"},
    {"all actions apply to something",
     AdmissionOperation::PutBucketPolicy,
     R"({"Statement": {"Effect": "Deny", "Principal": "*", "Action": ["s3:*", "s3:Get*"],
         "Resource": "arn:aws:s3:::b"}})",
     ""},
    {"all buckets",
     AdmissionOperation::PutBucketPolicy,
     R"({"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*",
         "Resource": "arn:aws:s3:::*"}})",
     "Policy has invalid resource"},
    {"an unknown operator",
     AdmissionOperation::PutBucketPolicy,
     R"({"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*",
         "Resource": "arn:aws:s3:::b", "Condition": {"StringIs": {"aws:Referer": "a"}}}})",
     "Invalid Condition type : StringIs"},
    {"an unknown key of S3",
     AdmissionOperation::PutBucketPolicy,
     R"({"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*",
         "Resource": "arn:aws:s3:::b", "Condition": {"StringEquals": {"s3:nothing": "a"}}}})",
     "Policy has an invalid condition key"},
    {"an unknown global key is stored",
     AdmissionOperation::PutBucketPolicy,
     R"({"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*",
         "Resource": "arn:aws:s3:::b", "Condition": {"StringEquals": {"aws:Nothing": "a"}}}})",
     ""},
    {"no values are stored",
     AdmissionOperation::PutBucketPolicy,
     R"({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:*",
         "Resource": "arn:aws:s3:::b", "Condition": {"StringEquals": {"aws:SourceVpc": []}}}})",
     ""},
    {"a key that not every action carries",
     AdmissionOperation::PutBucketPolicy,
     R"({"Statement": {"Effect": "Deny", "Principal": "*",
         "Action": ["s3:ListBucket", "s3:GetBucketAcl"], "Resource": "arn:aws:s3:::b",
         "Condition": {"StringLike": {"s3:prefix": "*"}}}})",
     "Conditions do not apply to combination of actions and resources in statement"},
    {"a bad address",
     AdmissionOperation::PutBucketPolicy,
     R"({"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*",
         "Resource": "arn:aws:s3:::b", "Condition": {"IpAddress": {"aws:SourceIp": "123"}}}})",
     "Invalid IP address in Conditions"},
    {"a Sid with blanks in a bucket policy",
     AdmissionOperation::PutBucketPolicy,
     R"({"Statement": {"Sid": "my statement!", "Effect": "Deny", "Principal": "*",
         "Action": "s3:*", "Resource": "arn:aws:s3:::b"}})",
     ""},
    {"the old version for a user",
     AdmissionOperation::PutUserPolicy,
     R"({"Version": "2008-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*",
         "Resource": "*"}})",
     "Policy document must be version 2012-10-17 or greater."},
    {"a principal for a user",
     AdmissionOperation::PutUserPolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*",
         "Resource": "*", "Principal": "*"}})",
     "Policy document should not specify a principal."},
    {"an action without service",
     AdmissionOperation::PutUserPolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "PutObject",
         "Resource": "*"}})",
     "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."},
    {"an action with two colons",
     AdmissionOperation::PutUserPolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:a:b",
         "Resource": "*"}})",
     "Actions/Condition can contain only one colon."},
    {"an unknown action is stored",
     AdmissionOperation::PutUserPolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:Nothing",
         "Resource": "*"}})",
     ""},
    {"a resource that is no ARN",
     AdmissionOperation::PutUserPolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*",
         "Resource": "bucket"}})",
     "Resource bucket must be in ARN format or \"*\"."},
    {"an unknown partition",
     AdmissionOperation::PutUserPolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*",
         "Resource": "arn:aws*:s3:::b"}})",
     "Partition \"aws*\" is not valid for resource \"arn:aws*:s3:::b\"."},
    {"every partition",
     AdmissionOperation::PutUserPolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*",
         "Resource": "arn:*:s3:::b"}})",
     ""},
    {"a job of S3 has a Region",
     AdmissionOperation::PutUserPolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:DescribeJob",
         "Resource": "arn:aws:s3:us-east-1:111122223333:job/*"}})",
     ""},
    {"a managed policy says its version",
     AdmissionOperation::CreateManagedPolicy,
     R"({"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}})",
     "Policy document must be version 2012-10-17 or greater."},
    {"an incomplete ARN is filled up",
     AdmissionOperation::PutUserPolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sqs:*",
         "Resource": "arn:aws:sqs"}})",
     ""},
    {"an incomplete ARN in a session",
     AdmissionOperation::AssumeRole,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sqs:*",
         "Resource": "arn:aws:sqs"}})",
     "Resource arn:aws:sqs must be in ARN format or \"*\"."},
    {"a number that is none, in a session",
     AdmissionOperation::AssumeRole,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:TagUser",
         "Resource": "*", "Condition": {"NumericEquals": {"aws:RequestTag/a": "NaN"}}}})",
     ""},
    {"a Sid with a blank for a user",
     AdmissionOperation::PutUserPolicy,
     R"({"Version": "2012-10-17", "Statement": {"Sid": "a b", "Effect": "Allow",
         "Action": "s3:*", "Resource": "*"}})",
     "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular "
     "expression [0-9A-Za-z]*"},
    {"an empty Sid twice",
     AdmissionOperation::PutUserPolicy,
     R"({"Version": "2012-10-17", "Statement": [
         {"Sid": "", "Effect": "Allow", "Action": "s3:*", "Resource": "*"},
         {"Sid": "", "Effect": "Allow", "Action": "sns:*", "Resource": "*"}]})",
     ""},
    {"a resource in a trust policy",
     AdmissionOperation::UpdateAssumeRolePolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
         "Principal": {"Service": "config.amazonaws.com"}, "Resource": "*"}})",
     "Has prohibited field Resource"},
    {"an action of S3 in a trust policy",
     AdmissionOperation::UpdateAssumeRolePolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject",
         "Principal": {"Service": "config.amazonaws.com"}}})",
     "AssumeRole policy may only specify STS AssumeRole actions."},
    {"an account of eleven digits in a trust policy",
     AdmissionOperation::UpdateAssumeRolePolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
         "Principal": {"AWS": "arn:aws:iam::12345678910:role/r"}}})",
     R"(Invalid principal in policy: "AWS":"arn:aws:iam::12345678910:role/r")"},
    {"a key that nobody can manage",
     AdmissionOperation::PutKeyPolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:Decrypt",
         "Resource": "*", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}}})",
     "The new key policy will not allow you to update the key policy in the future."},
    {"a key of another account's users",
     AdmissionOperation::PutKeyPolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:*",
         "Resource": "*", "Principal": {"AWS": "arn:aws:iam::999988887777:root"}}})",
     "The new key policy will not allow you to update the key policy in the future."},
    {"a key of the account",
     AdmissionOperation::PutKeyPolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:*",
         "Resource": "*", "Principal": {"AWS": "111122223333"}}})",
     ""},
    {"a key principal with a wildcard",
     AdmissionOperation::PutKeyPolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:*",
         "Resource": "*", "Principal": {"AWS": "arn:aws:iam::111122223333:*"}}})",
     "Policy contains a statement with one or more invalid principals."},
    {"an action that topics cannot name",
     AdmissionOperation::SetTopicAttributes,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sns:CreateTopic",
         "Principal": {"AWS": "111122223333"},
         "Resource": "arn:aws:sns:us-east-1:111122223333:t"}})",
     "Invalid parameter: Policy statement action out of service scope!"},
    {"a principal in a service control policy",
     AdmissionOperation::CreateServiceControlPolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*",
         "Action": "s3:*", "Resource": "*"}})",
     "The provided policy document does not meet the requirements of the specified policy type."},
    {"a condition in an Allow of a service control policy",
     AdmissionOperation::CreateServiceControlPolicy,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*",
         "Resource": "*", "Condition": {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}}})",
     ""},
});

admission::Admission admit(std::string_view policy, AdmissionOperation operation) {
  const json::DocumentPtr json = read(policy);
  admission::AdmissionRequest request;
  request.operation = operation;
  request.account = "111122223333";
  return admission::admit(json, json->root(), request);
}

}  // namespace

TEST_TABLE(answers_are_those_of_aws) {
  for (const AdmissionRow& row : kRows) {
    if (table.row(row.name)) {
      const admission::Admission admission = admit(row.policy, row.operation);
      BOOST_TEST((admission.accepted() == Match::Yes ? "" : admission.error->message) ==
                 row.message);
    }
  }
}

BOOST_AUTO_TEST_CASE(sizes_have_the_message_of_the_operation) {
  const std::string policy = R"({"Version":"2012-10-17","Statement":{"Sid":")" +
                             std::string(11000, 'A') +
                             R"(","Effect":"Allow","Action":"s3:*","Resource":"*"}})";
  const json::DocumentPtr json = read(policy);
  admission::AdmissionRequest request;
  request.operation = AdmissionOperation::PutUserPolicy;
  request.entity = "alice";
  BOOST_TEST(admission::admit(json, json->root(), request).error->message ==
             "Maximum policy size of 2048 bytes exceeded for user alice");
  request.operation = AdmissionOperation::CreateManagedPolicy;
  BOOST_TEST(admission::admit(json, json->root(), request).error->message ==
             "Cannot exceed quota for PolicySize: 6144");
  request.operation = AdmissionOperation::CreateServiceControlPolicy;
  BOOST_TEST(admission::admit(json, json->root(), request).error->code ==
             "ConstraintViolationException");
}

BOOST_AUTO_TEST_CASE(for_all_values_on_encryption_context_is_refused) {
  const admission::Admission admission = admit(
      R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:*",
          "Resource": "*", "Principal": {"AWS": "111122223333"}, "Condition":
          {"ForAllValues:StringEquals": {"kms:EncryptionContext:a": "b"}}}})",
      AdmissionOperation::PutKeyPolicy);
  BOOST_REQUIRE(admission.accepted() == Match::No);
  BOOST_TEST(admission.error->message.starts_with("OverlyPermissiveCondition"));
  BOOST_TEST(to_string(admission.error->origin) == "documented");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::lint_test
