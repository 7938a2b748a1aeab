#include "engine/report/delivery_markdown.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/print.h"
#include "tests/support/scenario.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(report)
BOOST_AUTO_TEST_SUITE(markdown)

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string markdown_of(const fixture::ScenarioReport& report) {
  return remora::report::markdown(std::span(&report, 1));
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_comment_has_the_verdicts_the_reason_and_the_fix) {
  const std::string text = markdown_of(run_scenario());
  for (const char* part : {"| ❌ | refused | PutDeliveryChannel | 111111111111 |",
                           "| ✅ | delivered |",
                           "| ❔ | open |",
                           "InsufficientDeliveryPolicyException: Insufficient delivery policy",
                           "**Why:** request 6 failed",
                           "**Fix, verified by running the delivery again:**",
                           "```json\n{",
                           "<details><summary>The 6 requests behind it</summary>"}) {
    BOOST_TEST(has(text, part), part << "\n" << text);
  }
  BOOST_TEST(!has(text, "**Why:** ."));
}

BOOST_AUTO_TEST_CASE(nothing_of_the_input_becomes_markup) {
  std::string text = kScenario;
  const std::string id = "\"id\": \"refused\"";
  text.replace(text.find(id), id.size(), R"("id": "<b>x</b> | [y](http://z) @team `c`")");
  const std::string out = markdown_of(run_scenario(text));
  BOOST_TEST(!has(out, "<b>"));
  BOOST_TEST(!has(out, "[y](http"));
  BOOST_TEST(!has(out, "@team"));
  BOOST_TEST(has(out, "&lt;b&gt;x&lt;/b&gt; \\| \\[y\\]"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
