#include "engine/evaluate/compiled_policy.h"

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/base/symbol.h"
#include "tests/support/build.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

constexpr const char* kUser = "arn:aws:iam::111122223333:user/ann";
constexpr const char* kObject = "arn:aws:s3:::logs/a/b";

Finding ask(const CompiledPolicyPtr& policy, const Request& request, bool has_boundary = false) {
  Finding found;
  policy->evaluate(statement_input(request, has_boundary), found);
  return found;
}

/// Whether one Allow statement of an identity-based policy applies.
Match allows(const std::string& elements, const Request& request) {
  return ask(statements(R"({"Effect": "Allow", )" + elements + "}", PolicyType::Identity), request)
      .allow.direct();
}

std::string action(const std::string& text) {
  return R"("Action": ")" + text + R"(", "Resource": "*")";
}

std::string resource(const std::string& text) {
  return R"("Action": "*", "Resource": ")" + text + '"';
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evaluate)
BOOST_AUTO_TEST_SUITE(compiled_policy)

BOOST_AUTO_TEST_CASE(actions_and_their_opposite) {
  const Request put = request(kUser, "s3:PutObject", kObject);
  BOOST_TEST(allows(action("s3:putobject"), put) == Match::Yes);
  BOOST_TEST(allows(action("s3:Get*"), put) == Match::No);
  BOOST_TEST(allows(R"("Action": ["s3:Get*", "s3:Put*"], "Resource": "*")", put) == Match::Yes);
  BOOST_TEST(allows(R"("NotAction": "s3:Get*", "Resource": "*")", put) == Match::Yes);
  BOOST_TEST(allows(R"("NotAction": ["kms:*", "S3:PUT*"], "Resource": "*")", put) == Match::No);
  BOOST_TEST(allows(R"("Action": [], "Resource": "*")", put) == Match::No);
  BOOST_TEST(allows(action(R"(s3:\u001eunknown name\u001f)"), put) == Match::Unknown);
}

