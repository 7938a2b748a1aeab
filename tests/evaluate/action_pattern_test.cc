#include "engine/evaluate/action_pattern.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(evaluate)
BOOST_AUTO_TEST_SUITE(action_pattern)

// docs/semantics/actions.md.
TEST_TABLE(actions_match_without_regard_to_case) {
  struct Row {
    const char* pattern;
    const char* action;
    bool matches;
  };

  const Row rows[] = {
      {"s3:PutObject", "s3:PutObject", true},
      {"S3:putobject", "s3:PutObject", true},
      {"s3:PutObject", "s3:PutObjectAcl", false},
      {"s3:Put*", "s3:PutObjectAcl", true},
      {"s3:PUT*", "S3:putObject", true},
      {"s3:Put?bject", "s3:PutObject", true},
      {"s3:*", "s3:PutObject", true},
      {"s3:*", "s3express:CreateSession", false},
      {"s3:*", "kms:Decrypt", false},
      {"*", "kms:Decrypt", true},
      {"*:*", "kms:Decrypt", true},
      {"*:Decrypt", "kms:Decrypt", true},
      {"*:Decrypt", "kms:Encrypt", false},
      {"kms:?ncrypt", "kms:Encrypt", true},
      {"", "kms:Decrypt", false},
      {"kms", "kms:Decrypt", false},
      {"kms=Decrypt", "kms:Decrypt", false},
      {"kms:De:crypt", "kms:Decrypt", false},
      {"${x}:Decrypt", "kms:Decrypt", false},
  };
  for (const Row& row : rows) {
    if (table.row(row.pattern, " on ", row.action)) {
      const ActionName action(row.action, Action::parse(row.action).value());
      BOOST_TEST(ActionPattern::compile(row.pattern).matches(action) == match_if(row.matches));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
