#include "engine/authorize/kms.h"

#include <functional>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/base/symbol.h"
#include "tests/support/case.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(authorize)
BOOST_AUTO_TEST_SUITE(kms)

namespace {

constexpr const char* kKey = "arn:aws:kms:us-east-1:111122223333:key/k";
constexpr const char* kUser = "arn:aws:iam::111122223333:user/ann";
constexpr const char* kRoot = "arn:aws:iam::111122223333:root";
constexpr const char* kForeign = "arn:aws:iam::444455556666:user/eve";
constexpr const char* kAllow = R"("Effect": "Allow", "Action": "*", "Resource": "*")";
constexpr const char* kDeny = R"("Effect": "Deny", "Action": "*", "Resource": "*")";

std::string allow_to(const std::string& principal, const std::string& action = "kms:*") {
  return R"("Effect": "Allow", "Resource": "*", "Action": ")" + action +
         R"(", "Principal": {"AWS": ")" + principal + R"("})";
}

struct Given {
  std::vector<std::string> key_policy;
  std::vector<std::string> identity;
  std::vector<Grant> grants;
};

Decision decide_on(const char* who, const char* action, const Given& given) {
  Case of;
  of.asked = request(who, action, kKey);
  of.resource_type = PolicyType::Key;
  of.resource = given.key_policy;
  of.identity = given.identity;
  of.grants = given.grants;
  return decide(of);
}

Verdict decrypt(const char* who, const Given& given) {
  return decide_on(who, "kms:Decrypt", given).verdict;
}

constexpr Verdict kAllowed = Verdict::Allowed;
constexpr Verdict kImplicit = Verdict::ImplicitlyDenied;
constexpr Verdict kExplicit = Verdict::ExplicitlyDenied;

}  // namespace

// Which side let the request in is what the user is told.
TEST_TABLE(the_side_that_granted_is_named) {
  struct Row {
    const char* name;
    Given given;
    Layer layer;
  };

  const Grant grant = {kUser, {"Decrypt"}};
  const Row rows[] = {
      {"the key policy names the user", {{allow_to(kUser)}, {}, {}}, Layer::Resource},
      {"the key policy delegates", {{allow_to("111122223333")}, {kAllow}, {}}, Layer::Identity},
      {"both", {{allow_to(kUser), allow_to("111122223333")}, {kAllow}, {}}, Layer::Resource},
      {"a grant", {{allow_to("111122223333")}, {}, {grant}}, Layer::KmsGrant},
      {"the key policy and a grant", {{allow_to(kUser)}, {}, {grant}}, Layer::Resource},
      {"delegation and a grant", {{allow_to("111122223333")}, {kAllow}, {grant}}, Layer::Identity},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const Decision decision = decide_on(kUser, "kms:Decrypt", row.given);
      BOOST_TEST(decision.verdict == kAllowed);
      BOOST_TEST(decision.layer == row.layer);
    }
  }
}

// docs/semantics/kms.md; traps 37 and 38.
BOOST_AUTO_TEST_CASE(nobody_has_a_right_unless_the_key_policy_says_so) {
  BOOST_TEST(decrypt(kUser, {{}, {kAllow}, {}}) == kImplicit);
  BOOST_TEST(decrypt(kUser, {{allow_to(kUser)}, {}, {}}) == kAllowed);
  BOOST_TEST(decrypt(kUser, {{allow_to(kRoot)}, {}, {}}) == kImplicit);
  BOOST_TEST(decrypt(kUser, {{allow_to(kRoot)}, {kAllow}, {}}) == kAllowed);
  BOOST_TEST(decrypt(kUser, {{allow_to("arn:aws:iam::444455556666:root")}, {kAllow}, {}}) ==
             kImplicit);
}

BOOST_AUTO_TEST_CASE(the_owners_root_user_is_no_exception) {
  BOOST_TEST(decrypt(kRoot, {{allow_to(kUser)}, {}, {}}) == kImplicit);
  BOOST_TEST(decrypt(kRoot, {{allow_to(kRoot)}, {}, {}}) == kAllowed);
}

BOOST_AUTO_TEST_CASE(an_identity_deny_needs_no_delegation) {
  BOOST_TEST(decrypt(kUser, {{allow_to(kUser)}, {kDeny}, {}}) == kExplicit);
}

BOOST_AUTO_TEST_CASE(delegation_is_limited_to_its_statements_actions_and_conditions) {
  BOOST_TEST(decrypt(kUser, {{allow_to(kRoot, "kms:Describe*")}, {kAllow}, {}}) == kImplicit);
  BOOST_TEST(decrypt(kUser, {{allow_to(kRoot, "kms:Decrypt")}, {kAllow}, {}}) == kAllowed);
  const std::string conditional =
      allow_to(kRoot) + R"(, "Condition": {"StringEquals": {"kms:ViaService": "s3"}})";
  BOOST_TEST(decrypt(kUser, {{conditional}, {kAllow}, {}}) == kImplicit);
}

