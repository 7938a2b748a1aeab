#include "engine/delivery/cloudtrail/logs.h"

#include <functional>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/print.h"
#include "tests/support/table.h"
#include "tests/support/trail_case.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(delivery)
BOOST_AUTO_TEST_SUITE(trail_logs)

namespace {

constexpr const char* kBoth = R"(["logs:CreateLogStream", "logs:PutLogEvents"])";

}  // namespace

// Captured codes and texts (capture of AWS, cloudtrail logs_destination).
TEST_TABLE(group_and_role_are_tried) {
  struct Row {
    const char* name;
    std::function<void(TrailCase&)> change;
    const char* code;
    const char* message;
  };

  const std::vector<Row> rows = {
      {"good", [](TrailCase& c) { c.with_log_group(kBoth); }, "", ""},
      {"group without role",
       [](TrailCase& c) {
         c.with_log_group(kBoth);
         c.trail().cloud_watch_logs_role_arn = std::nullopt;
       },
       "InvalidCloudWatchLogsRoleArnException",
       "You must specify a log group and a role ARN."},
      {"group with an empty role",
       [](TrailCase& c) {
         c.with_log_group(kBoth);
         c.trail().cloud_watch_logs_role_arn = "";
       },
       "InvalidCloudWatchLogsRoleArnException",
       "You must specify a log group and a role ARN."},
      {"role without group",
       [](TrailCase& c) {
         c.with_log_group(kBoth);
         c.trail().cloud_watch_logs_log_group_arn = std::nullopt;
       },
       "InvalidCloudWatchLogsLogGroupArnException",
       "You must specify a log group and a role ARN."},
      {"malformed group",
       [](TrailCase& c) {
         c.with_log_group(kBoth);
         c.trail().cloud_watch_logs_log_group_arn = "N";
       },
       "InvalidCloudWatchLogsLogGroupArnException",
       "CloudTrail cannot validate the specified log group ARN."},
      {"group without :* at its end",
       [](TrailCase& c) {
         c.with_log_group(kBoth);
         c.trail().cloud_watch_logs_log_group_arn =
             "arn:aws:logs:us-east-1:333333333333:log-group:N";
       },
       "InvalidCloudWatchLogsLogGroupArnException",
       "CloudTrail cannot validate the specified log group ARN."},
      {"group of another account",
       [](TrailCase& c) {
         c.with_log_group(kBoth);
         c.world.log_groups = {{"arn:aws:logs:us-east-1:222222222222:log-group:N:*"}};
         c.trail().cloud_watch_logs_log_group_arn =
             "arn:aws:logs:us-east-1:222222222222:log-group:N:*";
       },
       "InvalidCloudWatchLogsLogGroupArnException",
       "CloudTrail cannot validate the specified log group ARN."},
      // Two public reports of 2026.
      {"group of another Region",
       [](TrailCase& c) {
         c.with_log_group(kBoth);
         c.world.log_groups = {{"arn:aws:logs:us-west-2:333333333333:log-group:N:*"}};
         c.trail().cloud_watch_logs_log_group_arn =
             "arn:aws:logs:us-west-2:333333333333:log-group:N:*";
       },
       "InvalidCloudWatchLogsLogGroupArnException",
       "You must specify a log group that is in the current region."},
      {"role without CreateLogStream (the group's code, sic)",
       [](TrailCase& c) { c.with_log_group(R"("logs:PutLogEvents")"); },
       "InvalidCloudWatchLogsLogGroupArnException",
       "Access denied. Verify in IAM that the role has adequate permissions."},
      {"role without PutLogEvents",
       [](TrailCase& c) { c.with_log_group(R"("logs:CreateLogStream")"); },
       "InvalidCloudWatchLogsLogGroupArnException",
       "Access denied. Verify in IAM that the role has adequate permissions."},
      {"role that does not trust CloudTrail",
       [](TrailCase& c) {
         c.with_log_group(kBoth);
         c.world.roles[0].trust =
             statements(allow(kToConfig, R"("sts:AssumeRole")", ""), PolicyType::Trust);
       },
       "InvalidCloudWatchLogsRoleArnException",
       "Access denied. Check the trust relationships for your role."},
      {"both empty",
       [](TrailCase& c) {
         c.trail().cloud_watch_logs_log_group_arn = "";
         c.trail().cloud_watch_logs_role_arn = "";
       },
       "",
       ""},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      TrailCase made;
      row.change(made);
      const DeliveryOutcome outcome = made.run();
      BOOST_TEST(code_of(outcome) == row.code);
      BOOST_TEST(message_of(outcome) == row.message);
    }
  }
}

// The stream is `<account>_CloudTrail_<region>` (captured).
BOOST_AUTO_TEST_CASE(the_stream_is_named_after_account_and_region) {
  TrailCase made;
  made.with_log_group(kBoth);
  const DeliveryOutcome outcome = made.run();
  const ProbeResult& create =
      find_probe(outcome, "logs:CreateLogStream", PrincipalKind::RoleSession);
  BOOST_TEST(create.request.resource ==
             "arn:aws:logs:us-east-1:333333333333:log-group:N:log-stream:"
             "333333333333_CloudTrail_us-east-1");
  BOOST_TEST(create.request.principal.name() == "logs");
}

BOOST_AUTO_TEST_CASE(a_refused_bucket_comes_before_the_logs) {
  TrailCase made;
  made.world.buckets[0].policy = nullptr;
  made.with_log_group(R"("logs:PutLogEvents")");
  BOOST_TEST(code_of(made.run()) == "InsufficientS3BucketPolicyException");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
