#include "engine/base/place.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(base)
BOOST_AUTO_TEST_SUITE(place)

BOOST_AUTO_TEST_CASE(a_place_is_one_that_editors_open) {
  BOOST_TEST(to_string(Place{source("ab\ncd", "dir/x.json"), {4, 5}}) == "dir/x.json:2:2");
  BOOST_TEST(to_string(Place()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
