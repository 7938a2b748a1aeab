#include "engine/condition/condition.h"

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/base/symbol.h"
#include "tests/support/build.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

using Values = std::vector<std::string_view>;

/// One line of a Condition, tested.
Match holds(std::string_view op,
            const Values& operands,
            const RequestContext& context,
            Effect effect = Effect::Allow,
            PolicyVersion version = PolicyVersion::V2012) {
  ConditionEntry entry;
  entry.operator_name.text = op;
  entry.key.text = "key";
  for (const std::string_view operand : operands) {
    entry.values.push_back({operand, {}});
  }
  return remora::evaluate(compile_condition(entry, version), context, effect);
}

RequestContext with(std::string_view value) {
  return context({{"KEY", value}});
}

RequestContext with_many(const Values& values) {
  RequestContext context;
  context.set_multivalued("key", values);
  return context;
}

struct Row {
  const char* name;
  const char* op;
  Values operands;
  const char* value;
  bool holds;
};

void check(test::Table& table, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(holds(row.op, row.operands, with(row.value)) == match_if(row.holds));
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(condition)
BOOST_AUTO_TEST_SUITE(condition)

TEST_TABLE(strings) {
  const std::vector<Row> rows = {
      {"equal", "StringEquals", {"a"}, "a", true},
      {"case counts", "StringEquals", {"a"}, "A", false},
      {"one of several", "StringEquals", {"a", "b"}, "b", true},
      {"none of several", "StringEquals", {"a", "b"}, "c", false},
      {"star is literal", "StringEquals", {"a*"}, "ab", false},
      {"escaped star is a star", "StringEquals", {"a${*}"}, "a*", true},
      {"empty value is a value", "StringEquals", {""}, "", true},
      {"negated", "StringNotEquals", {"a"}, "b", true},
      // Trap 5: a negated list is NOR.
      {"negated list", "StringNotEquals", {"a", "b"}, "b", false},
      {"negated list, none", "StringNotEquals", {"a", "b"}, "c", true},
      {"ignoring case", "StringEqualsIgnoreCase", {"aB"}, "Ab", true},
      {"ignoring case, star is literal", "StringEqualsIgnoreCase", {"a*"}, "ab", false},
      {"Kelvin sign", "StringEqualsIgnoreCase", {"\u212A"}, "k", true},
      {"negated ignoring case", "StringNotEqualsIgnoreCase", {"aB"}, "Ab", false},
      {"like", "StringLike", {"a*"}, "a/b:c", true},
      {"like, case counts", "StringLike", {"A*"}, "ab", false},
      {"like, several", "StringLike", {"x", "?b"}, "ab", true},
      // AWS's own example: ["", "home/"] with an empty s3:prefix.
      {"like, empty", "StringLike", {"", "home/"}, "", true},
      {"not like", "StringNotLike", {"a*"}, "ab", false},
      {"not like, other", "StringNotLike", {"a*"}, "b", true},
  };
  check(table, rows);
}

// Capture of AWS, condition_values.
TEST_TABLE(numbers) {
  const std::vector<Row> rows = {
      {"by value", "NumericEquals", {"01"}, "1.0", true},
      {"exact", "NumericEquals", {"9007199254740992"}, "9007199254740993", false},
      {"less", "NumericLessThan", {"10"}, "9", true},
      {"not less", "NumericLessThan", {"10"}, "10", false},
      {"less or equal", "NumericLessThanEquals", {"10"}, "10", true},
      {"greater", "NumericGreaterThan", {"10"}, "10.0001", true},
      {"not greater", "NumericGreaterThan", {"10"}, "10", false},
      {"greater or equal", "NumericGreaterThanEquals", {"10"}, "1e1", true},
      {"one of several bounds", "NumericLessThan", {"5", "10"}, "7", true},
      {"request is no number", "NumericEquals", {"1"}, "abc", false},
      {"request is no number, less", "NumericLessThan", {"1"}, "", false},
      {"request is no number, negated", "NumericNotEquals", {"1"}, "abc", true},
      {"operand is no number", "NumericEquals", {"abc"}, "1", false},
      {"operand is no number, greater", "NumericGreaterThan", {"abc"}, "1", false},
      {"operand is no number, negated", "NumericNotEquals", {"abc"}, "1", true},
      {"the other operand decides", "NumericEquals", {"abc", "1"}, "1", true},
      {"negated", "NumericNotEquals", {"1"}, "1.0", false},
      {"both no numbers", "NumericEquals", {"abc"}, "abc", false},
  };
  check(table, rows);
}

TEST_TABLE(dates) {
  const std::vector<Row> rows = {
      {"by value", "DateEquals", {"2030-01-01"}, "1893456000", true},
      {"milliseconds",
       "DateEquals",
       {"2030-01-01T00:00:00.1231Z"},
       "2030-01-01T00:00:00.1239Z",
       true},
      {"other millisecond",
       "DateEquals",
       {"2030-01-01T00:00:00.123Z"},
       "2030-01-01T00:00:00.124Z",
       false},
      {"less", "DateLessThan", {"2030-01-01"}, "2029-12-31T23:59:59Z", true},
      {"less or equal", "DateLessThanEquals", {"2030-01-01"}, "2030-01-01T00:00:00Z", true},
      {"greater", "DateGreaterThan", {"2030-01-01"}, "2030-01-01", false},
      {"greater or equal", "DateGreaterThanEquals", {"2030-01-01"}, "2030-01-01", true},
      {"zone", "DateEquals", {"2030-01-01T00:00:00Z"}, "2030-01-01T02:00:00+02:00", true},
      {"request is no date, negated", "DateNotEquals", {"2030-01-01"}, "soon", true},
      {"operand is no date, negated", "DateNotEquals", {"soon"}, "2030-01-01", true},
      {"operand is no date", "DateGreaterThan", {"soon"}, "2030-01-01", false},
      {"negated", "DateNotEquals", {"2030-01-01"}, "1893456000", false},
  };
  check(table, rows);
}

// Capture of AWS, condition_values: `true` in any case is true, everything else false, both sides.
TEST_TABLE(booleans) {
  const std::vector<Row> rows = {
      {"true", "Bool", {"true"}, "true", true},
      {"in any case", "Bool", {"TRUE"}, "True", true},
      {"false", "Bool", {"false"}, "false", true},
      {"different", "Bool", {"true"}, "false", false},
      {"yes is false", "Bool", {"false"}, "yes", true},
      {"1 is false", "Bool", {"true"}, "1", false},
      {"blank in front is false", "Bool", {"true"}, " true", false},
      {"empty is false", "Bool", {"false"}, "", true},
      {"operand yes is false", "Bool", {"yes"}, "false", true},
      {"both values", "Bool", {"true", "false"}, "no", true},
  };
  check(table, rows);
}

TEST_TABLE(binary_is_compared_as_text) {
  const std::vector<Row> rows = {
      {"equal", "BinaryEquals", {"YQ=="}, "YQ==", true},
      {"not canonical", "BinaryEquals", {"YQ=="}, "YR==", false},
      {"blanks", "BinaryEquals", {"YQ=="}, " YQ==", false},
      {"case", "BinaryEquals", {"YQ=="}, "yq==", false},
  };
  check(table, rows);
}

// Capture of AWS, condition_ip.
TEST_TABLE(addresses) {
  const std::vector<Row> rows = {
      {"in", "IpAddress", {"10.0.0.0/8"}, "10.1.2.3", true},
      {"not in", "IpAddress", {"10.0.0.0/8"}, "11.1.2.3", false},
      {"one of several", "IpAddress", {"10.0.0.0/8", "11.0.0.0/8"}, "11.1.2.3", true},
      {"negated, in", "NotIpAddress", {"10.0.0.0/8", "11.0.0.0/8"}, "11.1.2.3", false},
      {"negated, not in", "NotIpAddress", {"10.0.0.0/8"}, "11.1.2.3", true},
      {"other family", "NotIpAddress", {"10.0.0.0/8"}, "2001:db8::1", true},
      // Neither holds for a text that is no address.
      {"no address", "IpAddress", {"0.0.0.0/0"}, "somewhere", false},
      {"no address, negated", "NotIpAddress", {"10.0.0.0/8"}, "somewhere", false},
      {"with a prefix, negated", "NotIpAddress", {"10.0.0.0/8"}, "11.0.0.1/32", false},
      {"empty, negated", "NotIpAddress", {"10.0.0.0/8"}, "", false},
      // A malformed operand never matches, so the negated operator holds.
      {"bad operand", "IpAddress", {"10.0.0.0/33"}, "10.0.0.0", false},
      {"bad operand, negated", "NotIpAddress", {"10.0.0.0/33"}, "10.0.0.0", true},
      {"host bits in IPv6, negated", "NotIpAddress", {"2001:db8::5/64"}, "2001:db8::5", true},
  };
  check(table, rows);
}

TEST_TABLE(arns) {
  const std::vector<Row> rows = {
      {"like", "ArnLike", {"arn:aws:sns:*:1:t*"}, "arn:aws:sns:r:1:topic", true},
      // Trap 13: ArnEquals has wildcards too.
      {"equals", "ArnEquals", {"arn:aws:sns:*:1:t*"}, "arn:aws:sns:r:1:topic", true},
      {"not like", "ArnNotLike", {"arn:aws:sns:*:1:t*"}, "arn:aws:sns:r:1:topic", false},
      {"not like, other", "ArnNotLike", {"arn:aws:sns:*:1:t*"}, "arn:aws:sns:r:1:x", true},
      {"list", "ArnLike", {"arn:aws:a:::", "arn:aws:b:::x"}, "arn:aws:b:::x", true},
      // Capture of AWS, condition_values: a request value that is no ARN satisfies neither.
      {"no ARN", "ArnLike", {"arn:aws:s3:::*"}, "bucket", false},
      {"no ARN, negated", "ArnNotLike", {"arn:aws:s3:::*"}, "bucket", false},
      {"no ARN, not equals", "ArnNotEquals", {"arn:aws:s3:::*"}, "", false},
  };
  check(table, rows);
}

// Capture of AWS, condition_values (20 cases): a malformed ARN operand fails towards refusal in
// both polarities; operands are taken in order, an earlier match decides first.
TEST_TABLE(a_malformed_arn_operand_fails_towards_refusal) {
  const std::string_view arn = "arn:aws:s3:::b";

  struct Row {
    const char* name;
    const char* op;
    Values operands;
    bool in_allow;
    bool in_deny;
  };

  const std::vector<Row> rows = {
      {"alone", "ArnLike", {"b"}, false, true},
      {"alone, negated", "ArnNotLike", {"b"}, false, true},
      {"star", "ArnEquals", {"*"}, false, true},
      {"behind a match", "ArnLike", {arn, "b"}, true, true},
      {"behind a match, negated", "ArnNotLike", {arn, "b"}, false, false},
      {"before a match", "ArnLike", {"b", arn}, false, true},
      {"before a match, negated", "ArnNotLike", {"b", arn}, false, true},
      {"behind another ARN", "ArnLike", {"arn:aws:s3:::x", "b"}, false, true},
      {"after expansion", "ArnLike", {"${pattern}"}, false, true},
  };
  RequestContext request = with(arn);
  request.set("pattern", "x");
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(holds(row.op, row.operands, request, Effect::Allow) == match_if(row.in_allow));
      BOOST_TEST(holds(row.op, row.operands, request, Effect::Deny) == match_if(row.in_deny));
    }
  }
}

