#include "engine/aws/action.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(aws)
BOOST_AUTO_TEST_SUITE(action)

BOOST_AUTO_TEST_CASE(an_action_splits_at_its_colon) {
  const auto action = Action::parse("s3:PutObject");
  BOOST_REQUIRE(action);
  BOOST_TEST(action->service == "s3");
  BOOST_TEST(action->name == "PutObject");
}

// IAM User Guide, "IAM JSON policy elements: Action": a service, one colon, a name.
TEST_TABLE(other_texts_are_no_actions) {
  for (const char* text : {"", "*", "s3", "s3:", ":PutObject", ":", "s3:Put:Object", "a:b:"}) {
    if (table.row(text)) {
      BOOST_TEST(!Action::parse(text).has_value());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
