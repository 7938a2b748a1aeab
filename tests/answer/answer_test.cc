#include "engine/answer/answer.h"

#include <functional>
#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/config_case.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

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

// Of two faults that know nothing of each other the one that shows first hides the other.
TEST_TABLE(a_setting_in_the_way_is_named_with_what_policies_refuse_behind_it) {
  struct Row {
    const char* name;
    std::function<void(ConfigCase&)> change;
    std::string behind;  // empty: nothing is
  };

  const auto locked = [](ConfigCase& c) {
    c.world.buckets[0].object_lock_default_retention = true;
  };
  const Row rows[] = {
      {"a locked bucket", locked, ""},
      {"a locked bucket, and a Deny",
       [=](ConfigCase& c) {
         c.service_policy({.more = deny("", R"("s3:PutObject")")});
         locked(c);
       },
       "the bucket policy denies s3:PutObject to config.amazonaws.com explicitly"},
      {"a locked bucket, and a closed key",
       [=](ConfigCase& c) {
         c.with_key(kDefaultKeyPolicy);
         locked(c);
       },
       "the key policy has no statement that lets config.amazonaws.com do kms:GenerateDataKey"},
      {"a bucket whose requester pays, and no statement",
       [](ConfigCase& c) {
         c.bucket_policy(allow(kToCloudTrail, R"("s3:*")", "*"));
         c.world.buckets[0].requester_pays = true;
       },
       "the bucket policy has no statement that lets config.amazonaws.com do s3:PutObject"},
      {"a disabled key, and a closed one",
       [](ConfigCase& c) {
         c.with_key(kDefaultKeyPolicy);
         c.world.keys[0].state = "Disabled";
       },
       "the key policy has no statement that lets config.amazonaws.com do kms:GenerateDataKey"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      ConfigCase made;
      row.change(made);
      const Answer found = remora::answer::answer(made.world, made.call, made.assumptions, kBare);
      const std::string& summary = found.cause.value().summary;
      const std::string joint = "; and behind that, ";
      const std::size_t at = summary.find(joint);
      BOOST_TEST((at == std::string::npos) == row.behind.empty(), summary);
      if (at != std::string::npos) {
        BOOST_TEST(summary.substr(at + joint.size()).starts_with(row.behind), summary);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_fence_around_the_call_itself_does_not_count) {
  const RefusedByKey made;
  remedy::Fence fence;
  fence.refused.push_back(&made.call);
  BOOST_TEST(!made.answer({}, fence).remedies.empty());
}

BOOST_AUTO_TEST_CASE(a_fence_around_another_delivery_forbids_what_would_open_it) {
  const RefusedByKey made;
  const delivery::Call twin = made.call;  // whatever mends one mends the other
  remedy::Fence fence;
  fence.refused.push_back(&twin);
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