TEST_TABLE(null_asks_for_presence) {
  struct Row {
    const char* name;
    Values operands;
    bool absent;
    bool present;
  };

  const std::vector<Row> rows = {
      {"true", {"true"}, true, false},
      {"false", {"false"}, false, true},
      {"in any case", {"TRUE"}, true, false},
      // Capture: every text but `true` means "present".
      {"yes", {"yes"}, false, true},
      {"empty", {""}, false, true},
      {"both", {"true", "false"}, true, true},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(holds("Null", row.operands, {}) == match_if(row.absent));
      BOOST_TEST(holds("Null", row.operands, with_many({})) == match_if(row.absent));
      BOOST_TEST(holds("Null", row.operands, with("x")) == match_if(row.present));
      BOOST_TEST(holds("Null", row.operands, with("")) == match_if(row.present));
      BOOST_TEST(holds("Null", row.operands, with_many({"x"})) == match_if(row.present));
    }
  }
}

// docs/semantics/conditions.md.
TEST_TABLE(an_absent_key_satisfies_negated_operators_only) {
  struct Row {
    const char* op;
    bool holds;
  };

  const Row rows[] = {
      {"StringEquals", false},
      {"StringLike", false},
      {"StringNotEquals", true},
      {"StringNotEqualsIgnoreCase", true},
      {"StringNotLike", true},
      {"NumericNotEquals", true},
      {"DateNotEquals", true},
      {"NotIpAddress", true},
      {"ArnNotEquals", true},
      {"ArnNotLike", true},
      // Trap 4: these are not negated.
      {"NumericLessThan", false},
      {"DateGreaterThan", false},
      {"Bool", false},
      {"BinaryEquals", false},
      {"IpAddress", false},
      {"ArnLike", false},
      {"StringEqualsIfExists", true},
      {"StringNotEqualsIfExists", true},
      {"BoolIfExists", true},
      {"IpAddressIfExists", true},
      // Traps 7 and 9; also for the negated operators (capture of AWS, condition_sets).
      {"ForAllValues:StringEquals", true},
      {"ForAllValues:StringNotEquals", true},
      {"ForAnyValue:StringEquals", false},
      {"ForAnyValue:StringNotEquals", false},
      {"ForAllValues:StringEqualsIfExists", true},
  };
  for (const Row& row : rows) {
    if (table.row(row.op)) {
      const Values operand = {"1"};
      BOOST_TEST(holds(row.op, operand, {}) == match_if(row.holds));
      BOOST_TEST(holds(row.op, operand, {}, Effect::Deny) == match_if(row.holds));
      BOOST_TEST(holds(row.op, operand, with_many({})) == match_if(row.holds));
    }
  }
}

