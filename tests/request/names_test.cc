#include "engine/request/names.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(request)
BOOST_AUTO_TEST_SUITE(names)

BOOST_AUTO_TEST_CASE(each_use_of_a_misspelt_name_is_warned_of_up_to_a_hundred) {
  NameDoubts doubts;
  const UnknownNames slip = unknown_in_action("s3:PutObjekt");
  for (int i = 0; i < 100; ++i) {
    const Diagnostics found = doubts.about(slip);
    BOOST_REQUIRE(found.size() == 1U);
    BOOST_TEST((found.front().severity == Severity::Warning));
  }
  BOOST_TEST(test::text_of(doubts.about(slip)) == "note: more such names are not shown\n");
  BOOST_TEST(doubts.about(slip).empty());
}

BOOST_AUTO_TEST_CASE(names_without_end_are_not_looked_up) {
  NameDoubts doubts;
  const UnknownNames known = unknown_in_key("aws:SourceAcount");
  BOOST_TEST(doubts.about(known).size() == 1U);
  for (int i = 0; i < 1000; ++i) {
    BOOST_TEST(
        doubts.about(unknown_in_key("aws:x" + std::string(200, 'y') + std::to_string(i))).empty());
  }
  BOOST_TEST(doubts.about(unknown_in_action("s3:PutObjekt")).empty());
  BOOST_TEST(doubts.about(known).size() == 1U);
}

BOOST_AUTO_TEST_CASE(one_name_may_stand_for_two_services) {
  NameDoubts doubts;
  const auto told = [&](const std::string& action) {
    return test::text_of(doubts.about(unknown_in_resource("arn:aws:snss:::x", action)));
  };
  BOOST_TEST(told("sns:Publish").find("did you mean \"sns\"") != std::string::npos);
  BOOST_TEST(told("s3:PutObject").empty());
  BOOST_TEST(told("snss:Publish").empty());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