TEST_TABLE(resources_and_their_opposite) {
  const Request get = request(kUser, "s3:GetObject", kObject, {{"aws:username", "a"}});

  struct Row {
    const char* name;
    const char* elements;
    bool matches;
  };

  const Row rows[] = {
      {"exact", R"("Resource": "arn:aws:s3:::logs/a/b")", true},
      {"object pattern", R"("Resource": "arn:aws:s3:::logs/*")", true},
      // Trap 23: bucket and object ARN are disjoint.
      {"the bucket", R"("Resource": "arn:aws:s3:::logs")", false},
      {"other case", R"("Resource": "arn:aws:s3:::Logs/*")", false},
      {"one of several", R"("Resource": ["arn:aws:s3:::x", "arn:aws:s3:::logs/*"])", true},
      {"variable", R"("Resource": "arn:aws:s3:::logs/${aws:username}/*")", true},
      // Trap 17: an unresolved variable in Resource matches nothing.
      {"variable without value", R"("Resource": "arn:aws:s3:::logs/${none}*")", false},
      {"not", R"("NotResource": "arn:aws:s3:::logs/*")", false},
      {"not another", R"("NotResource": "arn:aws:s3:::x/*")", true},
      {"not several", R"("NotResource": ["arn:aws:s3:::x/*", "*"])", false},
      {"empty list", R"("Resource": [])", false},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(allows(R"("Action": "*", )" + std::string(row.elements), get) ==
                 match_if(row.matches));
    }
  }
}

// docs/semantics/resources.md: `arn:aws:sqs` means `arn:aws:sqs:*:*:*`.
TEST_TABLE(an_incomplete_arn_is_filled_up_in_identity_policies_only) {
  const Request receive = request(kUser, "sqs:ReceiveMessage", "arn:aws:sqs:r:111122223333:q:x");
  for (const char* text : {"arn:aws:sqs", "arn:aws:sqs:r", "arn:aws:sqs:*:111122223333"}) {
    if (table.row(text)) {
      BOOST_TEST(allows(resource(text), receive) == Match::Yes);
      const std::string statement =
          R"({"Effect": "Allow", "Principal": "*", )" + resource(text) + "}";
      BOOST_TEST(ask(statements(statement, PolicyType::Resource), receive).allow.any() ==
                 Match::No);
    }
  }
  for (const char* text : {"arn:aws:sns", "arn:aws:sqs:x", "sqs"}) {
    if (table.row(text)) {
      BOOST_TEST(allows(resource(text), receive) == Match::No);
    }
  }
}

BOOST_AUTO_TEST_CASE(all_conditions_must_hold) {
  const Request asked =
      request(kUser, "s3:GetObject", kObject, {{"aws:SourceAccount", "1"}, {"k", "v"}});
  const auto with = [&](const char* condition) {
    return allows(action("*") + R"(, "Condition": )" + condition, asked);
  };
  BOOST_TEST(with("{}") == Match::Yes);
  BOOST_TEST(with(R"({"StringEquals": {"k": "v"}})") == Match::Yes);
  BOOST_TEST(with(R"({"StringEquals": {"k": "v", "aws:SourceAccount": "1"}})") == Match::Yes);
  BOOST_TEST(with(R"({"StringEquals": {"k": "v", "aws:SourceAccount": "2"}})") == Match::No);
  BOOST_TEST(with(R"({"StringEquals": {"k": "v"}, "Bool": {"x": "true"}})") == Match::No);
  // Trap 6: keys under one negated operator are ANDed.
  BOOST_TEST(with(R"({"StringNotEquals": {"k": "x", "aws:SourceAccount": "1"}})") == Match::No);
  BOOST_TEST(with(R"({"StringNotEquals": {"k": "x", "aws:SourceAccount": "2"}})") == Match::Yes);
}

BOOST_AUTO_TEST_CASE(versions_decide_about_variables) {
  const Request asked =
      request(kUser, "s3:GetObject", "arn:aws:s3:::logs/a/b", {{"aws:username", "a"}});
  const std::string statements =
      R"("Statement": {"Effect": "Allow", "Action": "*",
                       "Resource": "arn:aws:s3:::logs/${aws:username}/*"}})";
  const auto with = [&](const std::string& version) {
    return ask(policy("{" + version + statements, PolicyType::Identity), asked).allow.direct();
  };
  BOOST_TEST(with(R"("Version": "2012-10-17",)") == Match::Yes);
  BOOST_TEST(with(R"("Version": "2008-10-17",)") == Match::No);
  BOOST_TEST(with("") == Match::No);
}

BOOST_AUTO_TEST_CASE(allows_are_kept_apart_by_kind_of_principal) {
  const Request asked =
      request("arn:aws:sts::111122223333:assumed-role/dev/s", "s3:GetObject", kObject);
  const auto kind = [&](const char* principal) {
    return ask(statements(R"({"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": )" +
                              std::string(principal) + "}",
                          PolicyType::Bucket),
               asked)
        .allow;
  };
  BOOST_TEST(kind(R"("*")").direct() == Match::Yes);
  BOOST_TEST(kind(R"({"AWS": "111122223333"})").account() == Match::Yes);
  BOOST_TEST(kind(R"({"AWS": "111122223333"})").direct() == Match::No);
  BOOST_TEST(kind(R"({"AWS": "arn:aws:iam::111122223333:role/dev"})").role() == Match::Yes);
  BOOST_TEST(kind(R"({"Service": "s3.amazonaws.com"})").any() == Match::No);
}

// The kinds come from different statements, each with its own conditions (kms-006, kms-007).
BOOST_AUTO_TEST_CASE(a_kind_counts_only_where_its_own_statement_holds) {
  const CompiledPolicyPtr policy = statements(
      R"({"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "kms:Describe*",
          "Resource": "*"},
         {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/dev"},
          "Action": "kms:Decrypt", "Resource": "*"})",
      PolicyType::Key);
  const Finding found = ask(policy,
                            request("arn:aws:sts::111122223333:assumed-role/dev/s",
                                    "kms:Decrypt",
                                    "arn:aws:kms:r:111122223333:key/k"));
  BOOST_TEST(found.allow.role() == Match::Yes);
  BOOST_TEST(found.allow.account() == Match::No);
  BOOST_TEST(found.allow_by.index == 1);
}

BOOST_AUTO_TEST_CASE(an_allow_with_not_principal_grants_to_all_others) {
  const CompiledPolicyPtr policy = statements(
      R"({"Effect": "Allow", "NotPrincipal": {"AWS": ["arn:aws:iam::111122223333:user/ann"]},
          "Action": "*", "Resource": "*"})",
      PolicyType::Bucket);
  BOOST_TEST(ask(policy, request(kUser, "a:b", "*")).allow.any() == Match::No);
  BOOST_TEST(ask(policy, request("anonymous", "a:b", "*")).allow.any() == Match::Yes);
}

BOOST_AUTO_TEST_CASE(a_deny_with_not_principal_spares_only_whom_it_lists_whole) {
  const CompiledPolicyPtr policy = statements(
      R"({"Effect": "Deny", "NotPrincipal": {"AWS": ["arn:aws:iam::111122223333:user/ann",
          "111122223333"]}, "Action": "*", "Resource": "*"})",
      PolicyType::Bucket);
  const Request ann = request(kUser, "a:b", "*");
  BOOST_TEST(ask(policy, ann).deny == Match::No);
  BOOST_TEST(ask(policy, ann, /*has_boundary=*/true).deny == Match::Yes);
  BOOST_TEST(ask(policy, request("arn:aws:iam::111122223333:user/bob", "a:b", "*")).deny ==
             Match::Yes);
  BOOST_TEST(ask(policy, request("config.amazonaws.com", "a:b", "*")).deny == Match::Yes);
}