TEST_TABLE(if_exists_tests_a_key_that_exists) {
  const std::vector<Row> rows = {
      {"equal", "StringEqualsIfExists", {"a"}, "a", true},
      {"different", "StringEqualsIfExists", {"a"}, "b", false},
      {"empty exists", "StringEqualsIfExists", {"a"}, "", false},
      {"negated", "StringNotEqualsIfExists", {"a"}, "a", false},
      {"bool", "BoolIfExists", {"true"}, "false", false},
  };
  check(table, rows);
}

// Capture of AWS, condition_sets (91 calls): never without a set operator, even with one value.
TEST_TABLE(a_multivalued_key_never_satisfies_an_operator_without_qualifier) {
  for (const char* op : {"StringEquals",
                         "StringNotEquals",
                         "StringLike",
                         "StringNotLike",
                         "StringEqualsIfExists",
                         "StringNotEqualsIfExists",
                         "StringEqualsIgnoreCase"}) {
    if (table.row(op)) {
      BOOST_TEST(holds(op, {"a"}, with_many({"a"})) == Match::No);
      BOOST_TEST(holds(op, {"a"}, with_many({"b"})) == Match::No);
      BOOST_TEST(holds(op, {"a"}, with_many({"a", "b"})) == Match::No);
      BOOST_TEST(holds(op, {"a"}, with_many({"a"}), Effect::Deny) == Match::No);
    }
  }
}

