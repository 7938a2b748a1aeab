#include <set>

#include <boost/test/unit_test.hpp>

#include "engine/wire/scenario_text.h"
#include "engine/wire/snapshot.h"
#include "tests/support/table.h"
#include "tests/wire/wire_client.h"

namespace remora::test {

namespace {

constexpr const char* kDenyPut =
    R"({\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:PutObject\",\"Resource\":\"*\"}]})";

/// The management account of an organization that calls have made: a root, a unit in it, an account
/// in the unit, an RCP that nothing has yet.
class Manager {
 public:
  Manager() {
    client.account = "999999999999";
    client.region = "us-east-1";
    ask("CreateOrganization", "{}");
    root = value("ListRoots", "{}", "Id");
    unit = value("CreateOrganizationalUnit", R"({"Name":"logs","ParentId":")" + root + "\"}", "Id");
    const std::string request =
        value("CreateAccount", R"({"AccountName":"a","Email":"a@example.org"})", "Id");
    account = value("DescribeCreateAccountStatus",
                    R"({"CreateAccountRequestId":")" + request + "\"}",
                    "AccountId");
    ask("MoveAccount",
        R"({"AccountId":")" + account + R"(","SourceParentId":")" + root +
            R"(","DestinationParentId":")" + unit + "\"}");
    policy = value("CreatePolicy",
                   R"({"Name":"n","Description":"","Type":"RESOURCE_CONTROL_POLICY","Content":")" +
                       std::string(kDenyPut) + "\"}",
                   "Id");
  }

  remora::wire::Response ask(const std::string& operation, const std::string& body) {
    return client.json("AWSOrganizationsV20161128." + operation, body);
  }

  /// The first member of that name in an answer.
  std::string value(const std::string& operation,
                    const std::string& body,
                    const std::string& name) {
    const std::string text = ask(operation, body).body;
    const std::size_t at = text.find("\"" + name + "\":\"");
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, text);
    const std::size_t begin = at + name.size() + 4;
    return text.substr(begin, text.find('"', begin) - begin);
  }

  /// Fills the names of what there is into a text.
  std::string filled(std::string text) const {
    for (const auto& [name, id] : {std::pair("@ROOT", root),
                                   std::pair("@UNIT", unit),
                                   std::pair("@ACCOUNT", account),
                                   std::pair("@POLICY", policy)}) {
      for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name)) {
        text.replace(at, std::string_view(name).size(), id);
      }
    }
    return text;
  }

  WireClient client;
  std::string root;
  std::string unit;
  std::string account;
  std::string policy;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(wire)
BOOST_AUTO_TEST_SUITE(organizations)

