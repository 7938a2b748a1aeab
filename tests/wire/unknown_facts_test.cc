#include <map>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/memory_files.h"
#include "tests/support/scenario.h"
#include "tests/support/table.h"
#include "tests/wire/wire_client.h"

// What the seed does not say is never answered by a default, nor by "there is none".
namespace remora::test {

namespace {

constexpr const char* kSeed = R"({
  "remora": 1,
  "organization": {"unknown": "nobody looked"},
  "buckets": [{
    "name": "logs", "accountId": "111122223333", "region": {"unknown": "nobody looked"},
    "policy": {"unknown": "nobody looked"}, "encryption": {"unknown": "nobody looked"},
    "publicAccessBlock": {"unknown": "nobody looked"}, "objectOwnership": {"unknown": "nobody looked"},
    "requesterPays": {"unknown": "nobody looked"}, "objectLockDefaultRetention": {"unknown": "nobody looked"}
  }],
  "keys": [{
    "arn": "arn:aws:kms:eu-west-1:111122223333:key/k", "policy": {"unknown": "nobody looked"},
    "keyState": {"unknown": "nobody looked"}, "aliases": {"unknown": "nobody looked"},
    "grants": {"unknown": "nobody looked"}
  }],
  "topics": [{"arn": "arn:aws:sns:eu-west-1:111122223333:t", "policy": {"unknown": "nobody looked"}}],
  "roles": [{
    "arn": "arn:aws:iam::111122223333:role/r", "trustPolicy": {"unknown": "nobody looked"}
  }],
  "deliveries": []
})";

struct Row {
  std::string target;  // an operation of the JSON protocol, a form, or a path of S3
  std::string body;    // JSON
};

remora::wire::Response ask(WireClient& client, const Row& row) {
  if (row.target.starts_with('/')) {
    return client.s3("GET", row.target);
  }
  return row.body.empty() ? client.query(row.target) : client.json(row.target, row.body);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wire)
BOOST_AUTO_TEST_SUITE(unknown_facts)

TEST_TABLE(what_nobody_said_is_not_made_up) {
  const std::string key = R"({"KeyId":"arn:aws:kms:eu-west-1:111122223333:key/k")";
  const std::vector<Row> rows{
      {"/logs?location", ""},
      {"/logs?policy", ""},
      {"/logs?policyStatus", ""},
      {"/logs?encryption", ""},
      {"/logs?publicAccessBlock", ""},
      {"/logs?ownershipControls", ""},
      {"/logs?requestPayment", ""},
      {"/logs?object-lock", ""},
      {"TrentService.DescribeKey", key + "}"},
      {"TrentService.GetKeyPolicy", key + R"(,"PolicyName":"default"})"},
      {"TrentService.ListAliases", "{}"},
      {"TrentService.CreateAlias",
       R"({"AliasName":"alias/a","TargetKeyId":"arn:aws:kms:eu-west-1:111122223333:key/k"})"},
      {"TrentService.DisableKey", key + "}"},
      {"TrentService.ListGrants", key + "}"},
      {"TrentService.CreateGrant",
       key + R"(,"GranteePrincipal":"arn:aws:iam::111122223333:root","Operations":["Decrypt"]})"},
      {"AWSOrganizationsV20161128.DescribeOrganization", "{}"},
      {"AWSOrganizationsV20161128.ListDelegatedAdministrators", "{}"},
      {"AWSOrganizationsV20161128.EnableAWSServiceAccess",
       R"({"ServicePrincipal":"cloudtrail.amazonaws.com"})"},
      {"Action=GetTopicAttributes&Version=2010-03-31&TopicArn=arn:aws:sns:eu-west-1:111122223333:t",
       ""},
      {"Action=GetRole&Version=2010-05-08&RoleName=r", ""},
      {"Action=GetPolicyVersion&Version=2010-05-08&VersionId=v1&PolicyArn=arn:aws:iam::aws:policy/"
       "ReadOnlyAccess",
       ""},
      {"Action=GetPolicyVersion&Version=2010-05-08&VersionId=v1&PolicyArn=arn:aws:iam::aws:policy/"
       "NobodyKnows",
       ""},
  };
  for (const Row& row : rows) {
    if (table.row(row.target)) {
      WireClient client;
      MemoryFiles files(std::map<std::string, std::string>{});
      const auto json = value_of(remora::json::read(source(kSeed, "seed.json")));
      const auto seed = value_of(remora::input::read_scenario(json, files));
      client.state = remora::wire::seeded(seed, client.state.settings, client.now);
      const std::uint64_t before = client.state.revision;
      const auto answer = ask(client, row);
      BOOST_TEST(answer.body.find("UndeterminedException") != std::string::npos, answer.body);
      BOOST_TEST(answer.status == 400);
      BOOST_TEST(client.state.revision == before);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