TEST_TABLE(set_qualifiers_ask_every_value_or_some_value) {
  struct Row {
    const char* name;
    const char* op;
    Values operands;
    Values values;
    bool holds;
  };

  const std::vector<Row> rows = {
      {"all in", "ForAllValues:StringEquals", {"a", "b"}, {"a", "b"}, true},
      {"one outside", "ForAllValues:StringEquals", {"a", "b"}, {"a", "c"}, false},
      {"empty value is a value", "ForAllValues:StringEquals", {"a"}, {""}, false},
      {"empty value that is listed", "ForAllValues:StringEquals", {"", "a"}, {"", "a"}, true},
      {"none in", "ForAllValues:StringNotEquals", {"a", "b"}, {"c", "d"}, true},
      {"one in", "ForAllValues:StringNotEquals", {"a", "b"}, {"c", "a"}, false},
      {"some in", "ForAnyValue:StringEquals", {"a", "b"}, {"x", "b"}, true},
      {"not any in", "ForAnyValue:StringEquals", {"a", "b"}, {"x", "y"}, false},
      // Trap 11: some value outside.
      {"some outside", "ForAnyValue:StringNotEquals", {"a", "b"}, {"a", "x"}, true},
      {"not any outside", "ForAnyValue:StringNotEquals", {"a", "b"}, {"a", "b"}, false},
      {"patterns", "ForAllValues:StringLike", {"a*", "b*"}, {"ax", "bx"}, true},
      {"ARNs", "ForAnyValue:ArnLike", {"arn:aws:s3:::*"}, {"x", "arn:aws:s3:::b"}, true},
      {"numbers", "ForAllValues:NumericLessThan", {"5"}, {"1", "4.9"}, true},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(holds(row.op, row.operands, with_many(row.values)) == match_if(row.holds));
    }
  }
}

