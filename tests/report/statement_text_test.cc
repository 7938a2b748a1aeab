#include "engine/report/statement_text.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/print.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(report)
BOOST_AUTO_TEST_SUITE(statement_text)

namespace {

std::string text_of_statement(const std::string& statement, const Request& asked) {
  const CompiledPolicyPtr policy = statements("\n" + statement, PolicyType::Key);
  Arena arena;
  const PolicyTrace found = Tracer(statement_input(asked), arena).trace(*policy);
  remora::report::TextOptions options;
  options.width = 400;  // so that no sentence is broken
  return remora::report::statement_text(
      found.statements[0], policy->document()->source(), asked.context, 2, options);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_element_has_its_mark_and_what_fails_its_reason) {
  Request asked = request("config.amazonaws.com",
                          "kms:Decrypt",
                          "arn:aws:kms:r:111122223333:key/k",
                          {{"aws:SourceAccount", "1"}});
  asked.context.set_unknown("u", "nobody looked");
  const std::string text = text_of_statement(
      R"({"Sid": "Some name", "Effect": "Allow", "Principal": {"AWS": "111122223333"},
          "Action": "kms:*", "Resource": "*", "Condition": {
          "StringEquals": {"aws:SourceAccount": "2", "u": "x"}}})",
      asked);
  BOOST_TEST(text.starts_with("  test.json:2:1  \"Some name\" (Allow)\n"));
  BOOST_TEST(has(text, "✗ Principal"));
  BOOST_TEST(has(text, std::string(describe(MismatchReason::AccountCoversNoService))));
  BOOST_TEST(has(text, "✓ Action"));
  BOOST_TEST(has(text, "✓ Resource"));
  BOOST_TEST(has(text, "✗ Condition     StringEquals aws:SourceAccount\n"));
  BOOST_TEST(has(text, "wanted        2\n"));
  BOOST_TEST(has(text, "the request   1\n"));
  BOOST_TEST(has(text, "^ differs from here on"));
  BOOST_TEST(has(text, "? Condition     StringEquals u: x\n"));
}

BOOST_AUTO_TEST_CASE(a_statement_without_sid_is_counted_from_one) {
  const std::string text =
      text_of_statement(R"({"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"})",
                        request("anonymous", "a:b", "*"));
  BOOST_TEST(has(text, "statement 1 (Deny)"));
}

BOOST_AUTO_TEST_CASE(three_answers_have_three_marks) {
  BOOST_TEST(remora::report::mark(Match::Yes) == "✓");
  BOOST_TEST(remora::report::mark(Match::No) == "✗");
  BOOST_TEST(remora::report::mark(Match::Unknown) == "?");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
