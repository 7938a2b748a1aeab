#include "engine/report/check_text.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/report/terminal.h"
#include "tests/support/print.h"
#include "tests/support/scenario.h"

namespace remora::test {

namespace {

std::string text_of_scenario(const remora::report::TextOptions& options = {}) {
  return remora::report::check_text(run_scenario(), options);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

constexpr const char* kMessage =
    "Insufficient delivery policy to s3 bucket: logs, unable to write to bucket, provided s3 key "
    "prefix is 'o-a1b2c3d4e5', provided kms key is 'arn:aws:kms:us-east-1:333333333333:key/k'.";

}  // namespace

BOOST_AUTO_TEST_SUITE(report)
BOOST_AUTO_TEST_SUITE(check_text)

// So that it can be compared and searched for.
BOOST_AUTO_TEST_CASE(awss_text_stands_on_one_line_at_every_width) {
  for (const std::size_t width : {20U, 80U, 200U}) {
    remora::report::TextOptions options;
    options.width = width;
    BOOST_TEST_CONTEXT("width " << width) {
      BOOST_TEST(has(text_of_scenario(options), kMessage));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_refusal_is_told_with_its_reason_and_its_fix) {
  const std::string text = text_of_scenario();
  for (const char* part : {"refused",
                           "InsufficientDeliveryPolicyException",
                           "400",
                           "kms:GenerateDataKey",
                           "dir/key-policy.json:4:5",
                           "Enable IAM User Permissions",
                           "arn:aws:iam::333333333333:root",
                           "config.amazonaws.com",
                           "kms:Decrypt",
                           "Control Tower"}) {
    BOOST_TEST(has(text, part), part);
  }
}

BOOST_AUTO_TEST_CASE(deliveries_come_in_their_order) {
  const std::string text = text_of_scenario();
  const std::size_t refused = text.find(" refused  refused");
  const std::size_t delivered = text.find(" delivered  delivered");
  const std::size_t open = text.find(" open  undetermined");
  BOOST_TEST(refused < delivered);
  BOOST_TEST(delivered < open);
  BOOST_TEST((open != std::string::npos));
}

BOOST_AUTO_TEST_CASE(what_differs_from_the_expectation_is_told) {
  const std::string text = text_of_scenario();
  BOOST_TEST(has(text, "expected \"refused\", got \"delivered\""));
}

BOOST_AUTO_TEST_CASE(an_object_that_stays_behind_is_listed) {
  BOOST_TEST(has(text_of_scenario(), "AWSLogs/111111111111/Config/ConfigWritabilityCheckFile"));
}

BOOST_AUTO_TEST_CASE(quiet_keeps_the_verdicts_and_awss_text) {
  remora::report::TextOptions options;
  options.quiet = true;
  const std::string text = text_of_scenario(options);
  BOOST_TEST(has(text, kMessage));
  BOOST_TEST(has(text, "delivered"));
  BOOST_TEST(!has(text, "dir/key-policy.json:4:5"));
  BOOST_TEST(text.size() < text_of_scenario().size());
}

BOOST_AUTO_TEST_CASE(verbose_shows_every_request) {
  remora::report::TextOptions options;
  options.verbose = true;
  const std::string text = text_of_scenario(options);
  BOOST_TEST(text.size() > text_of_scenario().size());
  BOOST_TEST(has(text, "dir/bucket-policy.json:3:16"));
}

BOOST_AUTO_TEST_CASE(colour_changes_nothing_but_the_dress) {
  remora::report::TextOptions options;
  options.color = true;
  const std::string dressed = remora::report::for_terminal(text_of_scenario(options));
  BOOST_TEST(has(dressed, "\x1b["));
  std::string plain;
  for (std::size_t i = 0; i < dressed.size(); ++i) {
    if (dressed[i] == '\x1b') {
      i = dressed.find('m', i);
    } else {
      plain += dressed[i];
    }
  }
  BOOST_TEST(plain == text_of_scenario());
  BOOST_TEST(!has(text_of_scenario(), "\x1b"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
