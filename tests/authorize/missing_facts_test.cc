#include "engine/authorize/missing_facts.h"

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/base/symbol.h"
#include "tests/support/case.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(authorize)
BOOST_AUTO_TEST_SUITE(missing_facts)

namespace {

constexpr const char* kAna = "arn:aws:iam::111122223333:user/ana";
constexpr const char* kObject = "arn:aws:s3:::logs/a";

Case asking(std::vector<std::string> identity, const std::vector<std::string>& unknown) {
  Case made;
  made.asked = request(kAna, "s3:GetObject", kObject);
  made.identity = std::move(identity);
  for (const std::string& key : unknown) {
    made.asked.context.set_unknown(key, "nobody looked");
  }
  return made;
}

MissingFacts facts_of(const Case& of) {
  const Policies policies(of);
  return find_missing_facts(of.asked, policies.set());
}

std::string joined(const std::vector<std::string>& facts) {
  std::string text;
  for (const std::string& fact : facts) {
    text += (text.empty() ? "" : "; ") + fact;
  }
  return text;
}

/// `Allowed if a is x`, one after the other.
std::string settlements_of(const MissingFacts& found) {
  std::string text;
  for (const Settlement& one : found.settlements) {
    text += (text.empty() ? "" : "; ") + std::string(to_string(one.verdict)) + " if";
    for (const auto& [fact, value] : one.facts) {
      text += " " + fact + " is " + value;
    }
  }
  return text;
}

std::string allow_if(const std::string& condition) {
  return R"("Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {)" + condition + "}";
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_verdict_that_is_certain_misses_nothing) {
  const MissingFacts found =
      facts_of(asking({R"("Effect": "Allow", "Action": "*", "Resource": "*")"}, {"a"}));
  BOOST_TEST(found.facts.empty());
  BOOST_TEST(found.settlements.empty());
}

BOOST_AUTO_TEST_CASE(the_shortest_set_is_named) {
  // Knowing `a` alone may settle it; `b` and `c` only together.
  const MissingFacts found = facts_of(asking({allow_if(R"("StringEquals": {"b": "1", "c": "2"})"),
                                              allow_if(R"("StringEquals": {"a": "x"})")},
                                             {"a", "b", "c"}));
  BOOST_TEST(joined(found.facts) == "a");
  BOOST_TEST(settlements_of(found) == "Allowed if a is x");
}

// Each key alone leaves the other statement open: Deny or not, whatever is allowed.
BOOST_AUTO_TEST_CASE(a_pair_is_named_where_no_single_fact_settles_anything) {
  const std::string deny = R"("Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {)";
  const auto open_pair = [&](const std::string& one, const std::string& other) {
    return deny + R"("StringEquals": {")" + one + R"(": "x", ")" + other + R"(": "x"}})";
  };
  // The Deny holds with `a` or with `b` and `c` together; only the first needs one fact.
  const MissingFacts single = facts_of(
      asking({deny + R"("StringEquals": {"a": "x"}})", open_pair("b", "c")}, {"a", "b", "c"}));
  BOOST_TEST(joined(single.facts) == "a");
  // Every Deny needs two facts, and while one is open nothing is settled.
  const MissingFacts pair =
      facts_of(asking({open_pair("a", "b"), open_pair("c", "d")}, {"a", "b", "c", "d"}));
  BOOST_TEST(joined(pair.facts) == "a; b");
  BOOST_TEST(settlements_of(pair) == "ExplicitlyDenied if a is x b is x");
  // With three keys each and three of them, no pair settles anything.
  const auto triple = [&](const std::string& keys) {
    std::string conditions;
    for (const char key : keys) {
      conditions += (conditions.empty() ? "\"" : ", \"") + std::string(1, key) + R"(": "x")";
    }
    return deny + R"("StringEquals": {)" + conditions + "}}";
  };
  const MissingFacts three = facts_of(asking({triple("abc"), triple("def"), triple("ghi")},
                                             {"a", "b", "c", "d", "e", "f", "g", "h", "i"}));
  BOOST_TEST(joined(three.facts) == "a; b; c");
}

BOOST_AUTO_TEST_CASE(every_verdict_that_is_possible_has_an_example) {
  const MissingFacts found = facts_of(asking({allow_if(R"("StringLike": {"team": "red-*"})"),
                                              R"("Effect": "Deny", "Action": "*", "Resource": "*",
                 "Condition": {"StringEquals": {"team": "red-out"}})"},
                                             {"team"}));
  BOOST_TEST(joined(found.facts) == "team");
  BOOST_TEST(settlements_of(found) ==
             "ImplicitlyDenied if team is absent; Allowed if team is red-; "
             "ExplicitlyDenied if team is red-out");
  BOOST_TEST(!found.either_way.has_value());
}

