#include "engine/edit/splice.h"

#include <boost/test/unit_test.hpp>

#include "tests/property/random.h"

namespace remora::test {

using property::Random;

BOOST_AUTO_TEST_SUITE(edit)
BOOST_AUTO_TEST_SUITE(splice)

BOOST_AUTO_TEST_CASE(splices_one_after_the_other_are_splices_of_the_text_as_it_was) {
  for (std::uint64_t i = 0; i < 2000; ++i) {
    Random random = Random::for_case(13, i);
    const std::string before = "abcdefghij";
    std::string now = before;
    remora::edit::SpliceChain chain(before);
    for (std::size_t step = 0; step < 5; ++step) {
      const auto begin = static_cast<std::uint32_t>(random.below(now.size() + 1));
      const auto end = begin + static_cast<std::uint32_t>(random.below(now.size() + 1 - begin));
      const remora::edit::Splice splice{{begin, end}, std::string(random.below(3), 'X')};
      chain.add(splice);
      now.replace(begin, end - begin, splice.text);
    }
    BOOST_TEST_REQUIRE(remora::edit::spliced(before, chain.splices()) == now);
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
