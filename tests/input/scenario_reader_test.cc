#include "engine/input/scenario_reader.h"

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/known.h"
#include "tests/support/memory_files.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(input)
BOOST_AUTO_TEST_SUITE(scenario)

namespace {

using remora::fixture::Scenario;

Result<Scenario> read(const std::string& text,
                      const std::map<std::string, std::string>& files = {}) {
  MemoryFiles reader(files);
  return remora::input::read_scenario(document(text), reader);
}

std::string errors_in(const std::string& text) {
  return text_of(errors_of(read(text)));
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

constexpr const char* kPolicy =
    R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*",
        "Action": "*", "Resource": "*"}})";

}  // namespace

// The example of fixtures/README.md, another way.
BOOST_AUTO_TEST_CASE(every_member_of_the_contract_is_read) {
  const Scenario scenario = value_of(read(R"({
    "remora": 1, "title": "T", "source": "S", "world": "open",
    "assumptions": {"config_spn_fallback": "never"},
    "organization": {"id": "o-a1b2c3d4e5", "managementAccountId": "333333333333",
                     "root": {"id": "r-ab12", "accounts": ["333333333333"]}},
    "buckets": [{"name": "B", "accountId": "210987654321", "region": "ap-northeast-1",
                 "policy": "bucket.json"}],
    "keys": [{"arn": "arn:aws:kms:us-east-1:333333333333:key/k"}],
    "topics": [{"arn": "arn:aws:sns:us-east-1:333333333333:t"}],
    "roles": [{"arn": "arn:aws:iam::111111111111:role/R"}],
    "logGroups": [{"arn": "arn:aws:logs:us-east-1:333333333333:log-group:N:*"}],
    "deliveries": [{"id": "d1", "service": "config", "accountId": "111111111111",
                    "region": "us-east-1", "configurationRecorder": null,
                    "deliveryChannel": {"s3BucketName": "B"},
                    "expect": {"outcome": "refused"}}],
    "requests": [{"id": "r1", "expect": "Allowed",
                  "request": {"principal": "anonymous", "action": "s3:GetObject",
                              "resource": "arn:aws:s3:::B/x", "context": {"k": "v"}}}]
  })",
                                          {{"bucket.json", kPolicy}}));
  BOOST_TEST(scenario.title == "T");
  BOOST_TEST(scenario.provenance == "S");
  BOOST_TEST((scenario.world.closure == world::Closure::Open));
  BOOST_TEST(scenario.assumptions.value(delivery::Assumption::ConfigSpnFallback) == "never");
  BOOST_TEST(scenario.world.organization.value().id == "o-a1b2c3d4e5");
  BOOST_TEST((scenario.world.bucket("B")->policy != nullptr));
  BOOST_TEST(scenario.world.keys.size() == 1U);
  BOOST_TEST(scenario.world.topics.size() == 1U);
  BOOST_TEST(scenario.world.roles.size() == 1U);
  BOOST_TEST(scenario.world.log_groups.size() == 1U);
  BOOST_REQUIRE(scenario.deliveries.size() == 1U);
  BOOST_TEST(scenario.deliveries[0].expect.value().outcome.value() == delivery::Outcome::Refused);
  BOOST_REQUIRE(scenario.requests.size() == 1U);
  BOOST_TEST(scenario.requests[0].expect.value() == Verdict::Allowed);
  BOOST_TEST(scenario.requests[0].request.context.find("k")->value(0) == "v");
}

BOOST_AUTO_TEST_CASE(a_world_is_closed_unless_said_otherwise) {
  BOOST_TEST((value_of(read(R"({"remora": 1})")).world.closure == world::Closure::Closed));
}

