#include "engine/authorize/authorize.h"

#include <functional>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/base/symbol.h"
#include "tests/support/case.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

constexpr const char* kUser = "arn:aws:iam::111122223333:user/ann";
constexpr const char* kRoot = "arn:aws:iam::111122223333:root";
constexpr const char* kSession = "arn:aws:sts::111122223333:assumed-role/dev/s";
constexpr const char* kFederated = "arn:aws:sts::111122223333:federated-user/bob";
constexpr const char* kService = "config.amazonaws.com";
constexpr const char* kObject = "arn:aws:s3:::logs/x";

// Statements without their braces.
constexpr const char* kAllow = R"("Effect": "Allow", "Action": "*", "Resource": "*")";
constexpr const char* kDeny = R"("Effect": "Deny", "Action": "*", "Resource": "*")";
constexpr const char* kAllowOther = R"("Effect": "Allow", "Action": "sqs:*", "Resource": "*")";
// Holds if the unknown key has the right value.
constexpr const char* kMayAllow =
    R"("Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"Bool": {"u": "true"}})";
constexpr const char* kMayDeny =
    R"("Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"Bool": {"u": "true"}})";

std::string allow_to(const std::string& principal) {
  return R"("Effect": "Allow", "Action": "*", "Resource": "*", "Principal": )" + principal;
}

std::string deny_to(const std::string& principal) {
  return R"("Effect": "Deny", "Action": "*", "Resource": "*", "Principal": )" + principal;
}

const char* const kEveryone = R"("*")";
const char* const kToUser = R"({"AWS": "arn:aws:iam::111122223333:user/ann"})";
const char* const kToRole = R"({"AWS": "arn:aws:iam::111122223333:role/dev"})";
const char* const kToSession = R"({"AWS": "arn:aws:sts::111122223333:assumed-role/dev/s"})";
const char* const kToAccount = R"({"AWS": "111122223333"})";
const char* const kToService = R"({"Service": "config.amazonaws.com"})";

Case get_object(const char* who, const char* owner = "111122223333") {
  Case made;
  made.asked = request(who, "s3:GetObject", kObject);
  made.asked.resource_account = owner;
  made.asked.context.set_unknown("u", "nobody looked");
  return made;
}

struct Row {
  const char* name;
  Case of;
  Verdict verdict;
  Layer layer;
};

/// A case, changed.
Case with(Case of, const std::function<void(Case&)>& change) {
  change(of);
  return of;
}

void check(test::Table& table, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const Decision decision = decide(row.of);
      BOOST_TEST(decision.verdict == row.verdict);
      BOOST_TEST(decision.layer == row.layer);
    }
  }
}

constexpr Verdict kAllowed = Verdict::Allowed;
constexpr Verdict kImplicit = Verdict::ImplicitlyDenied;
constexpr Verdict kExplicit = Verdict::ExplicitlyDenied;
constexpr Verdict kOpen = Verdict::Undetermined;

}  // namespace

BOOST_AUTO_TEST_SUITE(authorize)
BOOST_AUTO_TEST_SUITE(authorize)

// "Who must grant" in docs/semantics/evaluation.md, one account.
TEST_TABLE(within_one_account_either_side_suffices) {
  const Case user = get_object(kUser);
  const std::vector<Row> rows = {
      {"nothing", user, kImplicit, Layer::Identity},
      {"identity", with(user, [](Case& c) { c.identity = {kAllow}; }), kAllowed, Layer::Identity},
      {"identity for another action",
       with(user, [](Case& c) { c.identity = {kAllowOther}; }),
       kImplicit,
       Layer::Identity},
      {"resource, user",
       with(user, [](Case& c) { c.resource = {allow_to(kToUser)}; }),
       kAllowed,
       Layer::Resource},
      {"resource, everyone",
       with(user, [](Case& c) { c.resource = {allow_to(kEveryone)}; }),
       kAllowed,
       Layer::Resource},
      // Trap 27: an account principal only delegates.
      {"resource, account",
       with(user, [](Case& c) { c.resource = {allow_to(kToAccount)}; }),
       kImplicit,
       Layer::Identity},
      {"resource, session",
       with(get_object(kSession), [](Case& c) { c.resource = {allow_to(kToSession)}; }),
       kAllowed,
       Layer::Resource},
      {"resource, role",
       with(get_object(kSession), [](Case& c) { c.resource = {allow_to(kToRole)}; }),
       kAllowed,
       Layer::Resource},
      {"owner not said counts as the own account",
       with(get_object(kUser, ""), [](Case& c) { c.identity = {kAllow}; }),
       kAllowed,
       Layer::Identity},
  };
  check(table, rows);
}