// kms-012, kms-013: stored, without effect (docs/semantics/kms.md).
TEST_TABLE(a_statement_that_lacks_an_element_has_no_effect) {
  struct Row {
    const char* name;
    PolicyType type;
    const char* statement;
    bool deny;
  };

  const Row rows[] = {
      {"key policy without Action",
       PolicyType::Key,
       R"({"Effect": "Deny", "Principal": "*", "Resource": "*"})",
       false},
      {"key policy without Resource",
       PolicyType::Key,
       R"({"Effect": "Deny", "Principal": "*", "Action": "*"})",
       false},
      {"bucket policy without Principal",
       PolicyType::Bucket,
       R"({"Effect": "Deny", "Action": "*", "Resource": "*"})",
       false},
      {"identity policy without Resource",
       PolicyType::Identity,
       R"({"Effect": "Deny", "Action": "*"})",
       false},
      {"trust policy without Resource",
       PolicyType::Trust,
       R"({"Effect": "Deny", "Principal": "*", "Action": "*"})",
       true},
      {"trust policy without Action",
       PolicyType::Trust,
       R"({"Effect": "Deny", "Principal": "*"})",
       false},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const CompiledPolicyPtr policy = statements(row.statement, row.type);
      BOOST_TEST(policy->statements().at(0).without_effect == !row.deny);
      BOOST_TEST(ask(policy, request(kUser, "a:b", "*")).deny == match_if(row.deny));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_policy_that_nobody_read_leaves_everything_open) {
  const auto policy = CompiledPolicy::unread(PolicyType::Bucket, "not listed");
  BOOST_TEST(policy->is_unread());
  BOOST_TEST(policy->reason() == "not listed");
  const Finding found = ask(policy, request(kUser, "a:b", "*"));
  BOOST_TEST(found.deny == Match::Unknown);
  BOOST_TEST(found.allow.any() == Match::Unknown);
  BOOST_TEST(found.deny_by.index == -1);
}

BOOST_AUTO_TEST_CASE(what_depends_on_an_unknown_key_is_open) {
  Request asked = request(kUser, "s3:GetObject", kObject);
  asked.context.set_unknown("k", "nobody looked");
  const std::string open = R"("Condition": {"StringEquals": {"k": "v"}})";
  BOOST_TEST(allows(action("s3:*") + ", " + open, asked) == Match::Unknown);
  // ... unless another element rules the statement out.
  BOOST_TEST(allows(action("kms:*") + ", " + open, asked) == Match::No);
  BOOST_TEST(allows(resource("arn:aws:s3:::x") + ", " + open, asked) == Match::No);
}

// The statement named is the first that matches for certain, else the first that may.
BOOST_AUTO_TEST_CASE(the_deciding_statement_is_the_first_certain_one) {
  Request asked = request(kUser, "s3:GetObject", kObject);
  asked.context.set_unknown("k", "nobody looked");
  const std::string none = R"({"Effect": "Deny", "Action": "kms:*", "Resource": "*"},)";
  const std::string open = R"({"Effect": "Deny", "Action": "*", "Resource": "*",
                               "Condition": {"StringEquals": {"k": "v"}}})";
  const std::string certain = R"({"Effect": "Deny", "Action": "*", "Resource": "*"})";
  const auto statement = [&](const std::string& text) {
    return ask(statements(text, PolicyType::Identity), asked).deny_by.index;
  };
  BOOST_TEST(statement(none + certain) == 1);
  BOOST_TEST(statement(none + open) == 1);
  BOOST_TEST(statement(none + open + "," + certain + "," + certain) == 2);
  BOOST_TEST(statement(none + certain + "," + open) == 1);
  BOOST_TEST(statement(none + certain + "," + certain) == 1);
  BOOST_TEST(statement(none + open + "," + open) == 1);
}