// Capture: set operators also work on single-valued keys.
TEST_TABLE(set_qualifiers_work_on_single_values_too) {
  const std::vector<Row> rows = {
      {"all", "ForAllValues:StringEquals", {"a"}, "a", true},
      {"all, other", "ForAllValues:StringEquals", {"a"}, "b", false},
      {"any", "ForAnyValue:StringEquals", {"a"}, "a", true},
      {"any, negated", "ForAnyValue:StringNotEquals", {"a"}, "a", false},
  };
  check(table, rows);
}

TEST_TABLE(variables_are_replaced_before_the_comparison) {
  RequestContext request = with("team-blue");
  request.set("aws:PrincipalTag/team", "blue");
  request.set_multivalued("aws:TagKeys", {"blue"});

  struct Row {
    const char* name;
    const char* op;
    const char* operand;
    bool holds;
  };

  const Row rows[] = {
      {"equals", "StringEquals", "team-${aws:PrincipalTag/team}", true},
      {"like", "StringLike", "*-${aws:principaltag/TEAM}", true},
      {"ignoring case", "StringEqualsIgnoreCase", "TEAM-${aws:PrincipalTag/team}", true},
      {"without value", "StringEquals", "${none}", false},
      // Trap 16: an unresolved variable and a negated operator.
      {"without value, negated", "StringNotEquals", "${none}", true},
      {"without value, not like", "StringNotLike", "*${none}*", true},
      {"default", "StringEquals", "${none, 'team-blue'}", true},
      // Capture: the presence of a multivalued key also blocks the default.
      {"multivalued", "StringEquals", "${aws:TagKeys, 'team-blue'}", false},
      {"multivalued, negated", "StringNotEquals", "${aws:TagKeys, 'team-blue'}", true},
      {"ignoring case, without value", "StringNotEqualsIgnoreCase", "${none}", true},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(holds(row.op, {row.operand}, request) == match_if(row.holds));
    }
  }
}

