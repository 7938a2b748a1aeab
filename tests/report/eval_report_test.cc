#include "engine/report/eval_report.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/input/vector_reader.h"
#include "tests/support/build.h"
#include "tests/support/print.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(report)
BOOST_AUTO_TEST_SUITE(eval_report)

namespace {

using remora::fixture::Vector;

Vector vector(const std::string& expect, const std::string& effect = "Allow") {
  const auto json =
      document(R"({"id": "v\"1", )" + expect + R"("policies": {"resource": {"Version": "2012-10-17",
          "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "x:y", "Resource": "*"},
                        {"Sid": "S", "Effect": ")" +
               effect + R"(", "Principal": "*", "Action": "s3:*", "Resource": "*"}]}},
          "request": {"principal": "config.amazonaws.com", "action": "s3:GetObject",
                      "resource": "arn:aws:s3:::b/x"}})");
  return value_of(remora::input::read_vector(json, json->root()));
}

std::string line_of(const Vector& one) {
  return remora::report::eval_json_line(one, authorize(one.request, one.policies()));
}

std::string text(const json::Value& object, const char* member) {
  const auto value = object.find(member);
  return value ? std::string(value->is_null() ? "null" : value->text()) : "absent";
}

}  // namespace

// The members that `remora eval -f json` prints.
BOOST_AUTO_TEST_CASE(a_decision_is_one_line_of_json) {
  const std::string line = line_of(vector(R"("expect": "Allowed", )"));
  BOOST_TEST(line.ends_with("}\n"));
  BOOST_TEST(line.find('\n') == line.size() - 1);
  const auto json = document(line);
  BOOST_TEST(text(json->root(), "id") == "v\"1");
  BOOST_TEST(text(json->root(), "decision") == "Allowed");
  BOOST_TEST(text(json->root(), "expected") == "Allowed");
  BOOST_TEST(text(json->root(), "agrees") == "true");
  const json::Value decided = json->root().find("decidedBy").value();
  BOOST_TEST(text(decided, "policy") == "bucket");
  BOOST_TEST(text(decided, "statement") == "1");
  BOOST_TEST(text(decided, "sid") == "S");
}

BOOST_AUTO_TEST_CASE(without_an_expectation_there_is_nothing_to_agree_with) {
  const auto json = document(line_of(vector("")));
  BOOST_TEST(text(json->root(), "expected") == "absent");
  BOOST_TEST(text(json->root(), "agrees") == "absent");
}

BOOST_AUTO_TEST_CASE(a_disagreement_is_told) {
  const Vector denied = vector(R"("expect": "Allowed", )", "Deny");
  const auto json = document(line_of(denied));
  BOOST_TEST(text(json->root(), "decision") == "ExplicitlyDenied");
  BOOST_TEST(text(json->root(), "agrees") == "false");
  const std::string told =
      remora::report::eval_text(denied, authorize(denied.request, denied.policies()), {});
  BOOST_TEST(told.find("ExplicitlyDenied") != std::string::npos);
  BOOST_TEST(told.find("expected Allowed") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_vector_that_cannot_be_read_gives_a_line_too) {
  const Diagnostics remarks = {
      {Severity::Error, "x", {source("ab\ncd", "v.json"), {4, 5}}, "no good", "do this"}};
  const auto json = document(remora::report::eval_json_error("v", remarks));
  BOOST_TEST(text(json->root(), "id") == "v");
  const json::Value error = json->root().find("error").value();
  BOOST_TEST(text(error, "message").find("no good") != std::string::npos);
  BOOST_TEST(text(error, "line") == "2");
  BOOST_TEST(text(error, "column") == "2");
  BOOST_TEST(text(document(remora::report::eval_json_error("", remarks))->root(), "id") == "null");
  BOOST_TEST(remora::report::eval_json_error("v", {}).ends_with("\n"));
}

BOOST_AUTO_TEST_CASE(verbose_shows_the_statements) {
  const Vector one = vector("");
  remora::report::TextOptions options;
  options.verbose = true;
  const std::string told =
      remora::report::eval_text(one, authorize(one.request, one.policies()), options);
  BOOST_TEST(told.find("\"S\" (Allow)") != std::string::npos);
  BOOST_TEST(told.find("statement 1 (Allow)") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
