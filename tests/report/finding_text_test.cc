#include "engine/report/finding_text.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/report/check_json.h"
#include "engine/report/check_text.h"
#include "engine/report/delivery_markdown.h"
#include "engine/report/html.h"
#include "tests/support/scenario.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(report)
BOOST_AUTO_TEST_SUITE(findings)

namespace {

const SourcePtr kTemplate = source("Resources:\n  Policy: x\n  Channel: y\n", "template.yaml");

/// A finding about a delivery that is made all the same.
fixture::Finding finding(const std::string& delivery) {
  return {"order",
          delivery,
          {kTemplate, {25, 32}},
          "the channel does not wait for the bucket policy <b>\x1b[31m",
          "add DependsOn: Policy",
          {{{kTemplate, {13, 19}}, "the policy stands"}}};
}

fixture::ScenarioReport report_with(const fixture::Findings& findings) {
  fixture::ScenarioReport report = run_scenario();
  auto scenario = std::make_shared<fixture::Scenario>(*report.scenario);
  scenario->findings = findings;
  const delivery::Assumptions assumptions = scenario->assumptions;
  return fixture::run("dir/scenario.json", std::move(scenario), assumptions);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_text_has_both_places_and_what_to_add_below_the_verdict) {
  const auto report = report_with({finding("delivered")});
  const std::string text = remora::report::check_text(report, {});
  const std::size_t verdict = text.find("✓ delivered");
  const std::size_t found = text.find(
      "  finding: the channel does not wait for the bucket policy <b>\\x1B[31m [order]\n"
      "    at template.yaml:3:3\n"
      "    the policy stands at template.yaml:2:3\n"
      "    add DependsOn: Policy\n");
  BOOST_REQUIRE_MESSAGE(found != std::string::npos, text);
  BOOST_TEST(verdict < found);
  BOOST_TEST(found < text.find("Requests", verdict));
}

BOOST_AUTO_TEST_CASE(quiet_it_takes_one_line) {
  remora::report::TextOptions options;
  options.quiet = true;
  const std::string text = remora::report::check_text(report_with({finding("delivered")}), options);
  BOOST_TEST(has(text, "[order], template.yaml:3:3\n"), text);
  BOOST_TEST(!has(text, "DependsOn"));
}

TEST_TABLE(what_belongs_to_no_delivery_stands_at_the_end) {
  for (const char* id : {"", "another"}) {
    if (table.row("for \"", id, "\"")) {
      const auto report = report_with({finding(id)});
      const std::string text = remora::report::check_text(report, {});
      BOOST_TEST(text.find("finding:") > text.find("write"), text);
      BOOST_TEST(has(remora::report::markdown(std::span(&report, 1)), "**order:**"));
      BOOST_TEST(has(remora::report::html(std::span(&report, 1)), ">order</span>"));
    }
  }
}

BOOST_AUTO_TEST_CASE(json_has_them_beside_the_deliveries) {
  const auto report = report_with({finding("delivered"), {"order", "", {}, "m", "", {}}});
  const auto json =
      value_of(json::read_json(source(remora::report::check_json(std::span(&report, 1)))));
  const auto findings = json->root().find("findings")->elements();
  BOOST_REQUIRE(findings.size() == 2U);
  const json::Value first = findings[0];
  BOOST_TEST(first.find("code")->text() == "order");
  BOOST_TEST(first.find("delivery")->text() == "delivered");
  BOOST_TEST(first.find("hint")->text() == "add DependsOn: Policy");
  BOOST_TEST(first.find("place")->find("file")->text() == "template.yaml");
  BOOST_TEST(first.find("place")->find("line")->text() == "3");
  const json::Value other = first.find("others")->elements().at(0);
  BOOST_TEST(other.find("what")->text() == "the policy stands");
  BOOST_TEST(other.find("line")->text() == "2");
  BOOST_TEST(findings[1].find("delivery")->is_null());
  BOOST_TEST(findings[1].find("place")->is_null());
}

BOOST_AUTO_TEST_CASE(a_finding_is_text_and_no_markup) {
  const auto report = report_with({finding("delivered")});
  const std::string html = remora::report::html(std::span(&report, 1));
  BOOST_TEST(has(html, "wait for the bucket policy &lt;b&gt;"), html);
  const std::string markdown = remora::report::markdown(std::span(&report, 1));
  BOOST_TEST(has(markdown, "### ✅ delivered: delivered"), markdown);
  BOOST_TEST(has(markdown, "`template.yaml:3:3`"));
  BOOST_TEST(!has(markdown, "<b>"));
}

BOOST_AUTO_TEST_CASE(it_changes_no_verdict) {
  const auto with = report_with({finding("delivered")});
  const auto without = report_with({});
  for (std::size_t i = 0; i < with.deliveries.size(); ++i) {
    BOOST_TEST((with.deliveries[i].outcome.outcome == without.deliveries[i].outcome.outcome));
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