BOOST_AUTO_TEST_CASE(the_next_delivery_obeys_what_calls_have_changed) {
  Manager manager;
  const auto deliver = [&] {
    manager.client.account = manager.account;
    const auto answer = manager.client.json("StarlingDoveService.PutDeliveryChannel",
                                            R"({"DeliveryChannel":{"s3BucketName":"bucket"}})");
    manager.client.account = "999999999999";
    return answer.status;
  };
  manager.client.account = manager.account;
  prepare_config(manager.client, "bucket");
  BOOST_TEST(deliver() == 200);
  const std::string about = R"({"PolicyId":"@POLICY","TargetId":"@UNIT"})";
  BOOST_TEST(
      manager
          .ask("EnablePolicyType",
               manager.filled(R"({"RootId":"@ROOT","PolicyType":"RESOURCE_CONTROL_POLICY"})"))
          .status == 200);
  BOOST_TEST(deliver() == 200);
  BOOST_TEST(manager.ask("AttachPolicy", manager.filled(about)).status == 200);
  BOOST_TEST(deliver() == 400);
  // So it is in what is exported, and after a restart.
  const std::string scenario = remora::wire::scenario_of(manager.client.state);
  BOOST_TEST(scenario.find("InsufficientDeliveryPolicyException") != std::string::npos);
  BOOST_TEST(scenario.find("/resource_control_policy/" + manager.policy) != std::string::npos);
  const std::string snapshot = remora::wire::snapshot_of(manager.client.state);
  const auto restored = remora::wire::restore(snapshot);
  BOOST_REQUIRE(restored.has_value());
  BOOST_TEST(remora::wire::snapshot_of(*restored) == snapshot);
  manager.client.state = *restored;
  BOOST_TEST(deliver() == 400);
  // Out of the unit, it is free.
  BOOST_TEST(manager
                 .ask("MoveAccount",
                      manager.filled(R"({"AccountId":"@ACCOUNT","SourceParentId":"@UNIT",)"
                                     R"("DestinationParentId":"@ROOT"})"))
                 .status == 200);
  BOOST_TEST(deliver() == 200);
  // And back in it, until the policy lets it pass.
  BOOST_TEST(manager
                 .ask("MoveAccount",
                      manager.filled(R"({"AccountId":"@ACCOUNT","SourceParentId":"@ROOT",)"
                                     R"("DestinationParentId":"@UNIT"})"))
                 .status == 200);
  BOOST_TEST(deliver() == 400);
  std::string other(kDenyPut);
  other.replace(other.find("s3:PutObject"), 12, "s3:GetObject");
  BOOST_TEST(manager
                 .ask("UpdatePolicy",
                      manager.filled(R"({"PolicyId":"@POLICY","Content":")" + other + "\"}"))
                 .status == 200);
  BOOST_TEST(deliver() == 200);
}

TEST_TABLE(faults_are_awss) {
  struct Row {
    const char* operation;
    const char* body;
    const char* code;  // empty: it succeeds
  };

  for (
      const Row& row : {
          Row{"CreateOrganization", "{}", "AlreadyInOrganizationException"},
          Row{"DeleteOrganization", "{}", "OrganizationNotEmptyException"},
          Row{"CreateOrganizationalUnit",
              R"({"Name":"logs","ParentId":"@ROOT"})",
              "DuplicateOrganizationalUnitException"},
          Row{"CreateOrganizationalUnit", R"({"Name":"logs","ParentId":"@UNIT"})", ""},
          Row{"CreateOrganizationalUnit",
              R"({"Name":"x","ParentId":"ou-none"})",
              "ParentNotFoundException"},
          Row{"DeleteOrganizationalUnit",
              R"({"OrganizationalUnitId":"@UNIT"})",
              "OrganizationalUnitNotEmptyException"},
          Row{"DeleteOrganizationalUnit",
              R"({"OrganizationalUnitId":"@ROOT"})",
              "OrganizationalUnitNotFoundException"},
          Row{"MoveAccount",
              R"({"AccountId":"@ACCOUNT","SourceParentId":"@ROOT","DestinationParentId":"@UNIT"})",
              "SourceParentNotFoundException"},
          Row{"MoveAccount",
              R"({"AccountId":"@ACCOUNT","SourceParentId":"@UNIT","DestinationParentId":"@UNIT"})",
              "DuplicateAccountException"},
          Row{"MoveAccount",
              R"({"AccountId":"000000000001","SourceParentId":"@UNIT","DestinationParentId":"@ROOT"})",
              "AccountNotFoundException"},
          Row{"RemoveAccountFromOrganization",
              R"({"AccountId":"999999999999"})",
              "MasterCannotLeaveOrganizationException"},
          Row{"RemoveAccountFromOrganization", R"({"AccountId":"@ACCOUNT"})", ""},
          Row{"DescribeCreateAccountStatus",
              R"({"CreateAccountRequestId":"car-none"})",
              "CreateAccountStatusNotFoundException"},
          Row{"AttachPolicy",
              R"({"PolicyId":"@POLICY","TargetId":"@UNIT"})",
              "PolicyTypeNotEnabledException"},
          Row{"AttachPolicy",
              R"({"PolicyId":"p-none","TargetId":"@UNIT"})",
              "PolicyNotFoundException"},
          Row{"AttachPolicy",
              R"({"PolicyId":"@POLICY","TargetId":"ou-none"})",
              "TargetNotFoundException"},
          Row{"CreatePolicy",
              R"({"Name":"n","Type":"RESOURCE_CONTROL_POLICY","Content":"{}"})",
              "DuplicatePolicyException"},
          Row{"CreatePolicy",
              R"({"Name":"m","Type":"SERVICE_CONTROL_POLICY","Content":"{}"})",
              "MalformedPolicyDocumentException"},
          Row{"UpdatePolicy", R"({"PolicyId":"@POLICY","Name":""})", "InvalidInputException"},
          Row{"UpdatePolicy",
              R"({"PolicyId":"p-FullAWSAccess","Name":"x"})",
              "ConstraintViolationException"},
          Row{"DeletePolicy", R"({"PolicyId":"@POLICY"})", ""},
          Row{"DisablePolicyType",
              R"({"RootId":"@ROOT","PolicyType":"SERVICE_CONTROL_POLICY"})",
              "PolicyTypeNotEnabledException"},
          Row{"EnablePolicyType",
              R"({"RootId":"r-none","PolicyType":"SERVICE_CONTROL_POLICY"})",
              "RootNotFoundException"},
          Row{"RegisterDelegatedAdministrator",
              R"({"AccountId":"999999999999","ServicePrincipal":"cloudtrail.amazonaws.com"})",
              "ConstraintViolationException"},
          Row{"DeregisterDelegatedAdministrator",
              R"({"AccountId":"@ACCOUNT","ServicePrincipal":"cloudtrail.amazonaws.com"})",
              "AccountNotRegisteredException"},
          Row{"TagResource",
              R"({"ResourceId":"ou-none","Tags":[{"Key":"a","Value":"b"}]})",
              "TargetNotFoundException"},
          Row{"TagResource", R"({"ResourceId":"@UNIT","Tags":[{"Key":"a","Value":"b"}]})", ""},
          Row{"ListAccounts", R"({"MaxResults":21})", "InvalidInputException"},
      }) {
    if (table.row(std::string(row.operation) + " " + row.code + " " + row.body)) {
      Manager manager;
      const auto answer = manager.ask(row.operation, manager.filled(row.body));
      BOOST_TEST(answer.header("x-amzn-ErrorType") == row.code, answer.body);
      BOOST_TEST(answer.status == (*row.code == 0 ? 200 : 400));
    }
  }
}

