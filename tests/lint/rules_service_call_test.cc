#include <array>

#include <boost/test/unit_test.hpp>

#include "tests/lint/rows.h"
#include "tests/support/table.h"

namespace remora::lint_test {

BOOST_AUTO_TEST_SUITE(lint_rules_service_call)

namespace {

using lint::Code;

#define PUT_OBJECT(effect, principal, condition)                                            \
  R"({"Version": "2012-10-17", "Statement": {"Effect": ")" effect                           \
  R"(", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b/*", "Principal": )" principal \
  R"(, "Condition": )" condition "}}"

constexpr auto kRows = std::to_array<Row>({
    {"a service without source",
     PolicyType::Bucket,
     PUT_OBJECT("Allow", R"({"Service": ["config.amazonaws.com"]})", "{}"),
     Code::ConfusedDeputy,
     R"("config.amazonaws.com")"},
    {"a source that may be absent",
     PolicyType::Bucket,
     PUT_OBJECT("Allow",
                R"({"Service": "config.amazonaws.com"})",
                R"({"StringEqualsIfExists": {"aws:SourceAccount": "111122223333"}})"),
     Code::ConfusedDeputy,
     R"("config.amazonaws.com")"},
    {"a Deny outside the organization",
     PolicyType::Bucket,
     PUT_OBJECT("Deny", R"("*")", R"({"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}})"),
     Code::OrgConditionShutsOutServices,
     R"("aws:PrincipalOrgID")"},
    {"IfExists does not help",
     PolicyType::Rcp,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "s3:*",
         "Resource": "*", "Principal": "*", "Condition": {"StringNotEqualsIfExists":
         {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}})",
     Code::OrgConditionShutsOutServices,
     R"("aws:PrincipalOrgID")"},
    {"a Deny of the organization, and of who has none",
     PolicyType::Bucket,
     PUT_OBJECT(
         "Deny", R"("*")", R"({"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}})"),
     Code::OrgConditionShutsOutServices,
     R"("aws:PrincipalOrgID")"},
    {"a Deny outside of a unit",
     PolicyType::Bucket,
     PUT_OBJECT("Deny",
                R"("*")",
                R"({"ForAllValues:StringNotLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*"}})"),
     Code::OrgConditionShutsOutServices,
     R"("aws:PrincipalOrgPaths")"},
    {"a Deny outside an endpoint",
     PolicyType::Bucket,
     PUT_OBJECT(
         "Deny", R"({"AWS": "*"})", R"({"StringNotEquals": {"aws:SourceVpce": "vpce-1a2b3c4d"}})"),
     Code::VpceConditionShutsOutServices,
     R"("aws:SourceVpce")"},
    {"a Deny outside a network",
     PolicyType::Bucket,
     PUT_OBJECT("Deny", R"("*")", R"({"NotIpAddress": {"aws:SourceIp": "192.0.2.0/24"}})"),
     Code::VpceConditionShutsOutServices,
     R"("aws:SourceIp")"},
    {"a Deny without an endpoint",
     PolicyType::Bucket,
     PUT_OBJECT("Deny", R"("*")", R"({"Null": {"aws:SourceVpce": "true"}})"),
     Code::VpceConditionShutsOutServices,
     R"("aws:SourceVpce")"},
    {"a service of an organization",
     PolicyType::Bucket,
     PUT_OBJECT("Allow",
                R"({"Service": "cloudtrail.amazonaws.com"})",
                R"({"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}})"),
     Code::ServiceNeverHasKey,
     R"("aws:PrincipalOrgID")"},
    {"a role with a source",
     PolicyType::Bucket,
     PUT_OBJECT("Allow",
                R"({"AWS": "arn:aws:iam::111122223333:role/recorder"})",
                R"({"StringEquals": {"aws:SourceAccount": "111122223333"}})"),
     Code::SourceKeyForIamPrincipal,
     R"("aws:SourceAccount")"},
});

constexpr auto kQuietRows = std::to_array<QuietRow>({
    {"a service with a source",
     PolicyType::Bucket,
     PUT_OBJECT("Allow",
                R"({"Service": "config.amazonaws.com"})",
                R"({"StringEquals": {"AWS:SourceAccount": "111122223333"}})"),
     Code::ConfusedDeputy},
    {"a Deny for other sources",
     PolicyType::Bucket,
     R"({"Version": "2012-10-17", "Statement": [
         {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b/*",
          "Principal": {"Service": "config.amazonaws.com"}},
         {"Effect": "Deny", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b/*",
          "Principal": {"Service": "config.amazonaws.com"},
          "Condition": {"StringNotEquals": {"aws:SourceAccount": "111122223333"}}}]})",
     Code::ConfusedDeputy},
    {"a Deny that exempts services",
     PolicyType::Bucket,
     PUT_OBJECT("Deny",
                R"("*")",
                R"({"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"},
                    "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}})"),
     Code::OrgConditionShutsOutServices},
    {"a Deny for who has a path, and one that is not wanted",
     PolicyType::Bucket,
     PUT_OBJECT("Deny",
                R"("*")",
                R"({"ForAnyValue:StringNotLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*"}})"),
     Code::OrgConditionShutsOutServices},
    {"a Deny for requests that carry the key",
     PolicyType::Bucket,
     PUT_OBJECT("Deny",
                R"("*")",
                R"({"StringNotEquals": {"aws:SourceVpce": "vpce-1a2b3c4d"},
                    "Null": {"aws:SourceVpce": "false"}})"),
     Code::VpceConditionShutsOutServices},
    {"a Deny in an identity policy",
     PolicyType::Identity,
     R"({"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "*",
         "Resource": "*", "Condition": {"NotIpAddress": {"aws:SourceIp": "192.0.2.0/24"}}}})",
     Code::VpceConditionShutsOutServices},
    {"everyone with a source",
     PolicyType::Bucket,
     PUT_OBJECT(
         "Allow", R"({"AWS": "*"})", R"({"StringEquals": {"aws:SourceAccount": "111122223333"}})"),
     Code::SourceKeyForIamPrincipal},
});

}  // namespace

TEST_TABLE(findings_point_at_their_place) {
  check(table, kRows);
}

TEST_TABLE(what_is_right_is_not_reported) {
  check_quiet(table, kQuietRows);
}

BOOST_AUTO_TEST_SUITE_END()

std::span<const Row> service_call_rows() {
  return lint_rules_service_call::kRows;
}

}  // namespace remora::lint_test
