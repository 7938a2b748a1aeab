#pragma once

#include <string>

#include "tests/cli/run_program.h"

/// A small fixture that people could have: one bucket, one trail, and what is expected.
namespace remora::test {

/// A bucket policy that lets CloudTrail write for account 111122223333.
inline std::string trail_bucket_policy(const std::string& principal = "cloudtrail.amazonaws.com") {
  return R"({
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Acl", "Effect": "Allow", "Principal": { "Service": ")" +
         principal + R"(" },
      "Action": "s3:GetBucketAcl", "Resource": "arn:aws:s3:::logs" },
    { "Sid": "Write", "Effect": "Allow", "Principal": { "Service": ")" +
         principal + R"(" },
      "Action": "s3:PutObject", "Resource": "arn:aws:s3:::logs/AWSLogs/111122223333/*" }
  ]
}
)";
}

/// A scenario with one trail; `expect` is JSON, empty for none, `more` further members.
inline std::string trail_scenario(const std::string& expect = R"({ "outcome": "delivered" })",
                                  const std::string& more = {}) {
  return R"({
  "remora": 1,
  "buckets": [ { "name": "logs", "accountId": "111122223333", "region": "us-east-1", "policy": "bucket.json" } ],
  "deliveries": [
    { "id": "trail", "service": "cloudtrail", "accountId": "111122223333", "region": "us-east-1",
      "trail": { "Name": "trail", "S3BucketName": "logs" })" +
         (expect.empty() ? "" : ",\n      \"expect\": " + expect) + " }\n  ]" +
         (more.empty() ? "" : ",\n  " + more) + "\n}\n";
}

/// A folder with the policy and one scenario.
inline void write_trail_fixture(const TemporaryFolder& folder,
                                const std::string& scenario = trail_scenario(),
                                const std::string& policy = trail_bucket_policy()) {
  folder.write("bucket.json", policy);
  folder.write("scenario.json", scenario);
}

}  // namespace remora::test
