#include "engine/suite/coverage.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"

namespace remora::test {

namespace {

constexpr const char* kPolicy = R"(
    {"Sid": "Tls", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*",
     "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
    {"Sid": "Write", "Effect": "Allow",
     "Principal": {"Service": ["config.amazonaws.com", "cloudtrail.amazonaws.com"]},
     "Action": ["s3:PutObject", "s3:GetObject"], "Resource": ["arn:aws:s3:::b/x/*", "arn:aws:s3:::b/y/*"],
     "Condition": {"StringEquals": {"aws:SourceAccount": ["111122223333", "444455556666"]}}})";

/// `statement Tls 0/0, ...`: what was hit how often, and how often a condition kept something away.
std::string points(const remora::suite::Coverage& coverage) {
  std::string text;
  for (const remora::suite::PolicyCoverage* policy : coverage.policies()) {
    for (const remora::suite::Point& point : policy->points) {
      if (point.hits + point.misses > 0) {
        text += std::string(to_string(point.kind)) + " " + point.text + " " +
                std::to_string(point.hits) + "/" + std::to_string(point.misses) + "\n";
      }
    }
  }
  return text;
}

class Trial {
 public:
  void ask(const Request& request) {
    PolicySet set;
    set.resource = policy_.get();
    set.resource_type = PolicyType::Bucket;
    coverage.note(request, set);
  }

  remora::suite::Coverage coverage;

 private:
  CompiledPolicyPtr policy_ = statements(kPolicy, PolicyType::Bucket);
};

Request write(const char* account, const char* tls) {
  return request("config.amazonaws.com",
                 "s3:PutObject",
                 "arn:aws:s3:::b/x/1",
                 {{"aws:SourceAccount", account}, {"aws:SecureTransport", tls}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(suite)
BOOST_AUTO_TEST_SUITE(coverage)

BOOST_AUTO_TEST_CASE(an_allow_counts_with_the_values_that_matched) {
  Trial trial;
  trial.ask(write("444455556666", "true"));
  BOOST_TEST(points(trial.coverage) ==
             "condition Bool aws:SecureTransport false 0/1\n"
             "statement Write 1/0\n"
             "principal config.amazonaws.com 1/0\n"
             "action s3:PutObject 1/0\n"
             "resource arn:aws:s3:::b/x/* 1/0\n"
             "condition StringEquals aws:SourceAccount 444455556666 1/0\n");
}

BOOST_AUTO_TEST_CASE(a_deny_that_decides_counts_and_the_allow_beside_it_does_not) {
  Trial trial;
  trial.ask(write("111122223333", "false"));
  BOOST_TEST(points(trial.coverage) ==
             "statement Tls 1/0\n"
             "principal * 1/0\n"
             "action s3:* 1/0\n"
             "resource * 1/0\n"
             "condition Bool aws:SecureTransport false 1/0\n");
}

BOOST_AUTO_TEST_CASE(a_condition_that_alone_keeps_a_request_away_is_noted) {
  Trial trial;
  trial.ask(write("999999999999", "true"));
  BOOST_TEST(points(trial.coverage) ==
             "condition Bool aws:SecureTransport false 0/1\n"
             "condition StringEquals aws:SourceAccount 111122223333 0/1\n"
             "condition StringEquals aws:SourceAccount 444455556666 0/1\n");
  BOOST_TEST(trial.coverage.tried_both_ways().covered == 0U);
}

BOOST_AUTO_TEST_CASE(shares_add_up_over_merged_runs) {
  Trial one;
  one.ask(write("111122223333", "true"));
  Trial other;
  other.ask(write("999999999999", "true"));
  other.ask(write("111122223333", "false"));
  one.coverage.merge(other.coverage);
  BOOST_TEST(one.coverage.policies().size() == 1U);
  BOOST_TEST(one.coverage.share(remora::suite::PointKind::Statement).covered == 2U);
  BOOST_TEST(one.coverage.share(remora::suite::PointKind::ConditionValue).all == 3U);
  BOOST_TEST(one.coverage.tried_both_ways().covered == 2U);
  // 2 statements, 3 principals, 3 actions, 3 resources, 3 condition values.
  BOOST_TEST(one.coverage.share().all == 14U);
  BOOST_TEST(one.coverage.share().covered == 10U);
}

BOOST_AUTO_TEST_CASE(nothing_to_cover_is_covered) {
  BOOST_TEST(remora::suite::Coverage().share().percent() == 100.0);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