BOOST_AUTO_TEST_CASE(an_scp_hangs_until_it_is_the_last) {
  Manager manager;
  const auto ask = [&](const std::string& operation, const std::string& body) {
    return std::string(manager.ask(operation, manager.filled(body)).header("x-amzn-ErrorType"));
  };
  const std::string type = R"({"RootId":"@ROOT","PolicyType":"SERVICE_CONTROL_POLICY"})";
  BOOST_TEST(ask("EnablePolicyType", type) == "");
  BOOST_TEST(ask("EnablePolicyType", type) == "PolicyTypeAlreadyEnabledException");
  const std::string full = R"({"PolicyId":"p-FullAWSAccess","TargetId":"@ACCOUNT"})";
  BOOST_TEST(ask("AttachPolicy", full) == "DuplicatePolicyAttachmentException");
  BOOST_TEST(ask("DetachPolicy", full) == "ConstraintViolationException");
  const std::string made = manager.value(
      "CreatePolicy",
      R"({"Name":"deny","Type":"SERVICE_CONTROL_POLICY","Content":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}"})",
      "Id");
  const std::string about = R"({"PolicyId":")" + made + R"(","TargetId":"@ACCOUNT"})";
  BOOST_TEST(ask("DetachPolicy", about) == "PolicyNotAttachedException");
  BOOST_TEST(ask("AttachPolicy", about) == "");
  BOOST_TEST(ask("DeletePolicy", R"({"PolicyId":")" + made + "\"}") == "PolicyInUseException");
  BOOST_TEST(manager.value("ListTargetsForPolicy", R"({"PolicyId":")" + made + "\"}", "TargetId") ==
             manager.account);
  BOOST_TEST(ask("DetachPolicy", full) == "");
  BOOST_TEST(ask("DisablePolicyType", type) == "");
  BOOST_TEST(ask("DeletePolicy", R"({"PolicyId":")" + made + "\"}") == "");
}

