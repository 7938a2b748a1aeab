#include "engine/input/world_reader.h"

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/known.h"
#include "tests/support/memory_files.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(input)
BOOST_AUTO_TEST_SUITE(world_reader)

namespace {

struct Reading {
  remora::world::World world;
  std::string remarks;
};

Reading read(const std::string& text) {
  MemoryFiles files;
  const json::DocumentPtr json = document(text);
  DiagnosticSink sink(json->source());
  remora::input::PolicyLoader policies(json, files, sink);
  remora::input::MemberReader reader(json->root(), "a scenario", sink);
  Reading reading;
  remora::input::read_world(reader, policies, reading.world);
  reader.finish();
  reading.remarks = text_of(sink.diagnostics());
  return reading;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

constexpr const char* kPolicy =
    R"({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}})";
constexpr const char* kIdentity =
    R"({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}})";

}  // namespace

BOOST_AUTO_TEST_CASE(a_bucket_has_all_its_settings) {
  const Reading reading = read(R"({"buckets": [{"name": "B", "accountId": "210987654321",
      "region": "ap-northeast-1", "policy": )" +
                               std::string(kPolicy) + R"(,
      "encryption": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "arn:k",
                     "BucketKeyEnabled": true},
      "objectOwnership": "ObjectWriter",
      "publicAccessBlock": {"BlockPublicAcls": true, "IgnorePublicAcls": false,
                            "BlockPublicPolicy": true, "RestrictPublicBuckets": true},
      "requesterPays": true, "objectLockDefaultRetention": true}]})");
  BOOST_TEST(reading.remarks == "");
  const auto& bucket = reading.world.buckets.at(0);
  BOOST_TEST(bucket.name == "B");
  BOOST_TEST(bucket.account == "210987654321");
  BOOST_TEST(bucket.region == "ap-northeast-1");
  BOOST_TEST((bucket.policy->type() == PolicyType::Bucket));
  BOOST_TEST(bucket.encryption.algorithm == "aws:kms");
  BOOST_TEST(bucket.encryption.kms_key == "arn:k");
  BOOST_TEST(bucket.encryption.bucket_key == true);
  BOOST_TEST(bucket.object_ownership == "ObjectWriter");
  BOOST_TEST(known(bucket.public_access_block.block_public_acls));
  BOOST_TEST(!known(bucket.public_access_block.ignore_public_acls));
  BOOST_TEST(bucket.public_access_block.restrict_public_buckets == true);
  BOOST_TEST(bucket.requester_pays == true);
  BOOST_TEST(bucket.object_lock_default_retention == true);
}

BOOST_AUTO_TEST_CASE(a_bucket_needs_little) {
  const Reading reading =
      read(R"({"buckets": [{"name": "B", "accountId": "210987654321", "region": "us-east-1"}]})");
  BOOST_TEST(reading.remarks == "");
  const auto& bucket = reading.world.buckets.at(0);
  BOOST_TEST((bucket.policy == nullptr));
  BOOST_TEST(bucket.encryption.algorithm == "AES256");
  BOOST_TEST(bucket.object_ownership == "BucketOwnerEnforced");
  BOOST_TEST(bucket.public_access_block.restrict_public_buckets == false);
}

BOOST_AUTO_TEST_CASE(a_key_gets_account_and_region_from_its_arn) {
  const Reading reading = read(
      R"({"keys": [{"arn": "arn:aws:kms:eu-west-1:333333333333:key/k", "keyState": "Disabled",
          "aliases": ["alias/logs"], "multiRegion": true, "keySpec": "RSA_2048",
          "keyManager": "AWS",
          "grants": [{"GranteePrincipal": "s3.amazonaws.com", "Operations": ["Decrypt"],
                      "GrantId": "g", "CreationDate": 1}]}]})");
  BOOST_TEST(reading.remarks == "");
  const auto& key = reading.world.keys.at(0);
  BOOST_TEST(key.account == "333333333333");
  BOOST_TEST(key.region == "eu-west-1");
  BOOST_TEST(key.state == "Disabled");
  BOOST_TEST(key.aliases.known()->at(0) == "alias/logs");
  BOOST_TEST(known(key.multi_region));
  BOOST_TEST(key.spec == "RSA_2048");
  BOOST_TEST(key.aws_managed == true);
  BOOST_TEST(key.grants.known()->at(0).grantee == "s3.amazonaws.com");
}

// As a scenario says them, and as describe-key, list-resource-tags and get-role print them.
BOOST_AUTO_TEST_CASE(origin_and_tags_are_not_known_unless_said) {
  const auto key_with = [](const std::string& members) {
    return read(R"({"keys": [{"arn": "arn:aws:kms:eu-west-1:210987654321:key/mrk-1")" + members +
                "}]}");
  };
  const Reading null = key_with(R"(, "tags": null, "origin": null, "aliases": null)");
  BOOST_TEST(null.remarks == "");
  BOOST_TEST(null.world.keys.begin()->origin.known() == nullptr);
  BOOST_TEST(!null.world.keys.begin()->aliases_said);
  const Reading silent = key_with("");
  BOOST_TEST(silent.remarks == "");
  const world::Key& key = *silent.world.keys.begin();
  BOOST_REQUIRE(key.origin.known() == nullptr);
  BOOST_TEST(key.origin.unknown()->supply == "keys[0].origin");
  BOOST_TEST(key.tags.known() == nullptr);
  BOOST_TEST(!key.aliases_said);
  BOOST_TEST(known(key.multi_region));  // by its id

  using Tags = world::TagList;
  const Tags wanted = {{"team", "logs"}};
  for (const char* tags : {R"("tags": {"team": "logs"})",
                           R"("Tags": [{"Key": "team", "Value": "logs"}])",
                           R"("tags": {"Tags": [{"TagKey": "team", "TagValue": "logs"}]})"}) {
    const Reading said = key_with(std::string(R"(, "Origin": "EXTERNAL", "aliases": [], )") + tags);
    BOOST_TEST(said.remarks == "");
    const world::Key& one = *said.world.keys.begin();
    BOOST_TEST(known(one.origin) == "EXTERNAL");
    BOOST_TEST(one.aliases_said);
    BOOST_TEST((known(one.tags) == wanted), tags);
  }
  BOOST_TEST(has(key_with(R"(, "tags": "team")").remarks, "tags are a list"));
  BOOST_TEST(has(key_with(R"(, "origin": "aws")").remarks, "cannot be \"aws\""));
}

