#include "engine/evaluate/trace.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

constexpr const char* kKey = "arn:aws:kms:us-east-1:111122223333:key/k";

std::string element_names(const StatementTrace& statement) {
  std::string text;
  for (const ElementTrace& element : statement.elements) {
    text += (text.empty() ? "" : " ") + std::string(to_string(element.element));
  }
  return text;
}

/// The reason of the first element that does not match.
MismatchReason reason(const std::string& statement, const Request& asked, PolicyType type) {
  const CompiledPolicyPtr policy = statements(statement, type);
  Arena arena;
  const PolicyTrace found = Tracer(statement_input(asked), arena).trace(*policy);
  for (const ElementTrace& element : found.statements[0].elements) {
    if (element.match != Match::Yes) {
      return element.reason;
    }
  }
  return MismatchReason::None;
}

MismatchReason reason_of_condition(const std::string& condition, const Request& asked) {
  return reason(
      R"({"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": )" + condition + "}",
      asked,
      PolicyType::Identity);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evaluate)
BOOST_AUTO_TEST_SUITE(trace)

BOOST_AUTO_TEST_CASE(every_element_is_examined_though_an_earlier_one_fails) {
  const CompiledPolicyPtr policy = statements(
      R"({"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "NotAction": "kms:Decrypt",
          "NotResource": "x", "Condition": {"StringEquals": {"a": ["1", "2"]}, "Bool": {"b": true}}})",
      PolicyType::Key);
  const Request asked = request("config.amazonaws.com", "kms:Decrypt", kKey, {{"a", "3"}});
  Arena arena;
  const PolicyTrace found = Tracer(statement_input(asked), arena).trace(*policy);
  BOOST_REQUIRE(found.statements.size() == 1U);
  const StatementTrace& statement = found.statements[0];
  BOOST_TEST(found.policy == policy.get());
  BOOST_TEST(statement.match == Match::No);
  BOOST_TEST(element_names(statement) == "Principal NotAction NotResource Condition Condition");
  BOOST_TEST(statement.elements[0].got == "config.amazonaws.com");
  BOOST_TEST(statement.elements[0].wanted == "444455556666");
  BOOST_TEST(statement.elements[1].match == Match::No);
  BOOST_TEST(statement.elements[2].match == Match::Yes);
  BOOST_TEST(statement.elements[3].operator_name == "StringEquals");
  BOOST_TEST(statement.elements[3].key == "a");
  BOOST_TEST(statement.elements[3].wanted == "1, 2");
  BOOST_TEST(statement.elements[3].got == "3");
  BOOST_TEST(statement.elements[4].got.empty());
  BOOST_TEST(policy->document()->source()->slice(statement.elements[2].span) == "\"x\"");
}

TEST_TABLE(reasons_tell_what_went_wrong) {
  const Request service = request("config.amazonaws.com", "kms:Decrypt", kKey);
  const Request session =
      request("arn:aws:sts::111122223333:assumed-role/dev/s", "kms:Decrypt", kKey);

  struct Row {
    const char* name;
    const char* statement;
    const Request* asked;
    MismatchReason reason;
  };

  const Row rows[] = {
      // The seed's reason: an account principal covers no service.
      {"account for a service",
       R"({"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "*", "Resource": "*"})",
       &service,
       MismatchReason::AccountCoversNoService},
      {"service for a role",
       R"({"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": "*",
           "Resource": "*"})",
       &session,
       MismatchReason::ServiceCoversNoRole},
      {"another service",
       R"({"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "*",
           "Resource": "*"})",
       &service,
       MismatchReason::PrincipalNotListed},
      {"another account",
       R"({"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "*",
           "Resource": "*"})",
       &session,
       MismatchReason::PrincipalNotListed},
      {"NotPrincipal",
       R"({"Effect": "Allow", "NotPrincipal": {"Service": "config.amazonaws.com"}, "Action": "*",
           "Resource": "*"})",
       &service,
       MismatchReason::PrincipalExcluded},
      {"action",
       R"({"Effect": "Allow", "Principal": "*", "Action": "kms:Encrypt", "Resource": "*"})",
       &service,
       MismatchReason::ActionNotListed},
      {"NotAction",
       R"({"Effect": "Allow", "Principal": "*", "NotAction": "kms:*", "Resource": "*"})",
       &service,
       MismatchReason::ActionExcluded},
      {"resource",
       R"({"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "x"})",
       &service,
       MismatchReason::ResourceNotListed},
      {"NotResource",
       R"({"Effect": "Allow", "Principal": "*", "Action": "*", "NotResource": "*"})",
       &service,
       MismatchReason::ResourceExcluded},
      {"no Resource",
       R"({"Effect": "Allow", "Principal": "*", "Action": "*"})",
       &service,
       MismatchReason::ElementMissing},
      {"no Action",
       R"({"Effect": "Allow", "Principal": "*", "Resource": "*"})",
       &service,
       MismatchReason::ElementMissing},
      {"no Principal",
       R"({"Effect": "Allow", "Action": "*", "Resource": "*"})",
       &service,
       MismatchReason::ElementMissing},
      {"all matches",
       R"({"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"})",
       &service,
       MismatchReason::None},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(reason(row.statement, *row.asked, PolicyType::Key) == row.reason);
    }
  }
}

