#include "tests/support/trials.h"

#include <exception>
#include <utility>

#include <boost/test/unit_test.hpp>

namespace remora::test {

Trials::Trials(std::string what, std::size_t at_least)
    : what_(std::move(what)), at_least_(at_least) {}

Trials::~Trials() {
  if (std::uncaught_exceptions() > 0) {
    return;  // the test broke off for another reason
  }
  const std::string tally = std::to_string(count_) + " " + what_ + ", at least " +
                            std::to_string(at_least_) + " intended";
  BOOST_TEST_MESSAGE(boost::unit_test::framework::current_test_unit().full_name() << ": " << tally);
  BOOST_TEST(count_ >= at_least_, tally);
}

}  // namespace remora::test