BOOST_AUTO_TEST_CASE(a_role_has_its_name_without_the_path) {
  const Reading reading = read(R"({"roles": [
      {"arn": "arn:aws:iam::111111111111:role/a/b/R", "trustPolicy": )" +
                               std::string(kPolicy) + R"(, "policies": [)" + kIdentity +
                               R"(, "arn:aws:iam::aws:policy/ReadOnlyAccess"],
       "permissionsBoundary": )" +
                               kIdentity + R"(},
      {"arn": "arn:aws:iam::111111111111:role/aws-service-role/x.amazonaws.com/S"}]})");
  const auto& role = reading.world.roles.at(0);
  BOOST_TEST(role.account == "111111111111");
  BOOST_TEST(role.name == "R");
  BOOST_TEST((role.trust->type() == PolicyType::Trust));
  BOOST_TEST(role.policies.size() == 2U);
  BOOST_TEST((role.boundary->type() == PolicyType::Boundary));
  BOOST_TEST(role.service_linked == false);
  BOOST_TEST(reading.world.roles.at(1).service_linked == true);
}

BOOST_AUTO_TEST_CASE(topics_and_log_groups) {
  const Reading reading = read(
      R"({"topics": [{"arn": "arn:aws:sns:us-east-1:333333333333:t", "kmsMasterKeyId": "k"},
                     {"arn": "arn:aws:sns:us-east-1:333333333333:u", "kmsMasterKeyId": null}],
          "logGroups": [{"arn": "arn:aws:logs:us-east-1:333333333333:log-group:N:*"}]})");
  BOOST_TEST(reading.remarks == "");
  BOOST_TEST(reading.world.topics.at(0).account == "333333333333");
  BOOST_TEST(reading.world.topics.at(0).kms_key == "k");
  BOOST_TEST(reading.world.topics.at(1).kms_key == "");
  BOOST_TEST(reading.world.log_groups.size() == 1U);
}

TEST_TABLE(what_aws_would_not_have_is_reported) {
  const std::string bucket = R"("name": "B", "accountId": "210987654321", "region": "us-east-1")";

  struct Row {
    const char* name;
    std::string text;
    const char* says;
  };

  const std::vector<Row> rows = {
      {"bucket without account",
       R"({"buckets": [{"name": "B", "region": "us-east-1"}]})",
       "a bucket needs \"accountId\""},
      {"short account id",
       R"({"buckets": [{"name": "B", "accountId": "1234", "region": "us-east-1"}]})",
       "1:41"},
      {"no Region",
       R"({"buckets": [{"name": "B", "accountId": "210987654321",
                        "region": "Tokyo"}]})",
       "\"Tokyo\" is no Region name"},
      {"unknown setting",
       R"({"buckets": [{)" + bucket + R"(, "polcy": {}}]})",
       "did you mean \"policy\"?"},
      {"unknown algorithm",
       R"({"buckets": [{)" + bucket + R"(, "encryption": {"SSEAlgorithm": "aws:kmss"}}]})",
       "did you mean \"aws:kms\"?"},
      {"flag that is a string",
       R"({"buckets": [{)" + bucket + R"(, "requesterPays": "yes"}]})",
       "true or false"},
      {"key that is a bucket",
       R"({"keys": [{"arn": "arn:aws:s3:::b"}]})",
       "is not the ARN of a KMS key"},
      {"alias without its prefix",
       R"({"keys": [{"arn": "arn:aws:kms:r:333333333333:key/k", "aliases": ["logs"]}]})",
       "alias/name"},
      {"unknown key state",
       R"({"keys": [{"arn": "arn:aws:kms:r:333333333333:key/k", "keyState": "enabled"}]})",
       "did you mean \"Enabled\"?"},
      {"topic that is no ARN", R"({"topics": [{"arn": "t"}]})", "is not the ARN of an SNS topic"},
      {"role without ARN", R"({"roles": [{}]})", "a role needs \"arn\""},
      {"malformed policy",
       R"({"buckets": [{)" + bucket + R"(, "policy": {"Statement": 5}}]})",
       "\"Statement\" must be"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const std::string remarks = read(row.text).remarks;
      BOOST_TEST(has(remarks, ": error:"), remarks);
      BOOST_TEST(has(remarks, row.says), remarks);
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_listed_twice_is_a_warning) {
  const Reading reading = read(
      "{\"buckets\": [{\"name\": \"B\", \"accountId\": \"210987654321\", \"region\": "
      "\"us-east-1\"},\n{\"name\": \"B\", \"accountId\": \"333333333333\", \"region\": "
      "\"us-east-1\"}]}");
  BOOST_TEST(has(reading.remarks, "2:10: warning:"));
  BOOST_TEST(reading.world.bucket("B")->account == "210987654321");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