TEST_TABLE(a_large_policy_decides_like_a_small_one) {
  // 40 statements that do not match around one that does.
  std::string before;
  std::string after;
  for (int i = 0; i < 20; ++i) {
    const std::string number = std::to_string(i);
    before += R"({"Effect": "Deny", "Action": "s3:Delete)" + number +
              R"(", "Resource": "arn:aws:s3:::logs/*"},)";
    after += R"(, {"Effect": "Deny", "Action": "s3:Get*", "Resource": "arn:aws:s3:::other-)" +
             number + R"(/*"})";
  }

  struct Row {
    const char* name;
    const char* statement;
    bool deny;
  };

  const Row rows[] = {
      {"exact",
       R"({"Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/a/b"})",
       true},
      {"wildcards",
       R"({"Effect": "Deny", "Action": "S3:get*", "Resource": "arn:aws:s3:::l*"})",
       true},
      {"service wildcard", R"({"Effect": "Deny", "Action": "*:GetObject", "Resource": "*"})", true},
      {"NotAction", R"({"Effect": "Deny", "NotAction": "kms:*", "Resource": "*"})", true},
      {"NotAction that lists it",
       R"({"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"})",
       false},
      {"NotResource",
       R"({"Effect": "Deny", "Action": "*", "NotResource": "arn:aws:s3:::x"})",
       true},
      {"incomplete ARN", R"({"Effect": "Deny", "Action": "*", "Resource": "arn:aws:s3"})", true},
      {"variable", R"({"Effect": "Deny", "Action": "*", "Resource": "arn:aws:s3:::${b}/*"})", true},
      {"escape",
       R"({"Effect": "Deny", "Action": "*", "Resource": "arn:aws:s3:::logs/a${*}"})",
       false},
      {"empty pattern", R"({"Effect": "Deny", "Action": "*", "Resource": ""})", false},
      {"no match", R"({"Effect": "Deny", "Action": "s3:PutObject", "Resource": "*"})", false},
  };
  const Request asked = request(kUser, "s3:GetObject", kObject, {{"b", "logs"}});
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const Finding large =
          ask(statements(before + row.statement + after, PolicyType::Identity), asked);
      BOOST_TEST(large.deny == match_if(row.deny));
      BOOST_TEST(large.deny_by.index == (row.deny ? 20 : -1));
      BOOST_TEST(ask(statements(row.statement, PolicyType::Identity), asked).deny == large.deny);
    }
  }
}

// The index knows a resource by the text that it begins with, which a symbol leaves open.
BOOST_AUTO_TEST_CASE(a_large_policy_is_as_open_about_a_symbol_as_a_small_one) {
  const std::string statement =
      R"({"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::prod-*"})";
  std::string many = statement;
  for (int i = 0; i < 30; ++i) {
    many += R"(, {"Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b)" +
            std::to_string(i) + R"("})";
  }
  const Request asked =
      request(kUser, "s3:GetObject", "arn:aws:s3:::" + make_symbol("bucket Logs") + "/a");
  BOOST_TEST(ask(statements(statement, PolicyType::Identity), asked).allow.any() == Match::Unknown);
  BOOST_TEST(ask(statements(many, PolicyType::Identity), asked).allow.any() == Match::Unknown);
  BOOST_TEST(ask(statements(many, PolicyType::Identity), asked).deny == Match::No);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