// bnd-*, ses-*: what names the user or session is not limited, what names the role is.
TEST_TABLE(boundary_and_session_policy_cap_what_is_not_granted_directly) {
  const Case user = get_object(kUser);
  const Case session = get_object(kSession);
  const std::vector<Row> rows = {
      {"identity within the boundary",
       with(user, [](Case& c) { c.identity = {kAllow}, c.boundary = {kAllow}; }),
       kAllowed,
       Layer::Identity},
      {"identity outside the boundary",
       with(user, [](Case& c) { c.identity = {kAllow}, c.boundary = {kAllowOther}; }),
       kImplicit,
       Layer::Boundary},
      {"a boundary grants nothing",
       with(user, [](Case& c) { c.boundary = {kAllow}; }),
       kImplicit,
       Layer::Identity},
      {"user by name, outside the boundary",
       with(user, [](Case& c) { c.resource = {allow_to(kToUser)}, c.boundary = {kAllowOther}; }),
       kAllowed,
       Layer::Resource},
      {"everyone, outside the boundary",
       with(user, [](Case& c) { c.resource = {allow_to(kEveryone)}, c.boundary = {kAllowOther}; }),
       kAllowed,
       Layer::Resource},
      {"a Deny of the boundary counts",
       with(user, [](Case& c) { c.resource = {allow_to(kToUser)}, c.boundary = {kDeny}; }),
       kExplicit,
       Layer::Boundary},
      {"session by name, outside the session policy",
       with(session,
            [](Case& c) { c.resource = {allow_to(kToSession)}, c.session = {kAllowOther}; }),
       kAllowed,
       Layer::Resource},
      {"identity outside the session policy",
       with(session, [](Case& c) { c.identity = {kAllow}, c.session = {kAllowOther}; }),
       kImplicit,
       Layer::Session},
      {"identity within both",
       with(session,
            [](Case& c) { c.identity = {kAllow}, c.session = {kAllow}, c.boundary = {kAllow}; }),
       kAllowed,
       Layer::Identity},
      {"federated user by name",
       with(get_object(kFederated),
            [](Case& c) {
              c.resource = {allow_to(R"({"AWS": "arn:aws:sts::111122223333:federated-user/bob"})")};
              c.session = {kAllowOther};
            }),
       kAllowed,
       Layer::Resource},
  };
  check(table, rows);
}

// Trap 28: the role's ARN is capped, though no identity-based policy is needed.
BOOST_AUTO_TEST_CASE(what_is_granted_to_the_role_by_its_arn_is_capped) {
  const auto by_role = [&](const char* boundary, const char* session_policy) {
    return decide(with(get_object(kSession),
                       [&](Case& c) {
                         c.resource = {allow_to(kToRole)};
                         c.boundary = {boundary};
                         c.session = {session_policy};
                       }))
        .verdict;
  };
  BOOST_TEST(by_role(kAllow, kAllow) == kAllowed);
  BOOST_TEST(by_role(kAllowOther, kAllow) == kImplicit);
  BOOST_TEST(by_role(kAllow, kAllowOther) == kImplicit);
}

