#include "engine/lint/tables.h"

#include <string_view>

#include <boost/test/unit_test.hpp>

#include "engine/lint/resource_match.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(lint_tables)

BOOST_AUTO_TEST_CASE(actions_have_no_case) {
  BOOST_TEST(lint::expand_action("S3:putobject").at(0)->name == "PutObject");
  BOOST_TEST(lint::is_known_service("KMS"));
  BOOST_TEST(!lint::is_known_service("bedrock"));
}

BOOST_AUTO_TEST_CASE(patterns_expand) {
  BOOST_TEST(lint::expand_action("kms:GenerateDataKey").size() == 1U);
  BOOST_TEST(lint::expand_action("kms:GenerateDataKey*").size() == 4U);
  BOOST_TEST(lint::expand_action("*").size() == lint::expand_action("*:*").size());
  BOOST_TEST(lint::expand_action("bedrock:*").empty());
}

BOOST_AUTO_TEST_CASE(near_misses_name_service_and_action) {
  BOOST_TEST(lint::nearest_action("s3:PutObjekt") == "s3:PutObject");
  BOOST_TEST(lint::nearest_action("kns:Decrypt") == "kms:Decrypt");
  BOOST_TEST(lint::nearest_action("GenerateDataKey") == "kms:GenerateDataKey");
  BOOST_TEST(lint::nearest_action("s3:Xyzzy").empty());
}

BOOST_AUTO_TEST_CASE(keys_may_be_templates) {
  BOOST_TEST(lint::find_key("AWS:requesttag/team") != nullptr);
  BOOST_TEST(lint::find_key("aws:RequestTag/") == nullptr);
  BOOST_TEST(lint::find_key("kms:EncryptionContext:aws:s3:arn") != nullptr);
  const lint::KeyRow* const tags = lint::find_key("aws:TagKeys");
  BOOST_TEST((tags != nullptr && tags->multivalued));
  const lint::KeyRow* const source = lint::find_key("aws:SourceArn");
  BOOST_TEST((source != nullptr && source->type == lint::KeyType::Arn));
}

BOOST_AUTO_TEST_CASE(what_the_tables_do_not_cover_is_plausible) {
  BOOST_TEST(lint::is_plausible_key("ci.example.com:sub"));
  BOOST_TEST(lint::is_plausible_key("bedrock:Anything"));
  BOOST_TEST(lint::is_plausible_key("AWS:SourceOwner"));
  BOOST_TEST(!lint::is_plausible_key("aws:Anything"));
  BOOST_TEST(!lint::is_plausible_key("s3:Anything"));
}

BOOST_AUTO_TEST_CASE(global_keys_come_with_every_action) {
  const lint::ActionRow& row = *lint::expand_action("s3:GetBucketAcl").at(0);
  BOOST_TEST(lint::carries_key(row, "aws:SourceArn"));
  BOOST_TEST(lint::carries_key(row, "s3:TlsVersion"));
  BOOST_TEST(!lint::carries_key(row, "s3:x-amz-acl"));
}

struct MatchRow {
  std::string_view pattern;
  std::string_view resource_type;
  bool matches;
};

BOOST_AUTO_TEST_CASE(patterns_meet_templates) {
  constexpr MatchRow kRows[] = {
      {"arn:aws:s3:::b", "bucket", true},
      {"arn:aws:s3:::b", "object", false},
      {"arn:aws:s3:::b/*", "bucket", false},
      {"arn:aws:s3:::b/*", "object", true},
      {"arn:aws:s3:::b*", "bucket", true},
      {"arn:aws:s3:::b*", "object", true},
      {"arn:aws:s3:::b?c", "bucket", true},
      {"arn:aws:s3:::b?c", "object", true},
      {"arn:aws:s3:::${aws:username}/x", "object", true},
      {"arn:aws:s3:::${aws:username}/x", "bucket", false},
      {"arn:*:s3:::b/AWSLogs/*/Config/*", "object", true},
      {"arn:aws:sns:us-east-1:111122223333:t", "bucket", false},
      {"arn:aws:s3:us-east-1:111122223333:accesspoint/p", "accesspoint", true},
      {"arn:aws:s3:us-east-1:111122223333:accesspoint/p/object/*", "accesspoint", false},
      {"arn:aws:s3:us-east-1:111122223333:accesspoint/p/object/*", "accesspointobject", true},
      {"*", "object", true},
  };
  for (const MatchRow& row : kRows) {
    BOOST_TEST_CONTEXT(row.pattern << " with " << row.resource_type) {
      const std::string_view arn = lint::arn_template("s3", row.resource_type);
      BOOST_REQUIRE(!arn.empty());
      BOOST_TEST(lint::can_match(row.pattern, arn) == row.matches);
    }
  }
}

BOOST_AUTO_TEST_CASE(incomplete_arns_are_filled_up) {
  const lint::ActionRow& publish = *lint::expand_action("sns:Publish").at(0);
  PatternElement resource;
  resource.values = {{"arn:aws:sqs", {}}};
  BOOST_TEST(!lint::ResourceReach(resource).covers(publish));
  resource.values.push_back({"arn:aws:sns", {}});
  BOOST_TEST(lint::ResourceReach(resource).covers(publish));
}

BOOST_AUTO_TEST_CASE(actions_without_resources_take_only_the_star) {
  const lint::ActionRow& list = *lint::expand_action("sns:ListTopics").at(0);
  PatternElement resource;
  resource.values = {{"arn:aws:sns:*:*:*", {}}};
  BOOST_TEST(!lint::ResourceReach(resource).covers(list));
  resource.values.push_back({"*", {}});
  BOOST_TEST(lint::ResourceReach(resource).covers(list));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
