#include <algorithm>
#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/lint/render.h"
#include "tests/lint/rows.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

// A symbol stands for a value that AWS will choose. Lint judges what is certain whatever it will
// be, says what is open, and calls nothing wrong that may be right.
namespace remora::lint_test {

namespace {

/// `<name>` as a symbol, written in JSON.
std::string with_symbols(std::string text) {
  for (std::size_t at = 0; (at = text.find_first_of("<>", at)) != std::string::npos;) {
    text.replace(at, 1, text[at] == '<' ? "\\u001e" : "\\u001f");
  }
  return text;
}

std::string document(const std::string& statement) {
  return with_symbols(R"({"Version": "2012-10-17", "Statement": [)" + statement + "]}");
}

std::string codes_of(const lint::LintResult& result) {
  std::string codes;
  for (const lint::Finding& finding : result.findings) {
    if (finding.code == lint::Code::KeyForNoService) {
      continue;  // about who is missing, whatever the symbols stand for
    }
    codes += std::string(codes.empty() ? "" : " ") + std::string(lint::info(finding.code).code);
  }
  return codes;
}

struct SymbolRow {
  const char* name;
  PolicyType type;
  const char* statement;
  const char* codes;
  Match accepted;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(lint_symbols)

TEST_TABLE(what_a_symbol_leaves_open_is_not_judged) {
  const SymbolRow rows[] = {
      {"bucket with a generated name",
       PolicyType::Bucket,
       R"({"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject",
           "Resource": "arn:aws:s3:::<bucket Logs>/*"})",
       "",
       Match::Yes},
      {"bucket action on the objects of one",
       PolicyType::Bucket,
       R"({"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:ListBucket",
           "Resource": "arn:aws:s3:::<bucket Logs>/*"})",
       "bucket-action-on-object refused-by-aws",
       Match::No},
      {"object action on the bucket itself: a name holds no slash",
       PolicyType::Bucket,
       R"({"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject",
           "Resource": "arn:aws:s3:::<bucket Logs>"})",
       "object-action-on-bucket refused-by-aws",
       Match::No},
      {"a resource that is nothing but a symbol may be the ARN of objects",
       PolicyType::Bucket,
       R"({"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject",
           "Resource": "<resource Logs>"})",
       "depends-on-symbol",
       Match::Unknown},
      {"two symbols are two buckets",
       PolicyType::Bucket,
       R"({"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject",
           "Resource": ["arn:aws:s3:::<bucket Logs>/*", "arn:aws:s3:::<bucket Other>/*"]})",
       "resource-of-another-bucket refused-by-aws",
       Match::No},
      {"what is certain counts beside what is open",
       PolicyType::Bucket,
       R"({"Effect": "Allow", "Principal": {"AWS": "<role App>"}, "Action": "s3:GetObjet",
           "Resource": "arn:aws:s3:::b/*"})",
       "depends-on-symbol unknown-action refused-by-aws",
       Match::No},
      {"a role that is to be made",
       PolicyType::Key,
       R"({"Effect": "Allow", "Principal": {"AWS": ["arn:aws:iam::111122223333:root",
           "arn:aws:iam::111122223333:role/<role App>"]}, "Action": "kms:*", "Resource": "*"})",
       "",
       Match::Yes},
      {"an account that is to be made",
       PolicyType::Key,
       R"({"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::<account Logs>:root"},
           "Action": "kms:*", "Resource": "*"})",
       "",
       Match::Yes},
      {"a principal that is nothing but a symbol",
       PolicyType::Key,
       R"({"Effect": "Allow", "Principal": {"AWS": "<role App>"}, "Action": "kms:*",
           "Resource": "*"})",
       "depends-on-symbol",
       Match::Unknown},
      {"a partition",
       PolicyType::Identity,
       R"({"Effect": "Allow", "Action": "s3:GetObject",
           "Resource": "arn:<partition>:s3:::b/*"})",
       "depends-on-symbol",
       Match::Unknown},
      {"an identity policy for a generated bucket",
       PolicyType::Identity,
       R"({"Effect": "Allow", "Action": "s3:GetObject",
           "Resource": "arn:aws:s3:::<bucket Logs>/*"})",
       "",
       Match::Yes},
      {"an action",
       PolicyType::Identity,
       R"({"Effect": "Allow", "Action": "<action>", "Resource": "*"})",
       "depends-on-symbol",
       Match::Unknown},
      {"a number",
       PolicyType::Identity,
       R"({"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*",
           "Condition": {"NumericEquals": {"s3:max-keys": "<parameter Keys>"}}})",
       "depends-on-symbol",
       Match::Unknown},
      {"a text compared as text",
       PolicyType::Identity,
       R"({"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*",
           "Condition": {"StringEquals": {"aws:PrincipalOrgID": "<organization>"}}})",
       "",
       Match::Yes},
      {"an ARN with a symbol in it under an ARN operator",
       PolicyType::Topic,
       R"({"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
           "Action": "sns:Publish", "Resource": "arn:aws:sns:us-east-1:111122223333:<topic T>",
           "Condition": {"ArnEquals": {
             "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:111122223333:trail/<trail Main>"}}})",
       "",
       Match::Yes},
      {"a topic that is nothing but a symbol",
       PolicyType::Topic,
       R"({"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sns:Publish",
           "Resource": "<topic T>"})",
       "depends-on-symbol",
       Match::Unknown},
      {"role trust",
       PolicyType::Trust,
       R"({"Effect": "Allow", "Principal": {"Federated": "<provider>"},
           "Action": "sts:AssumeRoleWithWebIdentity"})",
       "depends-on-symbol",
       Match::Unknown},
      {"service control policy",
       PolicyType::Scp,
       R"({"Effect": "Deny", "Action": "s3:*", "Resource": "<bucket ARN>"})",
       "depends-on-symbol",
       Match::Unknown},
      {"a Sid",
       PolicyType::Identity,
       R"({"Sid": "<stack>", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"})",
       "depends-on-symbol",
       Match::Unknown},
  };
  for (const SymbolRow& row : rows) {
    if (table.row(row.name)) {
      const lint::LintResult result = lint_text(document(row.statement), row.type);
      BOOST_TEST(codes_of(result) == row.codes);
      BOOST_REQUIRE(result.admission.has_value());
      BOOST_TEST(result.admission->accepted() == row.accepted);
      for (const lint::Finding& finding : result.findings) {
        BOOST_TEST(finding.message.find('\x1e') == std::string::npos);
      }
    }
  }
}

