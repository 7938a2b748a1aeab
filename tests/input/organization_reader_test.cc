#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/input/world_reader.h"
#include "tests/support/build.h"
#include "tests/support/memory_files.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(input)
BOOST_AUTO_TEST_SUITE(organization_reader)

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
  Reading reading;
  remora::input::read_organization(json->root(), policies, reading.world, sink);
  reading.remarks = text_of(sink.diagnostics());
  return reading;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The number of policies at each level, as text.
std::string levels(const std::vector<PolicyGroup>& groups) {
  std::string text;
  for (const PolicyGroup& group : groups) {
    text += std::to_string(group.size());
  }
  return text;
}

constexpr const char* kFull =
    R"("arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess")";
constexpr const char* kDeny =
    R"({"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "x:y", "Resource": "*"}})";
constexpr const char* kRcp =
    R"({"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*",
        "Action": "s3:*", "Resource": "*"}})";

}  // namespace

BOOST_AUTO_TEST_CASE(levels_go_from_the_root_to_the_account) {
  const Reading reading = read(R"({"id": "o-1", "managementAccountId": "333333333333",
    "root": {"id": "r-1", "name": "Root", "serviceControlPolicies": [)" +
                               std::string(kFull) + "," + kDeny + R"(],
      "accounts": ["333333333333"],
      "units": [{"id": "ou-a", "accounts": ["210987654321"],
                 "resourceControlPolicies": [)" +
                               kRcp + R"(],
                 "units": [{"id": "ou-b", "serviceControlPolicies": [)" +
                               kFull + R"(], "accounts": ["111111111111"]}]}]},
    "accountPolicies": {"111111111111": {"serviceControlPolicies": [)" +
                               kFull + "," + kDeny + R"(], "resourceControlPolicies": []}}})");
  BOOST_TEST(reading.remarks == "");
  const auto& organization = reading.world.organization.value();
  BOOST_TEST(organization.id == "o-1");
  BOOST_TEST(organization.management_account == "333333333333");
  BOOST_TEST(organization.cloudtrail_access_enabled == true);
  BOOST_TEST(organization.scps_in_force == true);
  BOOST_TEST(organization.rcps_in_force == true);
  const auto* account = reading.world.member("111111111111");
  BOOST_REQUIRE(account != nullptr);
  // The form of aws:PrincipalOrgPaths: o-/r-/ou-/.../ with a slash at the end.
  BOOST_TEST(account->path == "o-1/r-1/ou-a/ou-b/");
  // A level that lists none holds FullAWSAccess: AWS never leaves one without.
  BOOST_TEST(levels(account->scps) == "2112");
  BOOST_TEST(levels(account->rcps) == "0100");
  BOOST_TEST(reading.world.member("210987654321")->path == "o-1/r-1/ou-a/");
  BOOST_TEST(levels(reading.world.member("210987654321")->scps) == "21");
  BOOST_TEST(reading.world.member("333333333333")->path == "o-1/r-1/");
  BOOST_TEST((reading.world.member("444444444444") == nullptr));
}

BOOST_AUTO_TEST_CASE(policies_are_in_force_as_soon_as_some_level_lists_one) {
  const std::string head = R"({"id": "o-1", "managementAccountId": "333333333333", "root": {"id":
      "r-1", "accounts": ["111111111111"])";
  const Reading none = read(head + "}}");
  BOOST_TEST(none.world.organization.value().scps_in_force == false);
  BOOST_TEST(none.world.organization.value().rcps_in_force == false);
  const Reading by_account =
      read(head + R"(}, "accountPolicies": {"111111111111": {"resourceControlPolicies": [)" + kRcp +
           "]}}}");
  BOOST_TEST(by_account.world.organization.value().scps_in_force == false);
  BOOST_TEST(by_account.world.organization.value().rcps_in_force == true);
}

BOOST_AUTO_TEST_CASE(the_management_account_is_a_member_without_being_listed) {
  const Reading reading =
      read(R"({"id": "o-1", "managementAccountId": "333333333333", "root": {"id": "r-1"}})");
  BOOST_TEST((reading.world.member("333333333333") != nullptr));
  BOOST_TEST(reading.world.is_management_account("333333333333"));
}

BOOST_AUTO_TEST_CASE(trusted_access_may_be_off) {
  BOOST_TEST(read(R"({"id": "o-1", "managementAccountId": "333333333333",
                      "cloudTrailAccessEnabled": false})")
                 .world.organization.value()
                 .cloudtrail_access_enabled == false);
}

TEST_TABLE(what_an_organization_cannot_have_is_reported) {
  struct Row {
    const char* name;
    const char* text;
    const char* says;
  };

  const Row rows[] = {
      {"no id", R"({"managementAccountId": "333333333333"})", "needs \"id\""},
      {"no management account", R"({"id": "o-1"})", "needs \"managementAccountId\""},
      {"account id that is too short",
       R"({"id": "o-1", "managementAccountId": "333333333333",
           "root": {"id": "r-1", "accounts": ["1"]}})",
       "twelve digits"},
      {"policies of an account that is nowhere",
       R"({"id": "o-1", "managementAccountId": "333333333333", "root": {"id": "r-1"},
           "accountPolicies": {"111111111111": {}}})",
       "111111111111"},
      {"unit without id",
       R"({"id": "o-1", "managementAccountId": "333333333333",
           "root": {"id": "r-1", "units": [{}]}})",
       "an organizational unit needs \"id\""},
      {"unknown member of a unit",
       R"({"id": "o-1", "managementAccountId": "333333333333",
           "root": {"id": "r-1", "serviceControlPolicy": []}})",
       "did you mean \"serviceControlPolicies\"?"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const std::string remarks = read(row.text).remarks;
      BOOST_TEST(has(remarks, ": error:"), remarks);
      BOOST_TEST(has(remarks, row.says), remarks);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
