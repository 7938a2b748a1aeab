#include "engine/remedy/policy_edit.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/print.h"

namespace remora::test {

namespace {

constexpr const char* kNew =
    R"({"Sid": "New", "Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*"})";
constexpr const char* kOld =
    R"({"Sid": "Old", "Effect": "Allow", "Principal": "*", "Action": "kms:List*", "Resource": "*"})";

std::string sids(const CompiledPolicyPtr& policy) {
  std::string text;
  for (const Statement& statement : policy->document()->statements) {
    text += (text.empty() ? "" : " ") + std::string(statement.sid->text);
  }
  return text;
}

CompiledPolicyPtr with_statement(const CompiledPolicyPtr& policy) {
  return remora::remedy::with_statement(policy.get(), PolicyType::Key, kNew);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(remedy)
BOOST_AUTO_TEST_SUITE(policy_edit)

BOOST_AUTO_TEST_CASE(a_statement_is_added_at_the_end) {
  const std::string old = kOld;
  const auto array = with_statement(
      policy(R"({"Id": "x", "Version": "2008-10-17", "Statement": [)" + old + "," + old + "]}",
             PolicyType::Key));
  BOOST_REQUIRE(array != nullptr);
  BOOST_TEST(sids(array) == "Old Old New");
  BOOST_TEST((array->document()->version == PolicyVersion::V2008));
  BOOST_TEST(array->document()->id->text == "x");
  const auto object = with_statement(policy(R"({"Statement": )" + old + "}", PolicyType::Key));
  BOOST_REQUIRE(object != nullptr);
  BOOST_TEST(sids(object) == "Old New");
  const auto empty = with_statement(policy(R"({"Statement": []})", PolicyType::Key));
  BOOST_REQUIRE(empty != nullptr);
  BOOST_TEST(sids(empty) == "New");
}

BOOST_AUTO_TEST_CASE(without_a_policy_a_new_one_is_made) {
  const auto made = with_statement(nullptr);
  BOOST_REQUIRE(made != nullptr);
  BOOST_TEST(sids(made) == "New");
  BOOST_TEST((made->document()->version == PolicyVersion::V2012));
  BOOST_TEST(text_of(made->document()->warnings) == "");
}

BOOST_AUTO_TEST_CASE(what_was_written_stays_as_it_was) {
  const auto made = with_statement(policy(
      R"({"Version": "2012-10-17", "Statement": [{"Sid": "É \"q\"", "Effect": "Deny",
          "NotPrincipal": {"AWS": ["*"]}, "NotAction": ["a:b"], "NotResource": "x\ny",
          "Condition": {"NumericLessThan": {"k": 1.50}, "Bool": {"b": [true, "false"]}}}]})",
      PolicyType::Key));
  BOOST_REQUIRE(made != nullptr);
  const Statement& statement = made->document()->statements.at(0);
  BOOST_TEST(statement.sid->text == "É \"q\"");
  BOOST_TEST(statement.resource.values.at(0).text == "x\ny");
  BOOST_TEST(statement.conditions.at(0).values.at(0).text == "1.50");
  BOOST_TEST(statement.conditions.at(1).values.at(0).text == "true");
}

BOOST_AUTO_TEST_CASE(a_statement_that_cannot_be_read_makes_no_policy) {
  BOOST_TEST((remora::remedy::with_statement(nullptr, PolicyType::Key, "{") == nullptr));
}

// RFC 6902: `-` is the end of an array; a single statement becomes an array.
BOOST_AUTO_TEST_CASE(the_same_change_is_a_json_patch) {
  const std::string old = kOld;

  struct Row {
    const char* name;
    CompiledPolicyPtr policy;
    const char* op;
    const char* path;
  };

  const Row rows[] = {
      {"array", policy(R"({"Statement": [)" + old + "]}", PolicyType::Key), "add", "/Statement/-"},
      {"object", policy(R"({"Statement": )" + old + "}", PolicyType::Key), "replace", "/Statement"},
      {"none", nullptr, "add", ""},
  };
  for (const Row& row : rows) {
    BOOST_TEST_CONTEXT(row.name) {
      const auto patch = document(remora::remedy::as_json_patch(row.policy.get(), kNew));
      BOOST_REQUIRE(patch->root().elements().size() == 1U);
      const json::Value operation = patch->root().elements()[0];
      BOOST_TEST(operation.find("op")->text() == row.op);
      BOOST_TEST(operation.find("path")->text() == row.path);
      BOOST_TEST(operation.find("value").has_value());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