// Step 2: a Deny in any policy in force; the layer is the first in AWS's order.
TEST_TABLE(a_deny_in_any_policy_denies) {
  const Case granted = with(get_object(kUser), [](Case& c) {
    c.identity = {kAllow};
    c.resource = {allow_to(kToUser)};
    c.scps = {{kAllow}};
  });
  const std::vector<Row> rows = {
      {"none", granted, kAllowed, Layer::Resource},
      {"identity",
       with(granted, [](Case& c) { c.identity.push_back(kDeny); }),
       kExplicit,
       Layer::Identity},
      {"resource",
       with(granted, [](Case& c) { c.resource.push_back(deny_to(kEveryone)); }),
       kExplicit,
       Layer::Resource},
      {"resource, for the account",
       with(granted, [](Case& c) { c.resource.push_back(deny_to(kToAccount)); }),
       kExplicit,
       Layer::Resource},
      {"resource, for another",
       with(granted, [](Case& c) { c.resource.push_back(deny_to(kToRole)); }),
       kAllowed,
       Layer::Resource},
      {"SCP", with(granted, [](Case& c) { c.scps[0].push_back(kDeny); }), kExplicit, Layer::Scp},
      {"RCP",
       with(granted, [](Case& c) { c.rcps = {{deny_to(kEveryone)}}; }),
       kExplicit,
       Layer::Rcp},
      {"endpoint",
       with(granted,
            [](Case& c) {
              c.endpoint = {allow_to(kEveryone), deny_to(kEveryone)};
            }),
       kExplicit,
       Layer::VpcEndpoint},
      {"session",
       with(granted,
            [](Case& c) {
              c.session = {kAllow, kDeny};
            }),
       kExplicit,
       Layer::Session},
      {"RCP before SCP",
       with(granted,
            [](Case& c) {
              c.scps[0].push_back(kDeny);
              c.rcps = {{deny_to(kEveryone)}};
            }),
       kExplicit,
       Layer::Rcp},
      {"SCP before resource before identity",
       with(granted,
            [](Case& c) {
              c.identity.push_back(kDeny);
              c.resource.push_back(deny_to(kEveryone));
              c.scps[0].push_back(kDeny);
            }),
       kExplicit,
       Layer::Scp},
  };
  check(table, rows);
}

// Step 6, "service principal | anonymous".
TEST_TABLE(services_and_the_unsigned_need_the_resource_to_name_them) {
  const Case service = get_object(kService, "444455556666");
  const std::vector<Row> rows = {
      {"nothing", service, kImplicit, Layer::Resource},
      {"by name, across accounts",
       with(service, [](Case& c) { c.resource = {allow_to(kToService)}; }),
       kAllowed,
       Layer::Resource},
      {"everyone",
       with(service, [](Case& c) { c.resource = {allow_to(kEveryone)}; }),
       kAllowed,
       Layer::Resource},
      {"an account",
       with(service, [](Case& c) { c.resource = {allow_to(kToAccount)}; }),
       kImplicit,
       Layer::Resource},
      {"SCPs do not bind services",
       with(service, [](Case& c) { c.resource = {allow_to(kToService)}, c.scps = {{kDeny}}; }),
       kAllowed,
       Layer::Resource},
      {"identity, boundary and session are not asked",
       with(service,
            [](Case& c) {
              c.resource = {allow_to(kToService)};
              c.identity = {kDeny};
              c.boundary = {kDeny};
              c.session = {kDeny};
            }),
       kAllowed,
       Layer::Resource},
      // Trap 35.
      {"RCPs bind services",
       with(service,
            [](Case& c) { c.resource = {allow_to(kToService)}, c.rcps = {{deny_to(kEveryone)}}; }),
       kExplicit,
       Layer::Rcp},
      {"anonymous, everyone",
       with(get_object("anonymous"), [](Case& c) { c.resource = {allow_to(kEveryone)}; }),
       kAllowed,
       Layer::Resource},
      {"anonymous, identity is nothing",
       with(get_object("anonymous"), [](Case& c) { c.identity = {kAllow}; }),
       kImplicit,
       Layer::Resource},
  };
  check(table, rows);
}

