#include "engine/request/principal.h"

#include <utility>

#include <boost/test/unit_test.hpp>

#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(request)
BOOST_AUTO_TEST_SUITE(principal)

// The forms of docs/semantics/principals.md, seen from the side of the request.
TEST_TABLE(each_form_is_told_apart) {
  struct Row {
    const char* text;
    PrincipalKind kind;
    const char* account;
    const char* name;
    const char* session;
  };

  const Row rows[] = {
      {"anonymous", PrincipalKind::Anonymous, "", "", ""},
      {"config.amazonaws.com", PrincipalKind::Service, "", "", ""},
      {"config.ap-east-1.amazonaws.com", PrincipalKind::Service, "", "", ""},
      {"ec2.amazonaws.com.cn", PrincipalKind::Service, "", "", ""},
      {"arn:aws:iam::111122223333:root", PrincipalKind::RootUser, "111122223333", "", ""},
      {"arn:aws:iam::111122223333:user/Ann", PrincipalKind::User, "111122223333", "Ann", ""},
      {"arn:aws:iam::111122223333:user/a/b/Ann",
       PrincipalKind::User,
       "111122223333",
       "a/b/Ann",
       ""},
      {"arn:aws:sts::111122223333:assumed-role/Dev/session-1",
       PrincipalKind::RoleSession,
       "111122223333",
       "Dev",
       "session-1"},
      {"arn:aws:iam::111122223333:role/path/Dev",
       PrincipalKind::RoleSession,
       "111122223333",
       "Dev",
       ""},
      {"arn:aws:sts::111122223333:federated-user/Bob",
       PrincipalKind::FederatedUser,
       "111122223333",
       "Bob",
       ""},
      {"arn:aws:iam::111122223333:saml-provider/ADFS", PrincipalKind::Federated, "", "", ""},
      {"arn:aws:iam::111122223333:oidc-provider/token.example.com",
       PrincipalKind::Federated,
       "",
       "",
       ""},
      {"accounts.google.com", PrincipalKind::Federated, "", "", ""},
  };
  for (const Row& row : rows) {
    if (table.row(row.text)) {
      const auto principal = Principal::parse(row.text);
      BOOST_REQUIRE(principal);
      BOOST_TEST(principal->kind() == row.kind);
      BOOST_TEST(principal->text() == row.text);
      BOOST_TEST(principal->account() == row.account);
      BOOST_TEST(principal->name() == row.name);
      BOOST_TEST(principal->session() == row.session);
      BOOST_TEST(principal->is_iam() == (row.account[0] != '\0'));
    }
  }
}

BOOST_AUTO_TEST_CASE(the_partition_is_kept) {
  BOOST_TEST(Principal::parse("arn:aws-cn:iam::111122223333:user/Ann")->partition() == "aws-cn");
}

TEST_TABLE(what_makes_no_requests_is_refused) {
  for (const char* text : {"",
                           "*",
                           "Ann",
                           "111122223333",
                           "arn:aws:iam::1111:user/Ann",
                           "arn:aws:iam::111122223333:user/",
                           "arn:aws:iam::111122223333:role/",
                           "arn:aws:iam::111122223333:group/Admins",
                           "arn:aws:iam::111122223333:policy/P",
                           "arn:aws:sts::111122223333:assumed-role/Dev",
                           "arn:aws:sts::111122223333:assumed-role/Dev/",
                           "arn:aws:s3:::bucket",
                           "arn:aws:s3::111122223333:user/Ann"}) {
    if (table.row(text)) {
      BOOST_TEST(!Principal::parse(text).has_value());
    }
  }
}

BOOST_AUTO_TEST_CASE(views_follow_a_copy) {
  const char* text = "arn:aws:iam::111122223333:user/a/Ann";
  Principal copy;
  {
    const auto original = Principal::parse(text);
    copy = *original;
  }
  const Principal moved = std::move(copy);
  BOOST_TEST(moved.account() == "111122223333");
  BOOST_TEST(moved.name() == "a/Ann");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
