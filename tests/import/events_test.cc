#include "engine/import/events.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/command/check.h"
#include "engine/command/diagnose.h"
#include "engine/json/writer.h"
#include "tests/support/build.h"
#include "tests/support/memory_files.h"
#include "tests/support/table.h"

namespace remora::test::event_inputs {

namespace {

const std::string kKey = "arn:aws:kms:us-east-1:111122223333:key/k";
const std::string kBucketPolicy =
    R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": ["config.amazonaws.com", "cloudtrail.amazonaws.com"]}, "Action": ["s3:GetBucketAcl", "s3:ListBucket", "s3:PutObject"], "Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"]}]})";
const std::string kClosedKey =
    R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", "Resource": "*"}]})";
const std::string kMessage =
    "Insufficient delivery policy to s3 bucket: logs, unable to write to bucket, provided s3 key "
    "prefix is 'null', provided kms key is '" +
    kKey + "'.";
const std::string kChannel = R"({"deliveryChannel": {"name": "default", "s3BucketName": "logs", )"
                             R"("s3KmsKeyArn": ")" +
                             kKey + R"(", "snsTopicARN": null}})";

struct EventText {
  std::string name = "PutDeliveryChannel";
  std::string request = kChannel;
  std::string code = "InsufficientDeliveryPolicyException";
  std::string message = kMessage;
  std::string source = "config.amazonaws.com";
};

std::string event(const EventText& text = {}) {
  std::string error;
  if (!text.code.empty()) {
    error = R"("errorCode": ")" + text.code + R"(", "errorMessage": )" +
            json::quoted(text.message) + ", ";
  }
  return R"({"eventVersion": "1.11", "userIdentity": {"type": "AssumedRole", "accountId": )"
         R"("111122223333"}, "eventSource": ")" +
         text.source + R"(", "eventName": ")" + text.name + R"(", "awsRegion": "us-east-1", )" +
         error + R"("requestParameters": )" + text.request +
         R"(, "recipientAccountId": "111122223333"})";
}

const std::string kForeign =
    R"({"eventSource": "s3.amazonaws.com", "eventName": "PutObject", "awsRegion": "us-east-1", "requestParameters": null})";

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

command::Output checked(MemoryFiles& files, const std::vector<std::string>& inputs) {
  return command::check(inputs, {}, files);
}

/// The verdict lines of a check, and what it says of AWS's own answer.
std::string verdicts(const command::Output& output) {
  std::string lines;
  std::size_t at = 0;
  const std::string& text = output.text;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    if (line.starts_with("✓") || line.starts_with("✗") || line.starts_with("?")) {
      lines += line + "\n";
    }
    at = end + 1;
  }
  return lines + text_of(output.diagnostics);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(importing)
BOOST_AUTO_TEST_SUITE(events)

TEST_TABLE(a_call_is_read_in_every_form_in_which_people_have_it) {
  struct Row {
    const char* name;
    std::string text;
  };

  const std::string one = event();
  const std::vector<Row> rows = {
      {"one record", one},
      {"the records of a file that CloudTrail delivers", R"({"Records": [)" + one + "]}"},
      {"one among other records", R"({"Records": [)" + kForeign + ", " + one + "]}"},
      {"what lookup-events prints",
       R"({"Events": [{"EventName": "PutDeliveryChannel", "CloudTrailEvent": )" +
           json::quoted(one) + "}]}"},
      {"what EventBridge passes on",
       R"({"version": "0", "detail-type": "AWS API Call via CloudTrail", "account": "111122223333", "detail": )" +
           one + "}"},
      {"a list without anything around it", "[" + kForeign + ", " + one + "]"},
      {"one a line, among others", kForeign + "\n" + one + "\n\n" + kForeign + "\n"},
      {"one a line, with the line ends of Windows", one + "\r\n" + kForeign + "\r\n"},
      {"the same call tried twice", R"({"Records": [)" + one + ", " + one + "]}"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      MemoryFiles files(
          {{"event.json", row.text}, {"b.json", kBucketPolicy}, {"k.json", kClosedKey}});
      const command::Output output = checked(files, {"event.json", "k.json", "b.json"});
      BOOST_TEST(
          contains(output.text,
                   "✗ default  refused  PutDeliveryChannel, account 111122223333, us-east-1"),
          verdicts(output));
      BOOST_TEST(!contains(output.text, "default-"));
      BOOST_TEST(
          contains(output.text, "note: AWS answered InsufficientDeliveryPolicyException, too"),
          output.text);
    }
  }
}