// Trap 32: across accounts both sides must allow, however the requester is named.
TEST_TABLE(across_accounts_both_sides_must_allow) {
  const Case foreign = get_object(kUser, "444455556666");
  const std::vector<Row> rows = {
      {"nothing", foreign, kImplicit, Layer::Resource},
      {"identity alone",
       with(foreign, [](Case& c) { c.identity = {kAllow}; }),
       kImplicit,
       Layer::Resource},
      {"the user's name alone",
       with(foreign, [](Case& c) { c.resource = {allow_to(kToUser)}; }),
       kImplicit,
       Layer::Identity},
      {"everyone alone",
       with(foreign, [](Case& c) { c.resource = {allow_to(kEveryone)}; }),
       kImplicit,
       Layer::Identity},
      {"both, account",
       with(foreign, [](Case& c) { c.resource = {allow_to(kToAccount)}, c.identity = {kAllow}; }),
       kAllowed,
       Layer::Resource},
      {"both, user",
       with(foreign, [](Case& c) { c.resource = {allow_to(kToUser)}, c.identity = {kAllow}; }),
       kAllowed,
       Layer::Resource},
      {"boundary caps also the user by name",
       with(foreign,
            [](Case& c) {
              c.resource = {allow_to(kToUser)};
              c.identity = {kAllow};
              c.boundary = {kAllowOther};
            }),
       kImplicit,
       Layer::Boundary},
      {"session caps",
       with(get_object(kSession, "444455556666"),
            [](Case& c) {
              c.resource = {allow_to(kToRole)};
              c.identity = {kAllow};
              c.session = {kAllowOther};
            }),
       kImplicit,
       Layer::Session},
      {"SCP of the requester's account",
       with(foreign,
            [](Case& c) {
              c.resource = {allow_to(kToUser)};
              c.identity = {kAllow};
              c.scps = {{kAllow}, {kAllowOther}};
            }),
       kImplicit,
       Layer::Scp},
      {"the root user needs the other side only",
       with(get_object(kRoot, "444455556666"),
            [](Case& c) { c.resource = {allow_to(kToAccount)}; }),
       kAllowed,
       Layer::Resource},
  };
  check(table, rows);
}

// Trap 33 and 34.
TEST_TABLE(scps_must_allow_at_every_level) {
  const Case granted = with(get_object(kUser), [](Case& c) { c.identity = {kAllow}; });
  const auto levels = [&](std::vector<std::vector<std::string>> scps) {
    return with(granted, [&](Case& c) { c.scps = std::move(scps); });
  };
  const std::vector<Row> rows = {
      {"every level", levels({{kAllow}, {kAllow}, {kAllow}}), kAllowed, Layer::Identity},
      {"missing at the root", levels({{kAllowOther}, {kAllow}}), kImplicit, Layer::Scp},
      {"missing in the middle", levels({{kAllow}, {kAllowOther}, {kAllow}}), kImplicit, Layer::Scp},
      {"missing at the account", levels({{kAllow}, {kAllowOther}}), kImplicit, Layer::Scp},
      {"union within a level", levels({{kAllowOther, kAllow}}), kAllowed, Layer::Identity},
      {"Deny anywhere", levels({{kAllow}, {kAllow, kDeny}}), kExplicit, Layer::Scp},
      // scp-004: a root with nothing but Deny statements blocks everything.
      {"root with Deny for something else",
       levels({{R"("Effect": "Deny", "Action": "sqs:*", "Resource": "*")"}}),
       kImplicit,
       Layer::Scp},
      {"an SCP grants nothing",
       with(get_object(kUser), [](Case& c) { c.scps = {{kAllow}}; }),
       kImplicit,
       Layer::Identity},
      {"a grant by the resource's policy is capped too",
       with(get_object(kUser),
            [](Case& c) { c.resource = {allow_to(kToUser)}, c.scps = {{kAllowOther}}; }),
       kImplicit,
       Layer::Scp},
      {"the member's root user",
       with(get_object(kRoot), [](Case& c) { c.scps = {{kAllowOther}}; }),
       kImplicit,
       Layer::Scp},
      {"management account",
       with(levels({{kDeny}}),
            [](Case& c) { c.asked.environment.principal_in_management_account = true; }),
       kAllowed,
       Layer::Identity},
      {"service-linked role",
       with(levels({{kDeny}}), [](Case& c) { c.asked.environment.service_linked_role = true; }),
       kAllowed,
       Layer::Identity},
  };
  check(table, rows);
}

TEST_TABLE(rcps_limit_everyone_who_asks_for_a_members_resource) {
  const Case granted = with(get_object(kUser), [](Case& c) {
    c.identity = {kAllow};
    c.rcps = {{deny_to(kEveryone)}};
  });
  const std::vector<Row> rows = {
      {"member", granted, kExplicit, Layer::Rcp},
      {"root user",
       with(get_object(kRoot), [](Case& c) { c.rcps = {{deny_to(kEveryone)}}; }),
       kExplicit,
       Layer::Rcp},
      // RCPFullAWSAccess is implied at every level.
      {"an RCP without Allow",
       with(granted,
            [](Case& c) {
              c.rcps = {{R"("Effect": "Deny", "Action": "sqs:*", "Resource": "*",
                            "Principal": "*")"},
                        {}};
            }),
       kAllowed,
       Layer::Identity},
      {"resource of the management account",
       with(granted, [](Case& c) { c.asked.environment.resource_in_management_account = true; }),
       kAllowed,
       Layer::Identity},
      {"service-linked role",
       with(granted, [](Case& c) { c.asked.environment.service_linked_role = true; }),
       kAllowed,
       Layer::Identity},
      {"a service without RCPs",
       with(granted,
            [](Case& c) {
              c.asked.action = "sns:Publish";
              c.asked.resource = "arn:aws:sns:r:111122223333:t";
            }),
       kAllowed,
       Layer::Identity},
  };
  check(table, rows);
}

