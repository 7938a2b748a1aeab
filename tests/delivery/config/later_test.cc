#include "engine/delivery/config/later.h"

#include <functional>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/base/symbol.h"
#include "engine/delivery/config/operations.h"
#include "tests/support/config_case.h"
#include "tests/support/print.h"
#include "tests/support/status.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(delivery)
BOOST_AUTO_TEST_SUITE(config_later)

namespace {

constexpr const char* kTopicArn = "arn:aws:sns:us-east-1:111111111111:t";

using remora::delivery::config::Operation;

DeliveryOutcome run(ConfigCase made, Operation operation) {
  made.of().operation = operation;
  return made.run();
}

DeliveryOutcome later(const ConfigCase& made) {
  return run(made, Operation::Deliver);
}

}  // namespace

BOOST_AUTO_TEST_CASE(everything_arrives_where_the_documented_policy_stands) {
  const DeliveryOutcome outcome = later(ConfigCase());
  BOOST_TEST(outcome.outcome == Outcome::Delivered);
  BOOST_TEST(field(outcome, "configHistoryDeliveryInfo.lastStatus") == "SUCCESS");
  BOOST_TEST(field(outcome, "configSnapshotDeliveryInfo.lastStatus") == "SUCCESS");
  BOOST_TEST(field(outcome, "configStreamDeliveryInfo.lastStatus") == "NOT_APPLICABLE");
}

// Developer guide, "Delivering configuration items": the date stands in the key, so a policy that
// names one day fails on the others.
BOOST_AUTO_TEST_CASE(the_objects_lie_under_region_and_date) {
  const DeliveryOutcome outcome = later(ConfigCase());
  const std::string history =
      "arn:aws:s3:::cfg-logs-2222/AWSLogs/111111111111/Config/us-east-1/<year>/<month>/<day>/"
      "ConfigHistory/111111111111_Config_us-east-1_ConfigHistory_<time and id>.json.gz";
  bool found = false;
  for (const ProbeResult& probe : outcome.probes) {
    found = found || readable(probe.request.resource) == history;
  }
  BOOST_TEST(found);
}

// A delivery repeats the check (capture of AWS, early_snapshot), and nobody gets an error.
BOOST_AUTO_TEST_CASE(a_policy_broken_later_shows_in_the_status_alone) {
  ConfigCase made;
  made.bucket_policy("");
  made.world.buckets[0].policy = nullptr;
  const DeliveryOutcome outcome = later(made);
  BOOST_TEST(outcome.outcome == Outcome::Refused);
  BOOST_TEST(!outcome.error);
  BOOST_TEST(outcome.cause.has_value());
  BOOST_TEST(field(outcome, "configHistoryDeliveryInfo.lastStatus") == "FAILURE");
  BOOST_TEST(field(outcome, "configHistoryDeliveryInfo.lastErrorCode") == "AccessDenied");
}

BOOST_AUTO_TEST_CASE(a_failed_check_stops_the_objects_unless_the_switch_says_otherwise) {
  ConfigCase made;
  made.bucket_policy(allow(kToConfig,
                           R"("s3:PutObject")",
                           "arn:aws:s3:::cfg-logs-2222/AWSLogs/111111111111/Config/us-east-1/*") +
                     "," + allow(kToConfig, R"("s3:GetBucketAcl")", "arn:aws:s3:::cfg-logs-2222"));
  BOOST_TEST(later(made).outcome == Outcome::Refused);
  BOOST_REQUIRE(!made.assumptions.set("config_delivery_repeats_check", "ignored"));
  const DeliveryOutcome ignored = later(made);
  BOOST_TEST(ignored.outcome == Outcome::Delivered);
  BOOST_TEST(field(ignored, "configHistoryDeliveryInfo.lastStatus") == "SUCCESS");
}

BOOST_AUTO_TEST_CASE(a_missing_bucket_has_its_own_code) {
  ConfigCase made;
  made.world.buckets.clear();
  const DeliveryOutcome outcome = later(made);
  BOOST_TEST(outcome.outcome == Outcome::Refused);
  BOOST_TEST(field(outcome, "configHistoryDeliveryInfo.lastErrorCode") == "NoSuchBucket");
  BOOST_TEST(field(outcome, "configHistoryDeliveryInfo.lastErrorMessage") ==
             "Failed to deliver notification to bucket: cfg-logs-2222 for account 111111111111 in "
             "region us-east-1.");
}

// Developer guide, "Permissions for the Amazon SNS topic".
TEST_TABLE(notifications) {
  const struct {
    const char* name;
    std::string policy;
    std::function<void(ConfigCase&)> change;
    const char* status;
  } rows[] = {
      {"the service may publish", allow(kToConfig, R"("sns:Publish")", kTopicArn), {}, "SUCCESS"},
      {"the role may, named in the topic's own account",
       allow(R"({"AWS": ")" + std::string(kRole) + R"("})", R"("sns:Publish")", kTopicArn),
       {},
       "SUCCESS"},
      {"nobody may", "", {}, "FAILURE"},
      {"another account's Config",
       allow(kToConfig,
             R"("sns:Publish")",
             kTopicArn,
             R"({"StringEquals": {"aws:SourceAccount": "222222222222"}})"),
       {},
       "FAILURE"},
      {"an encrypted topic is not supported",
       allow(kToConfig, R"("sns:Publish")", kTopicArn),
       [](ConfigCase& c) { c.world.topics[0].kms_key = kKey; },
       "FAILURE"},
      {"no such topic", "", [](ConfigCase& c) { c.world.topics.clear(); }, "FAILURE"},
      {"a channel of another Region",
       allow(kToConfig, R"("sns:Publish")", kTopicArn),
       [](ConfigCase& c) { c.call.region = "us-west-2"; },
       "FAILURE"},
  };

  for (const auto& row : rows) {
    if (table.row(row.name)) {
      ConfigCase made;
      made.world.topics = {topic(kTopicArn, row.policy)};
      made.channel().sns_topic_arn = kTopicArn;
      if (row.change) {
        row.change(made);
      }
      BOOST_TEST(field(later(made), "configStreamDeliveryInfo.lastStatus") == row.status);
    }
  }
}

// The calls themselves ask for recorder and channel only (capture of AWS, lifecycle).
TEST_TABLE(a_snapshot_needs_channel_and_running_recorder) {
  const struct {
    const char* name;
    std::function<void(ConfigCase&)> change;
    const char* code;
  } rows[] = {
      {"all there", [](ConfigCase&) {}, ""},
      {"no channel",
       [](ConfigCase& c) { c.of().channel.reset(); },
       "NoSuchDeliveryChannelException"},
      {"no recorder",
       [](ConfigCase& c) { c.of().recorder.reset(); },
       "NoAvailableConfigurationRecorderException"},
      {"stopped",
       [](ConfigCase& c) { c.of().recorder->recording = false; },
       "NoRunningConfigurationRecorderException"},
      {"no role", [](ConfigCase& c) { c.of().recorder->role_arn = ""; }, "InvalidRoleException"},
  };

  for (const auto& row : rows) {
    if (table.row(row.name)) {
      ConfigCase made;
      row.change(made);
      const DeliveryOutcome outcome = run(made, Operation::DeliverConfigSnapshot);
      BOOST_TEST(code_of(outcome) == row.code);
      BOOST_TEST((outcome.outcome == Outcome::Delivered) == std::string(row.code).empty());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
