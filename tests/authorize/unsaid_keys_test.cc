#include "engine/authorize/unsaid_keys.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/authorize/missing_facts.h"
#include "tests/support/case.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(authorize)
BOOST_AUTO_TEST_SUITE(unsaid_keys)

namespace {

constexpr const char* kAllow = R"("Effect": "Allow", "Action": "*", "Resource": "*")";
constexpr const char* kBucket = "arn:aws:s3:::b";

std::string deny_if(const std::string& condition) {
  return R"("Effect": "Deny", "Action": "*", "Resource": "*", "Principal": "*", "Condition": )" +
         condition;
}

/// A request of which nobody has said more than who asks what.
struct Asked {
  Asked(
      const char* who,
      const std::string& condition,
      void (*add)(Case&) = [](Case& /*of*/) {},
      DescribedBy described = DescribedBy::Words) {
    of.asked = request(who, "s3:GetObject", kBucket);
    of.asked.resource_account = "111122223333";
    of.identity = {kAllow};
    of.resource = {deny_if(condition),
                   R"("Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*")"};
    add(of);
    const Policies policies(of);
    add_unsaid_keys(policies.set(), of.asked, described);
  }

  Case of;
};

}  // namespace

// IAM User Guide, "AWS global condition context keys": what is in every request of that kind.
TEST_TABLE(a_deny_on_a_key_that_aws_always_sends_is_open) {
  struct Row {
    const char* who;
    const char* condition;
    const char* key;  // that is missing; empty: decided
    Verdict verdict;
  };

  constexpr const char* kUser = "arn:aws:iam::111122223333:user/team/ann";
  constexpr const char* kSession = "arn:aws:sts::111122223333:assumed-role/app/s";
  constexpr const char* kService = "config.amazonaws.com";
  const Row rows[] = {
      {kUser,
       R"({"Bool": {"aws:SecureTransport": "false"}})",
       "aws:SecureTransport",
       Verdict::Undetermined},
      {"anonymous",
       R"({"Bool": {"aws:SecureTransport": "false"}})",
       "aws:SecureTransport",
       Verdict::Undetermined},
      {kUser,
       R"({"NotIpAddress": {"aws:SourceIp": "192.0.2.0/24"}})",
       "aws:SourceIp",
       Verdict::Undetermined},
      // Network context is redacted in what a service asks: the key is absent for certain.
      {kService,
       R"({"NotIpAddress": {"aws:SourceIp": "192.0.2.0/24"}})",
       "",
       Verdict::ExplicitlyDenied},
      {kUser,
       R"({"DateGreaterThan": {"aws:CurrentTime": "2027-01-01T00:00:00Z"}})",
       "aws:CurrentTime",
       Verdict::Undetermined},
      {kUser,
       R"({"StringNotEquals": {"aws:RequestedRegion": "eu-west-1"}})",
       "aws:RequestedRegion",
       Verdict::Undetermined},
      // The role's path does not stand in its session's ARN.
      {kSession,
       R"({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/app"}})",
       "aws:PrincipalArn",
       Verdict::Undetermined},
      {kUser,
       R"({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/team/*"}})",
       "",
       Verdict::Allowed},
      {kUser, R"({"StringNotEquals": {"aws:username": "ann"}})", "", Verdict::Allowed},
      {kUser,
       R"({"StringNotEquals": {"aws:userid": "AIDAEXAMPLE"}})",
       "aws:userid",
       Verdict::Undetermined},
      {"anonymous", R"({"StringNotEquals": {"aws:userid": "anonymous"}})", "", Verdict::Allowed},
      {"anonymous",
       R"({"StringEquals": {"aws:userid": "anonymous"}})",
       "",
       Verdict::ExplicitlyDenied},
      {"arn:aws:iam::111122223333:root",
       R"({"StringNotEquals": {"aws:userid": "111122223333"}})",
       "",
       Verdict::Allowed},
      {"arn:aws:sts::111122223333:federated-user/bob",
       R"({"StringNotEquals": {"aws:userid": "111122223333:bob"}})",
       "",
       Verdict::Allowed},
      {kUser,
       R"({"StringNotEquals": {"aws:PrincipalAccount": "111122223333"}})",
       "",
       Verdict::Allowed},
      {kUser,
       R"({"StringNotEquals": {"aws:ResourceAccount": "111122223333"}})",
       "",
       Verdict::Allowed},
      {kUser, R"({"Bool": {"aws:PrincipalIsAWSService": "true"}})", "", Verdict::Allowed},
      // Sessions use temporary credentials, and so may users: long-term keys are not said.
      {kSession,
       R"({"DateLessThan": {"aws:TokenIssueTime": "2026-11-29T10:00:00Z"}})",
       "aws:TokenIssueTime",
       Verdict::Undetermined},
      {kSession, R"({"Null": {"aws:TokenIssueTime": "true"}})", "", Verdict::Allowed},
      {kUser,
       R"({"Null": {"aws:TokenIssueTime": "true"}})",
       "aws:TokenIssueTime",
       Verdict::Undetermined},
      {kSession,
       R"({"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}})",
       "aws:MultiFactorAuthPresent",
       Verdict::Undetermined},
      {"anonymous",
       R"({"DateLessThan": {"aws:TokenIssueTime": "2026-11-29T10:00:00Z"}})",
       "",
       Verdict::Allowed},
      // Known to be there, though not with which value.
      {kUser, R"({"Null": {"aws:UserAgent": "true"}})", "", Verdict::Allowed},
      {kUser, R"({"Null": {"aws:UserAgent": "false"}})", "", Verdict::ExplicitlyDenied},
      // What AWS sends now and then is absent where nobody says it.
      {kUser,
       R"({"StringNotEquals": {"aws:SourceVpce": "vpce-1"}})",
       "",
       Verdict::ExplicitlyDenied},
  };
  for (const Row& row : rows) {
    if (table.row(row.who, " ", row.condition)) {
      const Asked asked(row.who, row.condition);
      BOOST_TEST(decide(asked.of).verdict == row.verdict);
      const Policies policies(asked.of);
      const MissingFacts missing = find_missing_facts(asked.of.asked, policies.set());
      BOOST_TEST(missing.facts.size() == (row.key[0] == '\0' ? 0U : 1U));
      if (!missing.facts.empty()) {
        BOOST_TEST(missing.facts.front() == row.key);
        const auto* const key = asked.of.asked.context.find(row.key);
        BOOST_TEST((key != nullptr && is_unsaid(key->reason())));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(the_role_is_what_is_missing_then) {
  Case of;
  of.asked = request(
      "arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForConfig/s", "s3:GetObject", kBucket);
  of.identity = {kAllow};
  of.rcps = {{R"("Effect": "Deny", "Action": "s3:*", "Resource": "*", "Principal": "*")"}};
  const Policies policies(of);
  add_unsaid_keys(policies.set(), of.asked, DescribedBy::Words);
  const MissingFacts missing = find_missing_facts(of.asked, policies.set());
  BOOST_REQUIRE(missing.facts.size() == 1U);
  BOOST_TEST(missing.facts.front() == "aws:PrincipalArn");
}

// The path of the role decides whether RCPs bind it, and its session's ARN does not show it.
BOOST_AUTO_TEST_CASE(a_session_that_may_be_of_a_service_linked_role_is_open) {
  const auto decided = [](const char* who, const char* role) {
    Case of;
    of.asked = request(who, "s3:GetObject", kBucket);
    of.asked.resource_account = "111122223333";
    of.identity = {kAllow};
    of.rcps = {{R"("Effect": "Deny", "Action": "s3:*", "Resource": "*", "Principal": "*")"}};
    if (role != nullptr) {
      of.asked.context.set("aws:PrincipalArn", role);
    }
    const Policies policies(of);
    add_unsaid_keys(policies.set(), of.asked, DescribedBy::Words);
    return decide(of).verdict;
  };
  constexpr const char* kLinked =
      "arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForConfig/s";
  BOOST_TEST(decided(kLinked, nullptr) == Verdict::Undetermined);
  BOOST_TEST(decided(kLinked,
                     "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/"
                     "AWSServiceRoleForConfig") == Verdict::Allowed);
  BOOST_TEST(decided("arn:aws:sts::111122223333:assumed-role/app/s", nullptr) ==
             Verdict::ExplicitlyDenied);
}

// KMS Developer Guide, "AWS KMS condition keys"; Service Authorization Reference, S3.
TEST_TABLE(a_key_that_the_action_has_is_not_absent) {
  struct Row {
    const char* who;
    const char* action;
    const char* key;
    const char* value;  // "?" unknown, "" absent
  };

  constexpr const char* kUser = "arn:aws:iam::111122223333:user/ann";
  constexpr const char* kService = "config.amazonaws.com";
  const Row rows[] = {
      {kUser, "kms:Decrypt", "kms:CallerAccount", "111122223333"},
      {kUser, "kms:RetireGrant", "kms:CallerAccount", "?"},
      {kUser, "kms:ListKeys", "kms:CallerAccount", ""},
      {kService, "kms:Decrypt", "kms:CallerAccount", "?"},
      {kUser, "kms:Decrypt", "kms:KeySpec", "?"},
      {kUser, "kms:Decrypt", "kms:MultiRegion", "?"},
      {kUser, "kms:Decrypt", "kms:ResourceAliases", "?"},
      {kUser, "kms:CreateAlias", "kms:EncryptionAlgorithm", ""},
      {kUser, "s3:GetObject", "kms:KeySpec", ""},
      {kUser, "s3:GetObject", "s3:ResourceAccount", "111122223333"},
      {kUser, "s3:GetObject", "s3:TlsVersion", "?"},
      {kUser, "s3:GetObject", "s3:signatureversion", "?"},
      {"anonymous", "s3:GetObject", "s3:TlsVersion", "?"},
      {"anonymous", "s3:GetObject", "s3:signatureversion", ""},
      {kUser, "sns:Publish", "s3:ResourceAccount", ""},
  };
  for (const Row& row : rows) {
    if (table.row(row.action, " ", row.key, " ", row.who)) {
      Case of;
      of.asked = request(row.who, row.action, kBucket);
      of.asked.resource_account = "111122223333";
      of.resource = {deny_if(R"({"StringEquals": {")" + std::string(row.key) + R"(": "x"}})")};
      const Policies policies(of);
      add_unsaid_keys(policies.set(), of.asked, DescribedBy::Words);
      const auto* const key = of.asked.context.find(row.key);
      const bool unknown = key != nullptr && key->presence() == Presence::Unknown;
      BOOST_TEST((key == nullptr ? "" : unknown ? "?" : key->value(0)) == row.value);
    }
  }
}

// Whose SCPs or RCPs are in force is a member of an organization; what the policy of a VPC endpoint
// limits comes through one.
TEST_TABLE(policies_in_force_imply_keys) {
  struct Row {
    const char* name;
    const char* who;
    const char* condition;
    void (*add)(Case&);
    Verdict verdict;
  };

  constexpr const char* kUser = "arn:aws:iam::111122223333:user/ann";
  constexpr const char* kService = "config.amazonaws.com";
  constexpr const char* kOrg = R"({"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}})";
  constexpr const char* kOwner = R"({"StringNotEquals": {"aws:ResourceOrgID": "o-a1b2c3d4e5"}})";
  constexpr const char* kVpce = R"({"StringNotEquals": {"aws:SourceVpce": "vpce-1"}})";
  const auto scp = [](Case& c) { c.scps = {{kAllow}}; };
  const auto rcp = [](Case& c) { c.rcps = {{}}; };
  const auto endpoint = [](Case& c) {
    c.endpoint = {std::string(kAllow) + R"(, "Principal": "*")"};
  };
  const auto through = [](Case& c) { c.asked.context.set("aws:SourceVpce", "vpce-1"); };
  const auto nothing = [](Case& /*c*/) {};
  const Row rows[] = {
      {"no organization", kUser, kOrg, nothing, Verdict::ExplicitlyDenied},
      {"scp", kUser, kOrg, scp, Verdict::Undetermined},
      {"rcp", kUser, kOrg, rcp, Verdict::Undetermined},
      {"scp, owner", kUser, kOwner, scp, Verdict::Undetermined},
      {"rcp, owner", kUser, kOwner, rcp, Verdict::Undetermined},
      {"rcp, service", kService, kOrg, rcp, Verdict::ExplicitlyDenied},
      {"rcp, anonymous", "anonymous", kOrg, rcp, Verdict::ExplicitlyDenied},
      {"no endpoint", kUser, kVpce, nothing, Verdict::ExplicitlyDenied},
      {"endpoint", kUser, kVpce, endpoint, Verdict::Undetermined},
      {"endpoint, there for certain",
       kUser,
       R"({"Null": {"aws:SourceVpce": "true"}})",
       endpoint,
       Verdict::Allowed},
      {"endpoint, its VPC",
       kUser,
       R"({"StringEquals": {"aws:SourceVpc": "vpc-1"}})",
       through,
       Verdict::Undetermined},
      {"endpoint, no public address",
       kUser,
       R"({"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}})",
       through,
       Verdict::Allowed},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      Asked asked(row.who, row.condition, row.add);
      BOOST_TEST(decide(asked.of).verdict == row.verdict);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_world_says_itself_who_is_in_the_organization) {
  Asked asked(
      "arn:aws:iam::111122223333:user/ann",
      R"({"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}})",
      [](Case& c) { c.scps = {{kAllow}}; },
      DescribedBy::World);
  BOOST_TEST(decide(asked.of).verdict == Verdict::ExplicitlyDenied);
}

BOOST_AUTO_TEST_CASE(what_is_given_stays_and_what_no_policy_asks_for_is_left_out) {
  Case of;
  of.asked = request("arn:aws:iam::111122223333:user/ann", "s3:GetObject", kBucket);
  of.asked.context.set("aws:SourceIp", "192.0.2.1");
  of.resource = {deny_if(R"({"NotIpAddress": {"aws:SourceIp": "192.0.2.0/24"}})")};
  const Policies policies(of);
  add_unsaid_keys(policies.set(), of.asked, DescribedBy::Words);
  BOOST_TEST(of.asked.context.find("aws:SourceIp")->value(0) == "192.0.2.1");
  BOOST_TEST((of.asked.context.find("aws:SecureTransport") == nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
