#include "engine/aws/action.h"

#include <boost/test/unit_test.hpp>

namespace remora {

BOOST_AUTO_TEST_SUITE(aws)
BOOST_AUTO_TEST_SUITE(action)

BOOST_AUTO_TEST_CASE(an_action_splits_at_its_colon) {
  const auto action = Action::parse("s3:PutObject");
  BOOST_REQUIRE(action);
  BOOST_TEST(action->service == "s3");
  BOOST_TEST(action->name == "PutObject");
}

// iam-evaluation.md section 2.1: exactly one colon.
BOOST_AUTO_TEST_CASE(other_texts_are_no_actions) {
  for (const char* text : {"", "*", "s3", "s3:", ":PutObject", ":", "s3:Put:Object", "a:b:"}) {
    BOOST_TEST_CONTEXT(text) {
      BOOST_TEST(!Action::parse(text).has_value());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
