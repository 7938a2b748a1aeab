#include "engine/world/managed_policies.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

Match allows(const char* arn, const char* action) {
  const auto managed = remora::world::find_managed_policy(arn);
  const auto compiled = policy(std::string(managed.value().text), managed->type);
  const Request asked = request("arn:aws:iam::111111111111:role/r", action, "*");
  Finding found;
  compiled->evaluate(statement_input(asked), found);
  return found.allow.any();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(world)
BOOST_AUTO_TEST_SUITE(managed_policies)

TEST_TABLE(every_one_is_a_good_policy_of_its_type) {
  for (const auto& managed : remora::world::managed_policies()) {
    if (table.row(managed.arn)) {
      const PolicyPtr document = parsed(std::string(managed.text), managed.type);
      BOOST_TEST(text_of(document->warnings) == "");
      BOOST_TEST((document->version == PolicyVersion::V2012));
      BOOST_TEST((remora::world::find_managed_policy(managed.arn).value().text == managed.text));
    }
  }
}

// docs/delivery.md, "Two identities": none of them has s3:PutObject, kms:GenerateDataKey or
// sns:Publish.
TEST_TABLE(configs_policies_read_and_never_write) {
  for (const char* arn : {"arn:aws:iam::aws:policy/service-role/AWS_ConfigRole",
                          "arn:aws:iam::aws:policy/service-role/AWSConfigRole",
                          "arn:aws:iam::aws:policy/aws-service-role/AWSConfigServiceRolePolicy",
                          "arn:aws:iam::aws:policy/ReadOnlyAccess"}) {
    if (table.row(arn)) {
      for (const char* action :
           {"s3:GetBucketAcl", "s3:ListBucket", "s3:GetBucketPolicy", "kms:DescribeKey"}) {
        BOOST_TEST(allows(arn, action) == Match::Yes, action);
      }
      for (const char* action : {"s3:PutObject",
                                 "s3:PutObjectAcl",
                                 "kms:GenerateDataKey",
                                 "kms:Decrypt",
                                 "sns:Publish"}) {
        BOOST_TEST(allows(arn, action) == Match::No, action);
      }
    }
  }
}

// ReadOnlyAccess has some thousands of actions, of services that no delivery asks.
TEST_TABLE(what_is_not_known_of_them_stays_open) {
  for (const char* arn : {"arn:aws:iam::aws:policy/service-role/AWS_ConfigRole",
                          "arn:aws:iam::aws:policy/service-role/AWSConfigRole",
                          "arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess",
                          "arn:aws:iam::aws:policy/ReadOnlyAccess"}) {
    if (table.row(arn)) {
      BOOST_TEST(allows(arn, "dynamodb:DescribeTable") == Match::Unknown);
      BOOST_TEST(allows(arn, "kms:GenerateDataKey") == Match::No);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_policy_is_known_in_every_partition) {
  BOOST_TEST(
      remora::world::find_managed_policy("arn:aws-cn:iam::aws:policy/ReadOnlyAccess").has_value());
  BOOST_TEST(!remora::world::find_managed_policy("arn:aws:iam::aws:policy/Unheard").has_value());
  BOOST_TEST(!remora::world::find_managed_policy("ReadOnlyAccess").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
