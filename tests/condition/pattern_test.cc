#include "engine/condition/pattern.h"

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(condition)
BOOST_AUTO_TEST_SUITE(pattern)

namespace {

Match match(std::string_view pattern,
            std::string_view text,
            const RequestContext& context = {},
            PatternSyntax syntax = {}) {
  return Pattern(pattern, syntax).matches(text, context);
}

}  // namespace

// docs/semantics/resources.md; capture of AWS, condition_strings.
TEST_TABLE(wildcards_cross_every_character) {
  struct Row {
    const char* pattern;
    const char* text;
    bool matches;
  };

  const Row rows[] = {
      {"", "", true},
      {"", "x", false},
      {"*", "", true},
      {"*", "a/b:c", true},
      {"**", "ab", true},
      {"arn:aws:s3:::b/*", "arn:aws:s3:::b/", true},
      {"arn:aws:s3:::b/*", "arn:aws:s3:::b/x/y/z", true},
      {"arn:aws:s3:::b/*", "arn:aws:s3:::b", false},
      {"arn:aws:s3:::b*", "arn:aws:s3:::b-other/x", true},
      {"arn:aws:s3:::b*", "arn:aws:s3:::b:suffix/x", true},
      {"a*z", "a/b/c:d/z", true},
      {"a*z", "a/b/c:d/zz", true},
      {"a*z", "a/b/c:d/zy", false},
      {"a?c", "a/c", true},
      {"a?c", "a:c", true},
      {"a?c", "ac", false},
      {"?*?", "ab", true},
      {"?*?", "a", false},
      {"*ab*ab*", "xabyab", true},
      {"*ab*ab*", "xaby", false},
      {"ABC", "abc", false},
      {"[a-z]", "b", false},
      {"[a-z]", "[a-z]", true},
      {"\\*", "*", false},
      {"\\*", "\\x", true},
      {"a\nb", "a\nb", true},
  };
  for (const Row& row : rows) {
    if (table.row('"', row.pattern, "\" on \"", row.text, '"')) {
      BOOST_TEST(match(row.pattern, row.text) == match_if(row.matches));
    }
  }
}

// Capture of AWS, condition_strings: `?` is one UTF-16 unit, a supplementary character needs two.
TEST_TABLE(a_question_mark_is_one_utf16_unit) {
  struct Row {
    const char* pattern;
    const char* text;
    bool matches;
  };

  const Row rows[] = {
      {"?", "\u00E9", true},
      {"??", "\u00E9", false},
      {"?", "\u65E5", true},
      {"?", "\U0001F600", false},
      {"??", "\U0001F600", true},
      {"???", "\U0001F600", false},
      {"a??b", "a\U0001F600b", true},
      {"*?", "\U0001F600", true},
      {"*", "\U0001F600", true},
      {"*\u00E9", "\U0001F600\u00E9", true},
      {"?*", "\U0001F600\u00E9", true},
  };
  for (const Row& row : rows) {
    if (table.row(row.pattern, " on ", row.text)) {
      BOOST_TEST(match(row.pattern, row.text) == match_if(row.matches));
    }
  }
}

BOOST_AUTO_TEST_CASE(without_wildcards_stars_are_themselves) {
  const PatternSyntax literal{false, true};
  BOOST_TEST(match("a*", "a*", {}, literal) == Match::Yes);
  BOOST_TEST(match("a*", "ab", {}, literal) == Match::No);
  BOOST_TEST(match("?", "x", {}, literal) == Match::No);
}

// docs/semantics/variables.md.
TEST_TABLE(variables_stand_for_the_requests_value) {
  const RequestContext context = test::context(
      {{"aws:username", "ann"}, {"aws:PrincipalTag/team", "a*b"}, {"empty", ""}, {"colon", "x:y"}});

  struct Row {
    const char* name;
    const char* pattern;
    const char* text;
    bool matches;
  };

  const Row rows[] = {
      {"value", "home/${aws:username}/*", "home/ann/x", true},
      {"other value", "home/${aws:username}/*", "home/bob/x", false},
      {"name in another case", "${AWS:UserName}", "ann", true},
      {"wildcard in the value is literal", "${aws:PrincipalTag/team}", "axb", false},
      {"the literal value", "${aws:PrincipalTag/team}", "a*b", true},
      {"empty value", "[${empty}]", "[]", true},
      {"twice", "${aws:username}-${aws:username}", "ann-ann", true},
      {"default is not used", "${aws:username, 'x'}", "x", false},
      {"value instead of the default", "${aws:username, 'x'}", "ann", true},
      {"default", "${none, 'dflt'}", "dflt", true},
      {"empty default", "[${none, ''}]", "[]", true},
      {"wildcards in a default are literal", "${none, '*'}", "x", false},
      {"the literal default", "${none, '*'}", "*", true},
      {"default with a quote", "${none, 'it's'}", "it's", true},
      {"no value, no default", "${none}", "", false},
      {"no value between stars", "*${none}*", "anything", false},
      {"default without a blank is a name", "${none,'x'}", "x", false},
      {"default without quotes is a name", "${none, x}", "x", false},
      {"escaped star", "a${*}b", "a*b", true},
      {"escaped star is literal", "a${*}b", "axb", false},
      {"escaped question mark", "${?}", "?", true},
      {"escaped question mark is literal", "${?}", "x", false},
      {"escaped dollar", "${$}{x}", "${x}", true},
      {"not closed", "${aws:username", "${aws:username", true},
      {"dollar alone", "a$b", "a$b", true},
      {"without braces", "$aws:username", "$aws:username", true},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(match(row.pattern, row.text, context) == match_if(row.matches));
    }
  }
}

