#include "engine/base/match.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/print.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(base)
BOOST_AUTO_TEST_SUITE(match)

namespace {

constexpr Match kAll[] = {Match::No, Match::Yes, Match::Unknown};

/// What an unknown could turn out to be.
bool may_be(Match match, bool value) {
  return match == Match::Unknown || match == match_if(value);
}

}  // namespace

// Kleene's logic: the answer is certain exactly where every way the unknowns could turn out agrees.
BOOST_AUTO_TEST_CASE(answers_are_certain_exactly_where_every_outcome_agrees) {
  for (const Match a : kAll) {
    for (const Match b : kAll) {
      bool both_may_be[2] = {false, false};
      bool either_may_be[2] = {false, false};
      for (const bool x : {false, true}) {
        for (const bool y : {false, true}) {
          if (may_be(a, x) && may_be(b, y)) {
            both_may_be[x && y ? 1 : 0] = true;
            either_may_be[x || y ? 1 : 0] = true;
          }
        }
      }
      const auto settled = [](const bool(&may)[2]) {
        return may[0] && may[1] ? Match::Unknown : match_if(may[1]);
      };
      BOOST_TEST_CONTEXT(a << " and " << b) {
        BOOST_TEST(both(a, b) == settled(both_may_be));
        BOOST_TEST(either(a, b) == settled(either_may_be));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(the_opposite_of_unknown_is_unknown) {
  BOOST_TEST(negate(Match::Unknown) == Match::Unknown);
  BOOST_TEST(negate(Match::Yes) == Match::No);
  BOOST_TEST(negate(Match::No) == Match::Yes);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
