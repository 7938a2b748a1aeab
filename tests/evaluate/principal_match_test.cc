#include "engine/evaluate/principal_match.h"

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(evaluate)
BOOST_AUTO_TEST_SUITE(principal_match)

namespace {

using Type = PrincipalType;

constexpr const char* kUser = "arn:aws:iam::111122223333:user/team/ann";
constexpr const char* kSession = "arn:aws:sts::111122223333:assumed-role/dev/s1";
constexpr const char* kRoot = "arn:aws:iam::111122223333:root";
constexpr const char* kFederated = "arn:aws:sts::111122223333:federated-user/bob";

CompiledPrincipal compiled(Type type, std::string_view text) {
  return compile_principal({type, {text, {}}});
}

/// `d`, `r`, `a` for the kinds that match, `?` behind one that is open.
std::string kinds(const PrincipalMatch& match) {
  std::string text;
  const auto add = [&text](char name, Match one) {
    if (one != Match::No) {
      text += name;
      text += one == Match::Unknown ? "?" : "";
    }
  };
  add('d', match.direct());
  add('r', match.role());
  add('a', match.account());
  return text;
}

std::string match(Type type, std::string_view entry, std::string_view requester, Keys keys = {}) {
  return kinds(
      match_principal_entry(compiled(type, entry), request(requester, "s3:GetObject", "*", keys)));
}

Match exempt(const std::vector<std::string_view>& listed,
             std::string_view requester,
             bool has_boundary = false) {
  std::vector<CompiledPrincipal> entries;
  for (const std::string_view text : listed) {
    entries.push_back(compiled(text.ends_with(".com") ? Type::Service : Type::Aws, text));
  }
  return exempted_by_not_principal(entries, request(requester, "s3:GetObject", "*"), has_boundary);
}

}  // namespace

// The rules of docs/semantics/principals.md.
TEST_TABLE(each_form_covers_in_its_own_way) {
  struct Row {
    const char* name;
    Type type;
    const char* entry;
    const char* requester;
    const char* kinds;
  };

  const Row rows[] = {
      {"star, user", Type::Any, "*", kUser, "d"},
      {"star, anonymous", Type::Any, "*", "anonymous", "d"},
      {"star, service", Type::Any, "*", "config.amazonaws.com", "d"},
      {"AWS star, anonymous", Type::Aws, "*", "anonymous", "d"},
      {"account id, user", Type::Aws, "111122223333", kUser, "a"},
      {"account ARN, user", Type::Aws, kRoot, kUser, "a"},
      {"account, session", Type::Aws, kRoot, kSession, "a"},
      {"account, federated user", Type::Aws, kRoot, kFederated, "a"},
      {"account, its root user", Type::Aws, kRoot, kRoot, "d"},
      {"account id, its root user", Type::Aws, "111122223333", kRoot, "d"},
      {"other account", Type::Aws, "444455556666", kUser, ""},
      // svc-004: an account never covers a service.
      {"account, service", Type::Aws, kRoot, "config.amazonaws.com", ""},
      {"account, anonymous", Type::Aws, kRoot, "anonymous", ""},
      {"user", Type::Aws, kUser, kUser, "d"},
      {"user, other case", Type::Aws, "arn:aws:iam::111122223333:user/team/Ann", kUser, ""},
      {"user, other path", Type::Aws, "arn:aws:iam::111122223333:user/ann", kUser, ""},
      {"user of another account", Type::Aws, "arn:aws:iam::444455556666:user/team/ann", kUser, ""},
      {"role, session", Type::Aws, "arn:aws:iam::111122223333:role/dev", kSession, "r"},
      {"role with a path, session",
       Type::Aws,
       "arn:aws:iam::111122223333:role/x/dev",
       kSession,
       "r"},
      {"role, other case", Type::Aws, "arn:aws:iam::111122223333:role/Dev", kSession, ""},
      {"role, user of that name", Type::Aws, "arn:aws:iam::111122223333:role/team/ann", kUser, ""},
      {"session", Type::Aws, kSession, kSession, "d"},
      {"other session", Type::Aws, "arn:aws:sts::111122223333:assumed-role/dev/s2", kSession, ""},
      {"session of another role",
       Type::Aws,
       "arn:aws:sts::111122223333:assumed-role/x/s1",
       kSession,
       ""},
      {"session, the role without a session name",
       Type::Aws,
       kSession,
       "arn:aws:iam::111122223333:role/dev",
       "d?"},
      {"federated user", Type::Aws, kFederated, kFederated, "d"},
      // The IAM user who asked for the session is "via", and may be any: the name is free.
      {"user, federated session",
       Type::Aws,
       "arn:aws:iam::111122223333:user/bob",
       kFederated,
       "r?"},
      {"user of another name, federated session",
       Type::Aws,
       "arn:aws:iam::111122223333:user/team/ann",
       kFederated,
       "r?"},
      {"user of another account, federated session",
       Type::Aws,
       "arn:aws:iam::444455556666:user/bob",
       kFederated,
       ""},
      {"role, federated session", Type::Aws, "arn:aws:iam::111122223333:role/bob", kFederated, ""},
      {"service", Type::Service, "config.amazonaws.com", "config.amazonaws.com", "d"},
      {"other service", Type::Service, "s3.amazonaws.com", "config.amazonaws.com", ""},
      // svc-015, svc-016: opt-in Regions.
      {"service, Regional name",
       Type::Service,
       "config.amazonaws.com",
       "config.ap-east-1.amazonaws.com",
       ""},
      // sam-020: a service never covers a role that it has assumed.
      {"service, role", Type::Service, "config.amazonaws.com", kSession, ""},
      {"service star", Type::Service, "*", "config.amazonaws.com", ""},
      {"service named as AWS", Type::Aws, "config.amazonaws.com", "config.amazonaws.com", ""},
      {"web identity", Type::Federated, "accounts.google.com", "accounts.google.com", "d"},
      {"SAML provider",
       Type::Federated,
       "arn:aws:iam::111122223333:saml-provider/A",
       "arn:aws:iam::111122223333:saml-provider/A",
       "d"},
      // A deleted principal's id matches nothing; no partial wildcards; groups are invalid.
      {"unique id", Type::Aws, "AIDACKCEVSQ6C2EXAMPLE", kUser, ""},
      {"partial wildcard", Type::Aws, "arn:aws:iam::111122223333:user/*", kUser, ""},
      {"wildcard for the account", Type::Aws, "arn:aws:iam::*:user/team/ann", kUser, ""},
      {"group", Type::Aws, "arn:aws:iam::111122223333:group/g", kUser, ""},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(match(row.type, row.entry, row.requester) == row.kinds);
    }
  }
}

