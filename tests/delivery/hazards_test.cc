#include "engine/delivery/hazards.h"

#include <algorithm>
#include <functional>

#include <boost/test/unit_test.hpp>

#include "engine/delivery/alternatives.h"
#include "tests/support/config_case.h"
#include "tests/support/print.h"
#include "tests/support/trail_case.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(delivery)
BOOST_AUTO_TEST_SUITE(hazards)

namespace {

template <class Case>
bool has_hazard(const Case& made, std::string_view code) {
  DeliveryOutcome outcome = made.run();
  const std::size_t before = outcome.warnings.size();
  remora::delivery::add_hazards(made.world, made.call, made.assumptions, outcome);
  const auto begin = outcome.warnings.begin() + static_cast<std::ptrdiff_t>(before);
  return std::any_of(begin, outcome.warnings.end(), [&](const remora::delivery::Remark& remark) {
    return remark.code == code;
  });
}

}  // namespace

// IAM User Guide, "The confused deputy problem".
BOOST_AUTO_TEST_CASE(a_stranger_is_tried) {
  ConfigCase config;
  BOOST_TEST(!has_hazard(config, "stranger-can-deliver"));
  ConfigBucketPolicy open;
  open.condition = "";
  config.service_policy(open);
  BOOST_TEST(!has_hazard(config, "stranger-can-deliver"));  // the folder is this account's
  open.put_resource_without_prefix = "arn:aws:s3:::cfg-logs-2222/AWSLogs/*";
  config.service_policy(open);
  BOOST_TEST(has_hazard(config, "stranger-can-deliver"));

  TrailCase trail;
  BOOST_TEST(!has_hazard(trail, "stranger-can-deliver"));
  TrailBucketPolicy policy;
  policy.condition = "";
  policy.put_resource = "arn:aws:s3:::cfg-logs-2222/AWSLogs/*";
  trail.bucket_policy(policy);
  BOOST_TEST(has_hazard(trail, "stranger-can-deliver"));
}

BOOST_AUTO_TEST_CASE(a_policy_for_one_region) {
  ConfigCase made;
  BOOST_TEST(!has_hazard(made, "one-region-only"));
  ConfigBucketPolicy policy;
  policy.condition = R"({"ArnLike": {"aws:SourceArn": "arn:aws:config:us-east-1:111111111111:*"}})";
  made.service_policy(policy);
  BOOST_TEST(has_hazard(made, "one-region-only"));
}

BOOST_AUTO_TEST_CASE(a_bucket_that_nobody_may_list) {
  ConfigCase made;
  BOOST_TEST(!has_hazard(made, "no-list-bucket"));
  ConfigBucketPolicy policy;
  policy.list = false;
  made.service_policy(policy);
  BOOST_TEST(has_hazard(made, "no-list-bucket"));
}

BOOST_AUTO_TEST_CASE(a_key_that_cannot_decrypt_for_the_readers) {
  ConfigCase made;
  made.with_key(allow(kToConfig, R"(["kms:GenerateDataKey", "kms:Decrypt"])", "*"));
  BOOST_TEST(!has_hazard(made, "no-decrypt"));
  BOOST_TEST(has_hazard(made, "readers-cannot-decrypt"));
  made.with_key(allow(kToConfig, R"("kms:GenerateDataKey")", "*") + "," +
                allow(R"({"AWS": "arn:aws:iam::222222222222:root"})", R"("kms:Decrypt")", "*"));
  BOOST_TEST(has_hazard(made, "no-decrypt"));
  BOOST_TEST(!has_hazard(made, "readers-cannot-decrypt"));
}

BOOST_AUTO_TEST_CASE(a_refused_delivery_has_none) {
  ConfigCase made;
  made.world.buckets[0].policy = nullptr;
  DeliveryOutcome refused = made.run();
  const std::size_t before = refused.warnings.size();
  remora::delivery::add_hazards(made.world, made.call, {}, refused);
  BOOST_TEST(refused.warnings.size() == before);
}

// Only settings that change the answer are named, each with what it brings.
BOOST_AUTO_TEST_CASE(alternatives_are_those_that_matter) {
  const ConfigCase made;  // written by the service in another account's bucket
  const auto found =
      remora::delivery::find_alternatives(made.world, made.call, made.assumptions, made.run());
  BOOST_REQUIRE_EQUAL(found.size(), 2U);
  BOOST_TEST((found[0].assumption == Assumption::ConfigCheckOrder));
  BOOST_TEST((found[1].assumption == Assumption::ConfigSpnFallback));
  BOOST_TEST(found[1].value == "never");
  BOOST_TEST(found[1].outcome == Outcome::Refused);
  BOOST_TEST(found[1].code == "InsufficientDeliveryPolicyException");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
