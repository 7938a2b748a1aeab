#include "engine/delivery/deliver.h"

#include <set>
#include <string_view>

#include <boost/test/unit_test.hpp>

#include "tests/support/config_case.h"
#include "tests/support/print.h"
#include "tests/support/table.h"
#include "tests/support/trail_case.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(delivery)
BOOST_AUTO_TEST_SUITE(deliver)

BOOST_AUTO_TEST_CASE(every_service_has_a_name_of_its_own_and_a_principal) {
  std::set<std::string_view> names;
  for (const auto* service : remora::delivery::services()) {
    BOOST_TEST(names.insert(service->name).second);
    BOOST_TEST(remora::delivery::find_service(service->name) == service);
    BOOST_TEST(service->principal.ends_with(".amazonaws.com"));
  }
  BOOST_TEST(remora::delivery::find_service("s3") == nullptr);
}

TEST_TABLE(every_operation_of_every_service_can_be_tried) {
  const auto services = remora::delivery::services();
  for (std::size_t i = 0; i < services.size(); ++i) {
    for (std::size_t j = 0; j < services[i]->operations.size(); ++j) {
      Call call;
      call.account = kManagement;
      call.region = "us-east-1";
      call.of = remora::delivery::first_call_of(i);
      remora::delivery::set_operation(call.of, j);
      if (table.row(services[i]->name, " ", operation_of(call).name)) {
        BOOST_TEST(&service_of(call) == services[i]);
        BOOST_TEST(services[i]->find_operation(operation_of(call).name) == &operation_of(call));
        const DeliveryOutcome outcome = remora::delivery::deliver({}, call, {});
        BOOST_TEST(outcome.outcome == Outcome::Refused);  // nothing is there in an empty world
      }
    }
  }
}

// Anything not modelled is undetermined and says so, never a quiet yes.
BOOST_AUTO_TEST_CASE(an_operation_that_is_not_modelled_is_never_delivered) {
  ConfigCase config;
  config.of().operation = remora::delivery::config::Operation::Deliver;
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
