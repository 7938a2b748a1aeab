#include <array>
#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/lint/rows.h"
#include "tests/support/table.h"

namespace remora::lint_test {

BOOST_AUTO_TEST_SUITE(lint_rules_grammar)

namespace {

using lint::Code;

constexpr auto kRows = std::to_array<Row>({
    {"a policy that AWS refuses",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*",
         "Resource": "*", "Principal": "*"}]})",
     Code::RefusedByAws,
     R"("*")"},
    {"a list instead of a policy", PolicyType::Identity, R"([])", Code::PolicyIsNoObject, "[]"},
    {"no Statement",
     PolicyType::Identity,
     R"({"Version": "2012-10-17"})",
     Code::MissingStatement,
     R"({"Version": "2012-10-17"})"},
    {"no statements",
     PolicyType::Bucket,
     R"({"Version": "2012-10-17", "Statement": []})",
     Code::NoStatements,
     "[]"},
    {"an element in lower case",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": [{"effect": "Allow", "Action": "s3:*",
         "Resource": "*"}]})",
     Code::UnknownElement,
     R"("effect")"},
    {"actions in an object",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": {},
         "Resource": "*"}]})",
     Code::ElementType,
     "{}"},
    {"Action beside NotAction",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*",
         "NotAction": "s3:PutObject", "Resource": "*"}]})",
     Code::BothForms,
     R"("NotAction")"},
    {"the date of today as version",
     PolicyType::Identity,
     R"({"Version": "2026-11-24", "Statement": []})",
     Code::Version,
     R"("2026-11-24")"},
    {"the old version",
     PolicyType::Bucket,
     R"({"Version": "2008-10-17", "Statement": []})",
     Code::VersionOld,
     R"("2008-10-17")"},
    {"no version", PolicyType::Bucket, R"({"Statement": []})", Code::VersionOld, "{"},
    {"a variable without version",
     PolicyType::Identity,
     R"({"Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
         "Resource": "arn:aws:s3:::b/${aws:username}/*"}]})",
     Code::VariablesNeedVersion,
     R"("arn:aws:s3:::b/${aws:username}/*")"},
    {"no Effect",
     PolicyType::Identity,
     R"({"Statement": {"Action": "s3:*", "Resource": "*"}})",
     Code::MissingEffect,
     R"({"Action": "s3:*", "Resource": "*"})"},
    {"an Effect in lower case",
     PolicyType::Identity,
     R"({"Statement": {"Effect": "allow", "Action": "s3:*", "Resource": "*"}})",
     Code::EffectValue,
     R"("allow")"},
    {"a key policy statement without Action",
     PolicyType::Key,
     R"({"Statement": {"Effect": "Allow", "Principal": "*", "Resource": "*"}})",
     Code::MissingAction,
     R"({"Effect": "Allow", "Principal": "*", "Resource": "*"})"},
    {"a key policy statement without Resource",
     PolicyType::Key,
     R"({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "kms:*"}})",
     Code::MissingResource,
     R"({"Effect": "Allow", "Principal": "*", "Action": "kms:*"})"},
    {"a trust policy with Resource",
     PolicyType::Trust,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
         "Principal": {"Service": "config.amazonaws.com"}, "Resource": "*"}})",
     Code::ResourceNotAllowed,
     R"("*")"},
    {"no actions",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": [],
         "Resource": "*"}})",
     Code::EmptyList,
     "[]"},
    {"a Sid with a blank in an identity policy",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Sid": "Allow all", "Effect": "Allow",
         "Action": "*", "Resource": "*"}})",
     Code::SidCharacters,
     R"("Allow all")"},
    {"a Sid twice",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": [
         {"Sid": "A", "Effect": "Allow", "Action": "s3:*", "Resource": "*"},
         {"Sid": "A", "Effect": "Allow", "Action": "sns:*", "Resource": "*"}]})",
     Code::DuplicateSid,
     R"("A")"},
    {"an Id in an identity policy",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Id": "mine", "Statement": {"Effect": "Allow", "Action": "*",
         "Resource": "*"}})",
     Code::IdInIdentityPolicy,
     R"("mine")"},
    {"an action that AWS will choose",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Resource": "*",
         "Action": "\u001eparameter Action\u001f"}})",
     Code::DependsOnSymbol,
     R"("\u001eparameter Action\u001f")"},
    {"a character beyond Latin-1",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Sid": "", "Effect": "Allow", "Action": "*",
         "Resource": "arn:aws:s3:::b/あ"}})",
     Code::Characters,
     "あ"},
});

constexpr auto kQuietRows = std::to_array<QuietRow>({
    {"a Sid with a blank in a bucket policy",
     PolicyType::Bucket,
     R"({"Version": "2012-10-17", "Statement": {"Sid": "Allow all", "Effect": "Allow",
         "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject",
         "Resource": "arn:aws:s3:::b/*"}})",
     Code::SidCharacters},
    {"a character beyond Latin-1 in a bucket policy",
     PolicyType::Bucket,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject",
         "Resource": "arn:aws:s3:::b/あ"}})",
     Code::Characters},
});

std::string policy_of_size(std::size_t size) {
  return R"({"Version":"2012-10-17","Statement":{"Sid":")" + std::string(size, 'A') +
         R"(","Effect":"Allow","Action":"s3:*","Resource":"*"}})";
}

bool has(const lint::LintResult& result, Code code) {
  for (const lint::Finding& finding : result.findings) {
    if (finding.code == code) {
      return true;
    }
  }
  return false;
}

}  // namespace

TEST_TABLE(findings_point_at_their_place) {
  check(table, kRows);
}

TEST_TABLE(what_is_right_is_not_reported) {
  check_quiet(table, kQuietRows);
}

BOOST_AUTO_TEST_CASE(limits_follow_the_type) {
  BOOST_TEST(has(lint_text(policy_of_size(11000), PolicyType::Identity), Code::LimitSize));
  const lint::LintResult inline_only = lint_text(policy_of_size(7000), PolicyType::Identity);
  BOOST_TEST(!has(inline_only, Code::LimitSize));
  BOOST_TEST(has(inline_only, Code::LimitSizeManaged));
  BOOST_TEST(has(lint_text(policy_of_size(7000), PolicyType::Boundary), Code::LimitSize));
  BOOST_TEST(!has(lint_text(policy_of_size(7000), PolicyType::Scp), Code::LimitSize));
  BOOST_TEST(has(lint_text(policy_of_size(3000), PolicyType::Session), Code::LimitSize));
}

BOOST_AUTO_TEST_CASE(white_space_counts_where_aws_counts_it) {
  constexpr std::string_view kText = "{ \"a \\\" b\" :\n1 }";
  BOOST_TEST(admission::policy_size(kText, PolicyType::Identity) == 12U);
  BOOST_TEST(admission::policy_size(kText, PolicyType::Scp) == kText.size());
  BOOST_TEST(admission::policy_size("\"é\"", PolicyType::Bucket) == 3U);
  BOOST_TEST(admission::policy_size("\"é\"", PolicyType::Key) == 4U);
}

BOOST_AUTO_TEST_SUITE_END()

std::span<const Row> grammar_rows() {
  return lint_rules_grammar::kRows;
}

}  // namespace remora::lint_test