// docs/semantics/language.md: in 2008 `${...}` is literal text, `${*}`, `${?}` and `${$}` included.
BOOST_AUTO_TEST_CASE(the_rules_of_2008_know_no_variables) {
  const RequestContext context = test::context({{"aws:username", "ann"}});
  const PatternSyntax old{true, false};
  BOOST_TEST(match("${aws:username}", "ann", context, old) == Match::No);
  BOOST_TEST(match("${aws:username}", "${aws:username}", context, old) == Match::Yes);
  BOOST_TEST(match("${$}", "${$}", context, old) == Match::Yes);
  BOOST_TEST(match("${$}", "$", context, old) == Match::No);
  BOOST_TEST(match("${*}", "${x}", context, old) == Match::Yes);  // the star is a wildcard
  BOOST_TEST(!Pattern("${aws:username}", old).has_variables());
}

// Capture of AWS, condition_sets: a multivalued key cannot expand, and keeps the default out.
BOOST_AUTO_TEST_CASE(a_multivalued_key_is_no_value) {
  RequestContext context;
  context.set_multivalued("aws:TagKeys", {"a"});
  BOOST_TEST(match("${aws:TagKeys}", "a", context) == Match::No);
  BOOST_TEST(match("${aws:TagKeys, 'x'}", "x", context) == Match::No);
  BOOST_TEST(match("${aws:TagKeys, 'x'}", "a", context) == Match::No);
}

TEST_TABLE(an_unknown_value_is_open_unless_the_rest_decides) {
  RequestContext context;
  context.set_unknown("key", "nobody looked");

  struct Row {
    const char* name;
    const char* pattern;
    const char* text;
    Match match;
  };

  const Row rows[] = {
      {"alone", "${key}", "x", Match::Unknown},
      {"could be empty", "${key}", "", Match::Unknown},
      {"prefix fits", "a/${key}/b", "a/x/b", Match::Unknown},
      {"prefix does not", "a/${key}", "b/x", Match::No},
      {"suffix does not", "${key}/b", "x/c", Match::No},
      {"a default does not help", "${key, 'x'}", "x", Match::Unknown},
      {"a variable without value decides", "${key}${none}", "x", Match::No},
      {"... in either order", "${none}${key}", "x", Match::No},
      {"among wildcards", "*${key}*", "x", Match::Unknown},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(match(row.pattern, row.text, context) == row.match);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_long_pattern_is_matched_like_a_short_one) {
  // More pieces than stand on the stack.
  std::string pattern;
  std::string text;
  for (int i = 0; i < 40; ++i) {
    pattern += "${k}?-";
    text += "vx-";
  }
  const RequestContext context = test::context({{"k", "v"}});
  BOOST_TEST(match(pattern, text, context) == Match::Yes);
  BOOST_TEST(match(pattern, text + "-", context) == Match::No);
}

BOOST_AUTO_TEST_CASE(many_stars_do_not_backtrack_exponentially) {
  std::string pattern;
  for (int i = 0; i < 60; ++i) {
    pattern += "*a";
  }
  BOOST_TEST(match(pattern + "b", std::string(2000, 'a')) == Match::No);
}

BOOST_AUTO_TEST_CASE(everything_that_matches_begins_with_the_literal_prefix) {
  BOOST_TEST(Pattern("arn:aws:s3:::b/*", {}).literal_prefix() == "arn:aws:s3:::b/");
  BOOST_TEST(Pattern("a${*}b?c", {}).literal_prefix() == "a*b");
  BOOST_TEST(Pattern("home/${aws:username}", {}).literal_prefix() == "home/");
  BOOST_TEST(Pattern("*", {}).literal_prefix().empty());
  BOOST_TEST(Pattern("abc", {}).literal_prefix() == "abc");
}

BOOST_AUTO_TEST_CASE(only_stars_match_everything) {
  BOOST_TEST(Pattern("*", {}).matches_everything());
  BOOST_TEST(Pattern("**", {}).matches_everything());
  BOOST_TEST(!Pattern("*", {false, true}).matches_everything());
  BOOST_TEST(!Pattern("a*", {}).matches_everything());
  BOOST_TEST(!Pattern("${*}", {}).matches_everything());
  BOOST_TEST(!Pattern("", {}).matches_everything());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
