#include "engine/authorize/s3_public.h"

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

bool is_public(const std::string& text) {
  const Match found = s3::is_public(*statements(text, PolicyType::Bucket)->document());
  BOOST_REQUIRE(found != Match::Unknown);
  return found == Match::Yes;
}

/// An Allow for everyone under this condition.
std::string everyone_if(const std::string& condition) {
  return R"({"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
             "Resource": "arn:aws:s3:::b/*", "Condition": )" +
         condition + "}";
}

std::string everyone() {
  return everyone_if("{}");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(authorize)
BOOST_AUTO_TEST_SUITE(s3_public)

// Capture of AWS, public_policy_replay; Amazon S3 User Guide, "The meaning of public", where it
// says nothing.
TEST_TABLE(fixed_principals_are_not_public) {
  for (const char* principal : {R"({"AWS": "111122223333"})",
                                R"({"AWS": "arn:aws:iam::111122223333:root"})",
                                R"({"AWS": "arn:aws:iam::111122223333:user/ann"})",
                                R"({"Service": "config.amazonaws.com"})"}) {
    if (table.row(principal)) {
      BOOST_TEST(!is_public(R"({"Effect": "Allow", "Action": "s3:*", "Resource": "*",
                               "Principal": )" +
                            std::string(principal) + "}"));
    }
  }
}

