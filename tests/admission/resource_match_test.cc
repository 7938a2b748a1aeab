#include "engine/admission/resource_match.h"

#include <string_view>

#include <boost/test/unit_test.hpp>

#include "engine/aws/tables.h"
#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(admission_resource_match)

struct MatchRow {
  std::string_view pattern;
  std::string_view resource_type;
  bool matches;
};

TEST_TABLE(patterns_meet_templates) {
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
    if (table.row(row.pattern, " with ", row.resource_type)) {
      const std::string_view arn = arn_template("s3", row.resource_type);
      BOOST_REQUIRE(!arn.empty());
      BOOST_TEST(admission::can_match(row.pattern, arn) == row.matches);
    }
  }
}

BOOST_AUTO_TEST_CASE(incomplete_arns_are_filled_up) {
  const ActionRow& publish = *expand_action("sns:Publish").at(0);
  PatternElement resource;
  resource.values = {{"arn:aws:sqs", {}}};
  BOOST_TEST(!admission::ResourceReach(resource).covers(publish));
  resource.values.push_back({"arn:aws:sns", {}});
  BOOST_TEST(admission::ResourceReach(resource).covers(publish));
}

BOOST_AUTO_TEST_CASE(actions_without_resources_take_only_the_star) {
  const ActionRow& list = *expand_action("sns:ListTopics").at(0);
  PatternElement resource;
  resource.values = {{"arn:aws:sns:*:*:*", {}}};
  BOOST_TEST(!admission::ResourceReach(resource).covers(list));
  resource.values.push_back({"*", {}});
  BOOST_TEST(admission::ResourceReach(resource).covers(list));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
