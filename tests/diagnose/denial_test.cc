#include "engine/diagnose/denial.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(diagnose)
BOOST_AUTO_TEST_SUITE(denials)

// Both forms of the IAM User Guide, "Access denied error message examples", and texts as posted.
TEST_TABLE(the_sentence_is_read_with_and_without_the_policy) {
  struct Row {
    const char* text;
    const char* action;
    const char* resource;
    const char* type;
    bool explicitly;
    const char* arn;
  };

  const Row rows[] = {
      {"User: arn:aws:iam::123456789012:user/John is not authorized to perform: "
       "codecommit:ListRepositories\nwith an explicit deny in a service control policy: "
       "arn:aws:organizations::777788889999:policy/o-exampleorgid/service_control_policy/"
       "p-examplepolicyid123",
       "codecommit:ListRepositories",
       "",
       "service control policy",
       true,
       "arn:aws:organizations::777788889999:policy/o-exampleorgid/service_control_policy/"
       "p-examplepolicyid123"},
      {"User: arn:aws:iam::123456789012:user/John is not authorized to perform: "
       "codecommit:ListRepositories\nwith an explicit deny in a service control policy",
       "codecommit:ListRepositories",
       "",
       "service control policy",
       true,
       ""},
      {"An error occurred (AccessDenied) when calling the PutObject operation: User: "
       "arn:aws:sts::111122223333:assumed-role/app/s is not authorized to perform: s3:PutObject on "
       "resource: \"arn:aws:s3:::logs/k\" with an explicit deny in an identity-based policy: "
       "arn:aws:iam::111122223333:policy/Guard.",
       "s3:PutObject",
       "arn:aws:s3:::logs/k",
       "identity-based policy",
       true,
       "arn:aws:iam::111122223333:policy/Guard"},
      {"User: arn:aws:iam::123456789012:user/John is not authorized to perform: sts:AssumeRole "
       "with an explicit deny in the role trust policy",
       "sts:AssumeRole",
       "",
       "role trust policy",
       true,
       ""},
      {"User: arn:aws:iam::123456789012:user/John is not authorized to perform: s3:GetObject on "
       "resource: \"arn:aws:s3:::b/k\" because no permissions boundary allows the s3:GetObject "
       "action",
       "s3:GetObject",
       "arn:aws:s3:::b/k",
       "permissions boundary",
       false,
       ""},
      {"User: arn:aws:iam::123456789012:user/John is not authorized to perform: iam:ListRoles on "
       "resource: arn:aws:iam::123456789012:role/",
       "iam:ListRoles",
       "arn:aws:iam::123456789012:role/",
       "",
       false,
       ""},
  };
  for (const Row& row : rows) {
    if (table.row(row.action, " by ", row.type, row.explicitly ? " explicitly " : " ", row.arn)) {
      const auto found = remora::diagnose::find_denial(row.text);
      BOOST_REQUIRE(found.has_value());
      BOOST_TEST(found->principal.starts_with("arn:aws:"));
      BOOST_TEST(found->action == row.action);
      BOOST_TEST(found->resource == row.resource);
      BOOST_TEST(found->policy_type == row.type);
      BOOST_TEST(found->explicitly == row.explicitly);
      BOOST_TEST(found->policy_arn == row.arn);
    }
  }
}

BOOST_AUTO_TEST_CASE(other_sentences_are_no_denials) {
  BOOST_TEST(
      !remora::diagnose::find_denial("Insufficient delivery policy to s3 bucket: b").has_value());
  BOOST_TEST(!remora::diagnose::find_denial("User: 111122223333 already has 5 trails in us-east-1.")
                  .has_value());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
