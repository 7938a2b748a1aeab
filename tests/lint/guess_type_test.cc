#include <array>

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
};

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
      const json::DocumentPtr json = read(row.policy);
      BOOST_TEST(describe(lint::guess_type(json->root())) == describe(row.type));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::lint_test
