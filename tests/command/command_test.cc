#include <map>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/command/check.h"
#include "engine/command/diagnose.h"
#include "engine/command/diff.h"
#include "engine/command/eval.h"
#include "engine/command/explain.h"
#include "engine/command/fix.h"
#include "engine/command/lint.h"
#include "engine/command/test.h"
#include "tests/support/memory_files.h"
#include "tests/support/print.h"
#include "tests/support/scenario.h"

namespace remora::test {

namespace {

using remora::command::ExitStatus;
using remora::command::Output;

const std::vector<std::string> kInput = {"dir"};

constexpr const char* kVector = R"({"format": 1, "vectors": [
  {"id": "a", "expect": "Allowed",
   "request": {"principal": "config.amazonaws.com", "action": "s3:PutObject",
               "resource": "arn:aws:s3:::logs/x"},
   "policies": {}}]})";

MemoryFiles files() {
  return MemoryFiles({{"dir/scenario.json", kScenario},
                      {"dir/bucket-policy.json", kScenarioBucketPolicy},
                      {"dir/key-policy.json", kScenarioKeyPolicy},
                      {"vectors.json", kVector}});
}

bool holds(const std::string& text, std::string_view piece) {
  return text.find(piece) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(commands)

// AWS Control Tower User Guide, "Logging AWS Control Tower Actions with AWS CloudTrail".
BOOST_AUTO_TEST_CASE(diagnose_reads_the_message_in_an_event_of_another_service) {
  MemoryFiles memory = files();
  memory.add(
      "event.json",
      R"({"eventSource": "controltower.amazonaws.com", "eventName": "SetupLandingZone", "serviceEventDetails": {"setupLandingZoneStatus": {"statusMessage": "AWS Control Tower failed. Insufficient delivery policy to s3 bucket: logs, unable to write to bucket, provided s3 key prefix is 'null', provided kms key is 'null'. (Service: AmazonConfig; Status Code: 400; Error Code: InsufficientDeliveryPolicyException; Request ID: 9; Proxy: null)."}}})");
  const Output output = command::diagnose("event.json", {}, memory);
  BOOST_TEST(holds(output.text, "InsufficientDeliveryPolicyException"), output.message);
}

BOOST_AUTO_TEST_CASE(what_is_nothing_of_ours_is_no_scenario) {
  MemoryFiles memory = files();
  memory.add("channel.json", R"({"name": "default", "s3BucketName": "logs"})");
  const Output output = command::check({"channel.json"}, {}, memory);
  BOOST_TEST((output.status == ExitStatus::BadInput));
  BOOST_REQUIRE(!output.diagnostics.empty());
  BOOST_TEST(output.diagnostics.front().message == "this is none of the files that are read");
}

BOOST_AUTO_TEST_CASE(check_answers_what_a_folder_in_memory_asks) {
  MemoryFiles memory = files();
  remora::command::CheckOptions options;
  options.format = "json";
  const Output json = remora::command::check(kInput, options, memory);
  BOOST_TEST((json.status == ExitStatus::Failure));
  BOOST_TEST(holds(json.text, "\"input\": \"dir/scenario.json\""), json.text);
  const Output text = remora::command::check(kInput, {}, memory);
  BOOST_TEST(holds(text.text, "InsufficientDeliveryPolicyException"), text.text);
}

BOOST_AUTO_TEST_CASE(check_says_what_is_wrong_with_options_and_inputs) {
  MemoryFiles memory = files();
  BOOST_TEST(!remora::command::check({}, {}, memory).usage.empty());
  remora::command::CheckOptions options;
  options.as = "clii";
  BOOST_TEST(holds(remora::command::check(kInput, options, memory).usage, "cli"));
  const Output missing = remora::command::check({"nowhere.json"}, {}, memory);
  BOOST_TEST((missing.status == ExitStatus::BadInput));
  BOOST_TEST(missing.diagnostics.size() == 1U);
  BOOST_TEST(missing.usage.empty());
}

BOOST_AUTO_TEST_CASE(explain_shows_the_request_that_is_chosen) {
  MemoryFiles memory = files();
  remora::command::ExplainOptions options;
  options.request = "refused";
  BOOST_TEST(holds(remora::command::explain(kInput, options, memory).text, "key"));
  options.request = "refuse";
  BOOST_TEST(holds(remora::command::explain(kInput, options, memory).usage, "refused"));
}

BOOST_AUTO_TEST_CASE(fix_gives_the_change_and_writes_nothing) {
  MemoryFiles memory = files();
  remora::command::FixOptions options;
  options.format = "diff";
  const Output diff = remora::command::fix({"dir"}, options, memory);
  BOOST_TEST(holds(diff.text, "+++ b/dir/key-policy.json"), diff.text);
  options.way = 9;
  BOOST_TEST(holds(remora::command::fix({"dir"}, options, memory).usage, "there is no way 9"));
}

BOOST_AUTO_TEST_CASE(test_compares_with_what_is_expected) {
  MemoryFiles memory = files();
  const Output scenario = remora::command::test(kInput, {}, "tap", {}, memory);
  BOOST_TEST((scenario.status == ExitStatus::Failure));
  BOOST_TEST(holds(scenario.text, "delivered"), scenario.text);
  const Output vectors = remora::command::test({"vectors.json"}, {}, "tap", {}, memory);
  BOOST_TEST((vectors.status == ExitStatus::Failure));
}

BOOST_AUTO_TEST_CASE(a_setting_reaches_no_vectors_in_yaml) {
  MemoryFiles memory;
  memory.add("v.json", kVector);
  remora::command::TestOptions options;
  options.set = {"expect=ImplicitlyDenied"};
  const Output json = remora::command::test({"v.json"}, options, "text", {}, memory);
  BOOST_TEST((json.status == ExitStatus::Success));
  memory.add("v.yaml",
             "- id: a\n  expect: Allowed\n  policies: {}\n  request:\n    principal: anonymous\n"
             "    action: s3:GetObject\n    resource: \"*\"\n");
  const Output yaml = remora::command::test({"v.yaml"}, options, "text", {}, memory);
  BOOST_TEST((yaml.status == ExitStatus::BadInput));
  BOOST_TEST(holds(yaml.text, "v.yaml:1:1: error: --set reaches no vectors in YAML"), yaml.text);
  options.set.clear();
  const Output without = remora::command::test({"v.yaml"}, options, "text", {}, memory);
  BOOST_TEST((without.status == ExitStatus::Failure));
}

BOOST_AUTO_TEST_CASE(eval_decides_vectors_and_a_single_request) {
  MemoryFiles memory = files();
  const Output vectors = remora::command::eval({"vectors.json"}, {}, {}, memory);
  BOOST_TEST((vectors.status == ExitStatus::Failure));
  BOOST_TEST(vectors.message == "1 vectors, 1 disagree, 0 unreadable\n");
  remora::command::RequestOptions request;
  request.principal = "config.amazonaws.com";
  request.action = "s3:PutObject";
  request.resource = "arn:aws:s3:::logs/x";
  request.resource_policy = "dir/bucket-policy.json";
  request.expect = "Allowed";
  const Output one = remora::command::eval_request(request, {}, {}, memory);
  BOOST_TEST((one.status == ExitStatus::Success));
  request.principal.clear();
  const Output bad = remora::command::eval_request(request, {}, {}, memory);
  BOOST_TEST((bad.status == ExitStatus::BadInput));
}

BOOST_AUTO_TEST_CASE(diagnose_says_which_cause_it_is) {
  MemoryFiles memory({{"error.txt", "nothing that anybody knows"},
                      {"dir/scenario.json", kScenario},
                      {"dir/bucket-policy.json", kScenarioBucketPolicy},
                      {"dir/key-policy.json", kScenarioKeyPolicy},
                      {"real.txt",
                       "An error occurred (InsufficientDeliveryPolicyException) when calling the "
                       "PutDeliveryChannel operation: Insufficient delivery policy to s3 bucket: "
                       "logs, unable to write to bucket, provided s3 key prefix is "
                       "'o-a1b2c3d4e5', provided kms key is "
                       "'arn:aws:kms:us-east-1:333333333333:key/k'."}});
  const Output unknown = remora::command::diagnose("error.txt", {}, memory);
  BOOST_TEST((unknown.status == ExitStatus::BadInput));
  BOOST_TEST(holds(unknown.message, "error.txt: error: not recognised"), unknown.message);
  remora::command::DiagnoseOptions options;
  options.with = kInput;
  const Output found = remora::command::diagnose("real.txt", options, memory);
  BOOST_TEST(holds(found.text, "dir/scenario.json"), found.text);
}

BOOST_AUTO_TEST_CASE(lint_judges_a_policy) {
  const std::map<std::string, std::string> texts = {
      {"p.json", R"({"Version": "2012-10-17", "Statement": []})"}};
  MemoryFiles memory(texts);
  remora::command::LintOptions options;
  options.type = "key";
  BOOST_TEST(!remora::command::lint({"p.json"}, options, memory).text.empty());
  options.type = "kee";
  BOOST_TEST(holds(remora::command::lint({"p.json"}, options, memory).usage, "key"));
}

BOOST_AUTO_TEST_CASE(fix_mends_a_sequence_from_its_first_refusal) {
  const std::string call = R"({"service": "config", "accountId": "111111111111",
    "region": "us-east-1", "configurationRecorder": {"name": "default", "roleARN":
    "arn:aws:iam::111111111111:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"},
    "deliveryChannel": {"name": "default", "s3BucketName": "logs"})";
  MemoryFiles memory({{"dir/scenario.json",
                       R"({"remora": 1, "sequence": true, "buckets": [{"name": "logs",
                           "accountId": "222222222222", "region": "us-east-1",
                           "policy": "bucket-policy.json"}],
                           "deliveries": [)" +
                           call + R"(, "id": "first"}, )" + call + R"(, "id": "second"}]})"},
                      {"dir/bucket-policy.json", R"({"Version": "2012-10-17", "Statement": []})"}});
  const Output output = remora::command::fix({"dir"}, {}, memory);
  BOOST_REQUIRE(!output.diagnostics.empty());
  BOOST_TEST(holds(output.diagnostics.back().message, "\"first\" is mended first"));
  BOOST_TEST(!holds(output.text, "second"), output.text);
  BOOST_TEST(holds(output.text, "config.amazonaws.com"), output.text);
}

BOOST_AUTO_TEST_CASE(diff_finds_what_got_worse) {
  MemoryFiles memory({{"dir/scenario.json", kScenario},
                      {"dir/bucket-policy.json", kScenarioBucketPolicy},
                      {"dir/key-policy.json", kScenarioKeyPolicy},
                      {"shut.json", R"({"Version": "2012-10-17", "Statement": {"Effect": "Deny",
                        "Principal": "*", "Action": "s3:*", "Resource": "*"}})"}});
  remora::command::DiffOptions options;
  options.in = "dir";
  const Output output =
      remora::command::diff("dir/bucket-policy.json", "shut.json", options, memory);
  BOOST_TEST((output.status == ExitStatus::Failure));
  BOOST_TEST(holds(output.text, "delivered"), output.text);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
