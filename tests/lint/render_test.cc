#include "engine/lint/render.h"

#include <array>

#include <boost/test/unit_test.hpp>

#include "tests/lint/rows.h"

namespace remora::lint_test {

namespace {

constexpr std::string_view kPolicy = R"({"Version": "2012-10-17",
 "Statement": {"Effect": "Allow", "Action": "s3:PutObjekt", "Resource": "*"}})";

}  // namespace

BOOST_AUTO_TEST_SUITE(lint_render)

BOOST_AUTO_TEST_CASE(text_is_what_editors_understand) {
  const lint::LintResult result = lint_text(kPolicy);
  BOOST_REQUIRE(result.findings.size() == 1U);
  BOOST_TEST(lint::to_text(result.findings[0]) ==
             R"(policy.json:2:45: error: "s3:PutObjekt" matches no action of s3, )"
             R"(did you mean "s3:PutObject"? [unknown-action])");
}

BOOST_AUTO_TEST_CASE(json_holds_findings_and_answers) {
  const std::array<lint::LintResult, 1> results = {lint_text(kPolicy)};
  const json::DocumentPtr json = read(lint::to_json(results));
  const json::Value root = json->root();
  BOOST_TEST(root.find("schemaVersion")->text() == "1");
  const json::Value finding = root.find("findings")->elements().at(0);
  BOOST_TEST(finding.find("line")->text() == "2");
  BOOST_TEST(finding.find("column")->text() == "45");
  BOOST_TEST(finding.find("endColumn")->text() == "59");
  BOOST_TEST(finding.find("code")->text() == "unknown-action");
  BOOST_TEST(finding.find("severity")->text() == "error");
  const json::Value admission = *root.find("admission")->find("policy.json");
  BOOST_TEST(admission.find("accepted")->text() == "true");
  BOOST_TEST(admission.find("operation")->text() == "PutRolePolicy");
}

BOOST_AUTO_TEST_CASE(sarif_names_every_rule) {
  const std::array<lint::LintResult, 1> results = {lint_text(kPolicy)};
  const json::DocumentPtr json = read(lint::to_sarif(results, "1.2.3"));
  const json::Value run = json->root().find("runs")->elements().at(0);
  const json::Value driver = *run.find("tool")->find("driver");
  BOOST_TEST(driver.find("name")->text() == "remora");
  BOOST_TEST(driver.find("version")->text() == "1.2.3");
  const auto rules = driver.find("rules")->elements();
  BOOST_TEST(rules.size() == lint::finding_codes().size());
  const json::Value result = run.find("results")->elements().at(0);
  const std::size_t index = std::stoul(std::string(result.find("ruleIndex")->text()));
  BOOST_TEST(rules.at(index).find("id")->text() == result.find("ruleId")->text());
  BOOST_TEST(result.find("level")->text() == "error");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::lint_test
