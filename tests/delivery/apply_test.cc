#include "engine/delivery/apply.h"

#include <boost/test/unit_test.hpp>

#include "engine/delivery/deliver.h"
#include "tests/support/config_case.h"
#include "tests/support/known.h"
#include "tests/support/print.h"
#include "tests/support/status.h"
#include "tests/support/trail_case.h"

namespace remora::test {

namespace {

using ConfigOperation = remora::delivery::config::Operation;
using TrailOperation = remora::delivery::cloudtrail::Operation;

/// Tries the call of the case in its world, and leaves the case with the world after it.
template <class Case, class Operation>
DeliveryOutcome follow(Case& made, Operation operation) {
  made.of().operation = operation;
  DeliveryOutcome outcome = made.run();
  made.world = remora::delivery::apply(made.world, made.call, outcome);
  return outcome;
}

/// From here on the call only names the trail.
void name_only(TrailCase& made) {
  Trail named;
  named.name = made.trail().name;
  made.trail() = named;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(delivery)
BOOST_AUTO_TEST_SUITE(apply)

BOOST_AUTO_TEST_CASE(a_trail_is_created_once) {
  TrailCase made;
  BOOST_TEST(follow(made, TrailOperation::CreateTrail).outcome == Outcome::Delivered);
  BOOST_REQUIRE(made.world.trails.size() == 1U);
  BOOST_TEST(made.world.trails[0].arn == kTrailArn);
  BOOST_TEST(!known(made.world.trails[0].is_logging));
  const DeliveryOutcome again = follow(made, TrailOperation::CreateTrail);
  BOOST_TEST(code_of(again) == "TrailAlreadyExistsException");
  BOOST_TEST(made.world.trails.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_trail_is_updated_after_it_was_created) {
  TrailCase made;
  BOOST_TEST(code_of(follow(made, TrailOperation::UpdateTrail)) == "TrailNotFoundException");
  follow(made, TrailOperation::CreateTrail);
  name_only(made);
  made.of().changes.enable_log_file_validation = true;
  BOOST_TEST(follow(made, TrailOperation::UpdateTrail).outcome == Outcome::Delivered);
  BOOST_TEST(known(made.world.trails[0].trail.enable_log_file_validation));
  // A refused update leaves the settings.
  made.of().changes.s3_bucket_name = "another-bucket";
  BOOST_TEST(follow(made, TrailOperation::UpdateTrail).outcome == Outcome::Refused);
  BOOST_TEST(made.world.trails[0].trail.s3_bucket_name == kBucket);
}

BOOST_AUTO_TEST_CASE(a_trail_delivers_once_it_logs) {
  TrailCase made;
  follow(made, TrailOperation::CreateTrail);
  name_only(made);
  BOOST_TEST(field(follow(made, TrailOperation::Deliver), "IsLogging") == "false");
  BOOST_TEST(follow(made, TrailOperation::StartLogging).outcome == Outcome::Delivered);
  const DeliveryOutcome later = follow(made, TrailOperation::Deliver);
  BOOST_TEST(field(later, "IsLogging") == "true");
  BOOST_TEST(later.outcome == Outcome::Delivered);
}

// StartLogging asks only whether the trail is there: what cannot be delivered refuses nobody.
BOOST_AUTO_TEST_CASE(a_trail_logs_although_nothing_arrives) {
  TrailCase made;
  follow(made, TrailOperation::CreateTrail);
  made.world.buckets[0].policy = nullptr;
  BOOST_TEST(follow(made, TrailOperation::StartLogging).outcome == Outcome::Refused);
  BOOST_TEST(known(made.world.trails[0].is_logging));
}

BOOST_AUTO_TEST_CASE(there_is_one_channel) {
  ConfigCase made;
  BOOST_TEST(follow(made, ConfigOperation::PutDeliveryChannel).outcome == Outcome::Delivered);
  made.channel().s3_key_prefix = "p";  // a put on the same name changes that one
  BOOST_TEST(follow(made, ConfigOperation::PutDeliveryChannel).outcome == Outcome::Delivered);
  BOOST_REQUIRE(made.world.channels.size() == 1U);
  BOOST_TEST(known(made.world.channels[0].channel.s3_key_prefix).value() == "p");
  made.channel().name = "another";
  BOOST_TEST(code_of(follow(made, ConfigOperation::PutDeliveryChannel)) ==
             "MaxNumberOfDeliveryChannelsExceededException");
  BOOST_TEST(known(made.world.channels[0].channel.name).value() == "default");
}

BOOST_AUTO_TEST_CASE(a_recorder_records_once_it_is_started) {
  ConfigCase made;
  follow(made, ConfigOperation::PutConfigurationRecorder);
  BOOST_REQUIRE(made.world.recorders.size() == 1U);
  BOOST_TEST(!known(made.world.recorders[0].recorder.recording));
  follow(made, ConfigOperation::StartConfigurationRecorder);
  BOOST_TEST(known(made.world.recorders[0].recorder.recording));
  made.of().recorder->role_arn = "arn:aws:iam::111111111111:role/other";
  follow(made, ConfigOperation::PutConfigurationRecorder);  // to put it does not stop it
  BOOST_TEST(known(made.world.recorders[0].recorder.recording));
  BOOST_TEST(made.world.recorders[0].recorder.role_arn == known(made.of().recorder->role_arn));
  made.of().recorder->name = "another";
  BOOST_TEST(code_of(follow(made, ConfigOperation::PutConfigurationRecorder)) ==
             "MaxNumberOfConfigurationRecordersExceededException");
  BOOST_TEST(made.world.recorders.size() == 1U);
}

BOOST_AUTO_TEST_CASE(objects_stay_in_the_bucket_with_their_encryption) {
  ConfigCase made;
  follow(made, ConfigOperation::PutDeliveryChannel);
  follow(made, ConfigOperation::PutDeliveryChannel);  // the same object again
  const world::Bucket& bucket = made.world.buckets[0];
  BOOST_REQUIRE(bucket.objects.size() == 1U);
  BOOST_TEST(bucket.objects[0].key == "AWSLogs/111111111111/Config/ConfigWritabilityCheckFile");
  BOOST_TEST(bucket.objects[0].encryption.algorithm == "AES256");

  made.with_key(allow(kToConfig, R"("kms:*")", "*"));
  follow(made, ConfigOperation::PutDeliveryChannel);
  BOOST_REQUIRE(made.world.buckets[0].objects.size() == 2U);
  BOOST_TEST(made.world.buckets[0].objects[1].encryption.algorithm == "aws:kms");
  BOOST_TEST(made.world.buckets[0].objects[1].encryption.kms_key == kKey);
}

// CloudTrail writes its marker and is then refused for another reason (capture of AWS,
// owned_s3_delivery).
BOOST_AUTO_TEST_CASE(a_refused_call_changes_nothing_but_leaves_its_marker) {
  TrailCase made;
  made.bucket_policy({.acl = false});
  BOOST_TEST(follow(made, TrailOperation::CreateTrail).outcome == Outcome::Refused);
  BOOST_TEST(made.world.trails.empty());
  BOOST_TEST(made.world.buckets[0].objects.size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_is_open_changes_nothing) {
  TrailCase made;
  made.world.buckets[0].policy = CompiledPolicy::unread(PolicyType::Bucket, "nobody looked");
  BOOST_TEST(follow(made, TrailOperation::CreateTrail).outcome == Outcome::Undetermined);
  BOOST_TEST(made.world.trails.empty());
}

BOOST_AUTO_TEST_CASE(a_call_that_only_names_a_trail_is_completed) {
  TrailCase made;
  follow(made, TrailOperation::CreateTrail);
  name_only(made);
  BOOST_TEST(named_by(made.call).bucket.empty());
  const Call whole = remora::delivery::completed(made.world, made.call);
  BOOST_TEST(named_by(whole).bucket == kBucket);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
