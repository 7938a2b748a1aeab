#include "engine/answer/answer.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/config_case.h"
#include "tests/support/print.h"

namespace remora::test {

namespace {

using remora::answer::Answer;
using remora::answer::Depth;

constexpr Depth kBare{.explanations = false, .remedies = false, .surroundings = false};

/// A world that was never in any file, and a delivery that its key refuses.
struct RefusedByKey : ConfigCase {
  RefusedByKey() { with_key(kDefaultKeyPolicy); }

  [[nodiscard]] Answer answer(const Depth& depth = {}, const remedy::Fence& fence = {}) const {
    return remora::answer::answer(world, call, assumptions, depth, fence);
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(answers)

BOOST_AUTO_TEST_CASE(a_refusal_is_explained_and_mended_without_any_file) {
  const RefusedByKey made;
  const Answer answer = made.answer();
  BOOST_TEST(answer.call == &made.call);
  BOOST_TEST(answer.outcome.outcome == Outcome::Refused);
  BOOST_TEST(answer.explanations.size() == answer.outcome.probes.size());
  BOOST_TEST(answer.cause.value().policy == "key");
  BOOST_REQUIRE(!answer.remedies.empty());
  BOOST_TEST(answer.remedies.front().verified);
  BOOST_TEST(answer.remedies.front().edits.size() == 1U);
  BOOST_TEST(!answer.advice.has_value());
}

BOOST_AUTO_TEST_CASE(what_is_not_asked_for_is_left_out_and_changes_nothing_else) {
  const RefusedByKey made;
  const Answer full = made.answer();
  const Answer bare = made.answer(kBare);
  BOOST_TEST(bare.explanations.empty());
  BOOST_TEST(bare.remedies.empty());
  BOOST_TEST(bare.alternatives.empty());
  BOOST_TEST(bare.outcome.outcome == full.outcome.outcome);
  BOOST_TEST(bare.cause.value().summary == full.cause.value().summary);
}

BOOST_AUTO_TEST_CASE(a_fence_around_the_call_itself_does_not_count) {
  const RefusedByKey made;
  remedy::Fence fence;
  fence.deliveries.push_back(&made.call);
  BOOST_TEST(!made.answer({}, fence).remedies.empty());
}

BOOST_AUTO_TEST_CASE(a_fence_around_another_delivery_forbids_what_would_open_it) {
  const RefusedByKey made;
  const delivery::Call twin = made.call;  // whatever mends one mends the other
  remedy::Fence fence;
  fence.deliveries.push_back(&twin);
  const Answer answer = made.answer({}, fence);
  BOOST_TEST(answer.remedies.empty());
  BOOST_TEST(answer.advice.has_value());
}

BOOST_AUTO_TEST_CASE(a_raw_request_is_completed_and_decided) {
  const RefusedByKey made;
  Request request;
  request.principal = Principal::parse("config.amazonaws.com").value();
  request.action = "s3:PutObject";
  request.resource = "arn:aws:s3:::cfg-logs-2222/x";
  const auto denied = remora::answer::answer(made.world, request);
  BOOST_TEST(denied.explanation.decision.verdict == Verdict::ImplicitlyDenied);
  BOOST_TEST(!denied.explanation.layers.empty());
  BOOST_TEST((denied.request.context.find("aws:ResourceAccount") != nullptr));
  const auto bare = remora::answer::answer(made.world, request, {}, kBare);
  BOOST_TEST(bare.explanation.decision.verdict == denied.explanation.decision.verdict);
  BOOST_TEST(bare.explanation.layers.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
