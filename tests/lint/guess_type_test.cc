#include <array>
#include <memory>
#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/lint/rows.h"
#include "tests/support/table.h"

namespace remora::lint_test {

BOOST_AUTO_TEST_SUITE(lint_guess_type)

namespace {

struct GuessRow {
  std::string_view name;
  std::string_view policy;
  PolicyType type;
  std::string_view file = "policy.json";
};

// Source: aws-samples/data-perimeter-policy-examples, resource_based_policies/kms_key_policy.json.
constexpr std::string_view kPerimeterOfKey =
    R"({"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "kms:*", "Resource": "*",
        "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}]})";

constexpr auto kRows = std::to_array<GuessRow>({
    {"no Principal",
     R"({"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}})",
     PolicyType::Identity},
    {"AssumeRole without Resource",
     R"({"Statement": [{"Effect": "Allow", "Action": ["sts:AssumeRole", "sts:TagSession"],
         "Principal": {"Service": "config.amazonaws.com"}}]})",
     PolicyType::Trust},
    {"KMS",
     R"({"Statement": {"Effect": "Allow", "Action": "kms:*", "Resource": "*",
         "Principal": {"AWS": "111122223333"}}})",
     PolicyType::Key},
    {"S3",
     R"({"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b",
         "Principal": {"AWS": "111122223333"}}})",
     PolicyType::Bucket},
    {"a Deny for everyone on a bucket",
     R"({"Statement": {"Effect": "Deny", "Action": "*", "Resource": "arn:aws:s3:::b/*",
         "Principal": "*"}})",
     PolicyType::Bucket},
    {"a Deny for everyone on everything",
     R"({"Statement": {"Effect": "Deny", "Action": ["s3:*", "kms:*"], "Resource": "*",
         "Principal": "*"}})",
     PolicyType::Rcp},
    {"a Deny for everyone on a key, by the name of its file",
     kPerimeterOfKey,
     PolicyType::Key,
     "resource_based_policies/kms_key_policy.json"},
    {"the same of an organization", kPerimeterOfKey, PolicyType::Rcp, "rcp-kms-keys.json"},
    {"the same under no telling name", kPerimeterOfKey, PolicyType::Rcp},
    {"SNS in capitals",
     R"({"Statement": {"Effect": "Allow", "Action": "SNS:Publish", "Principal": {"AWS": "*"},
         "Resource": "arn:aws:sns:us-east-1:111122223333:t"}})",
     PolicyType::Topic},
    {"SQS",
     R"({"Statement": {"Effect": "Allow", "Action": "sqs:SendMessage", "Principal": "*",
         "Resource": "arn:aws:sqs:us-east-1:111122223333:q"}})",
     PolicyType::Resource},
    {"the default policy of an endpoint",
     R"({"Statement": [{"Action": "*", "Effect": "Allow", "Resource": "*", "Principal": "*"}]})",
     PolicyType::VpcEndpoint},
    {"no policy at all", R"({"a": [1]})", PolicyType::Identity},
    {"a list", "[]", PolicyType::Identity},
});

}  // namespace

TEST_TABLE(the_document_tells_its_type) {
  for (const GuessRow& row : kRows) {
    if (table.row(row.name)) {
      const json::DocumentPtr json = json::read(std::make_shared<const SourceText>(
                                                    std::string(row.file), std::string(row.policy)))
                                         .value();
      BOOST_TEST(describe(lint::guess_type(json->root())) == describe(row.type));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::lint_test
