#include "engine/input/printed.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/input/load.h"
#include "engine/json/writer.h"
#include "tests/support/build.h"
#include "tests/support/memory_files.h"
#include "tests/support/table.h"

namespace remora::test::printed_members {

namespace {

const std::string kPolicy =
    R"({"Version": "2012-10-17", "Statement": [{"Sid": "Said", "Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": "s3:GetBucketAcl", "Resource": "arn:aws:s3:::logs"}]})";
const std::string kTrust =
    R"({"Version": "2012-10-17", "Statement": [{"Sid": "Said", "Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": "sts:AssumeRole"}]})";
const std::string kArn = "arn:aws:kms:us-east-1:111122223333:key/k";

std::string policy_text(const CompiledPolicyPtr& policy) {
  if (policy == nullptr) {
    return "none";
  }
  if (policy->document() == nullptr || policy->document()->statements.empty()) {
    return "unread";
  }
  const auto& sid = policy->document()->statements.front().sid;
  return sid ? std::string(sid->text) : "no sid";
}

template <class T>
std::string text_of_fact(const world::Fact<T>& fact) {
  if (fact.known() == nullptr) {
    return "unknown";
  }
  if constexpr (std::is_same_v<T, bool>) {
    return *fact.known() ? "true" : "false";
  } else {
    return std::string(*fact.known());
  }
}

/// What of the world the rows look at, in a line each.
std::string described(const fixture::Scenario& scenario) {
  std::string text;
  for (const world::Bucket& one : scenario.world.buckets) {
    text += "bucket " + text_of_fact(one.region) + " " + policy_text(one.policy) + " " +
            text_of_fact(one.encryption.algorithm) + " " + text_of_fact(one.encryption.kms_key) +
            " " + text_of_fact(one.encryption.bucket_key) + " " +
            text_of_fact(one.object_ownership) + " " +
            text_of_fact(one.public_access_block.restrict_public_buckets) + " " +
            text_of_fact(one.requester_pays) + " " +
            text_of_fact(one.object_lock_default_retention) + "\n";
  }
  for (const world::Key& one : scenario.world.keys) {
    text += "key " + policy_text(one.policy);
    for (const std::string& alias : *one.aliases.known()) {
      text += " " + alias;
    }
    text += " " + std::to_string(one.grants.known()->size()) + " grants\n";
  }
  for (const world::Topic& one : scenario.world.topics) {
    text += "topic " + policy_text(one.policy) + "\n";
  }
  for (const world::Role& one : scenario.world.roles) {
    text += "role " + policy_text(one.trust);
    for (const CompiledPolicyPtr& policy : one.policies) {
      text += " " + policy_text(policy);
    }
    text += "\n";
  }
  for (const fixture::ScenarioDelivery& one : scenario.deliveries) {
    text += "delivery " + std::string(named_by(one.call).bucket) + "\n";
  }
  return text;
}

std::string read(const std::string& members) {
  MemoryFiles files;
  files.add("scenario.json", R"({"remora": 1, )" + members + "}");
  files.add("printed.json", R"({"Policy": )" + json::quoted(kPolicy) + "}");
  files.add("plain.json", kPolicy);
  const auto scenario = remora::input::load_scenario("scenario.json", {}, files);
  return scenario ? described(**scenario) : text_of(scenario.error().diagnostics);
}

std::string bucket(const std::string& members) {
  return R"("buckets": [{"name": "logs", "accountId": "111122223333")" +
         (members.find("\"region\"") == std::string::npos
              ? std::string(R"(, "region": "us-east-1")")
              : std::string()) +
         ", " + members + "}]";
}

std::string key(const std::string& members) {
  return R"("keys": [{"arn": ")" + kArn + "\", " + members + "}]";
}

std::string topic(const std::string& policy) {
  return R"("topics": [{"arn": "arn:aws:sns:us-east-1:111122223333:t", "policy": )" + policy + "}]";
}

std::string role(const std::string& trust, const std::string& policy) {
  return R"("roles": [{"arn": "arn:aws:iam::111122223333:role/r", "trustPolicy": )" + trust +
         R"(, "policies": [)" + policy + "]}]";
}

std::string config(const std::string& recorder, const std::string& channel) {
  return R"("deliveries": [{"id": "d", "service": "config", "accountId": "111122223333", "region": "us-east-1", "configurationRecorder": )" +
         recorder + R"(, "deliveryChannel": )" + channel + "}]";
}

std::string trail(const std::string& text) {
  return R"("deliveries": [{"id": "d", "service": "cloudtrail", "accountId": "111122223333", "region": "us-east-1", "trail": )" +
         text + "}]";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(input)

TEST_TABLE(a_member_takes_what_the_aws_cli_prints_for_it) {
  struct Row {
    const char* name;
    std::string printed;
    std::string plain;
  };

  const std::string quoted = json::quoted(kPolicy);
  const std::string recorder =
      R"({"name": "default", "roleARN": "arn:aws:iam::111122223333:role/r"})";
  const std::string channel = R"({"name": "default", "s3BucketName": "logs"})";
  const std::string a_trail =
      R"({"Name": "t", "S3BucketName": "logs", "HomeRegion": "us-east-1", "TrailARN": "arn:aws:cloudtrail:us-east-1:111122223333:trail/t"})";
  const std::vector<Row> rows = {
      {"get-bucket-policy",
       bucket(R"("policy": {"Policy": )" + quoted + "}"),
       bucket(R"("policy": )" + kPolicy)},
      {"get-bucket-policy in a file",
       bucket(R"("policy": "printed.json")"),
       bucket(R"("policy": "plain.json")")},
      {"get-bucket-encryption",
       bucket(
           R"("encryption": {"ServerSideEncryptionConfiguration": {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": ")" +
           kArn + R"("}, "BucketKeyEnabled": true}]}})"),
       bucket(R"("encryption": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": ")" + kArn +
              R"(", "BucketKeyEnabled": true})")},
      {"the rules of an encryption alone",
       bucket(
           R"("encryption": {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}, "BucketKeyEnabled": false}]})"),
       bucket(R"("encryption": {"SSEAlgorithm": "AES256"})")},
      {"get-bucket-ownership-controls",
       bucket(
           R"("objectOwnership": {"OwnershipControls": {"Rules": [{"ObjectOwnership": "ObjectWriter"}]}})"),
       bucket(R"("objectOwnership": "ObjectWriter")")},
      {"get-public-access-block",
       bucket(
           R"("publicAccessBlock": {"PublicAccessBlockConfiguration": {"RestrictPublicBuckets": true}})"),
       bucket(R"("publicAccessBlock": {"RestrictPublicBuckets": true})")},
      {"get-bucket-location",
       bucket(R"("region": {"LocationConstraint": "EU"})"),
       bucket(R"("region": "eu-west-1")")},
      {"get-bucket-location of us-east-1",
       bucket(R"("region": {"LocationConstraint": null})"),
       bucket(R"("region": "us-east-1")")},
      {"get-bucket-request-payment",
       bucket(R"("requesterPays": {"Payer": "Requester"})"),
       bucket(R"("requesterPays": true)")},
      {"get-object-lock-configuration",
       bucket(
           R"("objectLockDefaultRetention": {"ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}}})"),
       bucket(R"("objectLockDefaultRetention": true)")},
      {"get-object-lock-configuration without a default",
       bucket(
           R"("objectLockDefaultRetention": {"ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled"}})"),
       bucket(R"("objectLockDefaultRetention": false)")},
      {"get-key-policy",
       key(R"("policy": {"Policy": )" + quoted + R"(, "PolicyName": "default"})"),
       key(R"("policy": )" + kPolicy)},
      {"list-grants",
       key(R"("grants": {"Grants": [{"KeyId": "k", "GrantId": "g", "GranteePrincipal": "arn:aws:iam::111122223333:role/r", "Operations": ["Decrypt"]}]})"),
       key(R"("grants": [{"GranteePrincipal": "arn:aws:iam::111122223333:role/r", "Operations": ["Decrypt"]}])")},
      {"list-aliases",
       key(R"("aliases": {"Aliases": [{"AliasName": "alias/mine", "AliasArn": "x", "TargetKeyId": "k"}, {"AliasName": "alias/other", "TargetKeyId": "o"}]})"),
       key(R"("aliases": ["alias/mine"])")},
      {"get-topic-attributes",
       topic(R"({"Attributes": {"TopicArn": "x", "Policy": )" + quoted + "}}"),
       topic(kPolicy)},
      {"get-role and get-role-policy",
       role(R"({"Role": {"RoleName": "r", "AssumeRolePolicyDocument": )" + kTrust + "}}",
            R"({"RoleName": "r", "PolicyName": "p", "PolicyDocument": )" + kPolicy + "}"),
       role(kTrust, kPolicy)},
      {"get-policy-version",
       role(kTrust, R"({"PolicyVersion": {"VersionId": "v1", "Document": )" + kPolicy + "}}"),
       role(kTrust, kPolicy)},
      {"describe-configuration-recorders and describe-delivery-channels",
       config(R"({"ConfigurationRecorders": [)" + recorder + "]}",
              R"({"DeliveryChannels": [)" + channel + "]}"),
       config(recorder, channel)},
      {"get-trail", trail(R"({"Trail": )" + a_trail + "}"), trail(a_trail)},
      {"describe-trails", trail(R"({"trailList": [)" + a_trail + "]}"), trail(a_trail)},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const std::string plain = read(row.plain);
      BOOST_TEST(plain.find("error") == std::string::npos, plain);
      BOOST_TEST(read(row.printed) == plain);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test::printed_members
