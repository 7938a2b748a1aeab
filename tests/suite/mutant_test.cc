#include "engine/suite/mutant.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(suite)
BOOST_AUTO_TEST_SUITE(mutant)

namespace {

/// Kinds and places of all mutants, one a line.
std::string mutants(const std::string& statements, PolicyType type) {
  std::string text;
  for (const remora::suite::Mutant& mutant : remora::suite::mutants_of(
           parsed(R"({"Version": "2012-10-17", "Statement": [)" + statements + "]}", type))) {
    text += std::string(to_string(mutant.kind)) + ": " + mutant.change + "\n";
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_slip_once) {
  BOOST_TEST(
      mutants(R"({"Sid": "S", "Effect": "Allow",
      "Principal": {"Service": ["config.amazonaws.com", "cloudtrail.amazonaws.com"]},
      "Action": ["s3:PutObject", "s3:GetObject"], "Resource": "arn:aws:s3:::b/*",
      "Condition": {"StringEquals": {"aws:SourceAccount": ["1", "2"]}}})",
              PolicyType::Bucket) ==
      "remove-statement: statement \"S\" went\n"
      "remove-principal: the principal \"config.amazonaws.com\" went from statement \"S\"\n"
      "remove-principal: the principal \"cloudtrail.amazonaws.com\" went from statement \"S\"\n"
      "any-principal: statement \"S\" let everyone in\n"
      "remove-action: the action \"s3:PutObject\" went from statement \"S\"\n"
      "remove-action: the action \"s3:GetObject\" went from statement \"S\"\n"
      "any-action: statement \"S\" allowed every action\n"
      "any-resource: statement \"S\" covered every resource\n"
      "remove-condition: the condition StringEquals on aws:SourceAccount went from statement "
      "\"S\"\n"
      "remove-condition-value: the value \"1\" went from the condition StringEquals on "
      "aws:SourceAccount of statement \"S\"\n"
      "remove-condition-value: the value \"2\" went from the condition StringEquals on "
      "aws:SourceAccount of statement \"S\"\n");
}

TEST_TABLE(what_changes_nothing_is_left_out) {
  struct Row {
    const char* name;
    PolicyType type;
    const char* statement;
    const char* expected;
  };

  const std::vector<Row> rows = {
      {"everything is * already",
       PolicyType::Bucket,
       R"({"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"})",
       "remove-statement: statement number 1 went\n"},
      {"a deny is not loosened by saying more",
       PolicyType::Bucket,
       R"({"Effect": "Deny", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b"})",
       "remove-statement: statement number 1 went\n"},
      {"a key policy is about its key",
       PolicyType::Key,
       R"({"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "arn:aws:kms:us-east-1:111122223333:key/a"})",
       "remove-statement: statement number 1 went\n"},
      {"a trust policy has no resource",
       PolicyType::Trust,
       R"({"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": "sts:*"})",
       "remove-statement: statement number 1 went\nany-principal: statement number 1 let everyone "
       "in\n"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(mutants(row.statement, row.type) == row.expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_mutant_differs_in_its_change_alone) {
  const PolicyPtr policy = parsed(R"({"Version": "2012-10-17", "Statement": [
      {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"},
      {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}]})",
                                  PolicyType::Bucket);
  const auto found = remora::suite::mutants_of(policy);
  BOOST_REQUIRE(found.size() == 2U);
  BOOST_TEST(found[0].policy->statements.size() == 1U);
  BOOST_TEST((found[0].policy->statements[0].effect == Effect::Allow));
  BOOST_TEST(found[0].policy->statements[0].index == 0U);
  BOOST_TEST(policy->statements.size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
