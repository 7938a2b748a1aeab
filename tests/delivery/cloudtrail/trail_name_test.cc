#include "engine/delivery/cloudtrail/trail_name.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(delivery)
BOOST_AUTO_TEST_SUITE(trail_name)

// AWS CloudTrail API Reference, "CreateTrail", Name.
TEST_TABLE(good_names) {
  for (const std::string& name : {std::string("abc"),
                                  std::string("my-trail"),
                                  std::string("a.b_c-d"),
                                  std::string("123"),
                                  std::string("aws-controltower-BaselineCloudTrail"),
                                  std::string("1.2.3"),
                                  std::string("1.2.3.4.5"),
                                  std::string("a.2.3.4"),
                                  std::string(128, 'x')}) {
    if (table.row(name)) {
      BOOST_TEST(!remora::delivery::cloudtrail::check_trail_name(name).has_value());
    }
  }
}

TEST_TABLE(bad_names) {
  struct Row {
    std::string name;
    const char* message;
  };

  const char* const characters =
      "Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods "
      "(.), hyphens (-), and underscores (_).";
  const char* const adjacent =
      "Trail name or ARN cannot have adjacent periods (.), hyphens (-), or underscores (_).";
  const Row rows[] = {
      {"",
       "Trail name too short. Minimum allowed length: 3 characters. Specified name length: 0 "
       "characters."},
      {"ab",
       "Trail name too short. Minimum allowed length: 3 characters. Specified name length: 2 "
       "characters."},
      {std::string(129, 'x'),
       "Trail name too long. Maximum allowed length: 128 characters. Specified name length: 129 "
       "characters."},
      {"-trail", "Trail name must starts with a letter or number."},
      {".trail", "Trail name must starts with a letter or number."},
      {"trail-", "Trail name must ends with a letter or number."},
      {"trail_", "Trail name must ends with a letter or number."},
      {"my trail", characters},
      {"my/trail", characters},
      {"tr\u00E4il", characters},
      {"my--trail", adjacent},
      {"my-_x", adjacent},
      {"my..trail", adjacent},
      {"192.168.5.4", "Trail names must not be formatted as an IP address."},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const auto problem = remora::delivery::cloudtrail::check_trail_name(row.name);
      BOOST_REQUIRE(problem);
      BOOST_TEST(problem->error.code == "InvalidTrailNameException");
      BOOST_TEST(!problem->reason.empty());
      BOOST_TEST(problem->error.message == row.message);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
