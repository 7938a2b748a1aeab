#include "engine/wire/permission.h"

#include <boost/test/unit_test.hpp>

#include "engine/aws/tables.h"
#include "engine/wire/snapshot.h"
#include "engine/wire/uri.h"
#include "tests/support/table.h"
#include "tests/wire/wire_client.h"

// What a caller may do where `--enforce caller` asks.
namespace remora::test {

namespace {

constexpr const char* kAccount = "111122223333";

remora::wire::Settings enforcing() {
  remora::wire::Settings settings;
  settings.enforce = true;
  return settings;
}

/// An endpoint with a bucket that has an object, a key, a role `r` that may read the bucket, and
/// role `bounded`, whose boundary takes that away again.
class House {
 public:
  House() : client(enforcing()) {
    client.region = "us-east-1";
    client.s3("PUT", "/bucket");
    client.s3("PUT", "/bucket/k", "text");
    const std::string made = client.json("TrentService.CreateKey", "{}").body;
    key = made.substr(made.find("\"KeyId\":\"") + 9, 36);
    for (const char* const role : {"r", "bounded"}) {
      form("Action=CreateRole&Version=2010-05-08&RoleName=" + std::string(role) +
           "&AssumeRolePolicyDocument=" + trust());
      form("Action=PutRolePolicy&Version=2010-05-08&PolicyName=p&RoleName=" + std::string(role) +
           "&PolicyDocument=" + allow(R"(["s3:Get*","s3:ListBucket","sns:ListTopics"])"));
    }
    form("Action=CreatePolicy&Version=2010-05-08&PolicyName=b&PolicyDocument=" +
         allow(R"("s3:ListBucket")"));
    form(
        "Action=PutRolePermissionsBoundary&Version=2010-05-08&RoleName=bounded&"
        "PermissionsBoundary=arn:aws:iam::111122223333:policy/b");
  }

  remora::wire::Response form(const std::string& text) { return client.query(text); }

  static std::string trust() {
    return remora::wire::percent_encoded(
        R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]})");
  }

  static std::string allow(const std::string& actions) {
    return remora::wire::percent_encoded(
        R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)" + actions +
        R"(,"Resource":"*"}]})");
  }

  /// Acts as a session of that role from now on; what it was answered.
  std::string assume(const std::string& role, const std::string& more = {}) {
    client.account = kAccount;
    const std::string body =
        form(
            "Action=AssumeRole&Version=2011-06-15&RoleSessionName=me&RoleArn=arn:aws:iam::"
            "111122223333:role/" +
            role + more)
            .body;
    const std::size_t at = body.find("<AccessKeyId>");
    if (at != std::string::npos) {
      client.account = body.substr(at + 13, body.find('<', at + 1) - at - 13);
    }
    return body;
  }

  WireClient client;
  std::string key;
};

bool tells(const remora::wire::Response& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wire)
BOOST_AUTO_TEST_SUITE(permission)

