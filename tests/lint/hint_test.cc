#include <array>
#include <memory>
#include <regex>
#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/authorize/authorize.h"
#include "engine/policy/parse.h"
#include "tests/lint/rows.h"
#include "tests/support/table.h"

// A hint says what would be right. Whoever follows it must not let anybody in: every policy below
// is asked by strangers before and after its hints were followed.

namespace remora::lint_test {

BOOST_AUTO_TEST_SUITE(lint_hints)

namespace {

/// One statement about a bucket's objects, with one condition; a Deny stands behind an Allow for
/// everyone.
struct Shape {
  bool allows = false;
  std::string op;
  std::string key;
  std::string value;
  std::string principal = "\"*\"";
  std::string more = {};  // further lines of the Condition

  [[nodiscard]] std::string text() const {
    const std::string open =
        R"({"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}, )";
    return R"({"Version": "2012-10-17", "Statement": [)" + (allows ? "" : open) +
           R"({"Effect": ")" + (allows ? "Allow" : "Deny") + R"(", "Principal": )" + principal +
           R"(, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*", "Condition": {")" + op +
           R"(": {")" + key + R"(": ")" + value + "\"}" + more + "}}]}";
  }
};

/// The shape as the hint wants it; the same if it only explains, or names no operator or key.
Shape followed(const Shape& shape, const std::string& hint) {
  static const std::regex added(R"re(add ("\w+": \{"[^"]+": "[^"]+"\}))re");
  static const std::regex used(R"(^use ([A-Za-z:]+))");
  Shape made = shape;
  std::smatch found;
  if (hint.starts_with("where ")) {
    return made;
  }
  if (std::regex_search(hint, found, added)) {
    made.more += ", " + found[1].str();
  }
  if (std::regex_search(hint, found, used)) {
    (ConditionOperator::parse(found[1].str()) ? made.op : made.key) = found[1].str();
  }
  return made;
}

CompiledPolicyPtr policy_of(const std::string& text, PolicyType type) {
  auto parsed = parse_policy(std::make_shared<const SourceText>("policy", text), type);
  BOOST_REQUIRE_MESSAGE(parsed.has_value(), text);
  return compile(*std::move(parsed));
}

struct Asker {
  std::string_view name;
  std::string_view who;
  bool in_other_organization = false;
};

constexpr auto kAskers = std::to_array<Asker>({
    {"anonymous", "anonymous"},
    {"a user of an account without organization", "arn:aws:iam::999999999999:user/u"},
    {"a user of another organization", "arn:aws:iam::999999999999:user/u", true},
    {"a role of another organization", "arn:aws:sts::999999999999:assumed-role/r/s", true},
});

Verdict ask(const Asker& asker, const CompiledPolicyPtr& bucket_policy) {
  static const PolicyGroup every_right = {policy_of(
      R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}})",
      PolicyType::Identity)};
  Request request;
  request.principal = Principal::parse(std::string(asker.who)).value_or(Principal());
  request.action = "s3:GetObject";
  request.resource = "arn:aws:s3:::b/x";
  request.resource_account = "111122223333";
  if (asker.in_other_organization) {
    request.context.set("aws:PrincipalOrgID", "o-zzzzzzzzzz");
    request.context.set_multivalued("aws:PrincipalOrgPaths",
                                    {"o-zzzzzzzzzz/r-zz12/ou-zz12-other/"});
  }
  PolicySet policies;
  policies.resource = bucket_policy.get();
  policies.resource_type = PolicyType::Bucket;
  if (asker.who != "anonymous") {
    policies.identity = every_right;
  }
  return authorize(request, policies).verdict;
}

/// Follows the hints about conditions one after the other; counts those that changed something.
int follow_hints(const Shape& shape) {
  int changes = 0;
  const auto before = policy_of(shape.text(), PolicyType::Bucket);
  for (const lint::Finding& finding : lint_text(shape.text(), PolicyType::Bucket).findings) {
    const Shape other = followed(shape, finding.hint);
    if (other.text() == shape.text()) {
      continue;
    }
    ++changes;
    const auto after = policy_of(other.text(), PolicyType::Bucket);
    for (const Asker& asker : kAskers) {
      const Verdict was = ask(asker, before);
      const bool denied = was == Verdict::ImplicitlyDenied || was == Verdict::ExplicitlyDenied;
      const bool opened = denied && ask(asker, after) == Verdict::Allowed;
      BOOST_TEST(!opened,
                 asker.name << " is let in by \"" << finding.hint << "\" in " << shape.text());
    }
  }
  return changes;
}

constexpr auto kOperators = std::to_array<std::string_view>({"StringEquals",
                                                             "StringNotEquals",
                                                             "StringLike",
                                                             "StringNotLike",
                                                             "StringEqualsIgnoreCase",
                                                             "StringNotEqualsIgnoreCase",
                                                             "ArnLike",
                                                             "ArnNotLike"});

struct KeyRow {
  const char* name;
  const char* key;
  const char* value;
};

constexpr auto kKeys = std::to_array<KeyRow>({
    {"paths of the organization", "aws:PrincipalOrgPaths", "o-a1b2c3d4e5/r-ab12/ou-ab12-sec/*"},
    {"the organization", "aws:PrincipalOrgID", "o-a1b2c3d4e5"},
    {"a pattern of the organization", "aws:PrincipalOrgID", "o-*"},
    {"an endpoint", "aws:SourceVpce", "vpce-1"},
    {"a pattern of endpoints", "aws:SourceVpce", "vpce-1*"},
    {"an agent", "aws:UserAgent", "agent/*"},
    {"the source", "aws:SourceArn", "arn:aws:cloudtrail:us-east-1:111122223333:trail/*"},
    {"tags", "aws:TagKeys", "team"},
});

}  // namespace

TEST_TABLE(following_a_hint_lets_no_stranger_in) {
  for (const KeyRow& row : kKeys) {
    if (!table.row(row.name)) {
      continue;
    }
    int changes = 0;
    for (const bool allows : {false, true}) {
      for (const std::string_view base : kOperators) {
        for (const std::string qualifier : {"", "ForAllValues:", "ForAnyValue:"}) {
          for (const char* suffix : {"", "IfExists"}) {
            Shape shape{allows, qualifier, row.key, row.value};
            shape.op.append(base).append(suffix);
            changes += follow_hints(shape);
          }
        }
      }
    }
    BOOST_TEST(changes > 0);
  }
}

BOOST_AUTO_TEST_CASE(a_hint_for_services_names_keys_that_they_send) {
  for (const char* key : {"aws:PrincipalOrgID", "aws:SourceVpce", "aws:username"}) {
    const Shape shape{true, "StringEquals", key, "x", R"({"Service": "cloudtrail.amazonaws.com"})"};
    BOOST_TEST(follow_hints(shape) > 0);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::lint_test
