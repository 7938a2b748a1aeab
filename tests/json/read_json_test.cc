#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/json/read.h"
#include "tests/support/build.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::json {

BOOST_AUTO_TEST_SUITE(json)
BOOST_AUTO_TEST_SUITE(read_json)

namespace {

DocumentPtr read_text(std::string text) {
  return test::value_of(remora::json::read_json(test::source(std::move(text))));
}

Diagnostics errors_in(std::string text) {
  return test::errors_of(remora::json::read_json(test::source(std::move(text))));
}

Diagnostics errors_within(const std::string& limit, std::string text) {
  return test::errors_of(remora::json::read_json(test::source_with(std::move(text), {limit})));
}

std::string place(const Value& value) {
  const Position at = value.document().source()->position(value.span().begin);
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::string written(const Value& value) {
  return std::string(value.document().source()->slice(value.span()));
}

}  // namespace

TEST_TABLE(every_node_knows_where_it_stands) {
  const DocumentPtr document = read_text(R"({
  "a" : [ 1, -2.5e+3 ,true],
  "é": "\u00e9\n\"x",
    "n":null , "o":{ },
  "deep": {"x": [[ "😀" , false ]], "y": 0}
})");
  const Value root = document->root();

  struct Row {
    const char* name;
    Value value;
    Kind kind;
    const char* place;
    const char* written;
    const char* text;
  };

  const Value a = *root.find("a");
  const Value deep = *root.find("deep");
  const Value x = deep.find("x")->elements().front();
  const std::vector<Row> rows = {
      {"array", a, Kind::Array, "2:9", "[ 1, -2.5e+3 ,true]", ""},
      {"number before a comma", a.elements()[0], Kind::Number, "2:11", "1", "1"},
      {"number before a blank", a.elements()[1], Kind::Number, "2:14", "-2.5e+3", "-2.5e+3"},
      {"boolean before a bracket", a.elements()[2], Kind::Bool, "2:23", "true", "true"},
      {"key", root.members()[0].key, Kind::String, "2:3", "\"a\"", "a"},
      {"key of two bytes", root.members()[1].key, Kind::String, "3:3", "\"é\"", "é"},
      {"string with escapes",
       *root.find("é"),
       Kind::String,
       "3:8",
       R"("\u00e9\n\"x")",
       "\xC3\xA9\n\"x"},
      {"null", *root.find("n"), Kind::Null, "4:9", "null", "null"},
      {"empty object", *root.find("o"), Kind::Object, "4:20", "{ }", ""},
      {"nested object", deep, Kind::Object, "5:11", R"({"x": [[ "😀" , false ]], "y": 0})", ""},
      {"array in an array", x, Kind::Array, "5:18", R"([ "😀" , false ])", ""},
      {"string of four bytes", x.elements()[0], Kind::String, "5:20", "\"😀\"", "😀"},
      {"behind four bytes", x.elements()[1], Kind::Bool, "5:26", "false", "false"},
      {"number before a brace", *deep.find("y"), Kind::Number, "5:41", "0", "0"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(row.value.kind() == row.kind);
      BOOST_TEST(place(row.value) == row.place);
      BOOST_TEST(written(row.value) == row.written);
      if (row.kind != Kind::Null) {
        BOOST_TEST(row.value.text() == row.text);
      }
    }
  }
  if (table.row("the whole")) {
    BOOST_TEST(root.span().begin == 0U);
    BOOST_TEST(root.span().end == document->source()->text().size());
  }
}

BOOST_AUTO_TEST_CASE(members_keep_their_order) {
  const DocumentPtr document = read_text(R"({"z": 1, "a": {"k": [1, 2]}, "m": 3})");
  const std::vector<Member> members = document->root().members();
  BOOST_REQUIRE(members.size() == 3U);
  BOOST_TEST(members[0].key.text() == "z");
  BOOST_TEST(members[1].key.text() == "a");
  BOOST_TEST(members[2].key.text() == "m");
}

BOOST_AUTO_TEST_CASE(names_are_found_in_exact_case) {
  const DocumentPtr document = read_text(R"({"Effect": "Allow", "effect": 1})");
  BOOST_TEST(document->root().find("effect")->kind() == Kind::Number);
  BOOST_TEST(!document->root().find("EFFECT").has_value());
  BOOST_TEST(!document->root().find("Effect")->find("x").has_value());
}

