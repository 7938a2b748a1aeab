#include "engine/input/delivery_reader.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/known.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

using remora::fixture::ScenarioDelivery;

struct Reading {
  ScenarioDelivery delivery;
  std::string remarks;
};

Reading read(const std::string& text) {
  const json::DocumentPtr json = document(text);
  DiagnosticSink sink(json->source());
  Reading reading{remora::input::read_delivery(json->root(), "deliveries[0]", false, sink), {}};
  reading.remarks = text_of(sink.diagnostics());
  return reading;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string config(const std::string& rest) {
  return R"({"id": "d", "service": "config", "accountId": "111111111111", "region": "us-east-1")" +
         rest + "}";
}

std::string cloudtrail(const std::string& rest) {
  return R"({"id": "d", "service": "cloudtrail", "accountId": "111111111111",
             "region": "us-east-1")" +
         rest + "}";
}

const delivery::config::Call& config_of(const Reading& reading) {
  return std::get<delivery::config::Call>(reading.delivery.call.of);
}

const delivery::cloudtrail::Call& trail_of(const Reading& reading) {
  return std::get<delivery::cloudtrail::Call>(reading.delivery.call.of);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(input)
BOOST_AUTO_TEST_SUITE(delivery_reader)

BOOST_AUTO_TEST_CASE(a_delivery_channel_has_awss_own_members) {
  const Reading reading = read(config(R"(,
      "configurationRecorder": {"name": "default", "roleARN": "arn:role",
                                "recordingGroup": {"allSupported": true}},
      "deliveryChannel": {"name": "default", "s3BucketName": "B", "s3KeyPrefix": "P",
                          "s3KmsKeyArn": "arn:key", "snsTopicARN": "arn:topic",
                          "configSnapshotDeliveryProperties": {"deliveryFrequency": "One_Hour"}})"));
  BOOST_TEST(reading.remarks == "");
  const auto& call = config_of(reading);
  const world::DeliveryChannel& channel = call.channel.value();
  BOOST_TEST((call.operation == delivery::config::Operation::PutDeliveryChannel));
  BOOST_TEST(call.recorder.value().role_arn == "arn:role");
  BOOST_TEST(known(channel.name).value() == "default");
  BOOST_TEST(known(channel.s3_bucket_name).value() == "B");
  BOOST_TEST(known(channel.s3_key_prefix).value() == "P");
  BOOST_TEST(known(channel.s3_kms_key_arn).value() == "arn:key");
  BOOST_TEST(known(channel.sns_topic_arn).value() == "arn:topic");
  BOOST_TEST(known(channel.delivery_frequency).value() == "One_Hour");
}

// An empty text is not the same as an absent member (docs/delivery.md).
BOOST_AUTO_TEST_CASE(empty_members_are_kept_apart_from_absent_ones) {
  const Reading reading =
      read(config(R"(, "configurationRecorder": null, "deliveryChannel": {"s3KeyPrefix": ""})"));
  BOOST_TEST(reading.remarks == "");
  const auto& call = config_of(reading);
  BOOST_TEST(!call.recorder.has_value());
  BOOST_TEST(known(call.channel.value().s3_key_prefix).value() == "");
  BOOST_TEST(!known(call.channel.value().s3_kms_key_arn).has_value());
}

BOOST_AUTO_TEST_CASE(a_trail_has_awss_own_members) {
  const Reading reading = read(cloudtrail(R"(, "trail": {"Name": "T", "S3BucketName": "B",
      "S3KeyPrefix": "P", "SnsTopicName": "t", "KmsKeyId": "alias/k",
      "CloudWatchLogsLogGroupArn": "arn:group", "CloudWatchLogsRoleArn": "arn:role",
      "IsMultiRegionTrail": true, "IsOrganizationTrail": true, "EnableLogFileValidation": true,
      "IncludeGlobalServiceEvents": true, "TagsList": []})"));
  BOOST_TEST(reading.remarks == "");
  const world::Trail& trail = trail_of(reading).trail;
  BOOST_TEST((trail_of(reading).operation == delivery::cloudtrail::Operation::CreateTrail));
  BOOST_TEST(trail.name == "T");
  BOOST_TEST(trail.s3_bucket_name == "B");
  BOOST_TEST(known(trail.s3_key_prefix).value() == "P");
  BOOST_TEST(known(trail.sns_topic_name).value() == "t");
  BOOST_TEST(known(trail.kms_key_id).value() == "alias/k");
  BOOST_TEST(known(trail.cloud_watch_logs_log_group_arn).value() == "arn:group");
  BOOST_TEST(known(trail.cloud_watch_logs_role_arn).value() == "arn:role");
  BOOST_TEST(known(trail.is_multi_region));
  BOOST_TEST(known(trail.is_organization_trail));
  BOOST_TEST(known(trail.enable_log_file_validation));
}

BOOST_AUTO_TEST_CASE(what_the_aws_cli_prints_of_a_trail_can_be_pasted) {
  const Reading reading = read(cloudtrail(R"(, "trail": {"Name": "T", "S3BucketName": "B",
      "SnsTopicName": "t", "SnsTopicARN": "arn:aws:sns:us-east-1:111111111111:t",
      "TrailARN": "arn:trail", "HomeRegion": "us-east-1", "LogFileValidationEnabled": true,
      "HasCustomEventSelectors": false, "HasInsightSelectors": false,
      "IncludeGlobalServiceEvents": true, "IsMultiRegionTrail": false,
      "IsOrganizationTrail": false})"));
  BOOST_TEST(reading.remarks == "");
  BOOST_TEST(known(trail_of(reading).trail.enable_log_file_validation));
  BOOST_TEST(known(trail_of(reading).trail.sns_topic_name).value() ==
             "arn:aws:sns:us-east-1:111111111111:t");
}

BOOST_AUTO_TEST_CASE(an_expectation_leaves_out_what_it_does_not_check) {
  const Reading reading = read(config(R"(, "configurationRecorder": null, "deliveryChannel": {},
      "expect": {"outcome": "refused", "error": "E", "message": "M",
                 "deniedBy": {"action": "kms:Decrypt", "principal": "P", "policy": "key"},
                 "objectsWritten": ["a", "b"], "evidence": "observed"})"));
  BOOST_TEST(reading.remarks == "");
  const auto& expect = reading.delivery.expect.value();
  BOOST_TEST(expect.outcome.value() == delivery::Outcome::Refused);
  BOOST_TEST(expect.error.value() == "E");
  BOOST_TEST(expect.message.value() == "M");
  BOOST_TEST(expect.denied_action.value() == "kms:Decrypt");
  BOOST_TEST(expect.denied_principal.value() == "P");
  BOOST_TEST(expect.denied_policy.value() == "key");
  BOOST_TEST(expect.objects_written.value().size() == 2U);
  BOOST_TEST((expect.evidence.value() == delivery::Origin::Observed));
  const Reading little = read(config(
      R"(, "configurationRecorder": null, "deliveryChannel": {}, "expect": {"error": "E"})"));
  BOOST_TEST(!little.delivery.expect.value().outcome.has_value());
  BOOST_TEST(!little.delivery.expect.value().objects_written.has_value());
  BOOST_TEST(!little.delivery.expect.value().evidence.has_value());
}

TEST_TABLE(errors_are_reported) {
  struct Row {
    const char* name;
    std::string text;
    const char* says;
  };

  const Row rows[] = {
      {"no service",
       R"({"id": "d", "accountId": "111111111111", "region": "us-east-1"})",
       "\"service\""},
      {"unknown service", R"({"id": "d", "service": "confg"})", "did you mean \"config\"?"},
      {"no recorder", config(R"(, "deliveryChannel": {})"), "\"configurationRecorder\""},
      {"no channel", config(R"(, "configurationRecorder": null)"), "\"deliveryChannel\""},
      {"no trail", cloudtrail(""), "\"trail\""},
      {"recorder without role",
       config(R"(, "configurationRecorder": {}, "deliveryChannel": {})"),
       "\"roleARN\""},
      {"trail without bucket", cloudtrail(R"(, "trail": {"Name": "T"})"), "\"S3BucketName\""},
      {"operation of the other service",
       config(R"(, "operation": "CreateTrail", "configurationRecorder": null,
                 "deliveryChannel": {})"),
       "\"CreateTrail\""},
      {"channel of a trail",
       cloudtrail(R"(, "trail": {"Name": "T", "S3BucketName": "B"},
                                          "deliveryChannel": {})"),
       "\"deliveryChannel\""},
      {"bad account", R"({"id": "d", "service": "config", "accountId": "1"})", "twelve digits"},
      {"bad Region", R"({"id": "d", "service": "config", "region": "x"})", "Region"},
      {"unknown policy in deniedBy",
       config(R"(, "configurationRecorder": null, "deliveryChannel": {},
                 "expect": {"deniedBy": {"policy": "buckt"}})"),
       "did you mean \"bucket\"?"},
      {"unknown evidence",
       config(R"(, "configurationRecorder": null, "deliveryChannel": {},
                 "expect": {"evidence": "observd"})"),
       "did you mean \"observed\"?"},
      {"unknown outcome",
       config(R"(, "configurationRecorder": null, "deliveryChannel": {},
                 "expect": {"outcome": "denied"})"),
       "\"denied\""},
      {"member in small letters",
       cloudtrail(R"(, "trail": {"name": "T", "S3BucketName": "B"})"),
       "did you mean \"Name\"?"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const std::string remarks = read(row.text).remarks;
      BOOST_TEST(has(remarks, ": error:"), remarks);
      BOOST_TEST(has(remarks, row.says), remarks);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
