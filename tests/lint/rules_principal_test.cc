#include <array>

#include <boost/test/unit_test.hpp>

#include "tests/lint/rows.h"
#include "tests/support/table.h"

namespace remora::lint_test {

BOOST_AUTO_TEST_SUITE(lint_rules_principal)

namespace {

using lint::Code;

#define BUCKET_STATEMENT(effect, principal)                       \
  R"({"Version": "2012-10-17", "Statement": {"Effect": ")" effect \
  R"(", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*", )" principal "}}"

constexpr auto kRows = std::to_array<Row>({
    {"no principal in a bucket policy",
     PolicyType::Bucket,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow"}})",
     Code::MissingPrincipal,
     R"({"Effect": "Allow"})"},
    {"a principal in an identity policy",
     PolicyType::Identity,
     BUCKET_STATEMENT("Allow", R"("Principal": "*")"),
     Code::PrincipalNotAllowed,
     R"("*")"},
    {"an ARN as Principal",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Allow", R"("Principal": "arn:aws:iam::111122223333:root")"),
     Code::PrincipalForm,
     R"("arn:aws:iam::111122223333:root")"},
    {"a group",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Allow", R"("Principal": {"AWS": "arn:aws:iam::111122223333:group/g"})"),
     Code::PrincipalForm,
     R"("arn:aws:iam::111122223333:group/g")"},
    {"an account of eleven digits",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Allow", R"("Principal": {"AWS": "11112222333"})"),
     Code::PrincipalForm,
     R"("11112222333")"},
    {"all users of an account",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Allow", R"("Principal": {"AWS": "arn:aws:iam::111122223333:user/*"})"),
     Code::PrincipalWildcard,
     R"("arn:aws:iam::111122223333:user/*")"},
    {"all services",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Allow", R"("Principal": {"Service": "*"})"),
     Code::PrincipalWildcard,
     R"("*")"},
    {"the id of a deleted role",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Allow", R"("Principal": {"AWS": "AROAEXAMPLE1234567890"})"),
     Code::PrincipalUniqueId,
     R"("AROAEXAMPLE1234567890")"},
    {"a service in another order",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Allow", R"("Principal": {"Service": "amazonaws.com.cloudtrail"})"),
     Code::ServicePrincipalForm,
     R"("amazonaws.com.cloudtrail")"},
    {"a misspelt service",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Allow", R"("Principal": {"Service": "confg.amazonaws.com"})"),
     Code::ServicePrincipalMisspelt,
     R"("confg.amazonaws.com")"},
    {"a misspelt service of a topic",
     PolicyType::Topic,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sns:Publish",
         "Resource": "*", "Principal": {"Service": "cloudtrial.amazonaws.com"}}})",
     Code::ServicePrincipalMisspelt,
     R"("cloudtrial.amazonaws.com")"},
    {"a misspelt domain",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Allow", R"("Principal": {"Service": "config.amazonaw.com"})"),
     Code::ServicePrincipalMisspelt,
     R"("config.amazonaw.com")"},
    {"a key for the account alone",
     PolicyType::Key,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:*",
         "Resource": "*", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}}})",
     Code::KeyForNoService,
     "{"},
    {"Allow with NotPrincipal",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Allow", R"("NotPrincipal": {"AWS": "111122223333"})"),
     Code::NotPrincipalWithAllow,
     R"({"AWS": "111122223333"})"},
    {"Deny with NotPrincipal",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Deny", R"("NotPrincipal": {"AWS": "111122223333"})"),
     Code::NotPrincipalWithDeny,
     R"({"AWS": "111122223333"})"},
    {"a key for everyone",
     PolicyType::Key,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:*",
         "Resource": "*", "Principal": {"AWS": "*"}}})",
     Code::EveryoneWithoutCondition,
     R"({"AWS": "*"})"},
    {"a public bucket",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Allow", R"("Principal": "*")"),
     Code::PublicBucketPolicy,
     R"("*")"},
});

constexpr auto kQuietRows = std::to_array<QuietRow>({
    {"an origin access identity of CloudFront",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Allow",
                      R"("Principal": {"AWS":
                          "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"})"),
     Code::PrincipalForm},
    {"a service in a Region",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Allow", R"("Principal": {"Service": "config.us-east-1.amazonaws.com"})"),
     Code::ServicePrincipalMisspelt},
    {"a service that the tables do not have",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Allow", R"("Principal": {"Service": "brandnewthing.amazonaws.com"})"),
     Code::ServicePrincipalMisspelt},
    {"services that differ in a letter",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Allow",
                      R"("Principal": {"Service": ["sns.amazonaws.com", "sqs.amazonaws.com",
                          "macie2.amazonaws.com", "waf.amazonaws.com", "fms.amazonaws.com"]})"),
     Code::ServicePrincipalMisspelt},
    {"a key for a service",
     PolicyType::Key,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:GenerateDataKey",
         "Resource": "*", "Principal": {"Service": "config.amazonaws.com"}}})",
     Code::KeyForNoService},
    {"a session",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Allow",
                      R"("Principal": {"AWS": "arn:aws:sts::111122223333:assumed-role/r/s"})"),
     Code::PrincipalForm},
    {"everyone of an organization",
     PolicyType::Bucket,
     BUCKET_STATEMENT("Allow",
                      R"("Principal": "*",
                          "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}})"),
     Code::PublicBucketPolicy},
});

}  // namespace

TEST_TABLE(findings_point_at_their_place) {
  check(table, kRows);
}

TEST_TABLE(what_is_right_is_not_reported) {
  check_quiet(table, kQuietRows);
}

BOOST_AUTO_TEST_SUITE_END()

std::span<const Row> principal_rows() {
  return lint_rules_principal::kRows;
}

}  // namespace remora::lint_test
