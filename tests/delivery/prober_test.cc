#include "engine/delivery/prober.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/delivery.h"
#include "tests/support/print.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(delivery)
BOOST_AUTO_TEST_SUITE(prober)

namespace {

using remora::delivery::make_error;
using remora::delivery::Message;
using remora::delivery::Probe;
using remora::delivery::Prober;
using remora::delivery::ServiceError;

/// A bucket that lets Config read its ACL, and one that nobody has looked at.
world::World small_world() {
  world::World made;
  made.buckets = {bucket("open", kBucketOwner, allow(kToConfig, R"("s3:GetBucketAcl")", "*")),
                  bucket("unread", kBucketOwner)};
  made.buckets[1].policy = CompiledPolicy::unread(PolicyType::Bucket, "nobody looked");
  return made;
}

Probe probe(const char* resource, const char* obstacle = "") {
  Probe made;
  made.request = request("config.amazonaws.com", "s3:GetBucketAcl", resource);
  made.obstacle = obstacle;
  return made;
}

constexpr const char* kAllowed = "arn:aws:s3:::open";
constexpr const char* kDenied = "arn:aws:s3:::none";
constexpr const char* kOpen = "arn:aws:s3:::unread";

ServiceError error(const char* bucket_name) {
  return make_error(Message::ConfigBucketAcl, {{"bucket", bucket_name}});
}

/// Asks and settles each, and returns what came of it.
DeliveryOutcome outcome_of(const std::vector<const char*>& resources) {
  const world::World made = small_world();
  const Assumptions assumptions;
  world::Suppositions facts;
  Prober prober(made, assumptions, facts);
  for (const char* resource : resources) {
    const Match match = prober.ask(probe(resource));
    prober.settle(match, prober.last(), error(resource));
  }
  return prober.finish();
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_first_step_that_fails_settles_the_error) {
  BOOST_TEST(outcome_of({kAllowed, kAllowed}).outcome == Outcome::Delivered);
  const DeliveryOutcome refused = outcome_of({kAllowed, kDenied, "arn:aws:s3:::other"});
  BOOST_TEST(refused.outcome == Outcome::Refused);
  BOOST_TEST(refused.cause.value() == 1U);
  BOOST_TEST(message_of(refused).find(kDenied) != std::string::npos);
  BOOST_TEST(refused.probes.size() == 3U);
}

BOOST_AUTO_TEST_CASE(an_open_step_leaves_the_outcome_open) {
  const DeliveryOutcome open = outcome_of({kAllowed, kOpen, kAllowed});
  BOOST_TEST(open.outcome == Outcome::Undetermined);
  BOOST_TEST(open.cause.value() == 1U);
  BOOST_TEST(!open.error.has_value());
}

BOOST_AUTO_TEST_CASE(a_failure_settles_what_an_open_step_left) {
  const DeliveryOutcome refused = outcome_of({kOpen, kDenied});
  BOOST_TEST(refused.outcome == Outcome::Refused);
  BOOST_TEST(refused.cause.value() == 1U);
  // ... but AWS may name another error.
  BOOST_TEST(refused.warnings.size() == 1U);
  BOOST_TEST(outcome_of({kDenied, kOpen}).warnings.empty());
}

BOOST_AUTO_TEST_CASE(an_obstacle_fails_what_the_policies_allow) {
  const world::World made = small_world();
  const Assumptions assumptions;
  world::Suppositions facts;
  Prober prober(made, assumptions, facts);
  BOOST_TEST(prober.ask(probe(kAllowed)) == Match::Yes);
  BOOST_TEST(prober.ask(probe(kAllowed, "the key is disabled")) == Match::No);
  BOOST_TEST(prober.ask(probe(kOpen)) == Match::Unknown);
  BOOST_TEST(prober.ask(probe(kDenied)) == Match::No);
}

BOOST_AUTO_TEST_CASE(requests_are_completed_with_what_the_world_knows) {
  const world::World made = small_world();
  const Assumptions assumptions;
  world::Suppositions facts;
  Prober prober(made, assumptions, facts);
  prober.ask(probe(kAllowed));
  const ProbeResult& result = prober.probe(prober.last());
  BOOST_TEST(context_value(result, "aws:ResourceAccount") == kBucketOwner);
  BOOST_TEST(context_value(result, "aws:PrincipalIsAWSService") == "true");
  BOOST_TEST(result.policies.resource == made.buckets[0].policy.get());
}

BOOST_AUTO_TEST_CASE(the_resources_policy_can_be_left_out) {
  world::World made = small_world();
  made.roles = {role("arn:aws:iam::111111111111:role/r", "", allow("", R"("s3:*")", "*"))};
  const Assumptions assumptions;
  world::Suppositions facts;
  Prober prober(made, assumptions, facts);
  Probe by_role;
  by_role.request =
      request("arn:aws:sts::111111111111:assumed-role/r/s", "s3:PutObjectAcl", kAllowed);
  BOOST_TEST(prober.ask(by_role) == Match::No);  // another account's bucket
  by_role.identity_only = true;
  BOOST_TEST(prober.ask(by_role) == Match::Yes);
}

BOOST_AUTO_TEST_CASE(a_refusal_without_a_request_has_a_reason_and_no_cause) {
  const world::World made = small_world();
  const Assumptions assumptions;
  world::Suppositions facts;
  Prober prober(made, assumptions, facts);
  prober.refuse(error("first"), "because");
  prober.refuse(error("second"), "no longer");
  const DeliveryOutcome outcome = prober.finish();
  BOOST_TEST(outcome.outcome == Outcome::Refused);
  BOOST_TEST(outcome.reason == "because");
  BOOST_TEST(!outcome.cause.has_value());
  BOOST_TEST(message_of(outcome).find("first") != std::string::npos);
}

// A switch that only chooses a condition key counts where a policy asks for the key, as a condition
// or as a variable, and where nobody forces the key.
BOOST_AUTO_TEST_CASE(a_switch_of_the_context_counts_where_a_policy_asks_for_its_key) {
  const auto rests_on = [](const std::string& policy, const Assumptions& assumptions) {
    world::World made;
    made.buckets = {bucket("open", kBucketOwner, policy)};
    world::Suppositions facts;
    Prober prober(made, assumptions, facts);
    Probe asked = probe(kAllowed);
    prober.shape<remora::delivery::ServiceSourceIp>(asked.switches, {"aws:SourceIp"});
    prober.ask(std::move(asked));
    return prober.finish().assumptions == std::vector{Assumption::ServiceSourceIp};
  };
  const std::string any = R"("s3:GetBucketAcl")";
  const std::string in_condition = deny(R"({"Null": {"AWS:sourceip": "true"}})", any);
  const std::string in_variable = allow(kToConfig, any, "arn:aws:s3:::${aws:SourceIp, 'x'}");
  BOOST_TEST(rests_on(in_condition, {}));
  BOOST_TEST(rests_on(in_variable, {}));
  BOOST_TEST(!rests_on(deny(R"({"Null": {"aws:SourceIpx": "true"}})", any), {}));
  BOOST_TEST(!rests_on(allow(kToConfig, any, "*"), {}));
  Assumptions forced;
  forced.force({{"aws:sourceIP", std::nullopt, false, false}});
  BOOST_TEST(!rests_on(in_condition, forced));
}

BOOST_AUTO_TEST_CASE(objects_and_switches_are_listed_once) {
  const world::World made = small_world();
  const Assumptions assumptions;
  world::Suppositions facts;
  Prober prober(made, assumptions, facts);
  prober.wrote({"bucket", "a", {}});
  prober.wrote({"bucket", "b", {}});
  prober.wrote({"bucket", "a", {}});
  BOOST_TEST(prober.assumes(remora::delivery::Era::Current));
  BOOST_TEST(!prober.assumes(remora::delivery::Era::Year2020));
  const DeliveryOutcome outcome = prober.finish();
  BOOST_TEST(keys_of(outcome) == "a b");
  BOOST_TEST(outcome.assumptions.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
