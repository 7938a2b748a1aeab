#pragma once

#include <string>
#include <string_view>

#include "engine/delivery/deliver.h"
#include "tests/support/delivery.h"

/// The small world of the fixtures in fixtures/config and one delivery channel in it: account
/// 111111111111 records, 222222222222 owns the bucket, 333333333333 manages the organization and
/// owns the key.
namespace remora::test {

inline constexpr const char* kRole = "arn:aws:iam::111111111111:role/config-role";
inline constexpr const char* kFromRecorder =
    R"({"StringEquals": {"aws:SourceAccount": "111111111111"}})";

/// The documented bucket policy for the service principal (docs/delivery.md), with other
/// conditions or without a statement where a test wants that.
struct ConfigBucketPolicy {
  std::string condition = kFromRecorder;
  bool acl = true;
  bool list = true;
  std::string put_resource = "arn:aws:s3:::cfg-logs-2222/*/AWSLogs/111111111111/Config/*";
  std::string put_resource_without_prefix =
      "arn:aws:s3:::cfg-logs-2222/AWSLogs/111111111111/Config/*";
  std::string more = {};  // further statements

  [[nodiscard]] std::string text() const {
    const std::string bucket = "arn:aws:s3:::cfg-logs-2222";
    std::string made =
        allow(kToConfig, R"("s3:PutObject")", put_resource, condition) + "," +
        allow(kToConfig, R"("s3:PutObject")", put_resource_without_prefix, condition);
    made += acl ? "," + allow(kToConfig, R"("s3:GetBucketAcl")", bucket, condition) : "";
    made += list ? "," + allow(kToConfig, R"("s3:ListBucket")", bucket, condition) : "";
    made += more.empty() ? "" : "," + more;
    return made;
  }
};

/// What AWS's managed policy gives the recorder's role, and what a test adds.
inline remora::world::Role recorder_role(const std::string& more = {}) {
  remora::world::Role made =
      role(kRole,
           allow(kToConfig, R"("sts:AssumeRole")", ""),
           allow("", R"(["s3:GetBucketAcl", "s3:ListBucket", "kms:DescribeKey"])", "*"));
  if (!more.empty()) {
    made.policies.push_back(statements(more, PolicyType::Identity));
  }
  return made;
}

/// A delivery that succeeds: another account's bucket that lets the service principal in (row 13).
struct ConfigCase {
  remora::world::World world;
  Call call;
  Assumptions assumptions;

  ConfigCase() {
    world.organization =
        organization("o-a1b2c3d4e5", kManagement, {kRecorderAccount, kBucketOwner, kManagement});
    world.buckets = {bucket(kBucket, kBucketOwner, ConfigBucketPolicy().text())};
    world.roles = {recorder_role()};
    call.id = "d";
    call.account = kRecorderAccount;
    call.region = "us-east-1";
    of().recorder = remora::world::ConfigurationRecorder{"default", kRole};
    of().channel.emplace().name = "default";
    channel().s3_bucket_name = kBucket;
  }

  [[nodiscard]] remora::delivery::config::Call& of() {
    return std::get<remora::delivery::config::Call>(call.of);
  }

  [[nodiscard]] remora::world::DeliveryChannel& channel() { return *of().channel; }

  void service_policy(const ConfigBucketPolicy& policy) { bucket_policy(policy.text()); }

  void bucket_policy(const std::string& text) {
    world.buckets[0].policy = policy_or_none(text, PolicyType::Bucket);
  }

  void bucket_owner(std::string_view account) { world.buckets[0].account = account; }

  void with_key(const std::string& policy_text) {
    world.keys = {key(kKey, policy_text)};
    channel().s3_kms_key_arn = kKey;
    channel().s3_key_prefix = "o-a1b2c3d4e5";
  }

  void bucket_key(bool on) { world.buckets[0].encryption = {"aws:kms", kKey, on}; }

  [[nodiscard]] DeliveryOutcome run() const {
    return remora::delivery::deliver(world, call, assumptions);
  }
};

}  // namespace remora::test
