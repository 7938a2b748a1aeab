#include "engine/report/html.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/base/symbol.h"
#include "tests/support/print.h"
#include "tests/support/scenario.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(report)
BOOST_AUTO_TEST_SUITE(html)

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string page_of(const fixture::ScenarioReport& report) {
  return remora::report::html(std::span(&report, 1));
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_page_holds_what_the_text_holds) {
  const std::string page = page_of(run_scenario());
  for (const char* part : {"1 refused, 1 undetermined, 1 delivered",
                           "A small landing zone",
                           "InsufficientDeliveryPolicyException",
                           "unable to write to bucket",
                           "Enable IAM User Permissions",
                           "dir/key-policy.json:4:5",
                           "verified by running the delivery",
                           "<svg class=\"flow\" role=\"img\"",
                           "stopped here",
                           "with --assume config_spn_fallback=never it would be refused",
                           "text observed: AWS was seen to answer it",
                           "aws:SourceAccount",
                           "<code>remora help semantics/service-principals</code>",
                           "an account principal covers IAM users and roles, never an AWS service",
                           "@media print",
                           "prefers-color-scheme: dark"}) {
    BOOST_TEST(has(page, part), part);
  }
}

BOOST_AUTO_TEST_CASE(the_page_needs_nothing_from_elsewhere) {
  const std::string page = page_of(run_scenario());
  BOOST_TEST(has(page, "default-src &#39;none&#39;") != has(page, "default-src 'none'"));
  for (const char* part :
       {"<script", "src=", "@import", "url(", "<iframe", "onload=", "onclick="}) {
    BOOST_TEST(!has(page, part), part);
  }
}

BOOST_AUTO_TEST_CASE(nothing_of_the_input_becomes_markup) {
  const std::string attack = R"(\"><script>alert(1)</script><img src=x onerror=alert(2)>'&)";
  std::string text = replaced(kScenario, "A small landing zone", attack);
  text = replaced(text, "\"id\": \"refused\"", "\"id\": \"" + attack + "\"");
  text = replaced(text, "\"key-policy.json\"", R"({"Version": "2012-10-17", "Statement": [
      {"Sid": ")" + attack + R"(", "Effect": "Allow", "Action": "kms:*", "Resource": "*",
       "Principal": {"AWS": "333333333333"}}]})");
  const std::string page = page_of(run_scenario(text));
  BOOST_TEST(!has(page, "<script"));
  BOOST_TEST(!has(page, "<img"));
  BOOST_TEST(has(page, "&lt;script&gt;alert(1)"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
