#pragma once

#include <map>
#include <memory>
#include <string>

#include "engine/fixture/run.h"
#include "engine/input/scenario_reader.h"
#include "tests/support/build.h"
#include "tests/support/memory_files.h"

namespace remora::test {

/// A landing zone with one refused and one undetermined delivery, one that succeeds, and two raw
/// requests. Its policies stand beside it, so that places can be told.
inline constexpr const char* kScenario = R"({
  "remora": 1,
  "title": "A small landing zone",
  "organization": {"id": "o-a1b2c3d4e5", "managementAccountId": "333333333333",
                   "root": {"id": "r-ab12", "accounts": ["333333333333", "111111111111",
                                                         "222222222222"]}},
  "buckets": [{"name": "logs", "accountId": "222222222222", "region": "us-east-1",
               "policy": "bucket-policy.json"},
              {"name": "unread", "accountId": "222222222222", "region": "us-east-1",
               "policy": {"unknown": "not exported"}}],
  "keys": [{"arn": "arn:aws:kms:us-east-1:333333333333:key/k", "policy": "key-policy.json"}],
  "roles": [{"arn": "arn:aws:iam::111111111111:role/recorder",
             "trustPolicy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
               "Principal": {"Service": "config.amazonaws.com"}, "Action": "sts:AssumeRole"}},
             "policies": ["arn:aws:iam::aws:policy/service-role/AWS_ConfigRole"]}],
  "deliveries": [
    {"id": "refused", "service": "config", "accountId": "111111111111", "region": "us-east-1",
     "configurationRecorder": {"roleARN": "arn:aws:iam::111111111111:role/recorder"},
     "deliveryChannel": {"name": "default", "s3BucketName": "logs", "s3KeyPrefix": "o-a1b2c3d4e5",
                         "s3KmsKeyArn": "arn:aws:kms:us-east-1:333333333333:key/k"},
     "expect": {"outcome": "refused", "records": "fault", "deniedBy": {"policy": "key"}}},
    {"id": "delivered", "service": "config", "accountId": "111111111111", "region": "us-east-1",
     "configurationRecorder": {"roleARN": "arn:aws:iam::111111111111:role/recorder"},
     "deliveryChannel": {"s3BucketName": "logs"},
     "expect": {"outcome": "refused"}},
    {"id": "open", "service": "config", "accountId": "111111111111", "region": "us-east-1",
     "configurationRecorder": {"roleARN": "arn:aws:iam::111111111111:role/recorder"},
     "deliveryChannel": {"s3BucketName": "unread"}}],
  "requests": [
    {"id": "read", "expect": "ImplicitlyDenied",
     "request": {"principal": "anonymous", "action": "s3:GetObject",
                 "resource": "arn:aws:s3:::logs/x", "context": {"k": ["a"]}}},
    {"id": "write", "expect": "ImplicitlyDenied",
     "request": {"principal": "config.amazonaws.com", "action": "s3:PutObject",
                 "resource": "arn:aws:s3:::logs/x"}}]
})";

inline constexpr const char* kScenarioBucketPolicy = R"({
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Service": "config.amazonaws.com"},
    "Action": ["s3:PutObject", "s3:GetBucketAcl", "s3:ListBucket"],
    "Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"]
  }
})";

inline constexpr const char* kScenarioKeyPolicy = R"({
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Enable IAM User Permissions",
      "Effect": "Allow",
      "Principal": {"AWS": "arn:aws:iam::333333333333:root"},
      "Action": "kms:*",
      "Resource": "*"
    }
  ]
})";

inline remora::fixture::ScenarioReport run_scenario(const std::string& text = kScenario) {
  MemoryFiles files({{"dir/bucket-policy.json", kScenarioBucketPolicy},
                     {"dir/key-policy.json", kScenarioKeyPolicy}});
  const remora::json::DocumentPtr json =
      value_of(remora::json::read(source(text, "dir/scenario.json")));
  auto scenario = std::make_shared<const remora::fixture::Scenario>(
      value_of(remora::input::read_scenario(json, files)));
  const remora::delivery::Assumptions assumptions = scenario->assumptions;
  return remora::fixture::run("dir/scenario.json", std::move(scenario), assumptions);
}

}  // namespace remora::test
