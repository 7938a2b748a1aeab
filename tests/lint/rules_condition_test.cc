#include <array>

#include <boost/test/unit_test.hpp>

#include "tests/lint/rows.h"
#include "tests/support/table.h"

namespace remora::lint_test {

BOOST_AUTO_TEST_SUITE(lint_rules_condition)

namespace {

using lint::Code;

// The conditions stand in a statement of which everything else is right.
#define LIST_BUCKET(condition)                                                                \
  R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:ListBucket", )" \
  R"("Resource": "arn:aws:s3:::b", "Condition": )" condition "}}"
#define TAG_USER(effect, condition)                               \
  R"({"Version": "2012-10-17", "Statement": {"Effect": ")" effect \
  R"(", "Action": "iam:TagUser", "Resource": "*", "Condition": )" condition "}}"

constexpr auto kRows = std::to_array<Row>({
    {"an object as value",
     PolicyType::Identity,
     LIST_BUCKET(R"({"StringEquals": {"s3:prefix": {}}})"),
     Code::ConditionValue,
     "{}"},
    {"a slip in an operator",
     PolicyType::Identity,
     LIST_BUCKET(R"({"StringEqual": {"s3:prefix": "a"}})"),
     Code::UnknownOperator,
     R"("StringEqual")"},
    {"an operator in other case",
     PolicyType::Identity,
     LIST_BUCKET(R"({"stringEquals": {"s3:prefix": "a"}})"),
     Code::UnknownOperator,
     R"("stringEquals")"},
    {"Null with IfExists",
     PolicyType::Identity,
     LIST_BUCKET(R"({"NullIfExists": {"s3:prefix": "true"}})"),
     Code::UnknownOperator,
     R"("NullIfExists")"},
    {"a slip in a global key",
     PolicyType::Identity,
     LIST_BUCKET(R"({"StringEquals": {"aws:SourceAcount": "111122223333"}})"),
     Code::UnknownKey,
     R"("aws:SourceAcount")"},
    {"a slip in a key of S3",
     PolicyType::Identity,
     LIST_BUCKET(R"({"StringEquals": {"s3:prefx": "a"}})"),
     Code::UnknownKey,
     R"("s3:prefx")"},
    {"a key of another action",
     PolicyType::Identity,
     LIST_BUCKET(R"({"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}})"),
     Code::KeyNotInRequest,
     R"("s3:x-amz-acl")"},
    {"one key in two spellings",
     PolicyType::Identity,
     LIST_BUCKET(R"({"StringEquals": {"s3:prefix": "a", "S3:Prefix": "b"}})"),
     Code::DuplicateKeyCase,
     R"("S3:Prefix")"},
    {"a wildcard under StringEquals",
     PolicyType::Identity,
     LIST_BUCKET(R"({"StringEquals": {"s3:prefix": ["", "home/*"]}})"),
     Code::WildcardInStringEquals,
     R"("home/*")"},
    {"a pattern of accounts",
     PolicyType::Identity,
     LIST_BUCKET(R"({"StringLike": {"aws:ResourceAccount": "1111*"}})"),
     Code::WildcardInIdKey,
     R"("1111*")"},
    {"text under a numeric operator",
     PolicyType::Identity,
     LIST_BUCKET(R"({"NumericLessThan": {"s3:max-keys": "ten"}})"),
     Code::MalformedOperand,
     R"("ten")"},
    {"an account under an ARN operator",
     PolicyType::Identity,
     LIST_BUCKET(R"({"ArnEquals": {"aws:PrincipalArn": "111122223333"}})"),
     Code::MalformedOperand,
     R"("111122223333")"},
    {"an IPv6 network with host bits",
     PolicyType::Identity,
     LIST_BUCKET(R"({"IpAddress": {"aws:SourceIp": "2001:db8::5/64"}})"),
     Code::MalformedOperand,
     R"("2001:db8::5/64")"},
    {"yes under Bool",
     PolicyType::Identity,
     LIST_BUCKET(R"({"Bool": {"aws:SecureTransport": "yes"}})"),
     Code::BooleanOperand,
     R"("yes")"},
    {"text comparison of addresses",
     PolicyType::Identity,
     LIST_BUCKET(R"({"StringEquals": {"aws:SourceIp": "10.0.0.1"}})"),
     Code::OperatorTypeMismatch,
     R"("StringEquals")"},
    {"an address operator on a VPC",
     PolicyType::Identity,
     LIST_BUCKET(R"({"IpAddress": {"aws:SourceVpc": "10.0.0.0/8"}})"),
     Code::OperatorTypeMismatch,
     R"("IpAddress")"},
    {"a key with many values under StringEquals",
     PolicyType::Identity,
     TAG_USER("Allow", R"({"StringEquals": {"aws:TagKeys": "team"}})"),
     Code::MultivaluedWithoutSetOperator,
     R"("StringEquals")"},
    {"ForAnyValue on a key with one value",
     PolicyType::Identity,
     LIST_BUCKET(R"({"ForAnyValue:StringEquals": {"s3:prefix": "a"}})"),
     Code::SetOperatorOnSingleValued,
     R"("ForAnyValue:StringEquals")"},
    {"ForAllValues in an Allow",
     PolicyType::Identity,
     TAG_USER("Allow", R"({"ForAllValues:StringEquals": {"aws:TagKeys": "team"}})"),
     Code::ForAllValuesInAllow,
     R"("ForAllValues:StringEquals")"},
    {"ForAllValues in a Deny",
     PolicyType::Identity,
     TAG_USER("Deny", R"({"ForAllValues:StringEquals": {"aws:TagKeys": "team"}})"),
     Code::ForAllValuesInDeny,
     R"("ForAllValues:StringEquals")"},
    {"no values",
     PolicyType::Identity,
     LIST_BUCKET(R"({"StringEquals": {"s3:prefix": []}})"),
     Code::NeverMatches,
     "[]"},
    {"a key that must be absent and equal",
     PolicyType::Identity,
     LIST_BUCKET(R"({"Null": {"s3:prefix": "true"}, "StringLike": {"S3:prefix": "a*"}})"),
     Code::NeverMatches,
     R"("S3:prefix")"},
    {"two values at once",
     PolicyType::Identity,
     LIST_BUCKET(R"({"StringEquals": {"s3:prefix": ["a", "b"], "S3:prefix": "c"}})"),
     Code::NeverMatches,
     R"("S3:prefix")"},
    {"a value that is excluded",
     PolicyType::Identity,
     LIST_BUCKET(
         R"({"StringNotEquals": {"s3:prefix": ["a", "b"]}, "StringEquals": {"s3:prefix": "a"}})"),
     Code::NeverMatches,
     R"("s3:prefix")"},
    {"no principals",
     PolicyType::Topic,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sns:Publish",
         "Principal": {"AWS": []}, "Resource": "arn:aws:sns:us-east-1:111122223333:t"}})",
     Code::NeverMatches,
     R"({"AWS": []})"},
});

constexpr auto kQuietRows = std::to_array<QuietRow>({
    {"a value that is left",
     PolicyType::Identity,
     LIST_BUCKET(
         R"({"StringNotEquals": {"s3:prefix": "a"}, "StringEquals": {"s3:prefix": ["a", "b"]}})"),
     Code::NeverMatches},
    {"a value that both list",
     PolicyType::Identity,
     LIST_BUCKET(R"({"StringEquals": {"s3:prefix": ["a", "b"], "S3:prefix": ["b", "c"]}})"),
     Code::NeverMatches},
    {"a value and a pattern",
     PolicyType::Identity,
     LIST_BUCKET(R"({"StringLike": {"s3:prefix": "b*"}, "StringEquals": {"s3:prefix": "a"}})"),
     Code::NeverMatches},
    {"a variable may be anything",
     PolicyType::Identity,
     LIST_BUCKET(R"({"StringEquals": {"s3:prefix": "a", "S3:prefix": "${aws:username}"}})"),
     Code::NeverMatches},
    {"a key of a service that is not in the tables",
     PolicyType::Identity,
     LIST_BUCKET(R"({"StringEquals": {"bedrock:Anything": "a"}})"),
     Code::UnknownKey},
    {"a claim of an OIDC provider",
     PolicyType::Trust,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Action": "sts:AssumeRoleWithWebIdentity",
         "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/ci.example.com"},
         "Condition": {"StringEquals": {"ci.example.com:sub": "repo"}}}})",
     Code::UnknownKey},
    {"a tag key",
     PolicyType::Identity,
     TAG_USER("Allow", R"({"StringEquals": {"aws:RequestTag/Team": "a"}})"),
     Code::UnknownKey},
    {"encryption context",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:Decrypt",
         "Resource": "arn:aws:kms:us-east-1:111122223333:key/k", "Condition": {"ArnLike":
         {"kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:*:trail/*"}}}})",
     Code::KeyNotInRequest},
    {"a key that one of the actions carries",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Action": ["s3:ListBucket", "s3:GetBucketAcl"], "Resource": "arn:aws:s3:::b",
         "Condition": {"StringLike": {"s3:prefix": "a/*"}}}})",
     Code::KeyNotInRequest},
    {"ForAllValues with a guard",
     PolicyType::Identity,
     TAG_USER("Allow",
              R"({"ForAllValues:StringEquals": {"aws:TagKeys": "team"},
                  "Null": {"aws:tagkeys": "false"}})"),
     Code::ForAllValuesInAllow},
    {"a variable is no wildcard",
     PolicyType::Identity,
     LIST_BUCKET(R"({"StringEquals": {"s3:prefix": "${*}"}})"),
     Code::WildcardInStringEquals},
    {"an ARN pattern with a variable",
     PolicyType::Identity,
     LIST_BUCKET(R"({"ArnLike": {"aws:PrincipalArn": "${aws:PrincipalTag/arn}"}})"),
     Code::MalformedOperand},
    {"IfExists leaves absence open",
     PolicyType::Identity,
     LIST_BUCKET(R"({"Null": {"s3:prefix": "true"}, "StringLikeIfExists": {"s3:prefix": "a*"}})"),
     Code::NeverMatches},
});

}  // namespace

TEST_TABLE(findings_point_at_their_place) {
  check(table, kRows);
}

TEST_TABLE(what_is_right_is_not_reported) {
  check_quiet(table, kQuietRows);
}

BOOST_AUTO_TEST_SUITE_END()

std::span<const Row> condition_rows() {
  return lint_rules_condition::kRows;
}

}  // namespace remora::lint_test
