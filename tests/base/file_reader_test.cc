#include "engine/base/file_reader.h"

#include <boost/test/unit_test.hpp>

namespace remora {

BOOST_AUTO_TEST_SUITE(base)
BOOST_AUTO_TEST_SUITE(file_reader)

BOOST_AUTO_TEST_CASE(a_path_is_relative_to_the_file_that_names_it) {
  BOOST_TEST(path_beside("dir/scenario.json", "key.json") == "dir/key.json");
  BOOST_TEST(path_beside("a/b/scenario.json", "../policies/key.json") ==
             "a/b/../policies/key.json");
  BOOST_TEST(path_beside("scenario.json", "key.json") == "key.json");
  BOOST_TEST(path_beside("<stdin>", "key.json") == "key.json");
}

BOOST_AUTO_TEST_CASE(an_absolute_path_stays) {
  BOOST_TEST(path_beside("dir/scenario.json", "/etc/key.json") == "/etc/key.json");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
