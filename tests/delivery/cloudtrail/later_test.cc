#include "engine/delivery/cloudtrail/later.h"

#include <functional>

#include <boost/test/unit_test.hpp>

#include "tests/support/print.h"
#include "tests/support/status.h"
#include "tests/support/table.h"
#include "tests/support/trail_case.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(delivery)
BOOST_AUTO_TEST_SUITE(trail_later)

namespace {

using remora::delivery::cloudtrail::Operation;

DeliveryOutcome run(TrailCase made, Operation operation) {
  made.of().operation = operation;
  return made.run();
}

DeliveryOutcome later(const TrailCase& made) {
  return run(made, Operation::Deliver);
}

/// The trail of the case, in the world instead of in the call.
void make_existing(TrailCase& made, bool logs = true) {
  made.world.trails = {{kManagement, "us-east-1", kTrailArn, made.trail(), logs}};
  made.trail() = {};
  made.trail().name = "my-trail";
}

DeliveryOutcome update(TrailCase made, const remora::world::TrailChanges& changes) {
  make_existing(made);
  made.of().changes = changes;
  return run(made, Operation::UpdateTrail);
}

}  // namespace

// AWS CloudTrail User Guide, "Finding your CloudTrail log files".
TEST_TABLE(log_files) {
  const struct {
    const char* name;
    std::function<void(TrailCase&)> change;
    const char* error;
  } rows[] = {
      {"the documented policy", [](TrailCase&) {}, ""},
      {"no policy", [](TrailCase& c) { c.world.buckets[0].policy = nullptr; }, "AccessDenied"},
      {"no bucket", [](TrailCase& c) { c.world.buckets.clear(); }, "NoSuchBucket"},
      {"a disabled key",
       [](TrailCase& c) {
         c.with_key(allow(kToCloudTrail, R"("kms:*")", "*"));
         c.world.keys[0].state = "Disabled";
       },
       "KMS.DisabledException"},
      {"one Region's folder, for a trail of one Region",
       [](TrailCase& c) {
         TrailBucketPolicy policy;
         policy.put_resource =
             "arn:aws:s3:::cfg-logs-2222/AWSLogs/333333333333/CloudTrail/us-east-1/*";
         c.bucket_policy(policy);
       },
       ""},
      {"one Region's folder, for a trail of all Regions",
       [](TrailCase& c) {
         TrailBucketPolicy policy;
         policy.put_resource =
             "arn:aws:s3:::cfg-logs-2222/AWSLogs/333333333333/CloudTrail/us-east-1/*";
         c.bucket_policy(policy);
         c.trail().is_multi_region = true;
       },
       "AccessDenied"},
      {"insights without their folder",
       [](TrailCase& c) {
         TrailBucketPolicy policy;
         policy.put_resource = "arn:aws:s3:::cfg-logs-2222/AWSLogs/333333333333/CloudTrail/*";
         c.bucket_policy(policy);
         c.trail().has_insight_selectors = true;
       },
       "AccessDenied"},
  };

  for (const auto& row : rows) {
    if (table.row(row.name)) {
      TrailCase made;
      row.change(made);
      const DeliveryOutcome outcome = later(made);
      BOOST_TEST(field(outcome, "LatestDeliveryError") == row.error);
      BOOST_TEST((outcome.outcome == Outcome::Delivered) == std::string(row.error).empty());
      BOOST_TEST(!outcome.error);
    }
  }
}

// An organization's members write under the organization's id.
BOOST_AUTO_TEST_CASE(members_of_an_organization_have_a_folder_each) {
  TrailCase made;
  made.trail().is_organization_trail = true;
  TrailBucketPolicy policy;
  policy.put_resource = "arn:aws:s3:::cfg-logs-2222/AWSLogs/o-a1b2c3d4e5/333333333333/*";
  made.bucket_policy(policy);
  BOOST_TEST(field(later(made), "LatestDeliveryError") == "AccessDenied");
  policy.put_resource = "arn:aws:s3:::cfg-logs-2222/AWSLogs/o-a1b2c3d4e5/*";
  made.bucket_policy(policy);
  BOOST_TEST(field(later(made), "LatestDeliveryError") == "");
}

BOOST_AUTO_TEST_CASE(notification_and_log_group_have_fields_of_their_own) {
  TrailCase made;
  made.with_topic("");
  made.with_log_group(R"("logs:CreateLogStream")");
  const DeliveryOutcome outcome = later(made);
  BOOST_TEST(field(outcome, "LatestDeliveryError") == "");
  BOOST_TEST(field(outcome, "LatestNotificationError") == "AuthorizationError");
  BOOST_TEST(field(outcome, "LatestCloudWatchLogsDeliveryError") == "AccessDenied");
  BOOST_TEST(outcome.outcome == Outcome::Refused);
}

// Nobody measured aws:PrincipalType at the delivery of log files.
BOOST_AUTO_TEST_CASE(the_principal_type_is_open_when_files_are_delivered) {
  TrailCase made;
  TrailBucketPolicy policy;
  policy.condition = R"({"StringEquals": {"aws:PrincipalType": "AssumedRole"}})";
  made.bucket_policy(policy);
  BOOST_TEST(made.run().outcome == Outcome::Delivered);
  BOOST_TEST(later(made).outcome == Outcome::Undetermined);
  BOOST_REQUIRE(!made.assumptions.set("ct_delivery_principal_type", "AWSService"));
  BOOST_TEST(later(made).outcome == Outcome::Refused);
}

