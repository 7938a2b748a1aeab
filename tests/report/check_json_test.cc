#include "engine/report/check_json.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/print.h"
#include "tests/support/scenario.h"

namespace remora::test {

namespace {

json::DocumentPtr report_of(const fixture::ScenarioReport& report) {
  return value_of(json::read_json(source(remora::report::check_json(std::span(&report, 1)))));
}

json::DocumentPtr report_of_scenario() {
  return report_of(run_scenario());
}

json::Value delivery(const json::DocumentPtr& document, std::size_t index) {
  return document->root().find("deliveries").value().elements().at(index);
}

std::string text(const json::Value& object, const char* member) {
  const auto value = object.find(member);
  return value ? std::string(value->is_null() ? "null" : value->text()) : "absent";
}

json::Value first(const json::Value& object, const char* member) {
  return object.find(member).value().elements().at(0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(report)
BOOST_AUTO_TEST_SUITE(check_json)

// The members of docs/schema/result.schema.json.
BOOST_AUTO_TEST_CASE(the_document_has_the_contracts_members) {
  const auto document = report_of_scenario();
  const json::Value root = document->root();
  BOOST_TEST(text(root, "schemaVersion") == "1");
  BOOST_TEST(text(*root.find("tool"), "name") == "remora");
  BOOST_TEST(text(*root.find("tool"), "version") == REMORA_VERSION);
  const json::Value summary = root.find("summary").value();
  BOOST_TEST(text(summary, "deliveries") == "3");
  BOOST_TEST(text(summary, "delivered") == "1");
  BOOST_TEST(text(summary, "refused") == "1");
  BOOST_TEST(text(summary, "undetermined") == "1");
  BOOST_TEST(text(summary, "disagreements") == "2");
}

BOOST_AUTO_TEST_CASE(a_delivery_has_the_contracts_members) {
  const auto document = report_of_scenario();
  const json::Value refused = delivery(document, 0);
  for (const char* member : {"input",
                             "id",
                             "service",
                             "operation",
                             "accountId",
                             "region",
                             "outcome",
                             "error",
                             "requests",
                             "cause",
                             "remedies",
                             "objectsWritten",
                             "warnings",
                             "assumptions",
                             "expected",
                             "agrees"}) {
    BOOST_TEST(refused.find(member).has_value(), member);
  }
  BOOST_TEST(text(refused, "input") == "dir/scenario.json");
  BOOST_TEST(text(refused, "operation") == "PutDeliveryChannel");
  BOOST_TEST(text(refused, "outcome") == "refused");
  BOOST_TEST(text(refused, "agrees") == "true");
  const json::Value error = refused.find("error").value();
  BOOST_TEST(text(error, "code") == "InsufficientDeliveryPolicyException");
  BOOST_TEST(text(error, "httpStatus") == "400");
  BOOST_TEST(text(error, "origin") == "observed");
  BOOST_TEST(text(error, "message").starts_with("Insufficient delivery policy to s3 bucket: logs"));
  BOOST_TEST(!refused.find("assumptions").value().elements().empty());
}

BOOST_AUTO_TEST_CASE(a_request_has_the_contracts_members) {
  const auto document = report_of_scenario();
  const json::Value request = delivery(document, 0).find("requests").value().elements().back();
  BOOST_TEST(text(request, "principal") == "config.amazonaws.com");
  BOOST_TEST(text(request, "action") == "kms:GenerateDataKey");
  BOOST_TEST(text(request, "resource") == "arn:aws:kms:us-east-1:333333333333:key/k");
  BOOST_TEST(text(request, "required") == "true");
  BOOST_TEST(text(request, "decision") == "ImplicitlyDenied");
  BOOST_TEST(text(*request.find("context"), "aws:SourceAccount") == "111111111111");
  BOOST_TEST(request.find("context")->find("aws:PrincipalServiceNamesList")->is_array());
  const json::Value layer = first(request, "layers");
  BOOST_TEST(text(layer, "layer") == "key");
  BOOST_TEST(text(layer, "decision") == "ImplicitlyDenied");
  const json::Value statement = first(request, "statements");
  BOOST_TEST(text(statement, "policy") == "dir/key-policy.json");
  BOOST_TEST(text(statement, "index") == "0");
  BOOST_TEST(text(statement, "sid") == "Enable IAM User Permissions");
  BOOST_TEST(text(statement, "line") == "4");
  BOOST_TEST(text(statement, "column") == "5");
  BOOST_TEST(text(statement, "effect") == "Allow");
  BOOST_TEST(text(statement, "matches") == "false");
  const json::Value mismatch = first(statement, "mismatches");
  BOOST_TEST(text(mismatch, "element") == "Principal");
  BOOST_TEST(text(mismatch, "wanted") == "arn:aws:iam::333333333333:root");
  BOOST_TEST(text(mismatch, "got") == "config.amazonaws.com");
  BOOST_TEST(!text(mismatch, "reason").empty());
}

BOOST_AUTO_TEST_CASE(cause_and_remedy_point_into_the_policy) {
  const auto document = report_of_scenario();
  const json::Value refused = delivery(document, 0);
  const json::Value cause = refused.find("cause").value();
  BOOST_TEST(text(cause, "policy") == "key");
  BOOST_TEST(text(cause, "file") == "dir/key-policy.json");
  BOOST_TEST(text(cause, "line") == "4");
  BOOST_TEST(text(cause, "column") == "5");
  BOOST_TEST(text(cause, "statement") == "0");
  BOOST_TEST(text(cause, "element") == "Principal");
  BOOST_TEST(!text(cause, "summary").empty());
  // `request` is the index of the request that decided.
  bool found = false;
  for (const json::Value& request : refused.find("requests").value().elements()) {
    found = found || (text(request, "index") == text(cause, "request") &&
                      text(request, "action") == "kms:GenerateDataKey");
  }
  BOOST_TEST(found);
  const json::Value remedy = first(refused, "remedies");
  BOOST_TEST(text(remedy, "policy") == "key");
  BOOST_TEST(text(remedy, "file") == "dir/key-policy.json");
  BOOST_TEST(text(remedy, "verified") == "true");
  BOOST_TEST(remedy.find("statement")->is_object());
  BOOST_TEST(text(first(remedy, "patch"), "path") == "/Statement/-");
}

BOOST_AUTO_TEST_CASE(what_there_is_not_is_null_or_empty) {
  const auto document = report_of_scenario();
  const json::Value delivered = delivery(document, 1);
  BOOST_TEST(text(delivered, "error") == "null");
  BOOST_TEST(text(delivered, "cause") == "null");
  BOOST_TEST(delivered.find("remedies").value().elements().empty());
  BOOST_TEST(first(delivered, "objectsWritten").text() ==
             "AWSLogs/111111111111/Config/ConfigWritabilityCheckFile");
  BOOST_TEST(text(delivered, "agrees") == "false");
  const json::Value open = delivery(document, 2);
  BOOST_TEST(text(open, "outcome") == "undetermined");
  BOOST_TEST(text(open, "error") == "null");
  BOOST_TEST(!open.find("agrees").has_value());
}

BOOST_AUTO_TEST_CASE(raw_requests_are_reported_with_their_verdicts) {
  const auto document = report_of_scenario();
  const json::Value request = first(document->root(), "requests");
  BOOST_TEST(text(request, "id") == "read");
  BOOST_TEST(text(request, "decision") == "ImplicitlyDenied");
  BOOST_TEST(text(request, "agrees") == "true");
}

BOOST_AUTO_TEST_CASE(several_inputs_are_one_document) {
  const fixture::ScenarioReport reports[] = {run_scenario(), run_scenario()};
  const auto document = value_of(json::read_json(source(remora::report::check_json(reports))));
  BOOST_TEST(document->root().find("deliveries").value().elements().size() == 6U);
  BOOST_TEST(text(document->root().find("summary").value(), "deliveries") == "6");
  BOOST_TEST(json::read_json(source(remora::report::check_json({}))).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
