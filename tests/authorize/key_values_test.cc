#include "engine/authorize/key_values.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

constexpr const char* kAnn = "arn:aws:iam::111122223333:user/ann";
constexpr const char* kAppSession = "arn:aws:sts::111122223333:assumed-role/app/s";

std::string words_to_try(const char* who, const std::string& condition) {
  const CompiledPolicyPtr of = statements(
      R"({"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": )" + condition + "}",
      PolicyType::Identity);
  std::string words;
  for (const KeyValue& one :
       values_to_try(of->document()->statements[0].conditions[0], *Principal::parse(who))) {
    words += (words.empty() ? "" : "; ") + one.words;
  }
  return words;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(authorize)
BOOST_AUTO_TEST_SUITE(key_values)

TEST_TABLE(each_side_of_a_comparison_is_tried) {
  struct Row {
    const char* who;
    const char* condition;
    const char* words;
  };

  const Row rows[] = {
      {kAnn, R"({"StringEquals": {"k": ["a", ""]}})", "a; empty; another value"},
      {kAnn, R"({"StringLike": {"k": "a?*"}})", "ax; another value"},
      {kAnn, R"({"Bool": {"k": "false"}})", "true; false"},
      {kAnn, R"({"Null": {"k": "false"}})", "false; another value"},
      {kAnn, R"({"NumericLessThan": {"k": "5"}})", "5; 4; 6"},
      {kAnn, R"({"NumericLessThan": {"k": "1.5"}})", "1.5"},
      {kAnn,
       R"({"DateLessThan": {"k": "2027-01-01"}})",
       "2027-01-01; before 2027-01-01; after 2027-01-01"},
      {kAnn, R"({"IpAddress": {"k": "203.0.113.0/24"}})", "203.0.113.0; 192.0.2.1"},
      {kAnn, R"({"NotIpAddress": {"k": ["192.0.2.0/24", "x"]}})", "192.0.2.0; 198.51.100.1"},
      {kAnn, R"({"NumericLessThan": {"k": []}})", "another value"},
      // A session's role has its name and its account.
      {kAppSession,
       R"({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/team/*"}})",
       "arn:aws:iam::111122223333:role/team/app; arn:aws:iam::111122223333:role/app; "
       "arn:aws:iam::111122223333:role/path/app"},
      {kAppSession,
       R"({"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/other"}})",
       "arn:aws:iam::111122223333:role/app; arn:aws:iam::111122223333:role/path/app"},
      {kAnn,
       R"({"StringEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:user/bob"}})",
       "arn:aws:iam::111122223333:user/bob; another value"},
  };
  for (const Row& row : rows) {
    if (table.row(row.condition)) {
      BOOST_TEST(words_to_try(row.who, row.condition) == row.words);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
