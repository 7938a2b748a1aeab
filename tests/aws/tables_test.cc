#include "engine/aws/tables.h"

#include <string_view>

#include <boost/test/unit_test.hpp>

namespace remora {

BOOST_AUTO_TEST_SUITE(aws)
BOOST_AUTO_TEST_SUITE(tables)

BOOST_AUTO_TEST_CASE(actions_have_no_case) {
  BOOST_TEST(expand_action("S3:putobject").at(0)->name == "PutObject");
  BOOST_TEST(is_known_service("KMS"));
  BOOST_TEST(!is_known_service("bedrock"));
}

BOOST_AUTO_TEST_CASE(patterns_expand) {
  BOOST_TEST(expand_action("kms:GenerateDataKey").size() == 1U);
  BOOST_TEST(expand_action("kms:GenerateDataKey*").size() == 4U);
  BOOST_TEST(expand_action("*").size() == expand_action("*:*").size());
  BOOST_TEST(expand_action("bedrock:*").empty());
}

BOOST_AUTO_TEST_CASE(one_action_is_found_whatever_its_case) {
  for (const ActionRow* row : expand_action("*")) {
    BOOST_TEST((find_action({row->service, row->name}) == row), row->name);
  }
  const ActionRow* const row = find_action({"KMS", "createalias"});
  BOOST_REQUIRE(row != nullptr);
  BOOST_TEST(takes_resource(*row, "alias"));
  BOOST_TEST(takes_resource(*row, "key"));
  BOOST_TEST(!takes_resource(*row, "ke"));
  BOOST_TEST(find_action({"kms", "Createalia"}) == nullptr);
  BOOST_TEST(find_action({"zzz", "X"}) == nullptr);
  BOOST_TEST(find_action({"a", "X"}) == nullptr);
}

BOOST_AUTO_TEST_CASE(actions_without_resource_may_ask_for_an_arn) {
  BOOST_TEST(account_resource({"S3", "listallmybuckets"}) == "arn:${Partition}:s3:::*");
  BOOST_TEST(account_resource({"kms", "ListKeys"}).empty());
  // What asks for an ARN of its own kind has no resource type.
  for (const ActionRow* row : expand_action("*")) {
    if (!account_resource({row->service, row->name}).empty()) {
      BOOST_TEST(row->resource_types.empty(), row->name);
    }
  }
}

BOOST_AUTO_TEST_CASE(near_misses_name_service_and_action) {
  BOOST_TEST(nearest_action("s3:PutObjekt") == "s3:PutObject");
  BOOST_TEST(nearest_action("kns:Decrypt") == "kms:Decrypt");
  BOOST_TEST(nearest_action("GenerateDataKey") == "kms:GenerateDataKey");
  BOOST_TEST(nearest_action("s3:Xyzzy").empty());
  // Another service of AWS, which has that action itself.
  BOOST_TEST(nearest_action("sqs:AddPermission").empty());
}

BOOST_AUTO_TEST_CASE(keys_may_be_templates) {
  BOOST_TEST(find_key("AWS:requesttag/team") != nullptr);
  BOOST_TEST(find_key("aws:RequestTag/") == nullptr);
  BOOST_TEST(find_key("kms:EncryptionContext:aws:s3:arn") != nullptr);
  const KeyRow* const tags = find_key("aws:TagKeys");
  BOOST_TEST((tags != nullptr && tags->multivalued));
  const KeyRow* const source = find_key("aws:SourceArn");
  BOOST_TEST((source != nullptr && source->type == KeyType::Arn));
}

BOOST_AUTO_TEST_CASE(what_the_tables_do_not_cover_is_plausible) {
  BOOST_TEST(is_plausible_key("ci.example.com:sub"));
  BOOST_TEST(is_plausible_key("bedrock:Anything"));
  BOOST_TEST(is_plausible_key("AWS:SourceOwner"));
  BOOST_TEST(!is_plausible_key("aws:Anything"));
  BOOST_TEST(!is_plausible_key("s3:Anything"));
}

BOOST_AUTO_TEST_CASE(global_keys_come_with_every_action) {
  const ActionRow& row = *expand_action("s3:GetBucketAcl").at(0);
  BOOST_TEST(carries_key(row, "aws:SourceArn"));
  BOOST_TEST(carries_key(row, "s3:TlsVersion"));
  BOOST_TEST(!carries_key(row, "s3:x-amz-acl"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