BOOST_AUTO_TEST_CASE(a_trail_that_does_not_log_delivers_nothing) {
  TrailCase made;
  make_existing(made, /*logs=*/false);
  BOOST_TEST(later(made).outcome == Outcome::Refused);
  const DeliveryOutcome started = run(made, Operation::StartLogging);
  BOOST_TEST(started.outcome == Outcome::Delivered);
  BOOST_TEST(field(started, "IsLogging") == "true");
}

BOOST_AUTO_TEST_CASE(a_trail_is_called_from_home_by_its_owner) {
  TrailCase made;
  made.trail().is_multi_region = true;
  make_existing(made);
  made.call.region = "us-west-2";
  BOOST_TEST(message_of(later(made)) ==
             "Unknown trail: arn:aws:cloudtrail:us-west-2:333333333333:trail/my-trail for the "
             "user: 333333333333");
  BOOST_TEST((later(made).reason_kind == remora::delivery::ObstacleKind::WrongRegion));
  made.world.trails[0].trail.is_multi_region = false;
  BOOST_TEST((later(made).reason_kind == remora::delivery::ObstacleKind::WrongRegion));
  made.trail().name = "another";
  BOOST_TEST((later(made).reason_kind == remora::delivery::ObstacleKind::NoSuchResource));
  made.trail().name = kTrailArn;
  BOOST_TEST(code_of(later(made)) == "InvalidHomeRegionException");
  made.trail().name = "my-trail";
  made.call.region = "us-east-1";
  made.call.account = kBucketOwner;
  BOOST_TEST(message_of(later(made)) ==
             "Unknown trail: arn:aws:cloudtrail:us-east-1:222222222222:trail/my-trail for the "
             "user: 222222222222");
}

// A delegated administrator reaches the organization's trail by its ARN only.
BOOST_AUTO_TEST_CASE(a_delegated_administrator_needs_the_arn) {
  TrailCase made;
  made.trail().is_organization_trail = true;
  made.world.organization->cloudtrail_administrators = std::vector<std::string>{kBucketOwner};
  TrailBucketPolicy policy;
  policy.put_resource = "arn:aws:s3:::cfg-logs-2222/AWSLogs/*";
  made.bucket_policy(policy);
  made.call.account = kBucketOwner;
  BOOST_TEST(made.run().outcome == Outcome::Delivered);
  make_existing(made);
  BOOST_TEST(code_of(later(made)) == "TrailNotFoundException");
  made.trail().name = kTrailArn;
  BOOST_TEST(later(made).outcome == Outcome::Delivered);
}

// Capture of AWS, digest_admission: the first marker stays, the setting does not change.
BOOST_AUTO_TEST_CASE(a_refused_update_leaves_the_trail_as_it_was) {
  TrailCase made;
  TrailBucketPolicy policy;
  policy.put_resource = "arn:aws:s3:::cfg-logs-2222/AWSLogs/333333333333/CloudTrail/*";
  made.bucket_policy(policy);
  remora::world::TrailChanges changes;
  changes.enable_log_file_validation = true;
  const DeliveryOutcome refused = update(made, changes);
  BOOST_TEST(code_of(refused) == "InsufficientS3BucketPolicyException");
  BOOST_TEST(field(refused, "LogFileValidationEnabled") == "false");
  BOOST_TEST(refused.objects_written.size() == 1U);
  BOOST_TEST(field(update(TrailCase(), changes), "LogFileValidationEnabled") == "true");
}

// Capture of AWS, cloudtrail: what is left out stays and is checked again, an empty text
// removes.
BOOST_AUTO_TEST_CASE(an_update_checks_the_settings_that_result) {
  TrailCase made;
  made.with_topic("");  // nobody may publish
  remora::world::TrailChanges changes;
  changes.enable_log_file_validation = true;
  BOOST_TEST(code_of(update(made, changes)) == "InsufficientSnsTopicPolicyException");
  changes.sns_topic_name = "";
  BOOST_TEST(update(made, changes).outcome == Outcome::Delivered);
  changes.sns_topic_name = std::nullopt;
  BOOST_REQUIRE(!made.assumptions.set("update_trail_checks", "changed"));
  BOOST_TEST(update(made, changes).outcome == Outcome::Delivered);
}

BOOST_AUTO_TEST_CASE(a_name_is_taken_once_and_five_trails_are_the_most) {
  TrailCase made;
  make_existing(made);
  made.trail() = made.world.trails[0].trail;
  BOOST_TEST(message_of(made.run()) == "Trail my-trail already exists for customer: 333333333333");
  made.trail().name = "another";
  BOOST_TEST(code_of(made.run()) != "TrailAlreadyExistsException");
  for (int i = 0; i < 4; ++i) {
    made.world.trails.push_back(made.world.trails[0]);
  }
  BOOST_TEST(message_of(made.run()) == "User already has 5 trails in us-east-1");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
