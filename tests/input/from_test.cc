#include "engine/input/from.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "cli/files.h"
#include "engine/fixture/run.h"
#include "engine/input/load.h"
#include "tests/import/cloudformation_support.h"
#include "tests/support/build.h"
#include "tests/support/memory_files.h"
#include "tests/support/paths.h"
#include "tests/support/table.h"

namespace remora::test::from_inputs {

namespace {

const std::string kBucketPolicy =
    R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": ["s3:GetBucketAcl", "s3:ListBucket", "s3:PutObject"], "Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"]}]})";
const std::string kChannels = R"({"DeliveryChannels": [{"name": "main", "s3BucketName": "logs"}]})";

/// A template whose trail writes where a parameter says, which the bucket's policy allows only of
/// one prefix.
const std::string kTemplate = R"(Parameters:
  Prefix: {Type: String}
Resources:
)" + bucket_and_policy("cloudtrail.amazonaws.com", "{}", "!Sub \"${Logs.Arn}/audit/*\"") +
                              R"(  Trail:
    Type: AWS::CloudTrail::Trail
    DependsOn: LogsPolicy
    Properties: {S3BucketName: !Ref Logs, S3KeyPrefix: !Ref Prefix, IsLogging: true}
)";

std::string plan_text() {
  cli::DiskReader files;
  const std::string path = source_dir() + "/fixtures/inputs/terraform/broken-config.plan.json";
  return std::string(value_of(files.read(path))->text());
}

MemoryFiles world(const std::string& scenario) {
  return MemoryFiles({{"tests/scenario.json", scenario},
                      {"real/bucket.json", kBucketPolicy},
                      {"real/channels.json", kChannels},
                      {"real/template.yaml", kTemplate},
                      {"real/p.json", R"({"Parameters": {"Prefix": "audit"}})"},
                      {"real/plan.json", plan_text()}});
}

const std::string kFrom =
    R"("from": {"inputs": ["../real/channels.json", "../real/bucket.json"], "accountId": "111122223333", "region": "us-east-1"})";

/// `ID OUTCOME`, and what differs from the expectation; or what is wrong.
std::string tried(const std::string& scenario, const remora::input::WhatIf& what_if = {}) {
  MemoryFiles files = world(scenario);
  const auto found = remora::input::load_scenarios("tests/scenario.json", what_if, files);
  if (!found) {
    return text_of(found.error().diagnostics);
  }
  std::string text;
  for (const remora::input::LoadedScenario& loaded : *found) {
    const auto report = fixture::run("scenario", loaded.scenario, loaded.scenario->assumptions);
    for (const fixture::DeliveryReport& one : report.deliveries) {
      text += one.call->id + " " + std::string(to_string(one.outcome.outcome));
      for (const std::string& difference : one.disagreements) {
        text += ", " + difference;
      }
      text += one.expect == nullptr ? " unexpected\n" : "\n";
    }
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(input)
BOOST_AUTO_TEST_SUITE(from)

TEST_TABLE(a_scenario_takes_its_world_from_inputs) {
  struct Row {
    const char* name;
    std::string scenario;
    const char* outcome;
  };

  const std::string expect =
      R"("deliveries": [{"id": "main", "expect": {"outcome": "delivered"}}])";
  const std::vector<Row> rows = {
      {"an expectation attaches by its id",
       R"({"remora": 1, )" + kFrom + ", " + expect + "}",
       "main delivered\n"},
      {"what the scenario says goes over it",
       R"({"remora": 1, )" + kFrom +
           R"(, "buckets": [{"name": "logs", "objectLockDefaultRetention": true}], )" + expect +
           "}",
       "main refused, outcome: expected \"delivered\", got \"refused\"\n"},
      {"a delivery of its own stands beside",
       R"({"remora": 1, )" + kFrom +
           R"(, "deliveries": [{"id": "more", "service": "config", "accountId": "111122223333", "region": "us-east-1", "configurationRecorder": null, "deliveryChannel": {"name": "x", "s3BucketName": "logs"}}]})",
       "main delivered unexpected\nmore refused unexpected\n"},
      {"a matrix reaches into it",
       R"({"remora": 1, "matrix": {"account": ["111122223333", "444455556666"]}, "from": {"inputs": ["../real/channels.json", "../real/bucket.json"], "accountId": "${{ account }}", "region": "us-east-1"}, )" +
           expect + "}",
       "main delivered\nmain delivered\n"},
      {"a template with a parameter",
       R"({"remora": 1, "from": "../real/template.yaml", "parameters": {"Prefix": "audit"}, "deliveries": [{"id": "Trail", "expect": {"outcome": "delivered"}}]})",
       "Trail delivered\n"},
      {"a template with another value of it",
       R"({"remora": 1, "from": "../real/template.yaml", "parameters": {"Prefix": "other"}, "deliveries": [{"id": "Trail", "expect": {"outcome": "refused", "error": "InsufficientS3BucketPolicyException"}}]})",
       "Trail refused\n"},
      {"a template with a file of parameters",
       R"({"remora": 1, "from": {"inputs": "../real/template.yaml", "parameterFiles": "../real/p.json"}, "deliveries": [{"id": "Trail", "expect": {"outcome": "delivered"}}]})",
       "Trail delivered\n"},
      {"a template of which nobody says the parameter",
       R"({"remora": 1, "from": "../real/template.yaml", "deliveries": [{"id": "Trail", "expect": {"outcome": "undetermined"}}]})",
       "Trail undetermined\n"},
      {"a template for each value of a matrix",
       R"({"remora": 1, "matrix": {"prefix": ["audit", "other"]}, "from": "../real/template.yaml", "parameters": {"Prefix": "${{ prefix }}"}})",
       "Trail delivered unexpected\nTrail refused unexpected\n"},
      {"a plan",
       R"({"remora": 1, "from": "../real/plan.json", "deliveries": [{"id": "aws_config_delivery_channel.this", "expect": {"outcome": "refused", "error": "InsufficientDeliveryPolicyException", "cause": {"kind": "account-covers-no-service"}, "records": "fault"}}]})",
       "aws_config_delivery_channel.this refused\n"},
      {"a typing slip in an id",
       R"({"remora": 1, )" + kFrom + R"(, "deliveries": [{"id": "mian", "expect": {}}]})",
       "tests/scenario.json:1:159: error: the inputs describe no delivery \"mian\", did you mean "
       "\"main\"?\n"},
      {"an input that is not there",
       R"({"remora": 1, "from": "nowhere.json"})",
       "error: there is no file \"tests/nowhere.json\"\n"},
      {"no input",
       R"({"remora": 1, "from": []})",
       "tests/scenario.json:1:23: error: \"from\" names no input, write \"from\": "
       "\"template.yaml\"\n"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(tried(row.scenario) == row.outcome);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_change_that_is_tried_reaches_what_the_inputs_describe) {
  remora::input::WhatIf locked;
  BOOST_REQUIRE(!remora::input::add_setting(locked, "buckets[0].objectLockDefaultRetention=true"));
  BOOST_TEST(tried(R"({"remora": 1, )" + kFrom + "}", locked) == "main refused unexpected\n");
}

BOOST_AUTO_TEST_CASE(what_was_assumed_is_said) {
  MemoryFiles files = world(R"({"remora": 1, )" + kFrom + "}");
  const auto scenario = value_of(remora::input::load_scenario("tests/scenario.json", {}, files));
  BOOST_TEST(text_of(scenario->warnings).find("note: assumed: the recorder's role") !=
             std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test::from_inputs