TEST_TABLE(a_fixed_name_that_aws_will_choose_narrows_and_a_network_may) {
  struct Row {
    const char* name;
    const char* condition;
    Match is_public;
  };

  const Row rows[] = {
      {"an account", R"({"StringEquals": {"aws:SourceAccount": "<account A>"}})", Match::No},
      {"an ARN", R"({"ArnLike": {"aws:SourceArn": "arn:aws:s3:::<bucket B>"}})", Match::No},
      {"a whole ARN", R"({"ArnLike": {"aws:SourceArn": "<trail Main>"}})", Match::Unknown},
      {"a network", R"({"IpAddress": {"aws:SourceIp": "<parameter Cidr>"}})", Match::Unknown},
      {"a network beside an account",
       R"({"IpAddress": {"aws:SourceIp": "<parameter Cidr>"},
           "StringEquals": {"aws:SourceAccount": "111122223333"}})",
       Match::No},
      {"another key", R"({"StringEquals": {"aws:UserAgent": "<parameter Agent>"}})", Match::Yes},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const lint::LintResult result =
          lint_text(document(R"({"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
                       "Resource": "arn:aws:s3:::<bucket Logs>/*", "Condition": )" +
                             std::string(row.condition) + "}"),
                    PolicyType::Bucket);
      BOOST_REQUIRE(result.admission.has_value());
      BOOST_REQUIRE(result.admission->is_public.has_value());
      BOOST_TEST(*result.admission->is_public == row.is_public);
    }
  }
}

BOOST_AUTO_TEST_CASE(json_says_null_where_the_answer_is_open) {
  const lint::LintResult results[] = {lint_text(
      document(R"({"Effect": "Allow", "Action": "s3:GetObject", "Resource": "<bucket ARN>"})"),
      PolicyType::Identity)};
  const json::DocumentPtr json = read(lint::to_json(results));
  const json::Value answer = *json->root().find("admission")->find("policy.json");
  BOOST_TEST(answer.find("accepted")->is_null());
  BOOST_REQUIRE(answer.find("dependsOn").has_value());
  BOOST_TEST(answer.find("dependsOn")->elements().at(0).text() == "<bucket ARN>");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::lint_test