TEST_TABLE(everything_that_a_request_says_becomes_the_call) {
  struct Row {
    const char* name;
    EventText event;
    const char* verdict;
  };

  const std::string kTrail =
      R"({"name": "main", "s3BucketName": "logs", "includeGlobalServiceEvents": true, "isMultiRegionTrail": true, "enableLogFileValidation": true, "kmsKeyId": ")" +
      kKey + R"(", "isOrganizationTrail": false})";
  const std::vector<Row> rows = {
      {"a trail",
       {"CreateTrail", kTrail, "", "", "cloudtrail.amazonaws.com"},
       "✗ main  refused  CreateTrail"},
      {"a trail without a key",
       {"CreateTrail",
        R"({"name": "main", "s3BucketName": "logs"})",
        "",
        "",
        "cloudtrail.amazonaws.com"},
       "✓ main  delivered  CreateTrail"},
      {"a trail into another bucket than the policy is of",
       {"CreateTrail",
        R"({"name": "main", "s3BucketName": "other"})",
        "",
        "",
        "cloudtrail.amazonaws.com"},
       "? main  undetermined  CreateTrail"},
      {"a change of a trail that nothing describes",
       {"UpdateTrail",
        R"({"name": "arn:aws:cloudtrail:us-east-1:111122223333:trail/main", "kmsKeyId": ")" + kKey +
            "\"}",
        "",
        "",
        "cloudtrail.amazonaws.com"},
       "? main  undetermined  UpdateTrail"},
      {"a recorder",
       {"PutConfigurationRecorder",
        R"({"configurationRecorder": {"name": "default", "roleARN": "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig", "recordingGroup": {"allSupported": true}}})",
        "",
        ""},
       "✓ default  delivered  PutConfigurationRecorder"},
      {"a channel without its request, from the message",
       {"PutDeliveryChannel", "null", "InsufficientDeliveryPolicyException", kMessage},
       "✗ channel  refused  PutDeliveryChannel, account 111122223333, us-east-1"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      MemoryFiles files(
          {{"event.json", event(row.event)}, {"b.json", kBucketPolicy}, {"k.json", kClosedKey}});
      std::vector<std::string> inputs = {"event.json"};
      const bool with_key = contains(row.event.request, kKey) || contains(row.event.message, kKey);
      if (with_key) {
        inputs.push_back("k.json");
      }
      if (!contains(row.verdict, "Recorder")) {
        inputs.push_back("b.json");
      }
      const command::Output output = checked(files, inputs);
      BOOST_TEST(contains(output.text, row.verdict), verdicts(output));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_channel_is_put_with_the_recorder_that_another_event_put) {
  const std::string recorder = event(
      {"PutConfigurationRecorder",
       R"({"configurationRecorder": {"name": "default", "roleARN": "arn:aws:iam::111122223333:role/r"}})",
       "",
       ""});
  MemoryFiles files({{"event.json", R"({"Records": [)" + recorder + ", " + event() + "]}"},
                     {"b.json", kBucketPolicy},
                     {"k.json", kClosedKey}});
  const command::Output output = checked(files, {"event.json", "b.json", "k.json"});
  // Whether AWS Config may assume that role nobody knows.
  BOOST_TEST(contains(output.text, "? default"), verdicts(output));
  BOOST_TEST(contains(output.text, "role/r"), output.text);
}

BOOST_AUTO_TEST_CASE(where_aws_answered_otherwise_the_difference_is_said) {
  const std::string accepted = event({"PutDeliveryChannel", kChannel, "", ""});
  MemoryFiles files({{"event.json", accepted}, {"b.json", kBucketPolicy}, {"k.json", kClosedKey}});
  const command::Output output = checked(files, {"event.json", "b.json", "k.json"});
  BOOST_TEST(contains(output.text,
                      "differs from AWS: AWS accepted the call, where the inputs here give "
                      "InsufficientDeliveryPolicyException"),
             output.text);
}

BOOST_AUTO_TEST_CASE(lines_of_events_are_diagnosed_and_have_places) {
  MemoryFiles files({{"events", kForeign + "\n" + event() + "\n"},
                     {"bad", event() + "\n" + event() + "\n{\"eventName\": }\n"},
                     {"none", kForeign + "\n" + kForeign + "\n"},
                     {"b.json", kBucketPolicy},
                     {"k.json", kClosedKey}});
  command::DiagnoseOptions with;
  with.with = {"k.json", "b.json"};
  const std::string text = command::diagnose("events", with, files).text;
  BOOST_TEST(contains(text, "InsufficientDeliveryPolicyException"), text);
  BOOST_TEST(contains(text, "refused with this error"), text);
  const std::string places = checked(files, {"events", "b.json", "k.json"}).text;
  BOOST_TEST(contains(places, "(the CloudTrail event, events:2:1)"), places);
  BOOST_TEST(contains(text_of(checked(files, {"bad", "b.json"}).diagnostics), "bad:3:"));
  BOOST_TEST(contains(text_of(checked(files, {"none", "b.json"}).diagnostics),
                      "no event here is a call that delivers"));
}

