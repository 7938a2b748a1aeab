#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/json/read.h"
#include "engine/json/writer.h"
#include "tests/support/build.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::json {

BOOST_AUTO_TEST_SUITE(json)
BOOST_AUTO_TEST_SUITE(read_yaml)

namespace {

DocumentPtr read_text(std::string text) {
  return test::value_of(remora::json::read_yaml(test::source(std::move(text), "test.yaml")));
}

Diagnostics errors_in(std::string text) {
  return test::errors_of(remora::json::read_yaml(test::source(std::move(text), "test.yaml")));
}

Diagnostics errors_within(const std::string& limit, std::string text) {
  return test::errors_of(remora::json::read_yaml(test::source_with(std::move(text), {limit})));
}

std::string as_json(const DocumentPtr& document) {
  return Writer(Writer::Style::Compact).value(document->root()).take();
}

std::string place(const Value& value) {
  const Position at = value.document().source()->position(value.span().begin);
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

}  // namespace

TEST_TABLE(yaml_says_the_same_as_its_json) {
  struct Row {
    const char* name;
    const char* yaml;
    const char* json;
  };

  const Row rows[] = {
      {"block",
       "a: x\nb:\n  - 1\n  - true\nc: {d: null}\n",
       R"({"a":"x","b":[1,true],"c":{"d":null}})"},
      {"quotes make text",
       "a: '1'\nb: \"true\"\nc: 'null'\n",
       R"({"a":"1","b":"true","c":"null"})"},
      {"dates are text", "Version: 2012-10-17\n", R"({"Version":"2012-10-17"})"},
      {"yes and no are text",
       "a: yes\nb: no\nc: on\nd: True\n",
       R"({"a":"yes","b":"no","c":"on","d":"True"})"},
      {"nothing is null", "a:\nb: ~\nc: null\n", R"({"a":null,"b":null,"c":null})"},
      {"numbers of the JSON schema", "- 0\n- -1\n- 2.5\n- 1e3\n", R"([0,-1,2.5,1e3])"},
      {"other numbers are text",
       "- 0x10\n- .5\n- +1\n- 1_000\n- .inf\n- 12ab\n- '-'\n",
       R"(["0x10",".5","+1","1_000",".inf","12ab","-"])"},
      {"keys are text", "1: a\ntrue: b\n", R"({"1":"a","true":"b"})"},
      {"ARNs need no quotes",
       "- arn:aws:s3:::b/*\n- config.amazonaws.com\n",
       R"(["arn:aws:s3:::b/*","config.amazonaws.com"])"},
      {"block text", "a: |\n  one\n  two\n", R"({"a":"one\ntwo\n"})"},
      {"folded text", "a: >-\n  one\n  two\n", R"({"a":"one two"})"},
      {"escapes", "a: \"\\u00e9\\n\"\nb: 'it''s'\n", "{\"a\":\"\xC3\xA9\\n\",\"b\":\"it's\"}"},
      {"flow", "{a: [1, {b: c}], 'd': e}", R"({"a":[1,{"b":"c"}],"d":"e"})"},
      {"comments", "# c\na: 1 # d\n", R"({"a":1})"},
      {"document start", "---\na: 1\n", R"({"a":1})"},
      {"a tag of text", "a: !!str 1\n", R"({"a":"1"})"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(as_json(read_text(row.yaml)) == row.json);
      BOOST_TEST(read_text(row.yaml)->yaml());
    }
  }
}

BOOST_AUTO_TEST_CASE(nodes_know_where_they_stand) {
  const DocumentPtr document = read_text("é: x\nb:\n  - 1\n  - {c: \"d\"}\nlast: true\n");
  const Value root = document->root();
  const auto members = root.members();
  BOOST_TEST(place(members[0].key) == "1:1");
  BOOST_TEST(place(members[0].value) == "1:4");
  BOOST_TEST(place(members[1].value.elements()[0]) == "3:5");
  BOOST_TEST(place(members[1].value.elements()[1]) == "4:5");
  BOOST_TEST(place(*members[1].value.elements()[1].find("c")) == "4:9");
  BOOST_TEST(place(members[2].key) == "5:1");
  BOOST_TEST(place(members[2].value) == "5:7");
  BOOST_TEST(document->source()->slice(members[2].value.span()) == "true");
}

// An account id without quotes is as good as a string in YAML, so its text counts.
BOOST_AUTO_TEST_CASE(a_number_keeps_its_text) {
  const DocumentPtr document = read_text("a: 012345678901\nb: 1.50\n");
  BOOST_TEST(document->root().find("a")->text() == "012345678901");
  BOOST_TEST(document->root().find("b")->text() == "1.50");
}

BOOST_AUTO_TEST_CASE(an_alias_repeats_what_it_names) {
  BOOST_TEST(as_json(read_text("a: &x {b: [1, 2]}\nc: *x\nd: [*x, *x]\n")) ==
             R"({"a":{"b":[1,2]},"c":{"b":[1,2]},"d":[{"b":[1,2]},{"b":[1,2]}]})");
  BOOST_TEST(as_json(read_text("a: &x text\nb: *x\n")) == R"({"a":"text","b":"text"})");
  BOOST_TEST(as_json(read_text("a: &x 5\nb: *x\nc: &y true\n")) == R"({"a":5,"b":5,"c":true})");
}

// An alias as a key stood in the document with all that it names, of which the rest was taken for
// values.
TEST_TABLE(an_alias_is_a_key_only_if_it_names_a_scalar) {
  if (table.row("a text and a number")) {
    BOOST_TEST(as_json(read_text("a: &x text\n*x : 1\n")) == R"({"a":"text","text":1})");
    BOOST_TEST(as_json(read_text("a: &x 5\n*x : 1\n")) == R"({"a":5,"5":1})");
  }
  for (const char* text :
       {"a: &x [1, 2]\n*x : 1\n", "a: &x {b: c}\n*x : 1\n", "[&x [1], {*x : 2}]\n"}) {
    if (table.row(text)) {
      const Diagnostics errors = errors_in(text);
      BOOST_REQUIRE(errors.size() == 1U);
      BOOST_TEST(errors[0].code == "yaml-key");
    }
  }
}

BOOST_AUTO_TEST_CASE(an_alias_to_something_around_it_is_an_error) {
  BOOST_TEST(errors_in("&x [*x]\n").size() == 1U);
  BOOST_TEST(errors_in("a: &x {b: {c: *x}}\n").size() == 1U);
  BOOST_TEST(errors_in("a: *nothing\n").size() == 1U);
}

BOOST_AUTO_TEST_CASE(aliases_that_multiply_are_stopped) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 9; ++j) {
      bomb += (j == 0 ? "" : ", ") + before;
    }
    bomb += "]\n";
  }
  const Diagnostics errors = errors_within("yaml-repeats=100000", bomb);
  BOOST_REQUIRE(errors.size() == 1U);
  BOOST_TEST(errors[0].message.find("alias") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(nesting_ends_at_the_limit) {
  BOOST_TEST(errors_within("depth=3", "[[[1]]]").empty());
  BOOST_TEST(errors_within("depth=3", "[[[[1]]]]").size() == 1U);
  BOOST_TEST(errors_within("depth=3", "a:\n  b:\n    c:\n      d: 1\n").size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_tower_is_refused_quietly) {
  BOOST_TEST(errors_in(std::string(20'000, '[')).size() == 1U);
  std::string blocks;
  for (int i = 0; i < 2000; ++i) {
    blocks += "- ";
  }
  BOOST_TEST(errors_in(blocks).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_text_beyond_the_limit_is_not_read) {
  BOOST_TEST(errors_within("file-bytes=4", "a: 12").size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_key_that_stands_twice_is_an_error) {
  const Diagnostics errors = errors_in("a: 1\nb: 2\na: 3\n");
  BOOST_REQUIRE(errors.size() == 1U);
  BOOST_TEST(test::place_of(errors[0]) == "3:1");
}

BOOST_AUTO_TEST_CASE(a_key_must_be_text) {
  BOOST_TEST(errors_in("? [a]\n: 1\n").size() == 1U);
  BOOST_TEST(errors_in("? {a: b}\n: 1\n").size() == 1U);
}

TEST_TABLE(malformed_text_is_reported_in_its_line) {
  struct Row {
    const char* name;
    const char* text;
    const char* line;
  };

  const Row rows[] = {
      {"tab", "a: 1\n\tb: 2\n", "2:"},
      {"open quote", "a: 1\nb: \"x", "2:"},
      {"open bracket", "a: 1\nb: [1, 2\n", ""},
      {"indentation", "a: 1\n  b: 2\n", "2:"},
      {"unknown escape", "a: 1\nb: \"\\q\"\n", "2:"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const Diagnostics errors = errors_in(row.text);
      BOOST_REQUIRE(!errors.empty());
      BOOST_TEST(test::place_of(errors[0]).starts_with(row.line));
    }
  }
}

BOOST_AUTO_TEST_CASE(no_text_is_an_error) {
  BOOST_TEST(errors_in("").size() == 1U);
  BOOST_TEST(errors_in("# nothing\n").size() == 1U);
}

BOOST_AUTO_TEST_CASE(no_cut_off_text_crashes) {
  const std::string whole =
      "a: &x {b: [1, 'two', \"th\\u00e9ree\"], c: ~}\nd: *x\ne: |\n  block\n  text\nf:\n  - "
      "g: >-\n      h\n    \"i\": !!str 5\n# end\n";
  BOOST_REQUIRE(errors_in(whole).empty());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const SourcePtr source = test::source(whole.substr(0, size));
    const auto result = remora::json::read_yaml(source);
    if (!result) {
      BOOST_TEST(!result.error().diagnostics.empty());
      for (const Diagnostic& error : result.error().diagnostics) {
        BOOST_TEST(error.place.source == source);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::json
