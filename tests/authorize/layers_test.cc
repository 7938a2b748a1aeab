#include "engine/authorize/layers.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(authorize)
BOOST_AUTO_TEST_SUITE(layers)

namespace {

constexpr const char* kUser = "arn:aws:iam::111122223333:user/ann";

bool in_one_account(const char* who, const char* resource, const char* owner) {
  Request asked = request(who, "s3:GetObject", resource);
  asked.resource_account = owner;
  return same_account(asked);
}

bool rcps_bind(const char* service) {
  return rcps_apply(request(kUser, std::string(service) + ":x", "*"), {service, "x"});
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_owner_is_said_or_stands_in_the_arn) {
  const char* const key = "arn:aws:kms:r:111122223333:key/k";
  const char* const bucket = "arn:aws:s3:::b";
  BOOST_TEST(in_one_account(kUser, key, ""));
  BOOST_TEST(in_one_account(kUser, bucket, "111122223333"));
  BOOST_TEST(!in_one_account(kUser, bucket, "444455556666"));
  // What is said wins over the ARN.
  BOOST_TEST(!in_one_account(kUser, key, "444455556666"));
  // Nobody says: the requester's own.
  BOOST_TEST(in_one_account(kUser, bucket, ""));
  BOOST_TEST(in_one_account(kUser, "*", ""));
}

BOOST_AUTO_TEST_CASE(services_and_the_unsigned_are_in_no_account) {
  BOOST_TEST(!in_one_account("config.amazonaws.com", "arn:aws:s3:::b", "111122223333"));
  BOOST_TEST(!in_one_account("anonymous", "*", ""));
}

BOOST_AUTO_TEST_CASE(scps_bind_iam_principals_of_member_accounts) {
  Request asked = request(kUser, "a:b", "*");
  BOOST_TEST(scps_apply(asked));
  asked.environment.resource_in_management_account = true;
  BOOST_TEST(scps_apply(asked));
  asked.environment.principal_in_management_account = true;
  BOOST_TEST(!scps_apply(asked));
  BOOST_TEST(scps_apply(request("arn:aws:iam::111122223333:root", "a:b", "*")));
  BOOST_TEST(!scps_apply(request("config.amazonaws.com", "a:b", "*")));
  BOOST_TEST(!scps_apply(request("anonymous", "a:b", "*")));
}

// Only AWS makes roles of that path; a name says nothing.
BOOST_AUTO_TEST_CASE(a_service_linked_role_is_known_by_its_path) {
  constexpr const char* kRole =
      "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/"
      "AWSServiceRoleForConfig";
  constexpr const char* kSession =
      "arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForConfig/x";
  constexpr const char* kNamedAlike = "arn:aws:iam::111122223333:role/AWSServiceRoleForConfig";
  const auto is_linked = [](const Request& asked) { return is_service_linked(asked); };
  BOOST_TEST((is_linked(request(kRole, "a:b", "*")) == Match::Yes));
  BOOST_TEST((is_linked(request(kSession, "a:b", "*")) == Match::No));
  BOOST_TEST((is_linked(request(kNamedAlike, "a:b", "*")) == Match::No));
  Request asked = request(kSession, "a:b", "*");
  asked.context.set("aws:PrincipalArn", kRole);
  BOOST_TEST((is_linked(asked) == Match::Yes));
  BOOST_TEST(!scps_apply(asked));
  BOOST_TEST(!rcps_apply(asked, {"s3", "x"}));
  asked.context.set_unknown("aws:PrincipalArn", "nobody said");
  BOOST_TEST((is_linked(asked) == Match::Unknown));
  BOOST_TEST(scps_apply(asked));
  asked = request(kUser, "a:b", "*");
  asked.context.set("aws:PrincipalArn", kRole);
  BOOST_TEST((is_linked(asked) == Match::No));
}

BOOST_AUTO_TEST_CASE(rcps_do_not_bind_the_assuming_of_a_service_linked_role) {
  const char* const linked = "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/R";
  const Action assume{"sts", "AssumeRole"};
  BOOST_TEST(!rcps_apply(request("x.amazonaws.com", "sts:AssumeRole", linked), assume));
  BOOST_TEST(rcps_apply(
      request("x.amazonaws.com", "sts:AssumeRole", "arn:aws:iam::111122223333:role/R"), assume));
}

// AWS Organizations User Guide, "Resource control policies (RCPs)": the services (September 2026).
TEST_TABLE(rcps_bind_the_services_that_support_them) {
  for (const char* service : {"s3", "sts", "kms", "sqs", "secretsmanager", "dynamodb", "SQS"}) {
    if (table.row(service)) {
      BOOST_TEST(rcps_bind(service));
    }
  }
  for (const char* service : {"sns", "config", "cloudtrail", "iam", "ec2"}) {
    if (table.row(service)) {
      BOOST_TEST(!rcps_bind(service));
    }
  }
}

BOOST_AUTO_TEST_CASE(no_levels_allow_and_an_empty_level_does_not) {
  const Request asked = request(kUser, "s3:GetObject", "*");
  const StatementInput in = statement_input(asked);
  BOOST_TEST(evaluate_levels({}, in, /*allow_implied=*/false).allow == Match::Yes);
  const PolicyGroup levels[] = {{}};
  BOOST_TEST(evaluate_levels(levels, in, /*allow_implied=*/false).allow == Match::No);
  BOOST_TEST(evaluate_levels(levels, in, /*allow_implied=*/true).allow == Match::Yes);
}

BOOST_AUTO_TEST_CASE(a_group_is_a_union_and_names_the_certain_policy) {
  Request asked = request(kUser, "s3:GetObject", "*");
  asked.context.set_unknown("u", "nobody looked");
  const PolicyGroup group = {
      statements(R"({"Effect": "Allow", "Action": "sqs:*", "Resource": "*"})",
                 PolicyType::Identity),
      statements(R"({"Effect": "Allow", "Action": "*", "Resource": "*",
                     "Condition": {"Bool": {"u": "true"}}})",
                 PolicyType::Identity),
      statements(R"({"Effect": "Deny", "Action": "sqs:*", "Resource": "*"},
                    {"Effect": "Allow", "Action": "*", "Resource": "*"})",
                 PolicyType::Identity)};
  const Finding found = evaluate_group(group, statement_input(asked));
  BOOST_TEST(found.deny == Match::No);
  BOOST_TEST(found.deny_by.policy == nullptr);
  BOOST_TEST(found.allow.direct() == Match::Yes);
  BOOST_TEST(found.allow_by.policy == group[2].get());
  BOOST_TEST(found.allow_by.index == 1);
  BOOST_TEST(evaluate_group({}, statement_input(asked)).allow.any() == Match::No);
  BOOST_TEST(evaluate_policy(nullptr, statement_input(asked)).allow.any() == Match::No);
}

// The names are fixed in docs/schema/result.schema.json.
BOOST_AUTO_TEST_CASE(layers_have_the_names_of_the_contract) {
  BOOST_TEST(layer_name(Layer::Resource, PolicyType::Bucket) == "bucket");
  BOOST_TEST(layer_name(Layer::Resource, PolicyType::Key) == "key");
  BOOST_TEST(layer_name(Layer::Resource, PolicyType::Topic) == "topic");
  BOOST_TEST(layer_name(Layer::Resource, PolicyType::Trust) == "trust");
  BOOST_TEST(layer_name(Layer::Identity, PolicyType::Bucket) == "identity");
  BOOST_TEST(layer_name(Layer::Boundary, PolicyType::Bucket) == "boundary");
  BOOST_TEST(layer_name(Layer::Session, PolicyType::Bucket) == "session");
  BOOST_TEST(layer_name(Layer::Scp, PolicyType::Bucket) == "scp");
  BOOST_TEST(layer_name(Layer::Rcp, PolicyType::Bucket) == "rcp");
  BOOST_TEST(layer_name(Layer::VpcEndpoint, PolicyType::Bucket) == "vpce");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