// AWS compares what was written, so 01 in a string and 1e0 must not become 1.
TEST_TABLE(numbers_keep_their_spelling) {
  for (const char* number : {"0",
                             "-0",
                             "1.50",
                             "1E5",
                             "9007199254740993",
                             "123456789012345678901234567890",
                             "0.1000000000000000055511151231257827"}) {
    if (table.row(number)) {
      BOOST_TEST(read_text("[" + std::string(number) + "]")->root().elements()[0].text() == number);
      BOOST_TEST(read_text(number)->root().text() == number);
    }
  }
}

TEST_TABLE(escapes_are_decoded) {
  struct Row {
    const char* written;
    std::string_view text;
  };

  const Row rows[] = {
      {R"("\b\f\n\r\t\/\\\"")", "\b\f\n\r\t/\\\""},
      {R"("\u0041")", "A"},
      {R"("\ud83d\ude00")", "😀"},
      {R"("\u0000")", std::string_view("\0", 1)},
      {R"("")", ""},
      {R"("${aws:username}")", "${aws:username}"},
  };
  for (const Row& row : rows) {
    if (table.row(row.written)) {
      BOOST_TEST(read_text(row.written)->root().text() == row.text);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_key_that_stands_twice_is_reported_at_its_second_place) {
  const Diagnostics errors = errors_in("{\"a\": 1,\n \"b\": {\"x\": 1, \"x\": 2},\n \"a\": 3}");
  BOOST_REQUIRE(errors.size() == 2U);
  BOOST_TEST(test::place_of(errors[0]) == "2:16");
  BOOST_TEST(errors[0].message.find("\"x\"") != std::string::npos);
  BOOST_TEST(test::place_of(errors[1]) == "3:2");
  BOOST_TEST(errors[1].hint.find("line 1") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_key_that_is_spelled_with_escapes_is_the_same_key) {
  BOOST_TEST(errors_in(R"({"Effect": 1, "\u0045ffect": 2})").size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_same_key_in_different_objects_is_fine) {
  BOOST_TEST(errors_in(R"([{"a": 1}, {"a": {"a": 2}}])").empty());
}

BOOST_AUTO_TEST_CASE(nesting_ends_at_the_limit) {
  BOOST_TEST(errors_within("depth=3", "[[[1]]]").empty());
  const Diagnostics errors = errors_within("depth=3", "[[[\n[1]]]]");
  BOOST_REQUIRE(errors.size() == 1U);
  BOOST_TEST(test::place_of(errors[0]) == "2:1");
}

BOOST_AUTO_TEST_CASE(a_tower_of_brackets_is_refused_quietly) {
  BOOST_TEST(errors_in(std::string(1'000'000, '[')).size() == 1U);
  std::string objects;
  for (int i = 0; i < 100'000; ++i) {
    objects += "{\"a\":";
  }
  BOOST_TEST(errors_in(objects).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_text_beyond_the_limit_is_not_read) {
  BOOST_TEST(errors_within("file-bytes=4", "[1]").empty());
  BOOST_TEST(errors_within("file-bytes=4", "[123]").size() == 1U);
}

BOOST_AUTO_TEST_CASE(every_cut_off_text_is_an_error_with_a_place) {
  const std::string whole =
      "{\n \"Version\": \"2012-10-17\",\n \"n\": [-12.5e3, true, false, null],\n \"é\\u00e9\": "
      "{\"😀\": {}}\n}";
  BOOST_REQUIRE(errors_in(whole).empty());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string text = whole.substr(0, size);
    const SourcePtr source = test::source(text);
    const auto result = remora::json::read_json(source);
    BOOST_TEST_CONTEXT("the first " << size << " bytes") {
      BOOST_REQUIRE(!result);
      BOOST_REQUIRE(test::errors_of(result).size() == 1U);
      const Diagnostic& error = result.error().diagnostics[0];
      BOOST_TEST(error.place.source == source);
      BOOST_TEST(error.place.span.begin <= error.place.span.end);
      BOOST_TEST(error.place.span.begin <= size);
      BOOST_TEST(!error.message.empty());
    }
  }
}

TEST_TABLE(malformed_text_is_reported_where_it_stands) {
  struct Row {
    const char* name;
    std::string text;
    const char* place;
  };

  const std::vector<Row> rows = {
      {"empty", "", "1:1"},
      {"blank", " \n ", "2:2"},
      {"trailing text", "{}\n x", "2:2"},
      {"second value", "[1]\n[2]", "2:1"},
      {"trailing comma", "[1,\n]", "1:3"},
      {"comma in an object", "{\"a\": 1,\n }", "1:8"},
      {"single quotes", "{\n 'a': 1}", "2:2"},
      {"no quotes", "{a: 1}", "1:2"},
      {"no colon", "{\"a\"\n 1}", "1:5"},
      {"comment", "{\n // x\n}", "2:2"},
      {"wrong bracket", "[1\n}", "2:1"},
      {"word", "{\"a\":\n tru}", "2:2"},
      {"last comma of a statement", "[\n{\"Effect\": \"Allow\",}]", "2:19"},
      {"tail of an array", "]", "1:1"},
      {"end in an object", "{\n", "1:2"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const Diagnostics errors = errors_in(row.text);
      BOOST_REQUIRE(errors.size() == 1U);
      BOOST_TEST(test::place_of(errors[0]) == row.place);
      BOOST_TEST(errors[0].message.find("[json.exception") == std::string::npos);
    }
  }
}

TEST_TABLE(other_malformed_texts_are_errors) {
  for (const char* text :
       {"01",      "+1",        "1.",          ".5",          "1e",       "- 1",
        "0x10",    "NaN",       "Infinity",    "nul",         "True",     "\"a",
        "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\udc00\"", "\"a\tb\"", "\"a\nb\"",
        "{1: 2}",  "[1 2]",     "{,}",         "[,1]"}) {
    if (table.row(text)) {
      const Diagnostics errors = errors_in(text);
      BOOST_TEST(errors.size() == 1U);
    }
  }
}

BOOST_AUTO_TEST_CASE(invalid_utf8_is_named_as_such) {
  for (const char* text : {"{\"a\":\n \"\xFF\"}",
                           "{\"a\":\n \"\xC3(\"}",
                           "{\"a\":\n \"\xED\xA0\x80\"}",
                           "{\"a\":\n \"\xF5\x80\x80\x80\"}",
                           "{\"a\":\n \"\xC0\x80\"}"}) {
    const Diagnostics errors = errors_in(text);
    BOOST_REQUIRE(errors.size() == 1U);
    BOOST_TEST(errors[0].message.find("UTF-8") != std::string::npos);
    BOOST_TEST(test::place_of(errors[0]).starts_with("2:"));
  }
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_is_no_part_of_the_document) {
  const DocumentPtr document = read_text("\xEF\xBB\xBF{\"a\": 1}");
  BOOST_TEST(written(document->root()) == "{\"a\": 1}");
  BOOST_TEST(written(document->root().members()[0].key) == "\"a\"");
  BOOST_TEST(document->root().find("a")->text() == "1");
}

BOOST_AUTO_TEST_CASE(a_nul_byte_is_an_error) {
  BOOST_TEST(errors_in(std::string("{\"a\":\0 1}", 9)).size() == 1U);
  BOOST_TEST(errors_in(std::string("\0", 1)).size() == 1U);
}

BOOST_AUTO_TEST_CASE(scalars_are_documents_too) {
  BOOST_TEST(read_text("\"x\"")->root().text() == "x");
  BOOST_TEST(read_text(" null ")->root().is_null());
  BOOST_TEST(read_text("true")->root().kind() == Kind::Bool);
}

BOOST_AUTO_TEST_CASE(an_opening_bracket_makes_it_json) {
  BOOST_TEST(!remora::json::read(test::source(" \n{\"a\": 1}")).value()->yaml());
  BOOST_TEST(!remora::json::read(test::source("\xEF\xBB\xBF[1]")).value()->yaml());
  BOOST_TEST(remora::json::read(test::source("a: 1")).value()->yaml());
  BOOST_TEST(remora::json::read(test::source("- 1")).value()->yaml());
  BOOST_TEST(test::errors_of(remora::json::read(test::source(""))).size() == 1U);
  BOOST_TEST(test::errors_of(remora::json::read(test::source(" \n"))).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::json
