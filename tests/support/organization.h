#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/fixture/scenario.h"
#include "engine/input/scenario_reader.h"
#include "tests/support/build.h"
#include "tests/support/memory_files.h"

namespace remora::test {

/// The account of that number.
inline std::string account_of(std::size_t number) {
  return std::to_string(200000000000 + number);
}

/// An organization in which every account has a recorder and a trail of its own, all delivering
/// into one bucket with one key, as Control Tower sets it up. What is empty is not so.
struct OrganizationCase {
  std::size_t accounts = 13;
  bool key_lets_in = false;                          // the key's policy has statements for services
  std::vector<std::string> regions = {"us-east-1"};  // the accounts' in turn
  std::string denied_account;                        // by a Deny of the bucket's policy
  std::string outside;                               // in no unit of the organization
  std::string other_prefix;                          // delivers elsewhere
  std::string guard;                                 // is expected to be refused
  std::string named_in_key;                          // let in by statements that name it, first

  [[nodiscard]] std::shared_ptr<const fixture::Scenario> scenario() const {
    MemoryFiles files;
    const json::DocumentPtr json = value_of(json::read(source(text(), "org.json")));
    return std::make_shared<const fixture::Scenario>(value_of(input::read_scenario(json, files)));
  }

 private:
  static std::string allow(const std::string& service,
                           const std::string& actions,
                           const std::string& condition) {
    return R"({"Effect": "Allow", "Principal": {"Service": ")" + service + R"("}, "Action": [)" +
           actions + R"(], "Resource": "*", "Condition": {)" + condition + "}}";
  }

  [[nodiscard]] std::string bucket_policy() const {
    const std::string own = R"("StringEquals": {"aws:SourceOrgID": "o-a1b2c3d4e5"})";
    std::string statements;
    for (const char* service : {"config.amazonaws.com", "cloudtrail.amazonaws.com"}) {
      statements += (statements.empty() ? "" : ",") +
                    allow(service, R"("s3:GetBucketAcl", "s3:ListBucket", "s3:PutObject")", own);
      if (!outside.empty()) {
        statements += "," + allow(service,
                                  R"("s3:GetBucketAcl", "s3:ListBucket", "s3:PutObject")",
                                  R"("StringEquals": {"aws:SourceAccount": ")" + outside + "\"}");
      }
    }
    if (!denied_account.empty()) {
      statements += R"(,{"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject",
        "Resource": "*", "Condition": {"StringEquals": {"aws:SourceAccount": ")" +
                    denied_account + R"("}}})";
    }
    return replaced_stars(statements);
  }

  /// A bucket's policy names the bucket.
  static std::string replaced_stars(std::string text) {
    const std::string star = R"("Resource": "*")";
    const std::string named = R"("Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"])";
    for (std::size_t at = text.find(star); at != text.npos; at = text.find(star, at + 1)) {
      text.replace(at, star.size(), named);
    }
    return text;
  }

  [[nodiscard]] std::string key_policy() const {
    std::string statements = R"({"Sid": "Enable IAM User Permissions", "Effect": "Allow",
      "Principal": {"AWS": "arn:aws:iam::333333333333:root"}, "Action": "kms:*", "Resource": "*"})";
    for (const char* service : {"config.amazonaws.com", "cloudtrail.amazonaws.com"}) {
      const std::string actions = R"("kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey")";
      if (!named_in_key.empty()) {
        statements +=
            "," + allow(service,
                        actions,
                        R"("StringEquals": {"aws:SourceAccount": ")" + named_in_key + "\"}");
      }
      if (key_lets_in) {
        statements +=
            "," + allow(service, actions, R"("StringEquals": {"aws:SourceOrgID": "o-a1b2c3d4e5"})");
      }
    }
    return statements;
  }

  [[nodiscard]] std::string deliveries() const {
    const std::string key = "arn:aws:kms:us-east-1:333333333333:key/k";
    std::string all;
    for (std::size_t i = 0; i < accounts; ++i) {
      const std::string account = account_of(i);
      const std::string common = R"("accountId": ")" + account + R"(", "region": ")" +
                                 regions[i % regions.size()] + "\"" +
                                 (account == guard ? R"(, "expect": {"outcome": "refused"})" : "");
      const std::string prefix = account == other_prefix ? "elsewhere" : "o-a1b2c3d4e5";
      all += (all.empty() ? "" : ",") + (R"({"id": "config-)" + account) +
             R"(", "service": "config", )" + common +
             R"(, "configurationRecorder": {"roleARN": "arn:aws:iam::)" + account +
             R"(:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"},
               "deliveryChannel": {"s3BucketName": "logs", "s3KeyPrefix": ")" +
             prefix + R"(", "s3KmsKeyArn": ")" + key + "\"}}";
      all += R"(,{"id": "trail-)" + account + R"(", "service": "cloudtrail", )" + common +
             R"(, "trail": {"Name": "own", "S3BucketName": "logs", "S3KeyPrefix": ")" + prefix +
             R"(", "KmsKeyId": ")" + key + "\"}}";
    }
    return all;
  }

  [[nodiscard]] std::string text() const {
    std::string members = R"("333333333333", "222222222222")";
    for (std::size_t i = 0; i < accounts; ++i) {
      members += account_of(i) == outside ? "" : ", \"" + account_of(i) + "\"";
    }
    const std::string version = R"({"Version": "2012-10-17", "Statement": [)";
    return R"({"remora": 1, "organization": {"id": "o-a1b2c3d4e5",
        "managementAccountId": "333333333333", "root": {"id": "r-ab12", "accounts": [)" +
           members + R"(]}}, "buckets": [{"name": "logs", "accountId": "222222222222",
        "region": "us-east-1", "policy": )" +
           version + bucket_policy() + R"(]}}],
      "keys": [{"arn": "arn:aws:kms:us-east-1:333333333333:key/k", "policy": )" +
           version + key_policy() + R"(]}}], "deliveries": [)" + deliveries() + "]}";
  }
};

}  // namespace remora::test
