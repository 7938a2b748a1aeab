#include "engine/remedy/statement_templates.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/config_case.h"
#include "tests/support/print.h"
#include "tests/support/trail_case.h"

namespace remora::test {

namespace {

/// The documented statement for the request that the delivery failed at.
template <class Case>
std::string documented(const Case& made, PolicyType type) {
  const DeliveryOutcome outcome = made.run();
  const auto statement = remora::remedy::documented_statement(
      made.world, made.call, outcome.probes.at(outcome.cause.value()), type);
  return statement ? statement->json : "none";
}

/// Its text without blanks, to look for parts in.
std::string squeezed(const std::string& text) {
  std::string squeezed_text;
  for (const char c : text) {
    if (c != ' ' && c != '\n') {
      squeezed_text += c;
    }
  }
  return squeezed_text;
}

bool has(const std::string& text, const std::string& part) {
  return squeezed(text).find(squeezed(part)) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(remedy)
BOOST_AUTO_TEST_SUITE(statement_templates)

// AWS Control Tower User Guide, "Optionally configure AWS KMS keys".
BOOST_AUTO_TEST_CASE(control_towers_key_statement_names_no_account) {
  ConfigCase made;
  made.with_key(kDefaultKeyPolicy);
  const std::string statement = documented(made, PolicyType::Key);
  BOOST_TEST(has(statement, R"("Principal": {"Service": "config.amazonaws.com"})"));
  BOOST_TEST(has(statement, R"("Action": ["kms:Decrypt", "kms:GenerateDataKey"])"));
  BOOST_TEST(!has(statement, "Condition"));
}

// AWS Config Developer Guide, "Permissions for the Amazon S3 Bucket for the AWS Config Delivery
// Channel".
BOOST_AUTO_TEST_CASE(configs_key_statement_names_the_account) {
  ConfigCase made;
  made.with_key(kDefaultKeyPolicy);
  made.channel().s3_key_prefix = "logs";
  BOOST_TEST(has(documented(made, PolicyType::Key),
                 R"("Condition": {"StringEquals": {"aws:SourceAccount": "111111111111"}})"));
}

BOOST_AUTO_TEST_CASE(configs_bucket_statement_covers_the_folder) {
  ConfigCase made;
  made.bucket_policy("");
  made.channel().s3_key_prefix = "logs";
  const std::string statement = documented(made, PolicyType::Bucket);
  BOOST_TEST(has(statement, R"("Action": "s3:PutObject")"));
  BOOST_TEST(has(statement,
                 R"("Resource": "arn:aws:s3:::cfg-logs-2222/logs/AWSLogs/111111111111/Config/*")"));
  BOOST_TEST(has(statement, R"("s3:x-amz-acl": "bucket-owner-full-control")"));
  BOOST_TEST(has(statement, R"("aws:SourceAccount": "111111111111")"));
}

BOOST_AUTO_TEST_CASE(configs_acl_statement_covers_the_bucket) {
  ConfigCase made;
  made.service_policy({.acl = false});
  const std::string statement = documented(made, PolicyType::Bucket);
  BOOST_TEST(has(statement, R"("Action": "s3:GetBucketAcl")"));
  BOOST_TEST(has(statement, R"("Resource": "arn:aws:s3:::cfg-logs-2222")"));
}

BOOST_AUTO_TEST_CASE(configs_trust_statement_has_no_resource) {
  ConfigCase made;
  made.world.roles[0].trust = nullptr;
  const std::string statement = documented(made, PolicyType::Trust);
  BOOST_TEST(has(statement, R"("Action": "sts:AssumeRole")"));
  BOOST_TEST(!has(statement, "Resource"));
}

BOOST_AUTO_TEST_CASE(trail_statements_name_the_trail) {
  TrailCase no_policy;
  no_policy.world.buckets[0].policy = nullptr;
  const std::string acl = documented(no_policy, PolicyType::Bucket);
  BOOST_TEST(has(acl, R"("Action": "s3:GetBucketAcl")"));
  BOOST_TEST(has(acl, R"("aws:SourceArn": ")" + std::string(kTrailArn) + '"'));
  TrailCase key;
  key.with_key(kDefaultKeyPolicy);
  const std::string statement = documented(key, PolicyType::Key);
  BOOST_TEST(has(statement, "kms:GenerateDataKey*"));
  BOOST_TEST(has(statement, R"("kms:EncryptionContext:aws:cloudtrail:arn":
                              "arn:aws:cloudtrail:*:333333333333:trail/*")"));
  TrailCase refused_topic;
  refused_topic.with_topic("");
  BOOST_TEST(has(documented(refused_topic, PolicyType::Topic), R"("Action": "sns:Publish")"));
}

BOOST_AUTO_TEST_CASE(where_aws_documents_none_there_is_none) {
  ConfigCase made;
  made.service_policy({.acl = false});
  BOOST_TEST(documented(made, PolicyType::Key) == "none");
  BOOST_TEST(documented(made, PolicyType::Identity) == "none");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
