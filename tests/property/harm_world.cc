#include "tests/property/harm_world.h"

#include <array>
#include <string_view>
#include <vector>

namespace remora::property {

namespace {

constexpr std::string_view kBucket = "arn:aws:s3:::logs-2222";
constexpr std::string_view kKey =
    "arn:aws:kms:us-east-1:222222222222:key/11111111-2222-3333-4444-555555555555";

constexpr auto kAccounts = std::to_array<std::string_view>(
    {"111111111111", "222222222222", "333333333333", "444444444444", "555555555555"});
constexpr auto kTrails = std::to_array<std::string_view>(
    {"arn:aws:cloudtrail:us-east-1:333333333333:trail/org-trail",
     "arn:aws:cloudtrail:us-east-1:111111111111:trail/own-trail",
     "arn:aws:cloudtrail:us-east-1:333333333333:trail/older-trail"});
constexpr auto kPrefixes = std::to_array<std::string_view>({"", "", "", "p", "p/", "o-a1b2c3d4e5"});

std::string as_json(std::string_view text) {
  return '"' + std::string(text) + '"';
}

std::string json_list(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) {
    text += (text.empty() ? "" : ", ") + as_json(value);
  }
  return values.size() == 1 ? text : "[" + text + "]";
}

class Maker {
 public:
  explicit Maker(Random& random) : random_(random) {}

  std::string make() {
    organization_ = random_.chance(80);
    std::string text = R"({"remora": 1, "title": "a random world")";
    text += organization_ ? organization() : "";
    text += R"(, "buckets": [{"name": "logs-2222", "accountId": "222222222222", )"
            R"("region": "us-east-1")";
    text += random_.chance(20) ? R"(, "encryption": {"SSEAlgorithm": "aws:kms", )"
                                 R"("KMSMasterKeyID": )" +
                                     as_json(kKey) + "}"
                               : "";
    text += R"(, "policy": )" + policy(bucket_statements()) + "}]";
    text += R"(, "keys": [{"arn": )" + as_json(kKey) + R"(, "policy": )" +
            policy(key_statements()) + "}]";
    text += R"(, "roles": [)" + roles() + "]";
    text += R"(, "deliveries": [)" + deliveries() + "]";
    return text + "}";
  }

 private:
  template <std::size_t Size>
  std::string one_of(const std::array<std::string_view, Size>& choices) {
    return std::string(random_.pick(std::span(choices)));
  }