BOOST_AUTO_TEST_CASE(root_may_do_all_until_a_policy_says_no) {
  House house;
  BOOST_TEST(house.client.s3("GET", "/bucket/k").status == 200);
  BOOST_TEST(
      house.client.json("TrentService.DescribeKey", R"({"KeyId":")" + house.key + "\"}").status ==
      200);
  BOOST_TEST(
      house.client
          .s3("PUT",
              "/bucket?policy",
              R"({"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/*"}]})")
          .status == 204);
  const auto denied = house.client.s3("GET", "/bucket/k");
  BOOST_TEST(denied.status == 403);
  BOOST_TEST(tells(denied,
                   "<Code>AccessDenied</Code><Message>User: arn:aws:iam::111122223333:root is not "
                   "authorized to perform: s3:GetObject on resource: "
                   "&quot;arn:aws:s3:::bucket/k&quot; with an explicit deny in a resource-based "
                   "policy"),
             denied.body);
}

TEST_TABLE(a_session_may_what_its_role_may) {
  struct Row {
    const char* name;
    const char* role;
    const char* more;    // of AssumeRole
    const char* method;  // of S3; empty: JSON or a form
    const char* target;
    const char* body;
    int status;
    const char* holds;
  };

  const std::string session_policy = "&Policy=" + House::allow(R"("s3:ListBucket")");
  for (
      const Row& row : {
          Row{"reads", "r", "", "GET", "/bucket/k", "", 200, "text"},
          Row{"lists", "r", "", "GET", "/bucket?list-type=2", "", 200, "<Key>k</Key>"},
          Row{"writes nothing",
              "r",
              "",
              "PUT",
              "/bucket/k2",
              "x",
              403,
              "User: arn:aws:sts::111122223333:assumed-role/r/me is not authorized to perform: "
              "s3:PutObject on resource: &quot;arn:aws:s3:::bucket/k2&quot; because no "
              "identity-based policy allows the s3:PutObject action"},
          Row{"deletes nothing of a list",
              "r",
              "",
              "POST",
              "/bucket?delete",
              "<Delete><Object><Key>k</Key></Object></Delete>",
              200,
              "<Error><Key>k</Key><Code>AccessDenied</Code>"},
          Row{"the boundary", "bounded", "", "GET", "/bucket/k", "", 403, "permissions boundary"},
          Row{"within the boundary", "bounded", "", "GET", "/bucket?list-type=2", "", 200, "<Key>"},
          Row{"a session policy",
              "r",
              session_policy.c_str(),
              "GET",
              "/bucket/k",
              "",
              403,
              "session policy"},
          Row{"the JSON protocol",
              "r",
              "",
              "",
              "StarlingDoveService.DescribeDeliveryChannels",
              "{}",
              400,
              R"({"__type":"AccessDeniedException","message":"User: arn:aws:sts::111122223333:assumed-role/r/me is not authorized to perform: config:DescribeDeliveryChannels)"},
          Row{"topics", "r", "", "", "", "Action=ListTopics&Version=2010-03-31", 200, "<Topics>"},
          Row{"a code of SNS",
              "r",
              "",
              "",
              "",
              "Action=CreateTopic&Version=2010-03-31&Name=t",
              403,
              "<Code>AuthorizationError</Code>"},
          Row{"who it is",
              "r",
              "",
              "",
              "",
              "Action=GetCallerIdentity&Version=2011-06-15",
              200,
              "assumed-role/r/me"},
      }) {
    if (table.row(row.name)) {
      House house;
      house.assume(row.role, row.more);
      BOOST_REQUIRE(house.client.account.starts_with("ASIA"));
      const auto answer = *row.method != 0   ? house.client.s3(row.method, row.target, row.body)
                          : *row.target != 0 ? house.client.json(row.target, row.body)
                                             : house.form(row.body);
      BOOST_TEST(answer.status == row.status, answer.body);
      BOOST_TEST(tells(answer, row.holds), answer.body);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_session_that_is_over_or_gone_calls_as_nobody) {
  House house;
  house.assume("r");
  BOOST_TEST(house.client.s3("GET", "/bucket/k").status == 200);
  const remora::wire::Time before = house.client.now;
  house.client.now += 3'600'000;
  BOOST_TEST(tells(house.client.s3("GET", "/bucket/k"), "<Code>ExpiredTokenException</Code>"));
  house.client.now = before;
  house.client.state.sessions.clear();
  BOOST_TEST(tells(house.client.s3("GET", "/bucket/k"), "<Code>InvalidClientTokenId</Code>"));
}

BOOST_AUTO_TEST_CASE(every_operation_has_an_action_that_is_known) {
  for (const remora::wire::Operation& operation : remora::wire::operations()) {
    const std::string action = remora::wire::action_of(operation);
    const auto parsed = Action::parse(action);
    BOOST_TEST((parsed && find_action(*parsed) != nullptr), action);
  }
}

TEST_TABLE(a_policy_may_name_the_one_resource_that_a_request_names) {
  struct Row {
    const char* action;
    const char* resource;  // that the policy names, with NAME in it
    const char* target;    // of JSON; empty: a form
    const char* body;      // with NAME in it
  };

  for (
      const Row& row :
      {Row{"sns:CreateTopic",
           "arn:aws:sns:us-east-1:111122223333:NAME",
           "",
           "Action=CreateTopic&Version=2010-03-31&Name=NAME"},
       Row{"iam:CreateRole",
           "arn:aws:iam::111122223333:role/NAME",
           "",
           "Action=CreateRole&Version=2010-05-08&RoleName=NAME&AssumeRolePolicyDocument=x"},
       Row{"iam:CreatePolicy",
           "arn:aws:iam::111122223333:policy/NAME",
           "",
           "Action=CreatePolicy&Version=2010-05-08&PolicyName=NAME&PolicyDocument=x"},
       Row{"logs:CreateLogGroup",
           "arn:aws:logs:us-east-1:111122223333:log-group:NAME*",
           "Logs_20140328.CreateLogGroup",
           R"({"logGroupName":"NAME"})"},
       Row{"cloudtrail:GetTrailStatus",
           "arn:aws:cloudtrail:us-east-1:111122223333:trail/NAME",
           "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.GetTrailStatus",
           R"({"Name":"NAME"})"},
       Row{"cloudtrail:AddTags",
           "arn:aws:cloudtrail:us-east-1:111122223333:trail/NAME",
           "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.AddTags",
           R"({"ResourceId":"arn:aws:cloudtrail:us-east-1:111122223333:trail/NAME","TagsList":[]})"}}) {
    if (table.row(row.action)) {
      House house;
      const auto with_name = [](std::string text, const std::string& name) {
        for (std::size_t at = text.find("NAME"); at != std::string::npos; at = text.find("NAME")) {
          text.replace(at, 4, name);
        }
        return text;
      };
      house.form("Action=PutRolePolicy&Version=2010-05-08&PolicyName=p&RoleName=r&PolicyDocument=" +
                 remora::wire::percent_encoded(
                     R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":")" +
                     std::string(row.action) + R"(","Resource":")" +
                     with_name(row.resource, "mine") + "\"}]}"));
      house.assume("r");
      const auto asked = [&](const std::string& name) {
        const std::string body = with_name(row.body, name);
        return *row.target != 0 ? house.client.json(row.target, body) : house.form(body);
      };
      const auto mine = asked("mine");
      BOOST_TEST(!tells(mine, "is not authorized"), mine.body);
      BOOST_TEST(!tells(mine, "UndeterminedException"), mine.body);
      const auto other = asked("other");
      BOOST_TEST(tells(other, "is not authorized to perform: " + std::string(row.action)),
                 other.body);
    }
  }
}

BOOST_AUTO_TEST_CASE(who_is_not_trusted_gets_no_session) {
  House house;
  house.client.account = "999988887777";
  const auto answer = house.form(
      "Action=AssumeRole&Version=2011-06-15&RoleSessionName=me&RoleArn=arn:aws:iam::111122223333:"
      "role/r");
  BOOST_TEST(answer.status == 403);
  BOOST_TEST(
      tells(answer,
            "User: arn:aws:iam::999988887777:user/administrator is not authorized to perform: "
            "sts:AssumeRole on resource: arn:aws:iam::111122223333:role/r"),
      answer.body);
}

BOOST_AUTO_TEST_CASE(an_scp_binds_who_calls_from_a_member) {
  House house;
  const auto organize = [&](const std::string& operation, const std::string& body) {
    house.client.account = "999999999999";
    return house.client.json("AWSOrganizationsV20161128." + operation, body).body;
  };
  const auto id = [](const std::string& text, const std::string& member) {
    const std::size_t begin = text.find("\"" + member + "\":\"") + member.size() + 4;
    return text.substr(begin, text.find('"', begin) - begin);
  };
  organize("CreateOrganization", "{}");
  const std::string root = id(organize("ListRoots", "{}"), "Id");
  const std::string request =
      id(organize("CreateAccount", R"({"AccountName":"a","Email":"a@b.c"})"), "Id");
  const std::string account = id(
      organize("DescribeCreateAccountStatus", R"({"CreateAccountRequestId":")" + request + "\"}"),
      "AccountId");
  organize("EnablePolicyType",
           R"({"RootId":")" + root + R"(","PolicyType":"SERVICE_CONTROL_POLICY"})");
  const std::string policy = id(
      organize(
          "CreatePolicy",
          R"({"Name":"n","Type":"SERVICE_CONTROL_POLICY","Content":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"kms:CreateKey\",\"Resource\":\"*\"}]}"})"),
      "Id");
  house.client.account = account;
  BOOST_TEST(house.client.json("TrentService.CreateKey", "{}").status == 200);
  organize("AttachPolicy", R"({"PolicyId":")" + policy + R"(","TargetId":")" + root + "\"}");
  house.client.account = account;
  const auto denied = house.client.json("TrentService.CreateKey", "{}");
  BOOST_TEST(denied.status == 400);
  BOOST_TEST(tells(denied, "with an explicit deny in a service control policy"), denied.body);
  house.client.account = "999999999999";  // no SCP binds the management account
  BOOST_TEST(house.client.json("TrentService.CreateKey", "{}").status == 200);
}

BOOST_AUTO_TEST_CASE(what_nobody_knows_is_said_to_be_open) {
  House house;
  house.client.s3(
      "PUT",
      "/bucket?policy",
      R"({"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/*","Condition":{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}}]})");
  const auto answer = house.client.s3("GET", "/bucket/k");
  BOOST_TEST(tells(answer, "<Code>UndeterminedException</Code>"), answer.body);
}

BOOST_AUTO_TEST_CASE(without_it_nobody_is_asked) {
  House house;
  house.client.state.settings.enforce = false;
  house.assume("r");
  BOOST_TEST(house.client.s3("PUT", "/bucket/k2", "x").status == 200);
  const std::string snapshot = remora::wire::snapshot_of(house.client.state);
  const auto restored = remora::wire::restore(snapshot);
  BOOST_REQUIRE(restored.has_value());
  BOOST_TEST(remora::wire::snapshot_of(*restored) == snapshot);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