BOOST_AUTO_TEST_CASE(yaml_says_the_same_as_json) {
  const Scenario scenario = value_of(read(R"(
remora: 1
title: T
organization:
  id: o-1
  managementAccountId: 333333333333
  root: {id: r-1, accounts: [333333333333, 011111111111]}
buckets:
  - name: B
    accountId: 011111111111
    region: us-east-1
    policy:
      Version: 2012-10-17
      Statement:
        - Effect: Allow
          Principal: {AWS: 333333333333}
          Action: s3:PutObject
          Resource: arn:aws:s3:::B/*
    publicAccessBlock: {RestrictPublicBuckets: true}
deliveries:
  - id: d
    service: config
    accountId: 011111111111
    region: us-east-1
    configurationRecorder: null
    deliveryChannel: {s3BucketName: B, s3KeyPrefix: 12}
)"));
  const world::Bucket& bucket = scenario.world.buckets.at(0);
  BOOST_TEST(bucket.account == "011111111111");
  BOOST_TEST(bucket.public_access_block.restrict_public_buckets == true);
  BOOST_TEST(bucket.policy->document()->statements.at(0).principal.entries.at(0).value.text ==
             "333333333333");
  BOOST_TEST((scenario.world.member("011111111111") != nullptr));
  const auto& call = std::get<delivery::config::Call>(scenario.deliveries.at(0).call.of);
  BOOST_TEST(known(call.channel.value().s3_key_prefix).value() == "12");
  BOOST_TEST(!call.recorder.has_value());
}

TEST_TABLE(everything_the_format_does_not_know_is_reported_with_its_place) {
  struct Row {
    const char* name;
    std::string text;
    const char* place;
    const char* says;
  };

  const std::vector<Row> rows = {
      {"no object", "[]", "1:1", "a scenario must be an object"},
      {"no version", "{\"title\": \"x\"}", "1:1", "\"remora\": 1"},
      {"another version", "{\"remora\":\n 2}", "2:2", "format 1"},
      {"unknown member", "{\"remora\": 1,\n\"bukets\": []}", "2:1", "did you mean \"buckets\"?"},
      {"unknown world", "{\"remora\": 1,\n\"world\": \"opne\"}", "2:10", "did you mean \"open\"?"},
      {"unknown assumption",
       "{\"remora\": 1, \"assumptions\": {\n\"config_spn_fallbak\": \"never\"}}",
       "2:1",
       "did you mean \"config_spn_fallback\"?"},
      {"unknown value of an assumption",
       "{\"remora\": 1, \"assumptions\": {\n\"config_spn_fallback\": \"sometimes\"}}",
       "2:1",
       "always, cross_account, never"},
      {"buckets that are no array", "{\"remora\": 1,\n\"buckets\": {}}", "2:12", "an array"},
      {"a request without id",
       "{\"remora\": 1, \"requests\": [\n{\"request\": {\"principal\": \"anonymous\", "
       "\"action\": \"a:b\", \"resource\": \"*\"}}]}",
       "2:1",
       "\"id\""},
      {"a request without its request",
       "{\"remora\": 1, \"requests\": [\n{\"id\": \"r\"}]}",
       "2:1",
       "\"request\""},
      {"ids that stand twice",
       "{\"remora\": 1, \"requests\": [{\"id\": \"r\", \"request\": {\"principal\": "
       "\"anonymous\", \"action\": \"a:b\", \"resource\": \"*\"}},\n{\"id\": \"r\", "
       "\"request\": {\"principal\": \"anonymous\", \"action\": \"a:b\", \"resource\": \"*\"}}]}",
       "2:1",
       "twice"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const std::string errors = errors_in(row.text);
      BOOST_TEST(has(errors, "test.json:" + std::string(row.place) + ": error:"), errors);
      BOOST_TEST(has(errors, row.says), errors);
    }
  }
}

BOOST_AUTO_TEST_CASE(all_errors_are_reported_not_only_the_first) {
  const auto errors = errors_of(
      read(R"({"remora": 1, "x": 1, "buckets": [{"name": 5}], "keys": [{"arn": "no"}], "y": 2})"));
  BOOST_TEST(errors.size() >= 6U);
}

BOOST_AUTO_TEST_CASE(a_missing_policy_file_is_an_error_in_the_scenario) {
  const std::string errors = errors_in(
      "{\"remora\": 1, \"buckets\": [{\"name\": \"B\", \"accountId\": \"210987654321\", "
      "\"region\": \"us-east-1\",\n\"policy\": \"none.json\"}]}");
  BOOST_TEST(has(errors, "test.json:2:11: error:"));
  BOOST_TEST(has(errors, "none.json"));
}

BOOST_AUTO_TEST_CASE(warnings_of_policies_reach_the_scenario) {
  const Scenario scenario = value_of(read(
      R"({"remora": 1, "buckets": [{"name": "B", "accountId": "210987654321",
          "region": "us-east-1", "policy": {"Statement": {"Effect": "Allow", "Action": "s3:*",
          "Resource": "*"}}}]})"));
  BOOST_TEST(scenario.warnings.size() == 1U);
}

// AWS makes the service-linked role by itself (AWS Config Developer Guide,
// "Using Service-Linked Roles for AWS Config").
BOOST_AUTO_TEST_CASE(the_service_linked_role_of_config_needs_no_listing) {
  const char* const arn =
      "arn:aws:iam::111111111111:role/aws-service-role/config.amazonaws.com/"
      "AWSServiceRoleForConfig";
  const Scenario scenario = value_of(read(
      R"({"remora": 1, "deliveries": [{"id": "d", "service": "config",
          "accountId": "111111111111", "region": "us-east-1",
          "configurationRecorder": {"name": "default", "roleARN": ")" +
      std::string(arn) + R"("}, "deliveryChannel": {"s3BucketName": "B"}}]})"));
  const world::Role* role = scenario.world.role(arn);
  BOOST_REQUIRE(role != nullptr);
  BOOST_TEST(role->service_linked == true);
  BOOST_TEST((role->trust != nullptr));
  BOOST_TEST(role->policies.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
