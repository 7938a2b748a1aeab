#pragma once

#include <string>
#include <string_view>

#include "engine/delivery/deliver.h"
#include "tests/support/delivery.h"

/// The small world of the fixtures in fixtures/cloudtrail with a trail of the management account.
namespace remora::test {

inline constexpr const char* kTrailArn = "arn:aws:cloudtrail:us-east-1:333333333333:trail/my-trail";
inline constexpr const char* kTrailTopic = "arn:aws:sns:us-east-1:333333333333:t";
inline constexpr const char* kLogGroup = "arn:aws:logs:us-east-1:333333333333:log-group:N:*";
inline constexpr const char* kLogsRole = "arn:aws:iam::333333333333:role/logs";

/// The documented bucket policy (docs/delivery.md), with other parts where a test wants that.
struct TrailBucketPolicy {
  std::string condition = R"({"StringEquals": {"aws:SourceArn":
      "arn:aws:cloudtrail:us-east-1:333333333333:trail/my-trail"}})";
  bool acl = true;
  std::string put_resource = "arn:aws:s3:::cfg-logs-2222/AWSLogs/333333333333/*";
  std::string more = {};

  [[nodiscard]] std::string text() const {
    std::string made = allow(kToCloudTrail, R"("s3:PutObject")", put_resource, condition);
    made += acl ? "," + allow(kToCloudTrail,
                              R"("s3:GetBucketAcl")",
                              "arn:aws:s3:::cfg-logs-2222",
                              condition)
                : "";
    return made + (more.empty() ? "" : "," + more);
  }
};

/// A trail that is taken: the documented bucket policy, no key, no topic, no log group.
struct TrailCase {
  remora::world::World world;
  Call call;
  Assumptions assumptions;

  TrailCase() {
    world.organization = organization("o-a1b2c3d4e5", kManagement, {kBucketOwner, kManagement});
    world.buckets = {bucket(kBucket, kBucketOwner, TrailBucketPolicy().text())};
    call.id = "t";
    call.of = remora::delivery::cloudtrail::Call();
    call.account = kManagement;
    call.region = "us-east-1";
    trail().name = "my-trail";
    trail().s3_bucket_name = kBucket;
  }

  [[nodiscard]] remora::delivery::cloudtrail::Call& of() {
    return std::get<remora::delivery::cloudtrail::Call>(call.of);
  }

  [[nodiscard]] remora::world::Trail& trail() { return of().trail; }

  void bucket_policy(const TrailBucketPolicy& policy) {
    world.buckets[0].policy = policy_or_none(policy.text(), PolicyType::Bucket);
  }

  void with_key(const std::string& policy_text) {
    world.keys = {key(kKey, policy_text)};
    trail().kms_key_id = kKey;
  }

  void with_topic(const std::string& policy_text) {
    world.topics = {topic(kTrailTopic, policy_text)};
    trail().sns_topic_name = kTrailTopic;
  }

  void with_log_group(const std::string& actions) {
    world.log_groups = {{kLogGroup}};
    world.roles = {
        role(kLogsRole, allow(kToCloudTrail, R"("sts:AssumeRole")", ""), allow("", actions, "*"))};
    trail().cloud_watch_logs_log_group_arn = kLogGroup;
    trail().cloud_watch_logs_role_arn = kLogsRole;
  }

  [[nodiscard]] DeliveryOutcome run() const {
    return remora::delivery::deliver(world, call, assumptions);
  }
};

}  // namespace remora::test