TEST_TABLE(everyone_is_public_unless_narrowed_by_a_fixed_value) {
  struct Row {
    const char* name;
    const char* condition;
    bool is_public;
  };

  const Row rows[] = {
      {"no condition", "{}", true},
      {"account", R"({"StringEquals": {"aws:SourceAccount": "111122223333"}})", false},
      {"key in another case", R"({"StringEquals": {"AWS:sourceaccount": "1"}})", false},
      {"principal's account", R"({"StringEquals": {"aws:PrincipalAccount": "1"}})", false},
      {"organization", R"({"StringEquals": {"aws:PrincipalOrgID": "o-1"}})", false},
      {"source organization", R"({"StringEquals": {"aws:SourceOrgID": "o-1"}})", false},
      {"VPC", R"({"StringEquals": {"aws:SourceVpc": "vpc-1"}})", false},
      {"endpoint", R"({"StringEquals": {"aws:SourceVpce": "vpce-1"}})", false},
      {"user id", R"({"StringEquals": {"aws:userid": "AIDA1"}})", false},
      {"access point account", R"({"StringEquals": {"s3:DataAccessPointAccount": "1"}})", false},
      {"access point",
       R"({"ArnEquals": {"s3:DataAccessPointArn": "arn:aws:s3:r:1:accesspoint/*"}})",
       false},
      {"ARN", R"({"ArnEquals": {"aws:SourceArn": "arn:aws:sns:r:1:t"}})", false},
      {"principal ARN", R"({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::1:role/*"}})", false},
      {"wildcard in the Region", R"({"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:1:t"}})", false},
      {"wildcard in the account", R"({"ArnLike": {"aws:SourceArn": "arn:aws:sns:r:*:t"}})", true},
      {"question mark in the account",
       R"({"ArnLike": {"aws:SourceArn": "arn:aws:sns:r:1?:t"}})",
       true},
      {"variable in an ARN", R"({"ArnLike": {"aws:SourceArn": "arn:aws:sns:r:1:${x}"}})", true},
      {"wildcard under StringLike", R"({"StringLike": {"aws:SourceVpc": "vpc-*"}})", true},
      {"no wildcard under StringLike", R"({"StringLike": {"aws:SourceVpc": "vpc-1"}})", false},
      // `vpc-*` under StringEquals is a literal.
      {"literal star", R"({"StringEquals": {"aws:SourceVpc": "vpc-*"}})", false},
      {"variable", R"({"StringEquals": {"aws:SourceVpc": "${aws:x}"}})", true},
      {"source owner", R"({"StringEquals": {"aws:SourceOwner": "111122223333"}})", true},
      {"some other key", R"({"StringEquals": {"aws:UserAgent": "x"}})", true},
      {"secure transport", R"({"Bool": {"aws:SecureTransport": "true"}})", true},
      {"negated", R"({"StringNotEquals": {"aws:SourceAccount": "1"}})", true},
      {"IfExists", R"({"StringEqualsIfExists": {"aws:SourceAccount": "1"}})", true},
      {"ForAllValues", R"({"ForAllValues:StringEquals": {"aws:SourceAccount": "1"}})", true},
      {"IfExists and Null false",
       R"({"StringEqualsIfExists": {"aws:SourceAccount": "1"},
           "Null": {"aws:SourceAccount": "false"}})",
       false},
      {"Null false alone", R"({"Null": {"aws:SourceAccount": "false"}})", true},
      {"one bad value", R"({"StringLike": {"aws:SourceVpc": ["vpc-1", "vpc-*"]}})", true},
      {"several good values", R"({"StringEquals": {"aws:SourceAccount": ["1", "2"]}})", false},
      {"IPv4 /8", R"({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}})", false},
      {"IPv4 /7", R"({"IpAddress": {"aws:SourceIp": "10.0.0.0/7"}})", true},
      {"IPv4 /0", R"({"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}})", true},
      {"172.16/12", R"({"IpAddress": {"aws:SourceIp": "172.16.0.0/12"}})", false},
      {"IPv6 /32", R"({"IpAddress": {"aws:SourceIp": "2001:db8::/32"}})", false},
      {"IPv6 /31", R"({"IpAddress": {"aws:SourceIp": "2001:db8::/31"}})", true},
      {"fc00::/7", R"({"IpAddress": {"aws:SourceIp": "fc00::/7"}})", true},
      {"fe80::/10", R"({"IpAddress": {"aws:SourceIp": "fe80::/10"}})", true},
      {"NotIpAddress", R"({"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}})", true},
      {"a good condition beside a bad one",
       R"({"StringEquals": {"aws:SourceAccount": "1"}, "StringLike": {"aws:UserAgent": "*"}})",
       false},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(is_public(everyone_if(row.condition)) == row.is_public);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_way_to_say_everyone_is_public) {
  const std::string rest = R"(, "Effect": "Allow", "Action": "s3:*", "Resource": "*"})";
  BOOST_TEST(is_public(R"({"Principal": {"AWS": "*"})" + rest));
  BOOST_TEST(is_public(R"({"Principal": {"AWS": ["111122223333", "*"]})" + rest));
}

BOOST_AUTO_TEST_CASE(one_public_statement_makes_the_policy_public) {
  const std::string fixed =
      R"({"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:*",
          "Resource": "*"})";
  BOOST_TEST(is_public(fixed + "," + everyone()));
  BOOST_TEST(!is_public(fixed));
  BOOST_TEST(!is_public(""));
}

// A later Deny counts: same-scope Deny, or Deny unless SourceAccount; Deny + NotPrincipal does not.
BOOST_AUTO_TEST_CASE(a_deny_of_the_same_scope_takes_the_grant_back) {
  const auto deny = [](const char* rest) {
    return everyone() + R"(, {"Effect": "Deny", )" + rest + "}";
  };
  BOOST_TEST(!is_public(
      deny(R"("Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*")")));
  BOOST_TEST(!is_public(deny(R"("Principal": "*", "Action": "s3:*", "Resource": "*")")));
  BOOST_TEST(!is_public(deny(
      R"("Principal": "*", "Action": "s3:*", "Resource": "*",
         "Condition": {"StringNotEquals": {"aws:SourceAccount": "1"}})")));
  BOOST_TEST(is_public(
      deny(R"("Principal": "*", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b/*")")));
  BOOST_TEST(is_public(
      deny(R"("Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/x")")));
  BOOST_TEST(is_public(
      deny(R"("Principal": {"AWS": "111122223333"}, "Action": "s3:*", "Resource": "*")")));
  BOOST_TEST(is_public(
      deny(R"("NotPrincipal": {"AWS": "111122223333"}, "Action": "s3:*", "Resource": "*")")));
  BOOST_TEST(is_public(deny(
      R"("Principal": "*", "Action": "s3:*", "Resource": "*",
         "Condition": {"Bool": {"aws:SecureTransport": "false"}})")));
  BOOST_TEST(is_public(deny(R"("Principal": "*", "NotAction": "s3:GetObject", "Resource": "*")")));
  BOOST_TEST(is_public(deny(R"("Principal": "*", "Action": "s3:*", "NotResource": "*")")));
}

BOOST_AUTO_TEST_CASE(one_unknown_text_among_known_ones_leaves_it_open) {
  const std::string text =
      R"({"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
          "Resource": ["arn:aws:s3:::b/x", "arn:aws:s3:::b/\u001eunknown prefix\u001f"]})";
  BOOST_TEST((s3::is_public(*statements(text, PolicyType::Bucket)->document()) == Match::Unknown));
}

BOOST_AUTO_TEST_CASE(a_deny_alone_is_not_public) {
  BOOST_TEST(!is_public(R"({"Effect": "Deny", "Principal": "*", "Action": "s3:*",
                           "Resource": "*"})"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