// A session's ARN has no path; aws:PrincipalArn tells the role's.
BOOST_AUTO_TEST_CASE(the_principals_arn_tells_roles_of_one_name_apart) {
  const char* const with_path = "arn:aws:iam::111122223333:role/x/dev";
  const char* const without = "arn:aws:iam::111122223333:role/dev";
  BOOST_TEST(match(Type::Aws, with_path, kSession, {{"aws:PrincipalArn", with_path}}) == "r");
  BOOST_TEST(match(Type::Aws, without, kSession, {{"aws:PrincipalArn", with_path}}) == "");
  // What is no ARN of that role tells nothing.
  for (const char* other : {"arn:aws:iam::111122223333:role/prod", kUser, "dev"}) {
    BOOST_TEST(match(Type::Aws, without, kSession, {{"aws:PrincipalArn", other}}) == "r");
  }
}

// S3 alone knows whose a canonical id is.
BOOST_AUTO_TEST_CASE(a_canonical_user_may_be_the_account_of_who_asks) {
  BOOST_TEST(match(Type::CanonicalUser, "79a5", kUser) == "a?");
  BOOST_TEST(match(Type::CanonicalUser, "79a5", "config.amazonaws.com") == "");
  BOOST_TEST(match(Type::CanonicalUser, "79a5", "anonymous") == "");
}

BOOST_AUTO_TEST_CASE(entries_are_a_union_by_kind) {
  const std::vector<CompiledPrincipal> entries = {
      compiled(Type::Aws, kRoot),
      compiled(Type::Aws, "arn:aws:iam::111122223333:role/dev"),
      compiled(Type::Service, "config.amazonaws.com")};
  const auto of = [&](const char* requester) {
    return kinds(match_principals(entries, request(requester, "a:b", "*")));
  };
  BOOST_TEST(of(kSession) == "ra");
  BOOST_TEST(of(kUser) == "a");
  BOOST_TEST(of("config.amazonaws.com") == "d");
  BOOST_TEST(of("anonymous") == "");
  BOOST_TEST(kinds(match_principals({}, request(kUser, "a:b", "*"))) == "");
}

// docs/semantics/principals.md: every layer of the principal must be listed.
BOOST_AUTO_TEST_CASE(not_principal_wants_every_layer_listed) {
  const char* const role = "arn:aws:iam::111122223333:role/dev";
  BOOST_TEST(exempt({kUser, kRoot}, kUser) == Match::Yes);
  BOOST_TEST(exempt({kUser, "111122223333"}, kUser) == Match::Yes);
  BOOST_TEST(exempt({kUser}, kUser) == Match::No);
  BOOST_TEST(exempt({kRoot}, kUser) == Match::No);
  BOOST_TEST(exempt({kSession, role, kRoot}, kSession) == Match::Yes);
  BOOST_TEST(exempt({role, kRoot}, kSession) == Match::No);
  BOOST_TEST(exempt({kSession, kRoot}, kSession) == Match::No);
  BOOST_TEST(exempt({kSession, role}, kSession) == Match::No);
  BOOST_TEST(exempt({kRoot}, kRoot) == Match::Yes);
  BOOST_TEST(exempt({"config.amazonaws.com"}, "config.amazonaws.com") == Match::Yes);
  BOOST_TEST(exempt({kRoot}, "config.amazonaws.com") == Match::No);
  BOOST_TEST(exempt({kRoot}, "anonymous") == Match::No);
}

// bnd-012: a principal with a boundary is denied whatever the list says.
BOOST_AUTO_TEST_CASE(a_boundary_takes_the_exemption_away) {
  BOOST_TEST(exempt({kUser, kRoot}, kUser, /*has_boundary=*/true) == Match::No);
  BOOST_TEST(exempt({kSession, "arn:aws:iam::111122223333:role/dev", kRoot},
                    kSession,
                    /*has_boundary=*/true) == Match::No);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
