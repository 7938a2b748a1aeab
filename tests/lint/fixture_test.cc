#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/lint/render.h"
#include "tests/lint/rows.h"
#include "tests/support/json_fixture.h"

/// Documents that AWS publishes, stores or refuses: those of fixtures/lint/stored-by-iam.json with
/// its answer, those of fixtures/lint/unwanted-findings.json with a finding that would be wrong.
namespace remora::lint_test {

namespace {

namespace utf = boost::unit_test;
using remora::test::read_json_fixture;
using remora::test::text_of;

std::optional<PolicyType> type_of(const json::Value& row) {
  const std::string type = text_of(row, "type");
  if (type.empty()) {
    return std::nullopt;
  }
  return type == "trust"      ? PolicyType::Trust
         : type == "scp"      ? PolicyType::Scp
         : type == "boundary" ? PolicyType::Boundary
         : type == "rcp"      ? PolicyType::Rcp
         : type == "key"      ? PolicyType::Key
         : type == "vpce"     ? PolicyType::VpcEndpoint
                              : PolicyType::Identity;
}

void check_admission(const json::DocumentPtr& json, const json::Value& row) {
  const auto operation = admission::operation_for(*type_of(row));
  BOOST_REQUIRE(operation.has_value());
  admission::AdmissionRequest request;
  request.operation = *operation;
  const admission::Admission answer = admission::admit(json, *row.find("policy"), request);
  BOOST_TEST((answer.accepted() == Match::Yes) == (row.find("accepted")->text() == "true"),
             (answer.error ? answer.error->message : "accepted"));
  BOOST_TEST((answer.error ? answer.error->code : "") == text_of(row, "error"));
  BOOST_TEST((answer.error ? answer.error->message : "") == text_of(row, "message"));
}

void check_unwanted(const json::DocumentPtr& json, const json::Value& row) {
  lint::LintOptions options;
  options.type = type_of(row);
  const lint::LintResult result = lint::lint(json, *row.find("policy"), options);
  for (const lint::Finding& finding : result.findings) {
    BOOST_TEST(info(finding.code).code != text_of(row, "unwanted"), lint::to_text(finding));
  }
  if (const std::string guess = text_of(row, "guess"); !guess.empty()) {
    BOOST_TEST(describe(result.type) == guess);
  }
}

template <class Check>
std::size_t add_rows(utf::test_suite& suite, const std::string& file, Check check) {
  const json::DocumentPtr json = read_json_fixture("lint/" + file);
  const auto documents = json ? json->root().find("documents") : std::nullopt;
  if (!documents) {
    return 0;
  }
  for (const json::Value& row : documents->elements()) {
    suite.add(utf::make_test_case(
        [json, row, check] { check(json, row); }, text_of(row, "id"), __FILE__, __LINE__));
  }
  return documents->elements().size();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lint_stored_by_iam)

const std::size_t stored =
    add_rows(utf::framework::current_auto_test_suite(), "stored-by-iam.json", check_admission);

BOOST_AUTO_TEST_CASE(the_documents_are_there) {
  BOOST_TEST(stored >= 12U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(lint_unwanted_findings)

const std::size_t unwanted =
    add_rows(utf::framework::current_auto_test_suite(), "unwanted-findings.json", check_unwanted);

BOOST_AUTO_TEST_CASE(the_documents_are_there) {
  BOOST_TEST(unwanted >= 25U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::lint_test
