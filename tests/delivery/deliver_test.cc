#include "engine/delivery/deliver.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/config_case.h"
#include "tests/support/print.h"
#include "tests/support/trail_case.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(delivery)
BOOST_AUTO_TEST_SUITE(deliver)

BOOST_AUTO_TEST_CASE(the_operation_decides_what_is_tried) {
  const ConfigCase config;
  BOOST_TEST(requests_of(remora::delivery::deliver(config.world, config.call, {})) ==
             requests_of(config.run()));
  const TrailCase trail;
  BOOST_TEST(requests_of(remora::delivery::deliver(trail.world, trail.call, {})) ==
             requests_of(trail.run()));
}

// Anything not modelled is undetermined and says so, never a quiet yes.
BOOST_AUTO_TEST_CASE(an_operation_that_is_not_modelled_is_never_delivered) {
  ConfigCase config;
  config.call.operation = remora::delivery::Operation::Deliver;
  const DeliveryOutcome outcome = remora::delivery::deliver(config.world, config.call, {});
  if (outcome.outcome == Outcome::Undetermined) {
    BOOST_TEST(!outcome.reason.empty());
  }
  config.world.buckets[0].policy = nullptr;
  BOOST_TEST(remora::delivery::deliver(config.world, config.call, {}).outcome !=
             Outcome::Delivered);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