BOOST_AUTO_TEST_CASE(a_value_with_commas_or_wildcards_is_tried_as_it_stands) {
  BOOST_TEST(
      settlements_of(facts_of(asking({allow_if(R"("StringEquals": {"a": "x, y"})")}, {"a"}))) ==
      "ImplicitlyDenied if a is absent; Allowed if a is x, y");
  BOOST_TEST(
      settlements_of(facts_of(asking({allow_if(R"("StringEquals": {"a": "x*"})")}, {"a"}))) ==
      "ImplicitlyDenied if a is absent; Allowed if a is x*");
}

BOOST_AUTO_TEST_CASE(denied_either_way_is_said) {
  const MissingFacts found = facts_of(asking({R"("Effect": "Deny", "Action": "*", "Resource": "*",
                 "Condition": {"StringEquals": {"a": "x"}})"},
                                             {"a"}));
  BOOST_TEST(found.denied_either_way);
  BOOST_TEST(settlements_of(found) ==
             "ImplicitlyDenied if a is absent; ExplicitlyDenied if a is x");
}

TEST_TABLE(a_verdict_that_is_the_same_whatever_the_fact_is_is_said) {
  struct Row {
    const char* name;
    std::string first;
    std::string second;
    std::optional<Verdict> either_way;
  };

  const Row rows[] = {
      {"equal or not equal",
       R"("StringEquals": {"a": "x"})",
       R"("StringNotEquals": {"a": "x"})",
       Verdict::Allowed},
      {"there or not there",
       R"("Null": {"a": "true"})",
       R"("Null": {"a": "false"})",
       Verdict::Allowed},
      {"another value is left",
       R"("StringEquals": {"a": "x"})",
       R"("StringNotEquals": {"a": ["x", "y"]})",
       std::nullopt},
      // Not every number can be tried.
      {"numbers",
       R"("NumericLessThan": {"a": "5"})",
       R"("NumericGreaterThan": {"a": "1"})",
       std::nullopt},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const MissingFacts found =
          facts_of(asking({allow_if(row.first), allow_if(row.second)}, {"a"}));
      BOOST_TEST((found.either_way == row.either_way));
      BOOST_TEST(joined(found.facts) == "a");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_policy_that_nobody_read_is_tried_as_well) {
  Case of = asking({R"("Effect": "Allow", "Action": "*", "Resource": "*")"}, {});
  Policies policies(of);
  const auto unread = CompiledPolicy::unread(PolicyType::Bucket, "not listed");
  policies.set().resource = unread.get();
  policies.set().resource_type = PolicyType::Bucket;
  const MissingFacts found = find_missing_facts(of.asked, policies.set());
  BOOST_TEST(joined(found.facts) == "the bucket policy: not listed");
  BOOST_TEST(
      settlements_of(found) ==
      "Allowed if the bucket policy: not listed is one that allows it; ExplicitlyDenied if the "
      "bucket policy: not listed is one that denies it");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_tried_is_named) {
  Case symbol =
      asking({R"("Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::prod-*")"}, {});
  symbol.asked.resource = "arn:aws:s3:::" + make_symbol("bucket Logs") + "/a";
  BOOST_TEST(joined(facts_of(symbol).facts) == "bucket Logs");

  Case session;
  session.asked = request("arn:aws:iam::111122223333:role/app", "s3:GetObject", kObject);
  session.resource = {R"("Effect": "Allow", "Action": "*", "Resource": "*",
      "Principal": {"AWS": "arn:aws:sts::111122223333:assumed-role/app/s1"})"};
  BOOST_TEST(joined(facts_of(session).facts) ==
             "whether arn:aws:iam::111122223333:role/app is "
             "arn:aws:sts::111122223333:assumed-role/app/s1");

  BOOST_TEST(joined(facts_of(asking({allow_if(R"("StringMatches": {"a": "x"})")}, {})).facts) ==
             "what the operator StringMatches means");
}

BOOST_AUTO_TEST_CASE(what_nobody_tried_is_named) {
  const auto facts = [](const char* condition) {
    return joined(facts_of(asking({allow_if(condition)}, {})).facts);
  };
  BOOST_TEST(facts(R"("StringNotEquals": {"k": []})") ==
             "what StringNotEquals on k does with no value");
  BOOST_TEST(facts(R"("ForAnyValue:StringEqualsIfExists": {"k": "x"})") ==
             "what ForAnyValue:StringEqualsIfExists on k does with a request without it");
  Case odd = asking({allow_if(R"("DateLessThan": {"k": "2026-12-31T"})")}, {});
  odd.asked.context.set("k", "2026-01-01T00:00:00Z");
  BOOST_TEST(joined(facts_of(odd).facts) == "what DateLessThan on k does with 2026-12-31T");
}

BOOST_AUTO_TEST_CASE(the_key_of_a_policy_variable_is_found) {
  const MissingFacts found = facts_of(asking(
      {R"("Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::${team}/*")"}, {"team"}));
  BOOST_TEST(joined(found.facts) == "team");
  BOOST_TEST(settlements_of(found) == "ImplicitlyDenied if team is absent");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