BOOST_AUTO_TEST_CASE(events_that_deliver_nothing_are_told_of) {
  MemoryFiles files(
      {{"event.json", R"({"Records": [)" + kForeign + "]}"}, {"b.json", kBucketPolicy}});
  const command::Output output = checked(files, {"event.json", "b.json"});
  BOOST_TEST(contains(text_of(output.diagnostics), "no event here is a call that delivers"));
  MemoryFiles silent({{"event.json", event({"PutDeliveryChannel", "null", "AccessDenied", "no"})}});
  const command::Output none = checked(silent, {"event.json"});
  BOOST_TEST(contains(text_of(none.diagnostics), "this event has no requestParameters"),
             text_of(none.diagnostics));
}

BOOST_AUTO_TEST_CASE(an_event_is_diagnosed_with_what_its_request_says) {
  MemoryFiles files({{"event.json", event()}, {"b.json", kBucketPolicy}, {"k.json", kClosedKey}});
  command::DiagnoseOptions options;
  const command::Output alone = command::diagnose("event.json", options, files);
  BOOST_TEST(contains(alone.text, "AWS Config: unable to write"), alone.text);
  BOOST_TEST(contains(alone.text, "account    111122223333"), alone.text);
  BOOST_TEST(contains(alone.text, "operation  PutDeliveryChannel"), alone.text);
  options.with = {"b.json", "k.json"};
  const command::Output with = command::diagnose("event.json", options, files);
  BOOST_TEST(contains(with.text, "refused with this error"), with.text);
  BOOST_TEST(contains(with.text, "Fix, verified"), with.text);
  MemoryFiles accepted({{"event.json", event({"PutDeliveryChannel", kChannel, "", ""})}});
  const command::Output nothing = command::diagnose("event.json", {}, accepted);
  BOOST_TEST(contains(nothing.message, "there is nothing to diagnose"));
  BOOST_TEST((nothing.status == command::ExitStatus::Success));
}

TEST_TABLE(a_status_is_diagnosed_and_compared_with_a_later_delivery) {
  struct Row {
    const char* name;
    std::string status;
    const char* diagnosis;  // of the status alone
    const char* compared;   // in a check of a channel or trail whose bucket policy is open
  };

  const std::vector<Row> rows = {
      {"a channel that fails",
       R"({"DeliveryChannelsStatus": [{"name": "default", "configHistoryDeliveryInfo": {"lastStatus": "FAILURE", "lastErrorCode": "AccessDenied", "lastErrorMessage": "x"}}]})",
       "AWS Config: a later delivery",
       "AWS shows otherwise: configHistoryDeliveryInfo.lastStatus FAILURE (here SUCCESS)"},
      {"a channel that delivers",
       R"({"DeliveryChannelsStatus": [{"name": "default", "configHistoryDeliveryInfo": {"lastStatus": "Success"}, "configStreamDeliveryInfo": {"lastStatus": "NOT_APPLICABLE"}}]})",
       "",
       "AWS shows it, too: configHistoryDeliveryInfo.lastStatus Success"},
      {"a trail that fails",
       R"({"IsLogging": true, "LatestDeliveryError": "AccessDenied"})",
       "AWS CloudTrail: a later delivery",
       "AWS shows otherwise: LatestDeliveryError AccessDenied (here nothing)"},
      {"a trail that delivers",
       R"({"IsLogging": true, "LatestDeliveryTime": "2025-01-01T00:00:00Z"})",
       "",
       "AWS shows it, too: LatestDeliveryError nothing"},
  };
  const std::string kListed =
      R"({"DeliveryChannels": [{"name": "default", "s3BucketName": "logs"}]})";
  const std::string kTrails =
      R"({"trailList": [{"Name": "default", "S3BucketName": "logs", "TrailARN": "arn:aws:cloudtrail:us-east-1:111122223333:trail/default", "HomeRegion": "us-east-1"}]})";
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      MemoryFiles files({{"s.json", row.status},
                         {"c.json", contains(row.status, "IsLogging") ? kTrails : kListed},
                         {"b.json", kBucketPolicy}});
      const command::Output alone = command::diagnose("s.json", {}, files);
      BOOST_TEST((std::string(row.diagnosis).empty() ? alone.text.empty()
                                                     : contains(alone.text, row.diagnosis)),
                 alone.text);
      command::CheckOptions options;
      options.scenarios.accounts = {"111122223333"};
      options.scenarios.regions = {"us-east-1"};
      const command::Output output = command::check({"c.json", "s.json", "b.json"}, options, files);
      BOOST_TEST(contains(output.text, row.compared), output.text << verdicts(output));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test::event_inputs
