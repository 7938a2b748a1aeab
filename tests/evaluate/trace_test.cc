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

/// The reason of the first element that has one.
MismatchReason reason(const std::string& statement,
                      const Request& asked,
                      PolicyType type,
                      bool has_boundary = false) {
  const CompiledPolicyPtr policy = statements(statement, type);
  Arena arena;
  const StatementInput input(asked, has_boundary);
  const PolicyTrace found = Tracer(input, arena).trace(*policy);
  for (const ElementTrace& element : found.statements[0].elements) {
    if (element.reason != MismatchReason::None) {
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
                          {{"present", "v"},
                           {"aws:SourceIp", "no address"},
                           {"ip", "192.0.2.1"},
                           {"ip6", "2001:db8::5"},
                           {"date", "2025-05-05"}});
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
      {"operand that is no network",
       R"({"IpAddress": {"ip": "office"}})",
       MismatchReason::OperandMalformed},
      {"IPv6 network with host bits",
       R"({"IpAddress": {"ip6": "2001:db8::5/64"}})",
       MismatchReason::OperandMalformed},
      {"operand that is no date",
       R"({"DateLessThan": {"date": "2026/01/01"}})",
       MismatchReason::OperandMalformed},
      {"one operand is a date",
       R"({"DateLessThan": {"date": ["2026/01/01", "2020-01-01"]}})",
       MismatchReason::ValueDiffers},
      {"value that is no date",
       R"({"DateLessThan": {"present": "2026-01-01"}})",
       MismatchReason::ValueMalformed},
      {"value that is no number",
       R"({"NumericEquals": {"present": "5"}})",
       MismatchReason::ValueMalformed},
      {"wildcard that is text",
       R"({"StringEquals": {"present": "*"}})",
       MismatchReason::WildcardIsText},
      {"wildcard that would not help",
       R"({"StringEquals": {"present": "x*"}})",
       MismatchReason::ValueDiffers},
      {"holds", R"({"StringEquals": {"present": "v"}})", MismatchReason::None},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(reason_of_condition(row.condition, asked) == row.reason);
    }
  }
}

// IAM User Guide, "AWS JSON policy elements: NotPrincipal": of a Deny, what it lists it spares only
// with every layer, and never with a boundary.
TEST_TABLE(a_not_principal_says_why_it_spares_nobody) {
  constexpr const char* kUser = "arn:aws:iam::111122223333:user/ann";
  constexpr const char* kRole = "arn:aws:iam::111122223333:role/dev";
  constexpr const char* kSession = "arn:aws:sts::111122223333:assumed-role/dev/s";
  constexpr const char* kRoot = "arn:aws:iam::111122223333:root";

  struct Row {
    const char* name;
    const char* who;
    std::vector<std::string> listed;
    bool has_boundary;
    MismatchReason reason;
  };

  const Row rows[] = {
      {"boundary", kUser, {kUser, kRoot}, true, MismatchReason::ListedWithBoundary},
      {"user alone", kUser, {kUser}, false, MismatchReason::ListedWithoutAccount},
      {"user and account", kUser, {kUser, kRoot}, false, MismatchReason::PrincipalExcluded},
      {"account alone", kUser, {kRoot}, false, MismatchReason::None},
      {"role and account", kSession, {kRole, kRoot}, false, MismatchReason::ListedWithoutSession},
      {"session and account",
       kSession,
       {kSession, kRoot},
       false,
       MismatchReason::ListedWithoutRole},
      {"session and role",
       kSession,
       {kSession, kRole},
       false,
       MismatchReason::ListedWithoutAccount},
      {"somebody else", kSession, {kUser}, true, MismatchReason::None},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      std::string listed;
      for (const std::string& one : row.listed) {
        listed += (listed.empty() ? "\"" : ", \"") + one + "\"";
      }
      const std::string statement = R"({"Effect": "Deny", "NotPrincipal": {"AWS": [)" + listed +
                                    R"(]}, "Action": "*", "Resource": "*"})";
      BOOST_TEST(reason(statement,
                        request(row.who, "s3:GetObject", "arn:aws:s3:::b/x"),
                        PolicyType::Bucket,
                        row.has_boundary) == row.reason);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_variable_is_text_without_the_version_that_has_variables) {
  const Request asked = request("arn:aws:iam::111122223333:user/ann",
                                "s3:GetObject",
                                "arn:aws:s3:::b/ann",
                                {{"aws:username", "ann"}});
  const auto reason_in = [&](const char* version, const std::string& rest) {
    const CompiledPolicyPtr compiled =
        policy(R"({"Version": ")" + std::string(version) +
                   R"(", "Statement": {"Effect": "Allow", "Action": "*", )" + rest + "}}",
               PolicyType::Identity);
    const StatementInput input(asked, false);
    Arena arena;
    const PolicyTrace trace = Tracer(input, arena).trace(*compiled);
    return trace.statements[0].elements.back().reason;
  };
  constexpr const char* kResource = R"("Resource": "arn:aws:s3:::b/${aws:username}")";
  constexpr const char* kCondition =
      R"("Resource": "*", "Condition": {"StringEquals": {"aws:username": "${aws:username}"}})";
  BOOST_TEST(reason_in("2008-10-17", kResource) == MismatchReason::VariableIsText);
  BOOST_TEST(reason_in("2012-10-17", kResource) == MismatchReason::None);
  BOOST_TEST(reason_in("2008-10-17", kCondition) == MismatchReason::VariableIsText);
  BOOST_TEST(reason_in("2012-10-17", kCondition) == MismatchReason::None);
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
