#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/answer/answer.h"
#include "tests/support/config_case.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

// Whoever reads why a delivery was refused looks where the mark stands, so it stands at what the
// fix changes; and below the fix stands what is done next.

namespace remora::test {

namespace {

using remora::answer::Answer;

constexpr const char* kObjects = "arn:aws:s3:::cfg-logs-2222/*";
constexpr const char* kWhole = "arn:aws:s3:::cfg-logs-2222";

std::string allow_to(const std::string& principal,
                     const std::string& action,
                     const std::string& resource,
                     const std::string& condition = {}) {
  return allow(principal, "\"" + action + "\"", resource, condition);
}

/// What else the delivery needs of the bucket.
std::string reads() {
  return allow(kToConfig, R"(["s3:GetBucketAcl", "s3:ListBucket"])", kWhole);
}

/// The element that the answer points at, as `STATEMENT ELEMENT`; `-` for none.
std::string pointed_at(const Answer& answer) {
  if (!answer.cause || answer.cause->statement == nullptr || answer.cause->element() == nullptr) {
    return "-";
  }
  return std::to_string(answer.cause->statement->index) + " " +
         std::string(answer.cause->element()->name());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(answers)

TEST_TABLE(the_mark_stands_at_what_the_fix_changes) {
  struct Row {
    const char* name;
    std::string statements;
    std::string element;
  };

  const std::string misspelt = R"({"Service": "confg.amazonaws.com"})";
  const std::vector<Row> rows = {
      {"a misspelt action",
       reads() + "," + allow_to(kToConfig, "s3:PutObjekt", kObjects, kFromRecorder),
       "1 Action"},
      {"a misspelt service",
       reads() + "," + allow_to(misspelt, "s3:PutObject", kObjects, kFromRecorder),
       "1 Principal"},
      {"another account's source",
       reads() + "," +
           allow_to(kToConfig,
                    "s3:PutObject",
                    kObjects,
                    R"({"StringEquals": {"aws:SourceAccount": "444444444444"}})"),
       "1 aws:SourceAccount"},
      {"a key that no service carries",
       reads() + "," +
           allow_to(kToConfig,
                    "s3:PutObject",
                    kObjects,
                    R"({"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}})"),
       "1 aws:PrincipalOrgID"},
      {"objects of another folder",
       reads() + "," + allow_to(kToConfig, "s3:PutObject", "arn:aws:s3:::cfg-logs-2222/other/*"),
       "1 Resource"},
      // A nearer miss by its looks: all but the service fits.
      {"a statement of another service beside the one to correct",
       allow_to(kToCloudTrail, "s3:PutObject", kObjects) + "," + reads() + "," +
           allow_to(kToConfig,
                    "s3:PutObject",
                    kObjects,
                    R"({"StringEquals": {"aws:SourceAccount": "444444444444"}})"),
       "2 aws:SourceAccount"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      ConfigCase made;
      made.bucket_policy(row.statements);
      const Answer answer = remora::answer::answer(made.world, made.call, made.assumptions);
      BOOST_REQUIRE(!answer.remedies.empty());
      BOOST_TEST(pointed_at(answer) == row.element, answer.remedies.front().summary);
    }
  }
}

TEST_TABLE(what_is_done_next_stands_below_a_fix_alone) {
  struct Row {
    const char* name;
    const char* prefix;
    std::string key;  // the policy of the channel's key
    bool told = false;
  };

  const std::string open = allow(kToConfig, R"("kms:*")", "*");
  const std::vector<Row> rows = {
      {"Control Tower's prefix, refused", "o-a1b2c3d4e5", kDefaultKeyPolicy, true},
      {"another prefix, refused", "logs", kDefaultKeyPolicy, false},
      {"Control Tower's prefix, delivered", "o-a1b2c3d4e5", open, false},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      ConfigCase made;
      made.with_key(row.key);
      made.channel().s3_key_prefix = row.prefix;
      const Answer answer = remora::answer::answer(made.world, made.call, made.assumptions);
      BOOST_TEST(answer.next_steps.size() == (row.told ? 1U : 0U));
      for (const std::string& step : answer.next_steps) {
        BOOST_TEST(step.find("repair or reset the landing zone") != std::string::npos, step);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
