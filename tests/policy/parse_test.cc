#include "engine/policy/parse.h"

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(policy)
BOOST_AUTO_TEST_SUITE(parse)

namespace {

std::string slice(const PolicyDocument& document, Span span) {
  return std::string(document.source()->slice(span));
}

Diagnostics errors_in(std::string text, PolicyType type = PolicyType::Bucket) {
  return test::errors_of(parse_policy(test::source(std::move(text)), type));
}

Diagnostics warnings_in(std::string text, PolicyType type) {
  return test::parsed(std::move(text), type)->warnings;
}

/// One statement on a line of its own, so that its places begin with line 2.
std::string around(const std::string& statement) {
  return "{\"Version\": \"2012-10-17\", \"Statement\": [\n" + statement + "\n]}";
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_element_is_read_with_its_place) {
  const PolicyPtr policy = test::parsed(R"({
  "Version": "2012-10-17",
  "Id": "an id",
  "Statement": [
    {"Sid": "One", "Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"},
    {
      "Resource": ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
      "NotAction": ["s3:Get*"],
      "Condition": {
        "StringEquals": {"aws:SourceAccount": ["1", "2"], "aws:PrincipalTag/n": 3},
        "Bool": {"aws:SecureTransport": false}
      },
      "NotPrincipal": {"AWS": ["111122223333", "*"], "Service": "config.amazonaws.com"},
      "Effect": "Deny"
    }
  ]
})",
                                        PolicyType::Bucket);
  BOOST_TEST((policy->version == PolicyVersion::V2012));
  BOOST_TEST(slice(*policy, policy->version_text->span) == "\"2012-10-17\"");
  BOOST_TEST(policy->id->text == "an id");
  BOOST_TEST(policy->span.begin == 0U);
  BOOST_TEST(policy->warnings.empty());
  BOOST_REQUIRE(policy->statements.size() == 2U);

  const Statement& one = policy->statements[0];
  BOOST_TEST(one.index == 0U);
  BOOST_TEST(one.sid->text == "One");
  BOOST_TEST(one.effect == Effect::Allow);
  BOOST_TEST(slice(*policy, one.effect_span) == "\"Allow\"");
  BOOST_TEST(slice(*policy, one.span).starts_with("{\"Sid\": \"One\""));
  BOOST_TEST(one.principal.present);
  BOOST_TEST(!one.principal.negated);
  BOOST_REQUIRE(one.principal.entries.size() == 1U);
  BOOST_TEST((one.principal.entries[0].type == PrincipalType::Any));
  BOOST_TEST(one.action.values.size() == 1U);
  BOOST_TEST(one.conditions.empty());

  const Statement& two = policy->statements[1];
  BOOST_TEST(two.index == 1U);
  BOOST_TEST(!two.sid.has_value());
  BOOST_TEST(two.effect == Effect::Deny);
  BOOST_TEST(two.action.negated);
  BOOST_TEST(two.action.values[0].text == "s3:Get*");
  BOOST_TEST(!two.resource.negated);
  BOOST_REQUIRE(two.resource.values.size() == 2U);
  BOOST_TEST(slice(*policy, two.resource.values[1].span) == "\"arn:aws:s3:::b/*\"");
  BOOST_TEST(slice(*policy, two.resource.span) == R"(["arn:aws:s3:::b", "arn:aws:s3:::b/*"])");
  BOOST_TEST(two.principal.negated);
  BOOST_REQUIRE(two.principal.entries.size() == 3U);
  BOOST_TEST((two.principal.entries[0].type == PrincipalType::Aws));
  BOOST_TEST((two.principal.entries[1].type == PrincipalType::Aws));
  BOOST_TEST((two.principal.entries[2].type == PrincipalType::Service));
  BOOST_REQUIRE(two.conditions.size() == 3U);
  BOOST_TEST(two.conditions[0].operator_name.text == "StringEquals");
  BOOST_TEST(two.conditions[0].key.text == "aws:SourceAccount");
  BOOST_TEST(two.conditions[0].values.size() == 2U);
  // Quotation marks are optional for numbers and booleans (IAM User Guide, "Grammar of the IAM JSON
  // policy language"): their text counts.
  BOOST_TEST(two.conditions[1].values[0].text == "3");
  BOOST_TEST(two.conditions[2].values[0].text == "false");
  BOOST_TEST(slice(*policy, two.conditions[2].key.span) == "\"aws:SecureTransport\"");
}

BOOST_AUTO_TEST_CASE(a_single_statement_needs_no_array) {
  const PolicyPtr policy =
      test::parsed(R"({"Statement": {"Effect": "Allow", "Action": "a:b", "Resource": "*"}})",
                   PolicyType::Identity);
  BOOST_TEST(policy->statements.size() == 1U);
}

// docs/semantics/language.md: absent means the rules of 2008.
BOOST_AUTO_TEST_CASE(without_version_the_rules_of_2008_hold) {
  const char* const rest = R"("Statement": []})";
  const auto version = [&](const std::string& text) {
    return test::parsed("{" + text + rest, PolicyType::Identity)->version;
  };
  BOOST_TEST((version("") == PolicyVersion::V2008));
  BOOST_TEST((version(R"("Version": "2008-10-17",)") == PolicyVersion::V2008));
  BOOST_TEST((version(R"("Version": "2012-10-17",)") == PolicyVersion::V2012));
}

BOOST_AUTO_TEST_CASE(an_empty_condition_imposes_nothing) {
  const PolicyPtr policy =
      test::parsed(around(R"({"Effect": "Allow", "Principal": "*", "Action": "s3:*",
                             "Resource": "*", "Condition": {}})"),
                   PolicyType::Bucket);
  BOOST_TEST(policy->statements[0].conditions.empty());
}

// Capture of AWS, public_policy_replay: `"aws:SourceVpc": []` is accepted.
BOOST_AUTO_TEST_CASE(an_empty_list_of_values_is_accepted) {
  const PolicyPtr policy =
      test::parsed(around(R"({"Effect": "Allow", "Principal": "*", "Action": "s3:*",
                             "Resource": "*", "Condition": {"StringEquals": {"aws:SourceVpc": []}}})"),
                   PolicyType::Bucket);
  BOOST_TEST(policy->statements[0].conditions.at(0).values.empty());
}

TEST_TABLE(every_error_has_its_place) {
  struct Row {
    const char* name;
    std::string text;
    const char* place;
    const char* says;  // in the message or the hint
  };

  const std::vector<Row> rows = {
      {"a policy that is no object", "[\n]", "1:1", "an array"},
      {"no Statement", "{\"Version\": \"2012-10-17\"}", "1:1", "Statement"},
      {"unknown element of the policy",
       "{\"Statement\": [],\n \"Statment\": []}",
       "2:2",
       "did you mean \"Statement\"?"},
      {"element in the wrong case", "{\"Statement\": [],\n \"version\": \"x\"}", "2:2", "Version"},
      {"unknown version",
       "{\"Statement\": [],\n \"Version\": \"2012-10-18\"}",
       "2:13",
       "2012-10-17"},
      {"version that is no string", "{\"Statement\": [],\n \"Version\": 2012}", "2:13", "a number"},
      {"id that is no string", "{\"Statement\": [],\n \"Id\": {}}", "2:8", "an object"},
      {"statement that is a string", "{\"Statement\":\n \"x\"}", "2:2", "a string"},
      {"statement that is null", "{\"Statement\":\n null}", "2:2", "null"},
      {"array of strings", "{\"Statement\": [\n \"x\"]}", "2:2", "objects"},
      {"no Effect",
       around(R"({"Principal": "*", "Action": "s3:*", "Resource": "*"})"),
       "2:1",
       "Effect"},
      {"Effect in lower case",
       around(R"({"Principal": "*", "Effect": "allow", "Action": "s3:*", "Resource": "*"})"),
       "2:30",
       "allow"},
      {"Effect that is a boolean",
       around(R"({"Principal": "*", "Effect": true, "Action": "s3:*", "Resource": "*"})"),
       "2:30",
       "a boolean"},
      {"unknown element of a statement",
       around(R"({"Effect": "Deny", "Principal": "*", "Actoin": "s3:*", "Resource": "*"})"),
       "2:38",
       "did you mean \"Action\"?"},
      {"element name in lower case",
       around(R"({"effect": "Deny", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
                 "Resource": "*"})"),
       "2:2",
       "Effect"},
      {"Action beside NotAction",
       around(R"({"Effect": "Deny", "Action": "s3:*", "NotAction": "s3:*", "Principal": "*",
                 "Resource": "*"})"),
       "2:38",
       "NotAction"},
      {"Resource beside NotResource",
       around(R"({"Effect": "Deny", "NotResource": "*", "Resource": "*", "Principal": "*",
                 "Action": "s3:*"})"),
       "2:40",
       "Resource"},
      {"Principal beside NotPrincipal",
       around(R"({"Effect": "Deny", "Principal": "*", "NotPrincipal": "*", "Resource": "*",
                 "Action": "s3:*"})"),
       "2:38",
       "NotPrincipal"},
      {"Action that is an object",
       around(R"({"Effect": "Deny", "Action": {}, "Principal": "*", "Resource": "*"})"),
       "2:30",
       "an object"},
      {"number among the actions",
       around(R"({"Effect": "Deny", "Action": ["s3:*", 5], "Principal": "*", "Resource": "*"})"),
       "2:39",
       "a number"},
      {"Resource that is null",
       around(R"({"Effect": "Deny", "Resource": null, "Principal": "*", "Action": "s3:*"})"),
       "2:32",
       "null"},
      {"principal that is a name",
       around(R"({"Effect": "Deny", "Principal": "111122223333", "Action": "s3:*",
                 "Resource": "*"})"),
       "2:33",
       "AWS"},
      {"principal that is an array",
       around(R"({"Effect": "Deny", "Principal": ["*"], "Action": "s3:*", "Resource": "*"})"),
       "2:33",
       "an array"},
      {"unknown kind of principal",
       around(R"({"Effect": "Deny", "Principal": {"Servcie": "x"}, "Action": "s3:*",
                 "Resource": "*"})"),
       "2:34",
       "did you mean \"Service\"?"},
      {"kind of principal in lower case",
       around(
           R"({"Effect": "Deny", "Principal": {"aws": "*"}, "Action": "s3:*", "Resource": "*"})"),
       "2:34",
       "AWS"},
      {"account id without quotes",
       around(R"({"Effect": "Deny", "Principal": {"AWS": 111122223333}, "Action": "s3:*",
                 "Resource": "*"})"),
       "2:41",
       "a number"},
      {"condition that is an array",
       around(R"({"Effect": "Deny", "Condition": [], "Principal": "*", "Action": "s3:*",
                 "Resource": "*"})"),
       "2:33",
       "an array"},
      {"operator without keys",
       around(R"({"Effect": "Deny", "Condition": {"Bool": "x"}, "Principal": "*",
                 "Action": "s3:*", "Resource": "*"})"),
       "2:42",
       "a string"},
      {"condition value that is null",
       around(R"({"Effect": "Deny", "Condition": {"Bool": {"k": null}}, "Principal": "*",
                 "Action": "s3:*", "Resource": "*"})"),
       "2:48",
       "null"},
      {"condition value that is an object",
       around(R"({"Effect": "Deny", "Condition": {"Bool": {"k": [{}]}}, "Principal": "*",
                 "Action": "s3:*", "Resource": "*"})"),
       "2:49",
       "an object"},
      {"Sid that is a number",
       around(R"({"Sid": 1, "Effect": "Deny", "Principal": "*", "Action": "s3:*",
                 "Resource": "*"})"),
       "2:9",
       "a number"},
      {"Effect twice",
       around(R"({"Effect": "Deny", "Effect": "Allow", "Principal": "*", "Action": "s3:*",
                 "Resource": "*"})"),
       "2:20",
       "twice"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const Diagnostics errors = errors_in(row.text);
      BOOST_REQUIRE(errors.size() == 1U);
      BOOST_TEST(errors[0].severity == Severity::Error);
      BOOST_TEST(test::place_of(errors[0]) == row.place);
      BOOST_TEST(to_string(errors[0]).find(row.says) != std::string::npos, to_string(errors[0]));
    }
  }
}

BOOST_AUTO_TEST_CASE(all_errors_are_reported_not_only_the_first) {
  const Diagnostics errors =
      errors_in(R"({"Version": "1", "Statement": [{"Effect": "no"}, {"Action": 1}, 5], "x": 1})");
  BOOST_TEST(errors.size() == 6U);
}

// What AWS would refuse to store but can be read is read, with a warning.
TEST_TABLE(what_aws_would_not_store_is_a_warning) {
  struct Row {
    const char* name;
    PolicyType type;
    std::string statement;
    const char* place;
    const char* says;
  };

  const std::vector<Row> rows = {
      {"bucket policy without Principal",
       PolicyType::Bucket,
       R"({"Effect": "Allow", "Action": "s3:*", "Resource": "*"})",
       "2:1",
       "Principal"},
      {"identity policy with Principal",
       PolicyType::Identity,
       R"({"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"})",
       "2:34",
       "Principal"},
      {"SCP with NotPrincipal",
       PolicyType::Scp,
       R"({"Effect": "Deny", "NotPrincipal": "*", "Action": "s3:*", "Resource": "*"})",
       "2:36",
       "Principal"},
      // Stored, and without effect (docs/semantics/kms.md).
      {"key policy without Action",
       PolicyType::Key,
       R"({"Effect": "Allow", "Principal": "*", "Resource": "*"})",
       "2:1",
       "Action"},
      {"key policy without Resource",
       PolicyType::Key,
       R"({"Effect": "Allow", "Principal": "*", "Action": "kms:*"})",
       "2:1",
       "Resource"},
      {"action without service",
       PolicyType::Identity,
       R"({"Effect": "Allow", "Action": ["s3:Get*", "PutObject"], "Resource": "*"})",
       "2:43",
       "PutObject"},
      {"action with an equals sign",
       PolicyType::Key,
       R"({"Effect": "Allow", "Action": "kms=GenerateDataKey", "Resource": "*", "Principal": "*"})",
       "2:31",
       "kms=GenerateDataKey"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const Diagnostics warnings = warnings_in(around(row.statement), row.type);
      BOOST_REQUIRE(warnings.size() == 1U);
      BOOST_TEST(warnings[0].severity == Severity::Warning);
      BOOST_TEST(test::place_of(warnings[0]) == row.place);
      BOOST_TEST(to_string(warnings[0]).find(row.says) != std::string::npos,
                 to_string(warnings[0]));
    }
  }
}

TEST_TABLE(good_policies_of_every_type_bring_no_remark) {
  struct Row {
    PolicyType type;
    const char* statement;
  };

  const Row rows[] = {
      {PolicyType::Identity, R"({"Effect": "Allow", "Action": "s3:*", "Resource": "*"})"},
      {PolicyType::Boundary, R"({"Effect": "Allow", "Action": "*", "NotResource": "*"})"},
      {PolicyType::Session, R"({"Effect": "Allow", "Action": "*:*", "Resource": "*"})"},
      {PolicyType::Scp, R"({"Effect": "Deny", "NotAction": ["s3:*"], "Resource": "*"})"},
      {PolicyType::Rcp,
       R"({"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"})"},
      {PolicyType::Bucket,
       R"({"Effect": "Deny", "NotPrincipal": {"AWS": "*"}, "Action": "s3:*", "Resource": "*"})"},
      {PolicyType::Key,
       R"({"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "kms:*", "Resource": "*"})"},
      {PolicyType::Trust,
       R"({"Effect": "Allow", "Principal": {"Service": "x.amazonaws.com"},
           "Action": "sts:AssumeRole"})"},
      {PolicyType::VpcEndpoint,
       R"({"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"})"},
  };
  for (const Row& row : rows) {
    if (table.row(row.type)) {
      BOOST_TEST(test::text_of(warnings_in(around(row.statement), row.type)) == "");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_sid_that_stands_twice_is_a_warning_at_its_second_place) {
  const std::string statement =
      R"({"Sid": "A", "Effect": "Deny", "Action": "a:b", "Resource": "*"})";
  const Diagnostics warnings =
      warnings_in(around(statement + ",\n" + statement), PolicyType::Identity);
  BOOST_REQUIRE(warnings.size() == 1U);
  BOOST_TEST(test::place_of(warnings[0]) == "3:9");
}

// moto: an empty Sid does not count for uniqueness.
BOOST_AUTO_TEST_CASE(empty_sids_may_repeat) {
  const std::string statement =
      R"({"Sid": "", "Effect": "Deny", "Action": "a:b", "Resource": "*"})";
  BOOST_TEST(warnings_in(around(statement + "," + statement), PolicyType::Identity).empty());
}

BOOST_AUTO_TEST_CASE(a_policy_within_a_document_keeps_the_places_of_that_document) {
  const json::DocumentPtr document =
      test::document("{\"policy\":\n {\"Statement\": [{\"Efect\": \"Allow\"}]}}");
  const Diagnostics errors = test::errors_of(
      parse_policy(document, *document->root().find("policy"), PolicyType::Identity));
  BOOST_REQUIRE(errors.size() == 2U);
  BOOST_TEST(test::place_of(errors[0]) == "2:18");
}

BOOST_AUTO_TEST_CASE(a_policy_in_yaml_is_the_same_policy) {
  const PolicyPtr policy = test::parsed(
      "Version: 2012-10-17\nStatement:\n  - Effect: Allow\n    Principal:\n      AWS: "
      "[111122223333, 012345678901]\n    Action: s3:PutObject\n    Resource: "
      "arn:aws:s3:::b/*\n    Condition:\n      Bool: {aws:SecureTransport: true}\n",
      PolicyType::Bucket);
  BOOST_TEST((policy->version == PolicyVersion::V2012));
  const Statement& statement = policy->statements.at(0);
  BOOST_TEST(statement.principal.entries.at(0).value.text == "111122223333");
  BOOST_TEST(statement.principal.entries.at(1).value.text == "012345678901");
  BOOST_TEST(statement.action.values.at(0).text == "s3:PutObject");
  BOOST_TEST(statement.conditions.at(0).values.at(0).text == "true");
}

BOOST_AUTO_TEST_CASE(a_text_larger_than_any_policy_is_not_read) {
  BOOST_TEST(errors_in("{\"Statement\": []}" + std::string(1U << 20U, ' ')).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_policy_without_statements_is_read_with_a_warning) {
  BOOST_TEST(warnings_in("{\"Statement\": []}", PolicyType::Identity).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