BOOST_AUTO_TEST_CASE(members_may_not_manage) {
  Manager manager;
  const auto code = [&](const std::string& account, const std::string& operation) {
    manager.client.account = account;
    const auto answer = manager.ask(operation, R"({"AccountName":"b","Email":"b@example.org"})");
    manager.client.account = "999999999999";
    return std::string(answer.header("x-amzn-ErrorType"));
  };
  BOOST_TEST(code(manager.account, "DescribeOrganization") == "");
  BOOST_TEST(code(manager.account, "ListAccounts") == "AccessDeniedException");
  BOOST_TEST(code("123123123123", "ListAccounts") == "AWSOrganizationsNotInUseException");
  BOOST_TEST(code("123123123123", "CreateOrganization") == "ConstraintViolationException");
  const std::string about = R"({"AccountId":"@ACCOUNT","ServicePrincipal":"config.amazonaws.com"})";
  BOOST_TEST(manager.ask("RegisterDelegatedAdministrator", manager.filled(about)).status == 200);
  BOOST_TEST(code(manager.account, "ListAccounts") == "");
  BOOST_TEST(code(manager.account, "CreateAccount") == "AccessDeniedException");
}

BOOST_AUTO_TEST_CASE(a_root_of_an_odd_id_can_have_units) {
  Manager manager;
  world::Organization& organization = *manager.client.state.change().organization;
  for (const std::string& id : {manager.account, std::string("999999999999")}) {
    organization.accounts[id].path = std::string(organization.name()) + "/r/";
  }
  const auto answer = manager.ask("CreateOrganizationalUnit", R"({"Name":"x","ParentId":"r"})");
  BOOST_TEST(answer.status == 200, answer.body);
}

BOOST_AUTO_TEST_CASE(a_sixth_policy_and_a_second_account_of_one_address_are_refused) {
  Manager manager;
  BOOST_TEST(
      manager
          .ask("EnablePolicyType",
               manager.filled(R"({"RootId":"@ROOT","PolicyType":"RESOURCE_CONTROL_POLICY"})"))
          .status == 200);
  std::string last;
  for (int i = 0; i < 6; ++i) {
    const std::string made = manager.value("CreatePolicy",
                                           R"({"Name":"n)" + std::to_string(i) +
                                               R"(","Type":"RESOURCE_CONTROL_POLICY","Content":")" +
                                               std::string(kDenyPut) + "\"}",
                                           "Id");
    last = manager
               .ask("AttachPolicy",
                    manager.filled(R"({"TargetId":"@UNIT","PolicyId":")" + made + "\"}"))
               .header("x-amzn-ErrorType");
    BOOST_TEST((last.empty() || i == 5), i);
  }
  BOOST_TEST(last == "ConstraintViolationException");
  const std::string request =
      manager.value("CreateAccount", R"({"AccountName":"b","Email":"a@example.org"})", "Id");
  BOOST_TEST(manager.value("DescribeCreateAccountStatus",
                           R"({"CreateAccountRequestId":")" + request + "\"}",
                           "FailureReason") == "EMAIL_ALREADY_EXISTS");
}

