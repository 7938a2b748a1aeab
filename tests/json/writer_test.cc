#include "engine/json/writer.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/table.h"

namespace remora::json {

BOOST_AUTO_TEST_SUITE(json)
BOOST_AUTO_TEST_SUITE(writer)

namespace {

std::string rewritten(const std::string& text, Writer::Style style) {
  return Writer(style).value(test::document(text)->root()).take();
}

}  // namespace

TEST_TABLE(a_string_is_escaped) {
  struct Row {
    const char* name;
    std::string_view text;
    const char* written;
  };

  const Row rows[] = {
      {"plain", "abc", R"("abc")"},
      {"quote and backslash", "a\"b\\c", R"("a\"b\\c")"},
      {"line ends and tab", "\n\r\t", R"("\n\r\t")"},
      {"control characters", std::string_view("\0\x1f", 2), R"("\u0000\u001f")"},
      {"slash stays", "a/b", R"("a/b")"},
      {"characters beyond ASCII stay", "é😀", "\"é😀\""},
      {"invalid UTF-8 is replaced",
       "a\xFF"
       "b",
       "\"a\xEF\xBF\xBD"
       "b\""},
      {"cut off UTF-8 is replaced", "a\xC3", "\"a\xEF\xBF\xBD\""},
      {"empty", "", R"("")"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(quoted(row.text) == row.written);
      BOOST_TEST(Writer(Writer::Style::Compact).string(row.text).take() == row.written);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_single_byte_makes_a_string_that_can_be_read) {
  for (int i = 0; i < 256; ++i) {
    const std::string text(1, static_cast<char>(i));
    const auto read = remora::json::read_json(test::source(quoted(text)));
    BOOST_TEST_CONTEXT("byte " << i) {
      BOOST_REQUIRE(read);
      BOOST_TEST((*read)->root().text() == (i < 0x80 ? text : "\xEF\xBF\xBD"));
    }
  }
}

BOOST_AUTO_TEST_CASE(compact_json_has_no_blanks) {
  Writer writer(Writer::Style::Compact);
  writer.begin_object().member("a", "x").member("b", std::int64_t{-5}).member("c", true);
  writer.key("d").begin_array().null().string("y").begin_object().end_object().end_array();
  writer.end_object();
  BOOST_TEST(writer.text() == R"({"a":"x","b":-5,"c":true,"d":[null,"y",{}]})");
}

BOOST_AUTO_TEST_CASE(indented_json_takes_two_blanks_a_level) {
  Writer writer(Writer::Style::Indented);
  writer.begin_object().member("a", "x").key("b").begin_array().number(1).number(2).end_array();
  writer.key("c").begin_object().end_object().end_object();
  BOOST_TEST(writer.take() ==
             "{\n  \"a\": \"x\",\n  \"b\": [\n    1,\n    2\n  ],\n  \"c\": {}\n}");
}

BOOST_AUTO_TEST_CASE(numbers_reach_their_limits) {
  Writer writer(Writer::Style::Compact);
  writer.begin_array().number(INT64_MIN).number(INT64_MAX).end_array();
  BOOST_TEST(writer.text() == "[-9223372036854775808,9223372036854775807]");
}

BOOST_AUTO_TEST_CASE(raw_json_takes_its_place_among_the_members) {
  Writer writer(Writer::Style::Compact);
  writer.begin_array().number(1).raw("{\"x\":2}").number(3).end_array();
  BOOST_TEST(writer.text() == R"([1,{"x":2},3])");
}

BOOST_AUTO_TEST_CASE(what_is_read_is_written_again) {
  const std::string compact =
      R"({"z":[1,-2.50,1e3,[],{}],"a":{"é":"line\n\"q\" \\ / 😀"},"t":true,"f":false,"n":null,"":""})";
  BOOST_TEST(rewritten(compact, Writer::Style::Compact) == compact);
  const std::string indented = rewritten(compact, Writer::Style::Indented);
  BOOST_TEST(rewritten(indented, Writer::Style::Indented) == indented);
  BOOST_TEST(rewritten(indented, Writer::Style::Compact) == compact);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::json
