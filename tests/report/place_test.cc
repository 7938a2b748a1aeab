#include "engine/report/place.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(report)
BOOST_AUTO_TEST_SUITE(place)

BOOST_AUTO_TEST_CASE(a_place_is_one_that_editors_open) {
  BOOST_TEST(remora::report::place(source("ab\ncd", "dir/x.json"), {4, 5}) == "dir/x.json:2:2");
  BOOST_TEST(remora::report::place(nullptr, {4, 5}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
