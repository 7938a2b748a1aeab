#include "engine/authorize/needs.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(authorize)
BOOST_AUTO_TEST_SUITE(needs)

namespace {

constexpr const char* kUser = "arn:aws:iam::111122223333:user/ann";
constexpr const char* kKey = "arn:aws:kms:us-east-1:111122223333:key/k";
constexpr const char* kAlias = "arn:aws:kms:us-east-1:111122223333:alias/a";
constexpr const char* kRole = "arn:aws:iam::111122223333:role/r";
constexpr const char* kFederated = "arn:aws:sts::111122223333:federated-user/bob";

Needs of(const char* action, const char* resource, PolicyType type, const char* who = kUser) {
  const Request asked = request(who, action, resource);
  return needs_of(asked, Action::parse(asked.action).value(), type).needs;
}

}  // namespace

TEST_TABLE(the_rule_follows_the_resource_and_not_the_prefix) {
  struct Row {
    const char* action;
    const char* resource;
    PolicyType type;
    Needs wanted;
  };

  const Row rows[] = {
      {"kms:Decrypt", kKey, PolicyType::Key, Needs::KeyPolicy},
      {"kms:ListKeys", "*", PolicyType::Key, Needs::IdentityPolicy},
      {"KMS:createkey", "*", PolicyType::Key, Needs::IdentityPolicy},
      {"kms:UpdateCustomKeyStore", "*", PolicyType::Key, Needs::IdentityPolicy},
      {"kms:CreateAlias", kAlias, PolicyType::Key, Needs::IdentityPolicy},
      {"kms:CreateAlias", kKey, PolicyType::Key, Needs::KeyPolicy},
      // An alias stands for its key in every other operation.
      {"kms:Decrypt", kAlias, PolicyType::Key, Needs::KeyPolicy},
      {"sts:AssumeRole", kRole, PolicyType::Trust, Needs::TrustPolicy},
      {"sts:AssumeRoleWithSAML", kRole, PolicyType::Trust, Needs::TrustPolicy},
      {"sts:SetSourceIdentity", kRole, PolicyType::Trust, Needs::TrustPolicy},
      {"sts:TagSession", kRole, PolicyType::Trust, Needs::TrustPolicy},
      {"sts:TagSession", kFederated, PolicyType::Trust, Needs::IdentityPolicy},
      {"sts:SetContext",
       "arn:aws:sts::111122223333:self",
       PolicyType::Trust,
       Needs::IdentityPolicy},
      {"sts:GetFederationToken", kFederated, PolicyType::Trust, Needs::IdentityPolicy},
      {"sts:DecodeAuthorizationMessage", "*", PolicyType::Trust, Needs::IdentityPolicy},
      {"sts:AssumeRoot",
       "arn:aws:iam::444455556666:root",
       PolicyType::Trust,
       Needs::IdentityPolicyOfOtherAccount},
      {"sts:GetCallerIdentity", "*", PolicyType::Trust, Needs::Nothing},
      {"STS:getsessiontoken", "*", PolicyType::Trust, Needs::Nothing},
      {"sts:NotYetKnown", "*", PolicyType::Trust, Needs::IdentityPolicy},
      {"s3:GetObject", "arn:aws:s3:::b/k", PolicyType::Bucket, Needs::EitherSide},
      {"iam:GetRole", kRole, PolicyType::Trust, Needs::EitherSide},
  };
  for (const Row& row : rows) {
    if (table.row(row.action, " on ", row.resource)) {
      BOOST_TEST((of(row.action, row.resource, row.type) == row.wanted));
    }
  }
}

BOOST_AUTO_TEST_CASE(who_has_no_credentials_needs_more_than_nothing) {
  BOOST_TEST(
      (of("sts:GetCallerIdentity", "*", PolicyType::Trust, "anonymous") == Needs::IdentityPolicy));
}

// Whom a role trusts has no say in what is done to the role.
BOOST_AUTO_TEST_CASE(a_trust_policy_takes_part_in_assuming_the_role_alone) {
  BOOST_TEST(asks_resource(Needs::TrustPolicy, PolicyType::Trust));
  BOOST_TEST(!asks_resource(Needs::EitherSide, PolicyType::Trust));
  BOOST_TEST(asks_resource(Needs::EitherSide, PolicyType::Bucket));
  BOOST_TEST(!asks_resource(Needs::IdentityPolicy, PolicyType::Key));
  BOOST_TEST(!asks_resource(Needs::Nothing, PolicyType::Trust));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