TEST_TABLE(reasons_tell_why_a_condition_fails) {
  Request asked = request("arn:aws:iam::111122223333:user/ann",
                          "s3:GetObject",
                          "arn:aws:s3:::b/x",
                          {{"present", "v"}, {"aws:SourceIp", "no address"}});
  asked.context.set_multivalued("set", {"a"});
  asked.context.set_unknown("unknown", "nobody looked");

  struct Row {
    const char* name;
    const char* condition;
    MismatchReason reason;
  };

  const Row rows[] = {
      {"absent", R"({"StringEquals": {"absent": "v"}})", MismatchReason::KeyAbsent},
      {"absent, Null", R"({"Null": {"absent": "false"}})", MismatchReason::KeyAbsent},
      {"absent, any value",
       R"({"ForAnyValue:StringEquals": {"absent": "v"}})",
       MismatchReason::KeyAbsent},
      {"present", R"({"Null": {"present": "true"}})", MismatchReason::KeyPresent},
      {"different", R"({"StringEquals": {"present": "x"}})", MismatchReason::ValueDiffers},
      {"excluded", R"({"StringNotEquals": {"present": "v"}})", MismatchReason::ValueExcluded},
      {"no address",
       R"({"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}})",
       MismatchReason::ValueMalformed},
      {"a set", R"({"StringEquals": {"set": "a"}})", MismatchReason::MultivaluedKey},
      {"a set with a qualifier",
       R"({"ForAllValues:StringEquals": {"set": "x"}})",
       MismatchReason::ValueDiffers},
      {"unknown", R"({"StringEquals": {"unknown": "a"}})", MismatchReason::KeyUnknown},
      {"unknown operator",
       R"({"StringMatches": {"present": "v"}})",
       MismatchReason::OperatorUnknown},
      {"unknown variable",
       R"({"StringEquals": {"present": "${unknown}"}})",
       MismatchReason::FactUnknown},
      {"holds", R"({"StringEquals": {"present": "v"}})", MismatchReason::None},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(reason_of_condition(row.condition, asked) == row.reason);
    }
  }
}

BOOST_AUTO_TEST_CASE(identity_policies_have_no_principal_to_examine) {
  const CompiledPolicyPtr policy =
      statements(R"({"Effect": "Allow", "Action": "*", "Resource": "*"})", PolicyType::Identity);
  const Request asked = request("arn:aws:iam::111122223333:user/ann", "a:b", "*");
  Arena arena;
  BOOST_TEST(element_names(Tracer(statement_input(asked), arena).trace(*policy).statements[0]) ==
             "Action Resource");
}

BOOST_AUTO_TEST_CASE(a_trust_policy_has_no_resource_to_examine) {
  const CompiledPolicyPtr policy = statements(
      R"({"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"})", PolicyType::Trust);
  const Request asked = request("config.amazonaws.com", "sts:AssumeRole", "*");
  Arena arena;
  const PolicyTrace found = Tracer(statement_input(asked), arena).trace(*policy);
  BOOST_TEST(element_names(found.statements[0]) == "Principal Action");
  BOOST_TEST(found.statements[0].match == Match::Yes);
  BOOST_TEST(found.statements[0].distance() == 0);
}

BOOST_AUTO_TEST_CASE(the_nearest_miss_lacks_least) {
  const CompiledPolicyPtr policy = statements(
      R"({"Sid": "other service", "Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"},
          "Action": "kms:Decrypt", "Resource": "*"},
         {"Sid": "deny", "Effect": "Deny", "Principal": "*", "Action": "kms:Decrypt",
          "Resource": "x"},
         {"Sid": "wrong account", "Effect": "Allow",
          "Principal": {"Service": "config.amazonaws.com"}, "Action": "kms:Decrypt",
          "Resource": "*", "Condition": {"StringEquals": {"aws:SourceAccount": "2"}}},
         {"Sid": "two wrong", "Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"},
          "Action": "kms:Decrypt", "Resource": "*",
          "Condition": {"StringEquals": {"aws:SourceAccount": "2", "aws:SourceArn": "x"}}})",
      PolicyType::Key);
  const Request asked =
      request("config.amazonaws.com", "kms:Decrypt", kKey, {{"aws:SourceAccount", "1"}});
  Arena arena;
  const PolicyTrace found = Tracer(statement_input(asked), arena).trace(*policy);
  const StatementTrace* nearest = nearest_miss(found);
  BOOST_REQUIRE(nearest != nullptr);
  BOOST_TEST(nearest->statement->sid->text == "wrong account");
}

BOOST_AUTO_TEST_CASE(what_matches_is_no_miss) {
  const CompiledPolicyPtr policy = statements(
      R"({"Effect": "Allow", "Action": "*", "Resource": "*"},
         {"Effect": "Deny", "Action": "x:y", "Resource": "*"})",
      PolicyType::Identity);
  const Request asked = request("arn:aws:iam::111122223333:user/ann", "a:b", "*");
  Arena arena;
  BOOST_TEST(nearest_miss(Tracer(statement_input(asked), arena).trace(*policy)) == nullptr);
  BOOST_TEST(nearest_miss(PolicyTrace{}) == nullptr);
}

BOOST_AUTO_TEST_CASE(an_unread_policy_has_no_statements_to_show) {
  const auto policy = CompiledPolicy::unread(PolicyType::Bucket, "not listed");
  const Request asked = request("anonymous", "a:b", "*");
  Arena arena;
  BOOST_TEST(Tracer(statement_input(asked), arena).trace(*policy).statements.empty());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