BOOST_AUTO_TEST_CASE(another_account_needs_both_sides) {
  BOOST_TEST(decrypt(kForeign, {{allow_to(kForeign)}, {}, {}}) == kImplicit);
  BOOST_TEST(decrypt(kForeign, {{}, {kAllow}, {}}) == kImplicit);
  BOOST_TEST(decrypt(kForeign, {{allow_to(kForeign)}, {kAllow}, {}}) == kAllowed);
  BOOST_TEST(decrypt(kForeign, {{allow_to("444455556666")}, {kAllow}, {}}) == kAllowed);
  // {"AWS": "*"} is everyone everywhere, and foreigners still need their own policy
  // (AWS KMS Developer Guide, "Default key policy").
  BOOST_TEST(decrypt(kForeign, {{allow_to("*")}, {}, {}}) == kImplicit);
  BOOST_TEST(decrypt(kForeign, {{allow_to("*")}, {kAllow}, {}}) == kAllowed);
}

// kms-032: management operations never work across accounts (AWS KMS Developer Guide, "Allowing
// users in other accounts to use a KMS key").
TEST_TABLE(some_operations_are_never_allowed_to_another_account) {
  for (const char* name : {"PutKeyPolicy", "ScheduleKeyDeletion", "EnableKey", "ListKeyPolicies"}) {
    if (table.row(name)) {
      const Decision decision = decide_on(
          kForeign, ("kms:" + std::string(name)).c_str(), {{allow_to(kForeign)}, {kAllow}, {}});
      BOOST_TEST(decision.verdict == kImplicit);
      BOOST_TEST(decision.layer == Layer::Service);
    }
  }
  for (const char* name : {"Decrypt",
                           "Encrypt",
                           "GenerateDataKey",
                           "generatedatakey",
                           "GenerateDataKeyWithoutPlaintext",
                           "ReEncryptFrom",
                           "Sign",
                           "CreateGrant",
                           "DescribeKey",
                           "GetKeyRotationStatus",
                           "GetPublicKey",
                           "ListGrants",
                           "RevokeGrant"}) {
    if (table.row(name)) {
      const std::string action = "kms:" + std::string(name);
      BOOST_TEST(
          decide_on(kForeign, action.c_str(), {{allow_to(kForeign)}, {kAllow}, {}}).verdict ==
          kAllowed);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_grant_allows_its_grantee_its_operations) {
  const Grant grant{kUser, {"Decrypt", "GenerateDataKey"}};
  const Decision decision = decide_on(kUser, "kms:Decrypt", {{allow_to(kForeign)}, {}, {grant}});
  BOOST_TEST(decision.verdict == kAllowed);
  BOOST_TEST(decision.layer == Layer::KmsGrant);
  BOOST_TEST(decide_on(kUser, "kms:Encrypt", {{}, {}, {grant}}).verdict == kImplicit);
  BOOST_TEST(decide_on(kForeign, "kms:Decrypt", {{}, {kAllow}, {grant}}).verdict == kImplicit);
  BOOST_TEST(decrypt(kUser, {{}, {kDeny}, {grant}}) == kExplicit);
}

// What a template leaves open in a grant is no reason to say that there is none.
BOOST_AUTO_TEST_CASE(a_grant_that_is_partly_unknown_may_be_one) {
  const Grant operation{kUser, {"Encrypt", "Gen" + make_unknown("Which") + "Key"}};
  const auto asked = [](const char* action, const Grant& grant) {
    return decide_on(kUser, action, {{}, {}, {grant}}).verdict;
  };
  BOOST_TEST(asked("kms:GenerateDataKey", operation) == Verdict::Undetermined);
  BOOST_TEST(asked("kms:Encrypt", operation) == kAllowed);
  Case constrained;
  constrained.asked = request(kUser, "kms:Decrypt", kKey);
  constrained.asked.context.set("kms:EncryptionContext:app", "a");
  constrained.resource_type = PolicyType::Key;
  constrained.grants = {{kUser, {"Decrypt"}, {std::nullopt, {{"app", make_unknown("App")}}, {}}}};
  BOOST_TEST(decide(constrained).verdict == Verdict::Undetermined);
}

// KMS API Reference, "GrantConstraints".
TEST_TABLE(a_grant_may_ask_for_an_encryption_context) {
  struct Row {
    const char* name;
    const char* operation;
    GrantConstraints constraints;
    bool allowed;
  };

  const EncryptionContext app = {{"App", "a"}};
  const EncryptionContext both_pairs = {{"app", "a"}, {"stage", "prod"}};
  const Row rows[] = {
      {"the pair is there", "Decrypt", {std::nullopt, app, {}}, true},
      {"a value counts with its case", "Decrypt", {std::nullopt, {{"app", "A"}}, {}}, false},
      {"a pair is missing", "Decrypt", {std::nullopt, {{"team", "x"}}, {}}, false},
      {"all of them and no other", "Decrypt", {both_pairs, {}, {}}, true},
      {"there is another pair", "Decrypt", {app, {}, {}}, false},
      {"none at all is wanted", "Decrypt", {EncryptionContext(), {}, {}}, false},
      {"what takes no context", "DescribeKey", {app, {}, {}}, true},
      {"the source", "Decrypt", {std::nullopt, {}, "arn:aws:sns:r:111122223333:t"}, true},
      {"another source", "Decrypt", {std::nullopt, {}, "arn:aws:sns:r:111122223333:u"}, false},
      {"retiring has no source", "RetireGrant", {std::nullopt, {}, "arn:aws:x:::u"}, true},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      Case of;
      of.asked = request(kUser, ("kms:" + std::string(row.operation)).c_str(), kKey);
      of.asked.context.set("kms:EncryptionContext:app", "a");
      of.asked.context.set("kms:EncryptionContext:stage", "prod");
      of.asked.context.set("aws:SourceArn", "arn:aws:sns:r:111122223333:t");
      of.resource_type = PolicyType::Key;
      of.grants = {{kUser, {row.operation}, row.constraints}};
      BOOST_TEST(decide(of).verdict == (row.allowed ? kAllowed : kImplicit));
    }
  }
}

// A pair of the context has one value.
BOOST_AUTO_TEST_CASE(a_constraint_is_not_met_by_a_list) {
  Case of;
  of.asked = request(kUser, "kms:Decrypt", kKey);
  of.asked.context.set_multivalued("kms:EncryptionContext:app", {"a"});
  of.resource_type = PolicyType::Key;
  of.grants = {{kUser, {"Decrypt"}, {std::nullopt, {{"app", "a"}}, {}}}};
  BOOST_TEST(decide(of).verdict == kImplicit);
}

// KMS Developer Guide, "Retiring and revoking grants"; more in fixtures/iam/kms.json, kms-090 on.
BOOST_AUTO_TEST_CASE(a_grant_says_who_may_retire_it) {
  const auto retire = [](const char* who, std::vector<std::string> identity, const Grant& grant) {
    return decide_on(who, "kms:RetireGrant", {{}, std::move(identity), {grant}});
  };
  const Grant other{"arn:aws:iam::111122223333:role/other", {"Decrypt"}};
  Grant named = other;
  named.retirers = {"config.amazonaws.com", kUser};
  BOOST_TEST(retire(kUser, {}, named).layer == Layer::KmsGrant);
  BOOST_TEST(retire(kUser, {kAllow}, named).layer == Layer::Identity);
  BOOST_TEST(retire(kUser, {}, other).verdict == kImplicit);
  BOOST_TEST(retire(kUser, {}, other).layer == Layer::Identity);
  BOOST_TEST(retire("config.amazonaws.com", {}, named).verdict == kAllowed);
  BOOST_TEST(retire("s3.amazonaws.com", {}, named).verdict == kImplicit);
  BOOST_TEST(retire("arn:aws:iam::111122223333:root", {}, other).layer == Layer::RootUser);
  BOOST_TEST(retire(kForeign, {kAllow}, other).verdict == kImplicit);
  Grant foreign = other;
  foreign.retirers = {"arn:aws:iam::444455556666:root"};
  BOOST_TEST(retire(kForeign, {kAllow}, foreign).layer == Layer::Identity);
  BOOST_TEST(retire(kForeign, {kDeny}, foreign).verdict == kExplicit);
}

BOOST_AUTO_TEST_CASE(grants_go_to_roles_and_services_too) {
  const auto granted = [](const char* grantee, const char* who) {
    const std::vector<Grant> grants = {{grantee, {"Decrypt"}}};
    return remora::kms::granted(grants, request(who, "kms:Decrypt", kKey), {"kms", "Decrypt"});
  };
  const char* const session = "arn:aws:sts::111122223333:assumed-role/dev/s";
  BOOST_TEST(granted("arn:aws:iam::111122223333:role/dev", session) == Match::Yes);
  BOOST_TEST(granted(session, session) == Match::Yes);
  BOOST_TEST(granted("config.amazonaws.com", "config.amazonaws.com") == Match::Yes);
  BOOST_TEST(granted("s3.amazonaws.com", "config.amazonaws.com") == Match::No);
  BOOST_TEST(granted("arn:aws:iam::111122223333:role/other", session) == Match::No);
}

// RCPs do not reach AWS managed keys, nor kms:RetireGrant (docs/semantics/organizations.md).
BOOST_AUTO_TEST_CASE(rcps_spare_managed_keys_and_retiring_grants) {
  const auto denied = [](const char* action, bool managed) {
    Case of;
    of.asked = request(kUser, action, kKey);
    of.asked.environment.aws_managed_key = managed;
    of.resource_type = PolicyType::Key;
    of.resource = {allow_to(kUser)};
    of.identity = {kAllow};
    of.rcps = {{R"("Effect": "Deny", "Action": "kms:*", "Resource": "*", "Principal": "*")"}};
    return decide(of).verdict;
  };
  BOOST_TEST(denied("kms:Decrypt", false) == kExplicit);
  BOOST_TEST(denied("kms:Decrypt", true) == kAllowed);
  BOOST_TEST(denied("kms:RetireGrant", false) == kAllowed);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
