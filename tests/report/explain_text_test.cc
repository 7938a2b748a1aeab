#include "engine/report/explain_text.h"

#include <sstream>
#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/base/utf8.h"
#include "tests/support/print.h"
#include "tests/support/scenario.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(report)
BOOST_AUTO_TEST_SUITE(explain_text)

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string text_of_choice(const remora::report::ExplainChoice& choice,
                           const remora::report::TextOptions& options = {}) {
  return remora::report::explain_text(run_scenario(), choice, options);
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_request_at_fault_is_shown_with_its_policy_line_by_line) {
  const std::string text = text_of_choice({"refused", std::nullopt});
  for (const char* part : {"Request 6  denied",
                           "✓ explicit Deny              passed",
                           "✗ resource-based policy      stopped here",
                           "✗  7 │   \"Principal\": {\"AWS\": \"arn:aws:iam::333333333333:root\"},",
                           "✓  8 │   \"Action\": \"kms:*\",",
                           "an account",
                           "aws:SourceAccount",
                           "`remora help semantics/service-principals`",
                           "https://docs.aws.amazon.com/",
                           "\"Sid\": \"Allow Config to use KMS for encryption\""}) {
    BOOST_TEST(has(text, part), part << "\n" << text);
  }
  BOOST_TEST(!has(text, "Request 5"));
}

BOOST_AUTO_TEST_CASE(one_request_all_of_them_or_a_raw_one_can_be_chosen) {
  const std::string one = text_of_choice({"refused", 4});
  BOOST_TEST(has(one, "Request 5  allowed"));
  BOOST_TEST(!has(one, "Request 6  denied"));
  remora::report::TextOptions verbose;
  verbose.verbose = true;
  const std::string all = text_of_choice({"refused", std::nullopt}, verbose);
  BOOST_TEST(has(all, "Request 1  allowed"));
  BOOST_TEST(has(all, "Request 6  denied"));
  const std::string raw = text_of_choice({"read", std::nullopt});
  BOOST_TEST(has(raw, "read  ImplicitlyDenied"));
  BOOST_TEST(!has(raw, "PutDeliveryChannel"));
}

BOOST_AUTO_TEST_CASE(teaching_says_each_step_in_plain_words) {
  remora::report::TextOptions teach;
  teach.teach = true;
  const std::string text = text_of_choice({"refused", std::nullopt}, teach);
  BOOST_TEST(has(text, "What happens here"));
  BOOST_TEST(has(text, "How to read a statement"));
  BOOST_TEST(has(text, "belongs to no account"));
}

// AWS's own text and words without blanks stay whole, and the fix can be copied.
BOOST_AUTO_TEST_CASE(sentences_and_tables_keep_to_the_width) {
  for (const std::size_t width : {60U, 80U, 120U}) {
    remora::report::TextOptions options;
    options.width = width;
    options.teach = true;
    std::istringstream lines(text_of_choice({"refused", std::nullopt}, options));
    for (std::string line; std::getline(lines, line);) {
      const bool exempt = has(line, "arn:aws") || has(line, "https://") || has(line, "\": ") ||
                          has(line, "Insufficient delivery");
      BOOST_TEST((exempt || utf8::display_width(line) <= width),
                 "at " << width << " columns: " << line);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
