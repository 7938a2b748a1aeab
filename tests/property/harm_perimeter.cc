#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/property/harm_world.h"

namespace remora::property {

namespace {

constexpr auto kBuckets = std::to_array<std::string_view>({"logs-2222", "other-2222"});

// In the organization o-a1b2c3d4e5 the first two, outside of it the others.
constexpr auto kSources = std::to_array<std::string_view>(
    {"cloudtrail 111111111111 arn:aws:cloudtrail:us-east-1:111111111111:trail/own-trail",
     "config 111111111111 arn:aws:config:us-east-1:111111111111:*",
     "cloudtrail 666666666666 arn:aws:cloudtrail:us-east-1:666666666666:trail/outside-trail",
     "cloudtrail 777777777777 arn:aws:cloudtrail:us-east-1:777777777777:trail/stranger",
     "config 777777777777 arn:aws:config:us-east-1:777777777777:*",
     "backup 777777777777 arn:aws:backup:us-east-1:777777777777:plan/x"});

class Perimeter {
 public:
  explicit Perimeter(Random& random) : random_(random) {}

  std::string make() {
    std::string text =
        R"({"remora": 1, "title": "a random perimeter", "organization": {"id": "o-a1b2c3d4e5",
      "managementAccountId": "333333333333", "cloudTrailAccessEnabled": true,
      "root": {"id": "r-ab12", "accounts": ["333333333333"], "units": [{"id": "ou-ab12-security",
        "name": "Security", "accounts": ["222222222222"], "units": [])";
    if (random_.chance(60)) {
      text += R"(, "resourceControlPolicies": [{"Version": "2012-10-17", "Statement": [)" +
              deny("", "\"*\"") + "]}]";
    }
    text += R"(}, {"id": "ou-ab12-workload", "name": "Workloads",
      "accounts": ["111111111111"], "units": []}]}}, "buckets": [)" +
            bucket(0) + ", " + bucket(1) + "], \"deliveries\": [" +
            trail("666666666666", "outside-trail");
    text += random_.chance(50) ? ", " + trail("111111111111", "own-trail") : "";
    return text + "]}";
  }

 private:
  /// One source's statements, with its ARN, its account or no condition at all.
  std::string allow(std::string_view bucket, std::string_view source) {
    const std::size_t first = source.find(' ');
    const std::string account(source.substr(first + 1, 12));
    const std::string arn(source.substr(first + 14));
    std::string condition;
    if (const std::size_t kind = random_.below(5); kind < 3) {
      condition = R"(, "Condition": {"ArnLike": {"aws:SourceArn": ")" + arn + "\"}}";
    } else if (kind == 3) {
      condition = R"(, "Condition": {"StringEquals": {"aws:SourceAccount": ")" + account + "\"}}";
    }
    return R"({"Effect": "Allow", "Principal": {"Service": ")" +
           std::string(source.substr(0, first)) +
           R"(.amazonaws.com"}, "Action": ["s3:PutObject", "s3:GetBucketAcl", "s3:ListBucket"],
      "Resource": ["arn:aws:s3:::)" +
           std::string(bucket) + R"(", "arn:aws:s3:::)" + std::string(bucket) + "/AWSLogs/" +
           account + "/*\"]" + condition + "}";
  }

  std::string deny(std::string_view bucket, const std::string& resource) {
    constexpr auto kConditions = std::to_array<std::string_view>(
        {R"("StringNotEqualsIfExists": {"aws:SourceOrgID": "o-a1b2c3d4e5"},
            "Null": {"aws:SourceAccount": "false"}, "Bool": {"aws:PrincipalIsAWSService": "true"})",
         R"("StringNotEqualsIfExists": {"aws:SourceOrgID": "o-a1b2c3d4e5"},
            "BoolIfExists": {"aws:PrincipalIsAWSService": "true"})",
         R"("StringNotEqualsIfExists": {"aws:SourceOrgID": "${aws:ResourceOrgID}"},
            "Bool": {"aws:PrincipalIsAWSService": "true"})",
         R"("StringNotEqualsIfExists": {"aws:SourceOrgID": "o-a1b2c3d4e5",
            "aws:SourceAccount": ["888888888888"]}, "Null": {"aws:SourceAccount": "false"})",
         R"("StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"})",
         R"("StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5",
            "aws:SourceVpce": "vpce-1"}, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"})",
         R"("StringNotEquals": {"aws:SourceVpce": "vpce-1"})",
         R"("StringNotEquals": {"aws:SourceOrgID": "o-a1b2c3d4e5"})",
         R"("StringEquals": {"aws:SourceAccount": "666666666666"})",
         R"("ArnEquals": {"aws:SourceArn":
            "arn:aws:cloudtrail:us-east-1:666666666666:trail/outside-trail"})",
         R"("ForAllValues:StringNotLike": {"aws:SourceOrgPaths": "o-a1b2c3d4e5/*"},
            "Bool": {"aws:PrincipalIsAWSService": "true"})"});
    const bool named = !bucket.empty() && random_.chance(25);
    return R"({"Effect": "Deny", "Principal": )" +
           std::string(named ? R"({"Service": "cloudtrail.amazonaws.com"})" : "\"*\"") +
           R"(, "Action": "s3:*", "Resource": )" + resource + R"(, "Condition": {)" +
           std::string(random_.pick(std::span(kConditions))) + "}}";
  }

  std::string bucket(std::size_t index) {
    const std::string name(kBuckets[index]);
    std::string statements = allow(name, kSources[index == 0 ? 2 : 3]);
    statements += index == 0 ? ", " + allow(name, kSources[0]) : "";
    for (std::size_t i = random_.below(3); i > 0; --i) {
      statements += ", " + allow(name, random_.pick(std::span(kSources)));
    }
    if (random_.chance(60)) {
      statements +=
          ", " + deny(name, "[\"arn:aws:s3:::" + name + "\", \"arn:aws:s3:::" + name + "/*\"]");
    }
    return R"({"name": ")" + name +
           R"(", "accountId": "222222222222", "region": "us-east-1",
      "policy": {"Version": "2012-10-17", "Statement": [)" +
           statements + "]}}";
  }

  static std::string trail(const std::string& account, const std::string& name) {
    return R"({"id": ")" + name + R"(", "service": "cloudtrail", "region": "us-east-1",
      "accountId": ")" +
           account + R"(", "trail": {"Name": ")" + name +
           R"(", "S3BucketName": "logs-2222", "IsMultiRegionTrail": true}})";
  }

  Random& random_;
};

}  // namespace

std::string random_perimeter(Random& random) {
  return Perimeter(random).make();
}

}  // namespace remora::property