BOOST_AUTO_TEST_CASE(variables_are_literal_where_they_do_not_work) {
  const std::string_view variable = "${other}";
  RequestContext request = with(variable);
  request.set("other", "5");
  BOOST_TEST(holds("BinaryEquals", {variable}, request) == Match::Yes);
  BOOST_TEST(holds("StringEquals", {variable}, request, Effect::Allow, PolicyVersion::V2008) ==
             Match::Yes);
  request.set("key", "5");
  BOOST_TEST(holds("NumericEquals", {variable}, request) == Match::No);
  BOOST_TEST(holds("StringEquals", {variable}, request) == Match::Yes);
}

TEST_TABLE(what_is_not_known_stays_open) {
  RequestContext unknown;
  unknown.set_unknown("key", "nobody looked");
  for (const char* op : {"StringEquals",
                         "StringNotEquals",
                         "Bool",
                         "BoolIfExists",
                         "Null",
                         "ForAllValues:StringEquals",
                         "ArnLike",
                         "IpAddress"}) {
    if (table.row(op)) {
      BOOST_TEST(holds(op, {"x"}, unknown) == Match::Unknown);
      BOOST_TEST(holds(op, {"x"}, unknown, Effect::Deny) == Match::Unknown);
    }
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_variable_is_open_unless_another_operand_decides) {
  RequestContext request = with("arn:aws:s3:::b");
  request.set_unknown("u", "nobody looked");
  BOOST_TEST(holds("StringEquals", {"${u}"}, request) == Match::Unknown);
  BOOST_TEST(holds("StringNotEquals", {"${u}"}, request) == Match::Unknown);
  BOOST_TEST(holds("StringEquals", {"${u}", "arn:aws:s3:::b"}, request) == Match::Yes);
  BOOST_TEST(holds("StringNotEquals", {"${u}", "arn:aws:s3:::b"}, request) == Match::No);
  BOOST_TEST(holds("StringEquals", {"x${u}"}, request) == Match::No);
  BOOST_TEST(holds("ArnLike", {"arn:aws:s3:::${u}"}, request) == Match::Unknown);
}

BOOST_AUTO_TEST_CASE(an_unknown_text_is_open_where_case_is_ignored) {
  const std::string team = "team-" + make_unknown("the name of the team");
  BOOST_TEST(holds("StringEqualsIgnoreCase", {"Team-a"}, with(team)) == Match::Unknown);
  BOOST_TEST(holds("StringNotEqualsIgnoreCase", {"Team-a"}, with(team)) == Match::Unknown);
  RequestContext request = with("Team-a");
  request.set("team", team);
  BOOST_TEST(holds("StringEqualsIgnoreCase", {"${team}"}, request) == Match::Unknown);
}

// What it would mean is open: neither a yes nor a no.
BOOST_AUTO_TEST_CASE(an_operator_that_aws_does_not_know_is_open) {
  BOOST_TEST(holds("StringMatches", {"x"}, with("x")) == Match::Unknown);
  BOOST_TEST(holds("stringequals", {"x"}, with("x")) == Match::Unknown);
  BOOST_TEST(holds("StringMatches", {"x"}, {}) == Match::Unknown);
}

// Stored by AWS, and never tried: no page says what they do.
BOOST_AUTO_TEST_CASE(what_nobody_tried_is_open) {
  for (const char* op : {"StringEquals", "StringNotEquals", "Null", "StringLikeIfExists"}) {
    BOOST_TEST(holds(op, {}, with("a")) == Match::Unknown, op);
    BOOST_TEST(holds(op, {}, RequestContext()) == Match::Unknown, op);
  }
  constexpr const char* kDay = "2026-01-01T00:00:00Z";
  BOOST_TEST(holds("DateLessThan", {"2026-12-31t23:59:59z"}, with(kDay)) == Match::Unknown);
  BOOST_TEST(holds("DateLessThan", {"2026-12-31T"}, with(kDay)) == Match::Unknown);
  BOOST_TEST(holds("DateLessThan", {"2026-12-31T", "2027-01-01"}, with(kDay)) == Match::Yes);
  BOOST_TEST(holds("DateLessThan", {"2026-13-31T"}, with(kDay)) == Match::No);
  for (const char* op :
       {"ForAnyValue:StringEqualsIfExists", "ForAnyValue:StringNotEqualsIfExists"}) {
    BOOST_TEST(holds(op, {"a"}, RequestContext()) == Match::Unknown, op);
  }
  BOOST_TEST(holds("ForAllValues:StringEqualsIfExists", {"a"}, RequestContext()) == Match::Yes);
}

BOOST_AUTO_TEST_CASE(a_key_that_is_there_for_certain_is_not_absent) {
  RequestContext context;
  context.set_unknown("key", "nobody has said it", Carried::Surely);
  BOOST_TEST(holds("Null", {"true"}, context) == Match::No);
  BOOST_TEST(holds("Null", {"false"}, context) == Match::Yes);
  BOOST_TEST(holds("StringEqualsIfExists", {"a"}, context) == Match::Unknown);
  context.set_unknown("key", "not read");
  BOOST_TEST(holds("Null", {"true"}, context) == Match::Unknown);
}

TEST_TABLE(what_a_symbol_compares_as_is_open) {
  const std::string symbol = make_symbol("parameter Value");
  const std::string arn = "arn:aws:s3:::" + symbol;

  struct OpenRow {
    const char* name;
    const char* op;
    Values operands;
    std::string value;
    Match holds;
  };

  const std::vector<OpenRow> rows = {
      {"number", "NumericEquals", {symbol}, "1", Match::Unknown},
      {"number or a number", "NumericEquals", {symbol, "1"}, "1", Match::Yes},
      {"no number or a symbol", "NumericNotEquals", {symbol, "2"}, "1", Match::Unknown},
      {"no number at all", "NumericEquals", {symbol}, "x", Match::No},
      {"a symbol and a number", "NumericLessThan", {"1"}, symbol, Match::Unknown},
      {"date", "DateLessThan", {symbol}, "2030-01-01", Match::Unknown},
      {"bool", "Bool", {symbol}, "true", Match::Unknown},
      {"bool or true", "Bool", {symbol, "true"}, "true", Match::Yes},
      {"null", "Null", {symbol}, "x", Match::Unknown},
      {"null or false", "Null", {symbol, "false"}, "x", Match::Yes},
      {"bytes", "BinaryEquals", {symbol}, "YQ==", Match::Unknown},
      {"bytes or bytes", "BinaryEquals", {symbol, "YQ=="}, "YQ==", Match::Yes},
      {"network", "IpAddress", {symbol}, "192.0.2.1", Match::Unknown},
      {"not in a network", "NotIpAddress", {symbol}, "192.0.2.1", Match::Unknown},
      {"network or a network", "IpAddress", {symbol, "192.0.2.0/24"}, "192.0.2.1", Match::Yes},
      {"no address", "IpAddress", {symbol}, "x", Match::No},
      // Text compares as text.
      {"text", "StringEquals", {symbol}, "x", Match::No},
      {"the same text", "StringEquals", {symbol}, symbol, Match::Yes},
      {"not the same text", "StringNotEquals", {symbol}, "x", Match::Yes},
      {"like", "StringLike", {"x*"}, symbol, Match::Unknown},
      {"an ARN", "ArnLike", {arn}, "arn:aws:s3:::b", Match::No},
      {"the same ARN", "ArnLike", {arn}, arn, Match::Yes},
  };
  for (const OpenRow& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(holds(row.op, row.operands, with(row.value)) == row.holds);
    }
  }
}

BOOST_AUTO_TEST_CASE(one_value_is_tested_without_what_absence_adds) {
  ConditionEntry entry;
  entry.operator_name.text = "ForAllValues:StringNotEqualsIfExists";
  entry.key.text = "key";
  entry.values.push_back({"a", {}});
  const CompiledCondition condition = compile_condition(entry, PolicyVersion::V2012);
  BOOST_TEST(evaluate_value(condition, "a", {}, Effect::Allow) == Match::No);
  BOOST_TEST(evaluate_value(condition, "b", {}, Effect::Allow) == Match::Yes);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