  std::string organization() {
    return R"(, "organization": {"id": "o-a1b2c3d4e5", "managementAccountId": "333333333333",
      "cloudTrailAccessEnabled": true, "root": {"id": "r-ab12", "accounts": ["333333333333"],
      "units": [{"id": "ou-ab12-security", "name": "Security",
                 "accounts": ["222222222222", "444444444444"], "units": [])" +
           rcps() + R"(}, {"id": "ou-ab12-workload", "name": "Workloads",
                 "accounts": ["111111111111", "555555555555"], "units": []}]}})";
  }

  std::string rcps() {
    return random_.chance(15) ? R"(, "resourceControlPolicies": [)" +
                                    policy({deny("[\"s3:*\", \"kms:*\"]", "\"*\"")}) + "]"
                              : "";
  }

  std::string policy(const std::vector<std::string>& statements) {
    std::string text;
    for (const std::string& one : statements) {
      text += (text.empty() ? "" : ", ") + one;
    }
    return R"({"Version": "2012-10-17", "Statement": [)" + text + "]}";
  }

  std::string service() {
    constexpr auto kServices = std::to_array<std::string_view>(
        {R"({"Service": "config.amazonaws.com"})",
         R"({"Service": "config.amazonaws.com"})",
         R"({"Service": "cloudtrail.amazonaws.com"})",
         R"({"Service": "cloudtrail.amazonaws.com"})",
         R"({"Service": ["cloudtrail.amazonaws.com", "config.amazonaws.com"]})",
         R"({"Service": "confg.amazonaws.com"})",
         R"({"Service": "cloudtrial.amazonaws.com"})",
         R"({"Service": "backup.amazonaws.com"})",
         R"({"AWS": "arn:aws:iam::111111111111:root"})",
         R"({"AWS": "arn:aws:iam::111111111111:role/config-role"})",
         R"("*")"});
    return one_of(kServices);
  }

  std::string account() { return one_of(kAccounts); }

  /// One condition of an Allow, as operator, key and values.
  std::string condition() {
    constexpr auto kPaths = std::to_array<std::string_view>(
        {"o-a1b2c3d4e5/r-ab12/ou-ab12-security/*", "o-a1b2c3d4e5/r-ab12/ou-ab12-workload/*"});
    switch (random_.below(9)) {
      case 0:
      case 1:
        return R"("StringEquals": {"aws:SourceAccount": )" + json_list(some_accounts()) + "}";
      case 2:
        return R"("StringEquals": {"aws:SourceArn": )" + as_json(one_of(kTrails)) + "}";
      case 3:
        return R"("ArnLike": {"aws:SourceArn": "arn:aws:config:us-east-1:)" + account() + R"(:*"})";
      case 4:
        return std::string(R"("StringEquals": {"aws:SourceOrgID": )") +
               (random_.chance(80) ? "\"o-a1b2c3d4e5\"}" : "\"o-zzzzzzzzzz\"}");
      case 5:
        return R"("StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"})";
      case 6:
        return R"("ForAnyValue:StringLike": {"aws:SourceOrgPaths": )" + as_json(one_of(kPaths)) +
               "}";
      case 7:
        return R"("Bool": {"aws:PrincipalIsAWSService": )" +
               std::string(random_.chance(50) ? "\"true\"}" : "\"false\"}");
      default:
        return R"("StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"})";
    }
  }

  std::vector<std::string> some_accounts() {
    std::vector<std::string> some = {account()};
    if (random_.chance(30)) {
      some.push_back(account());
    }
    return some;
  }

  std::string allow(const std::string& action, const std::string& resource) {
    std::string text = R"({"Effect": "Allow", "Principal": )" + service() + R"(, "Action": )" +
                       action + R"(, "Resource": )" + resource;
    if (random_.chance(75)) {
      text += R"(, "Condition": {)" + condition() + "}";
    }
    return text + "}";
  }

  std::string deny(const std::string& action, const std::string& resource) {
    constexpr auto kConditions = std::to_array<std::string_view>(
        {R"("StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"})",
         R"("StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"})",
         R"("StringNotEquals": {"aws:SourceVpce": "vpce-1"})",
         R"("StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"})",
         R"("Bool": {"aws:SecureTransport": "false"})",
         R"("StringNotEquals": {"aws:SourceAccount": ["444444444444", "222222222222"]})",
         R"("StringNotLike": {"aws:SourceArn": "arn:aws:cloudtrail:*:333333333333:trail/*"})",
         R"("ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/admin"})",
         R"("StringNotEquals": {"aws:SourceOrgID": "o-a1b2c3d4e5"})",
         R"("Null": {"aws:SourceVpc": "true"})"});
    return R"({"Effect": "Deny", "Principal": "*", "Action": )" + action + R"(, "Resource": )" +
           resource + R"(, "Condition": {)" + one_of(kConditions) + "}}";
  }

  std::vector<std::string> bucket_statements() {
    const std::string bucket = as_json(kBucket);
    const auto objects = [&] {
      constexpr auto kFolders = std::to_array<std::string_view>(
          {"/*", "/AWSLogs/*", "/AWSLogs/*/Config/*", "/p/AWSLogs/*", "/o-a1b2c3d4e5/AWSLogs/*/*"});
      const std::string folder =
          random_.chance(40) ? "/AWSLogs/" + account() + "/*" : one_of(kFolders);
      return as_json(std::string(kBucket) + folder);
    };
    std::vector<std::string> all;
    for (std::size_t i = random_.below(3); i < 3; ++i) {
      all.push_back(allow(random_.chance(85) ? "\"s3:PutObject\"" : "\"s3:PutObjekt\"", objects()));
    }
    for (std::size_t i = random_.below(3); i < 3; ++i) {
      all.push_back(allow(R"(["s3:GetBucketAcl", "s3:ListBucket"])", bucket));
    }
    if (random_.chance(10)) {
      all.push_back(
          allow("\"s3:*\"", "[" + bucket + ", " + as_json(std::string(kBucket) + "/*") + "]"));
    }
    for (std::size_t i = random_.below(4); i < 2; ++i) {
      all.push_back(deny(random_.chance(60) ? "\"s3:*\"" : "\"s3:PutObject\"",
                         "[" + bucket + ", " + as_json(std::string(kBucket) + "/*") + "]"));
    }
    return all;
  }

  std::vector<std::string> key_statements() {
    std::vector<std::string> all = {
        R"({"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::222222222222:root"},
            "Action": "kms:*", "Resource": "*"})"};
    for (std::size_t i = random_.below(3); i < 2; ++i) {
      all.push_back(
          allow(R"(["kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey"])", "\"*\""));
    }
    if (random_.chance(10)) {
      all.push_back(deny("\"kms:*\"", "\"*\""));
    }
    return all;
  }

  static std::string role(std::string_view account) {
    return R"({"arn": "arn:aws:iam::)" + std::string(account) + R"(:role/config-role",
      "trustPolicy": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Principal": {"Service": "config.amazonaws.com"}, "Action": "sts:AssumeRole"}]},
      "policies": ["arn:aws:iam::aws:policy/service-role/AWS_ConfigRole"]})";
  }

  static std::string roles() { return role("111111111111") + ", " + role("444444444444"); }

  std::string deliveries() {
    std::string text;
    const std::size_t count = 1 + random_.below(3);
    for (std::size_t i = 0; i < count; ++i) {
      text += (text.empty() ? "" : ", ") + delivery(i);
    }
    return text;
  }

  std::string delivery(std::size_t index) {
    const std::string prefix = one_of(kPrefixes);
    const bool key = random_.chance(35);
    std::string text = R"({"id": "d)" + std::to_string(index) + R"(", "region": "us-east-1", )";
    if (random_.chance(50)) {
      constexpr auto kRecorders = std::to_array<std::string_view>({"111111111111", "444444444444"});
      const std::string whose = one_of(kRecorders);
      const std::string name =
          random_.chance(50) ? "config-role"
                             : "aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";
      text += R"("service": "config", "accountId": ")" + whose +
              R"(", "configurationRecorder": {"name": "r", "roleARN": "arn:aws:iam::)" + whose +
              ":role/" + name +
              R"("}, "deliveryChannel": {"name": "c", "s3BucketName": "logs-2222")";
      text += prefix.empty() ? "" : R"(, "s3KeyPrefix": )" + as_json(prefix);
      text += key ? R"(, "s3KmsKeyArn": )" + as_json(kKey) : "";
    } else {
      const bool org = organization_ && random_.chance(50);
      text += R"("service": "cloudtrail", "accountId": ")";
      text += org ? "333333333333" : "111111111111";
      text += R"(", "trail": {"Name": ")";
      text += org ? "org-trail" : "own-trail";
      text += R"(", "S3BucketName": "logs-2222", "IsMultiRegionTrail": true)";
      text += org ? R"(, "IsOrganizationTrail": true)" : "";
      text += prefix.empty() ? "" : R"(, "S3KeyPrefix": )" + as_json(prefix);
      text += key ? R"(, "KmsKeyId": )" + as_json(kKey) : "";
    }
    text += "}";
    // Where the world delivers it after all, the expectation is wrong, and no guard.
    text += index > 0 && random_.chance(40) ? R"(, "expect": {"outcome": "refused"})" : "";
    return text + "}";
  }

  Random& random_;
  bool organization_ = true;
};

}  // namespace

std::string random_world(Random& random) {
  return Maker(random).make();
}

}  // namespace remora::property