// Steps 2 and 5; vpe-006: also what the resource grants directly is capped.
TEST_TABLE(an_endpoint_policy_caps_everyone_who_passes) {
  const auto through = [](const char* who, std::vector<std::string> endpoint) {
    return with(get_object(who), [&](Case& c) {
      c.resource = {allow_to(kEveryone)};
      c.endpoint = std::move(endpoint);
    });
  };
  const std::vector<Row> rows = {
      {"allows", through(kUser, {allow_to(kEveryone)}), kAllowed, Layer::Resource},
      {"silent",
       through(kUser, {R"("Effect": "Allow", "Action": "sqs:*", "Resource": "*",
                          "Principal": "*")"}),
       kImplicit,
       Layer::VpcEndpoint},
      {"silent, for the unsigned",
       through("anonymous", {R"("Effect": "Allow", "Action": "sqs:*", "Resource": "*",
                               "Principal": "*")"}),
       kImplicit,
       Layer::VpcEndpoint},
      {"allows another", through(kUser, {allow_to(kToService)}), kImplicit, Layer::VpcEndpoint},
  };
  check(table, rows);
}

TEST_TABLE(the_root_user_is_allowed_by_itself) {
  const std::vector<Row> rows = {
      {"own account", get_object(kRoot), kAllowed, Layer::RootUser},
      {"Deny in the resource's policy",
       with(get_object(kRoot), [](Case& c) { c.resource = {deny_to(kToAccount)}; }),
       kExplicit,
       Layer::Resource},
      {"another account", get_object(kRoot, "444455556666"), kImplicit, Layer::Resource},
  };
  check(table, rows);
}

// bnd-012 and trap 31.
TEST_TABLE(not_principal_denies_whoever_has_a_boundary) {
  const Case listed = with(get_object(kUser), [](Case& c) {
    c.identity = {kAllow};
    c.resource = {R"("Effect": "Deny", "Action": "*", "Resource": "*", "NotPrincipal":
                     {"AWS": ["arn:aws:iam::111122223333:user/ann", "111122223333"]})"};
  });
  const std::vector<Row> rows = {
      {"without a boundary", listed, kAllowed, Layer::Identity},
      {"with one",
       with(listed, [](Case& c) { c.boundary = {kAllow}; }),
       kExplicit,
       Layer::Resource},
  };
  check(table, rows);
}

// Step "same account, role trust".
TEST_TABLE(a_trust_policy_must_name_who_assumes_the_role) {
  const auto assume = [](const char* who, const char* owner = "111122223333") {
    Case made = get_object(who, owner);
    made.resource_type = PolicyType::Trust;
    made.asked.action = "sts:AssumeRole";
    made.asked.resource = "arn:aws:iam::" + std::string(owner) + ":role/target";
    return made;
  };
  const auto trust = [](const char* principal) {
    return R"("Effect": "Allow", "Action": "sts:AssumeRole", "Principal": )" +
           std::string(principal);
  };
  const std::vector<Row> rows = {
      {"identity alone",
       with(assume(kUser), [](Case& c) { c.identity = {kAllow}; }),
       kImplicit,
       Layer::Resource},
      {"by name",
       with(assume(kUser), [&](Case& c) { c.resource = {trust(kToUser)}; }),
       kAllowed,
       Layer::Resource},
      {"role by name",
       with(assume(kSession), [&](Case& c) { c.resource = {trust(kToRole)}; }),
       kAllowed,
       Layer::Resource},
      {"account alone",
       with(assume(kUser), [&](Case& c) { c.resource = {trust(kToAccount)}; }),
       kImplicit,
       Layer::Identity},
      {"account with identity",
       with(assume(kUser),
            [&](Case& c) { c.resource = {trust(kToAccount)}, c.identity = {kAllow}; }),
       kAllowed,
       Layer::Resource},
      {"service",
       with(assume(kService), [&](Case& c) { c.resource = {trust(kToService)}; }),
       kAllowed,
       Layer::Resource},
      {"across accounts, by name alone",
       with(assume(kUser, "444455556666"), [&](Case& c) { c.resource = {trust(kToUser)}; }),
       kImplicit,
       Layer::Identity},
      {"across accounts, both",
       with(assume(kUser, "444455556666"),
            [&](Case& c) { c.resource = {trust(kToUser)}, c.identity = {kAllow}; }),
       kAllowed,
       Layer::Resource},
  };
  check(table, rows);
}

// Step 3; traps 34 and 40.
TEST_TABLE(restrict_public_buckets_cuts_off_other_accounts) {
  const auto asked = [](const char* who, const char* owner, bool is_public) {
    return with(get_object(who, owner), [&](Case& c) {
      c.identity = {kAllow};
      c.resource = {allow_to(kToUser), allow_to(kToService)};
      if (is_public) {
        c.resource.push_back(R"("Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*",
                                "Principal": "*")");
      }
      c.asked.environment.s3_restrict_public_buckets = true;
    });
  };
  const std::vector<Row> rows = {
      {"public, named user of another account",
       asked(kUser, "444455556666", true),
       kExplicit,
       Layer::S3PublicAccessBlock},
      {"public, own account", asked(kUser, "111122223333", true), kAllowed, Layer::Resource},
      {"public, service", asked(kService, "444455556666", true), kAllowed, Layer::Resource},
      {"public, anonymous",
       asked("anonymous", "444455556666", true),
       kExplicit,
       Layer::S3PublicAccessBlock},
      {"not public, another account",
       asked(kUser, "444455556666", false),
       kAllowed,
       Layer::Resource},
      {"public, switch off",
       with(asked(kUser, "444455556666", true),
            [](Case& c) { c.asked.environment.s3_restrict_public_buckets = false; }),
       kAllowed,
       Layer::Resource},
  };
  check(table, rows);
}

BOOST_AUTO_TEST_CASE(the_deciding_statement_is_named) {
  const Case denied = with(get_object(kUser), [](Case& c) {
    c.identity = {kAllowOther, kAllow};
    c.resource = {allow_to(kToUser), deny_to(kToService), deny_to(kToUser)};
  });
  BOOST_TEST(decide(denied).statement == 2);
  BOOST_TEST(decide(with(denied, [](Case& c) { c.resource.clear(); })).statement == 1);
  BOOST_TEST(decide(get_object(kUser)).statement == -1);
  const Policies policies(denied);
  BOOST_TEST(remora::authorize(denied.asked, policies.set()).policy == policies.set().resource);
}

// One may be open without the other: whose the resource is, and of which kind.
BOOST_AUTO_TEST_CASE(what_is_open_about_the_resource_is_tried_both_ways) {
  const std::string of_somebody = "arn:aws:sns:us-east-1:" + make_unknown("account") + ":t";
  const std::string of_some_kind = "arn:aws:kms:us-east-1:111122223333:" + make_unknown("what");
  Case owner;
  owner.asked = request(kUser, "sns:Publish", of_somebody);
  owner.resource_type = PolicyType::Topic;
  owner.identity = {kAllow};
  BOOST_TEST(decide(owner).verdict == kOpen);
  Case kind = owner;
  kind.asked = request(kUser, "kms:CreateAlias", of_some_kind);
  kind.resource_type = PolicyType::Key;
  BOOST_TEST(decide(kind).verdict == kOpen);
}

// architecture.md, "Unknown values from the first day".
TEST_TABLE(a_verdict_is_open_only_where_the_unknown_decides) {
  const Case user = get_object(kUser);
  const std::vector<Row> rows = {
      {"possible Allow alone",
       with(user, [](Case& c) { c.identity = {kMayAllow}; }),
       kOpen,
       Layer::Identity},
      {"possible Allow beside a certain one",
       with(user,
            [](Case& c) {
              c.identity = {kMayAllow, kAllow};
            }),
       kAllowed,
       Layer::Identity},
      {"possible Allow and a certain Deny",
       with(user,
            [](Case& c) {
              c.identity = {kMayAllow, kDeny};
            }),
       kExplicit,
       Layer::Identity},
      {"possible Deny and a certain Allow",
       with(user,
            [](Case& c) {
              c.identity = {kMayDeny, kAllow};
            }),
       kOpen,
       Layer::Identity},
      {"possible Deny and a certain one",
       with(user,
            [](Case& c) {
              c.identity = {kMayDeny, kDeny, kAllow};
            }),
       kExplicit,
       Layer::Identity},
      {"possible Allow in the boundary",
       with(user, [](Case& c) { c.identity = {kAllow}, c.boundary = {kMayAllow}; }),
       kOpen,
       Layer::Boundary},
      {"possible Allow in an SCP, nothing else",
       with(user, [](Case& c) { c.scps = {{kMayAllow}}; }),
       kImplicit,
       Layer::Identity},
      {"possible Allow in an SCP",
       with(user,
            [](Case& c) {
              c.identity = {kAllow}, c.scps = {{kAllow}, {kMayAllow}};
            }),
       kOpen,
       Layer::Scp},
      {"possible Allow of the resource beside the identity's",
       with(user,
            [](Case& c) {
              c.identity = {kAllow};
              c.resource = {std::string(kMayAllow) + R"(, "Principal": "*")"};
            }),
       kAllowed,
       Layer::Identity},
      {"possible Deny in an RCP",
       with(user,
            [](Case& c) {
              c.identity = {kAllow};
              c.rcps = {{std::string(kMayDeny) + R"(, "Principal": "*")"}};
            }),
       kOpen,
       Layer::Rcp},
      {"possible Allow on the other side",
       with(get_object(kUser, "444455556666"),
            [](Case& c) {
              c.identity = {kMayAllow};
              c.resource = {allow_to(kToUser)};
            }),
       kOpen,
       Layer::Identity},
  };
  check(table, rows);
}

// With a possible Deny and no possible Allow the request is denied whatever the facts are.
BOOST_AUTO_TEST_CASE(denied_either_way_where_only_the_kind_of_denial_is_open) {
  const Case user = get_object(kUser);
  const Decision none = decide(with(user, [](Case& c) { c.identity = {kMayDeny}; }));
  BOOST_TEST(none.verdict == kOpen);
  BOOST_TEST(none.denied_either_way);
  const Decision allow = decide(with(user, [](Case& c) { c.identity = {kMayDeny, kAllow}; }));
  BOOST_TEST(allow.verdict == kOpen);
  BOOST_TEST(!allow.denied_either_way);
  const Decision maybe = decide(with(user, [](Case& c) { c.identity = {kMayDeny, kMayAllow}; }));
  BOOST_TEST(maybe.verdict == kOpen);
  BOOST_TEST(!maybe.denied_either_way);
}

BOOST_AUTO_TEST_CASE(an_unread_policy_leaves_open_what_it_could_change) {
  const auto unread = CompiledPolicy::unread(PolicyType::Bucket, "nobody looked");
  const auto decide_with = [&](const Case& of) {
    Policies policies(of);
    policies.set().resource = unread.get();
    return remora::authorize(of.asked, policies.set());
  };
  const Case user = get_object(kUser);
  // It may deny, so even a certain Allow does not settle it ...
  BOOST_TEST(decide_with(with(user, [](Case& c) { c.identity = {kAllow}; })).verdict == kOpen);
  BOOST_TEST(decide_with(user).verdict == kOpen);
  BOOST_TEST(!decide_with(user).denied_either_way);
  // ... but a certain Deny does, and so does what it cannot grant.
  BOOST_TEST(decide_with(with(user, [](Case& c) { c.identity = {kDeny}; })).verdict == kExplicit);
  const Decision foreign = decide_with(get_object(kUser, "444455556666"));
  BOOST_TEST(foreign.verdict == kOpen);
  BOOST_TEST(foreign.denied_either_way);
}

BOOST_AUTO_TEST_CASE(unread_identity_policies_leave_it_open) {
  const PolicyGroup unread = {CompiledPolicy::unread(PolicyType::Identity, "nobody looked")};
  const Case user = get_object(kUser);
  Policies policies(user);
  policies.set().identity = unread;
  BOOST_TEST(remora::authorize(user.asked, policies.set()).verdict == kOpen);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