TEST_TABLE(what_may_be_an_unread_policy_is_open) {
  struct Row {
    const char* operation;
    const char* body;
  };

  for (const Row& row : {Row{"DescribePolicy", R"({"PolicyId":"p-1234567890"})"},
                         Row{"TagResource", R"({"ResourceId":"p-1234567890","Tags":[]})"},
                         Row{"DeletePolicy", R"({"PolicyId":"@POLICY"})"}}) {
    if (table.row(row.operation)) {
      Manager manager;
      manager.client.state.change().organization->accounts[manager.account].rcps = {
          {}, {}, {CompiledPolicy::unread(PolicyType::Rcp, "nobody looked")}};
      const auto answer = manager.ask(row.operation, manager.filled(row.body));
      BOOST_TEST(answer.header("x-amzn-ErrorType") == "UndeterminedException", answer.body);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_delegated_administrator_stays) {
  for (const char* const service : {"cloudtrail.amazonaws.com", "config.amazonaws.com"}) {
    Manager manager;
    const std::string about = manager.filled(R"({"AccountId":"@ACCOUNT","ServicePrincipal":")" +
                                             std::string(service) + "\"}");
    const std::string account = manager.filled(R"({"AccountId":"@ACCOUNT"})");
    BOOST_TEST(manager.ask("RegisterDelegatedAdministrator", about).status == 200);
    BOOST_TEST(manager.ask("RemoveAccountFromOrganization", account).header("x-amzn-ErrorType") ==
               "ConstraintViolationException");
    BOOST_TEST(manager.ask("DeregisterDelegatedAdministrator", about).status == 200);
    BOOST_TEST(manager.ask("RemoveAccountFromOrganization", account).status == 200);
  }
}

TEST_TABLE(what_hangs_on_whether_a_type_is_in_force_is_open_where_nobody_knows) {
  struct Row {
    const char* operation;
    const char* body;
  };

  for (const Row& row :
       {Row{"ListRoots", "{}"},
        Row{"CreateOrganizationalUnit", R"({"Name":"x","ParentId":"@UNIT"})"},
        Row{"AttachPolicy", R"({"PolicyId":"@POLICY","TargetId":"@UNIT"})"},
        Row{"DetachPolicy", R"({"PolicyId":"@POLICY","TargetId":"@UNIT"})"},
        Row{"ListTargetsForPolicy", R"({"PolicyId":"@POLICY"})"},
        Row{"ListPoliciesForTarget", R"({"TargetId":"@UNIT","Filter":"RESOURCE_CONTROL_POLICY"})"},
        Row{"EnablePolicyType", R"({"RootId":"@ROOT","PolicyType":"RESOURCE_CONTROL_POLICY"})"}}) {
    if (table.row(row.operation)) {
      Manager manager;
      world::Organization& organization = *manager.client.state.change().organization;
      organization.scps_in_force =
          std::make_shared<const Unknown>(Unknown{"what is in force", "nobody looked", {}, {}});
      organization.rcps_in_force =
          std::make_shared<const Unknown>(Unknown{"what is in force", "nobody looked", {}, {}});
      const auto answer = manager.ask(row.operation, manager.filled(row.body));
      BOOST_TEST(answer.header("x-amzn-ErrorType") == "UndeterminedException", answer.body);
    }
  }
}

BOOST_AUTO_TEST_CASE(units_are_listed_in_pages) {
  Manager manager;
  std::set<std::string> made;
  for (int i = 0; i < 25; ++i) {
    made.insert(manager.value(
        "CreateOrganizationalUnit",
        manager.filled(R"({"Name":"u)" + std::to_string(i) + R"(","ParentId":"@UNIT"})"),
        "Id"));
  }
  std::set<std::string> seen;
  std::string token;
  do {
    const std::string body = R"({"ParentId":"@UNIT","MaxResults":7)" + token + "}";
    const std::string page =
        manager.ask("ListOrganizationalUnitsForParent", manager.filled(body)).body;
    for (const std::string& id : made) {
      if (page.find("\"Id\":\"" + id + "\"") != std::string::npos) {
        BOOST_TEST(seen.insert(id).second);
      }
    }
    const std::size_t at = page.find("\"NextToken\":");
    token = at == std::string::npos ? std::string()
                                    : "," + page.substr(at, page.find('"', at + 13) + 1 - at);
  } while (!token.empty());
  BOOST_TEST((seen == made));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
