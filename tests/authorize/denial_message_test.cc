#include "engine/authorize/denial_message.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/evaluate/compiled_policy.h"
#include "tests/support/case.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(authorize)
BOOST_AUTO_TEST_SUITE(denial_messages)

namespace {

constexpr const char* kUser = "arn:aws:iam::123456789012:user/John";
constexpr const char* kAllow = R"("Effect": "Allow", "Action": "*", "Resource": "*")";
constexpr const char* kDeny = R"("Effect": "Deny", "Action": "*", "Resource": "*")";

std::string message(const Case& of, PolicyArn arn = PolicyArn::Named) {
  const Policies policies(of);
  return denial_message(of.asked, policies.set(), remora::authorize(of.asked, policies.set()), arn);
}

CompiledPolicyPtr denying(PolicyType type, const char* arn) {
  const std::string principal = type == PolicyType::Rcp ? R"(, "Principal": "*")" : "";
  return with_arn(statements("{" + std::string(kDeny) + principal + "}", type), arn);
}

/// The sentence where that policy, in that layer, denies; all the others allow.
std::string denied_by(Layer layer, const char* arn, const Request& asked) {
  Case of;
  of.asked = asked;
  of.resource_type = PolicyType::Resource;
  of.identity = {kAllow};
  Policies policies(of);
  const CompiledPolicyPtr policy = denying(policy_type(layer, PolicyType::Resource), arn);
  const PolicyGroup group = {policy};
  const PolicyGroup levels[] = {group};
  switch (layer) {
    case Layer::Scp:
      policies.set().scps = levels;
      break;
    case Layer::Rcp:
      policies.set().rcps = levels;
      break;
    case Layer::Boundary:
      policies.set().boundary = policy.get();
      break;
    case Layer::Session:
      policies.set().session = group;
      break;
    default:
      policies.set().identity = group;
      break;
  }
  return denial_message(asked, policies.set(), remora::authorize(asked, policies.set()));
}

Request asked_of(const char* action, const char* owner = "123456789012") {
  Request asked = request(kUser, action, "*");
  asked.resource_account = owner;
  return asked;
}

}  // namespace

// The texts of the IAM User Guide, "Access denied error message examples".
TEST_TABLE(an_explicit_deny_names_the_policy_that_denies) {
  struct Row {
    Layer layer;
    const char* action;
    const char* arn;
    const char* wanted;
  };

  const Row rows[] = {
      {Layer::Scp,
       "codecommit:ListRepositories",
       "arn:aws:organizations::777788889999:policy/o-exampleorgid/service_control_policy/"
       "p-examplepolicyid123",
       " with an explicit deny in a service control policy: "},
      {Layer::Rcp,
       "secretsmanager:GetSecretValue",
       "arn:aws:organizations::777788889999:policy/o-exampleorgid/resource_control_policy/"
       "p-examplepolicyid456",
       " with an explicit deny in a resource control policy: "},
      {Layer::Boundary,
       "sagemaker:ListModels",
       "arn:aws:iam::123456789012:policy/DeveloperPermissionBoundary",
       " with an explicit deny in a permissions boundary: "},
      {Layer::Session,
       "codedeploy:ListDeployments",
       "arn:aws:iam::123456789012:policy/DeveloperSessionPolicy",
       " with an explicit deny in a session policy: "},
      {Layer::Identity,
       "codedeploy:ListDeployments",
       "arn:aws:iam::123456789012:policy/HRAccessPolicy",
       " with an explicit deny in an identity-based policy: "},
  };
  for (const Row& row : rows) {
    if (table.row(row.arn)) {
      const std::string begin = "User: " + std::string(kUser) +
                                " is not authorized to perform: " + row.action + row.wanted;
      BOOST_TEST(denied_by(row.layer, row.arn, asked_of(row.action)) == begin + row.arn);
      // An inline policy has no name to give.
      BOOST_TEST(denied_by(row.layer, "", asked_of(row.action)) ==
                 begin.substr(0, begin.size() - 2));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_policy_is_named_within_an_account_or_an_organization) {
  constexpr const char* kArn = "arn:aws:iam::123456789012:policy/P";
  Request asked = asked_of("sqs:SendMessage", "444455556666");
  BOOST_TEST(denied_by(Layer::Identity, kArn, asked).ends_with("identity-based policy"));
  asked.context.set("aws:PrincipalOrgID", "o-1");
  asked.context.set("aws:ResourceOrgID", "o-2");
  BOOST_TEST(denied_by(Layer::Identity, kArn, asked).ends_with("identity-based policy"));
  asked.context.set("aws:ResourceOrgID", "o-1");
  BOOST_TEST(denied_by(Layer::Identity, kArn, asked).ends_with(kArn));
}

BOOST_AUTO_TEST_CASE(the_earlier_form_names_no_policy) {
  Case of;
  of.asked = asked_of("codecommit:ListRepositories");
  of.identity = {kAllow};
  Policies policies(of);
  const CompiledPolicyPtr policy = denying(PolicyType::Scp, "arn:aws:organizations::1:policy/x");
  const PolicyGroup levels[] = {{policy}};
  policies.set().scps = levels;
  const Decision decision = remora::authorize(of.asked, policies.set());
  BOOST_TEST(denial_message(of.asked, policies.set(), decision, PolicyArn::Unnamed)
                 .ends_with("with an explicit deny in a service control policy"));
}

BOOST_AUTO_TEST_CASE(what_a_service_refuses_has_its_own_text) {
  Case of;
  of.asked = request(
      "arn:aws:iam::123456789012:root", "sts:AssumeRole", "arn:aws:iam::123456789012:role/r");
  of.resource_type = PolicyType::Trust;
  of.resource = {R"("Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"})"};
  BOOST_TEST(message(of) == "Roles may not be assumed by root accounts.");
}

// iam:ListRoles names the roles of the account, s3:ListAllMyBuckets nothing.
BOOST_AUTO_TEST_CASE(the_resource_of_an_action_without_one_is_named_as_aws_names_it) {
  Case of;
  of.asked = asked_of("iam:ListRoles");
  of.resource_type = PolicyType::Resource;
  BOOST_TEST(message(of).find("iam:ListRoles on resource: arn:aws:iam::123456789012:role/ because "
                              "no identity-based policy allows") != std::string::npos);
  of.asked = asked_of("s3:ListAllMyBuckets");
  BOOST_TEST(message(of).find("s3:ListAllMyBuckets because no identity-based policy allows") !=
             std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
