#include "engine/base/excerpt.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/base/visible.h"
#include "tests/support/build.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(base)
BOOST_AUTO_TEST_SUITE(excerpts)

namespace {

/// The line and, below, its marks.
std::string shown(const SourcePtr& source, Span span, std::size_t columns = 40) {
  const auto found = excerpt(Place{source, span}, columns);
  return found ? std::to_string(found->line) + " " + found->text + "\n  " +
                     std::string(found->indent, ' ') + std::string(found->marks, '^')
               : "-";
}

std::string shown(const std::string& text, Span span, std::size_t columns = 40) {
  return shown(test::source(text), span, columns);
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_marks_stand_under_the_place) {
  BOOST_TEST(shown("ab\ncdef\n", {4, 6}) == "2 cdef\n   ^^");
  BOOST_TEST(shown("ab\r\ncd", {0, 2}) == "1 ab\n  ^^");
  // Between two characters, at the end of a line, and at that of the text.
  BOOST_TEST(shown("abc", {1, 1}) == "1 abc\n   ^");
  BOOST_TEST(shown("abc\nd", {3, 3}) == "1 abc\n     ^");
  BOOST_TEST(shown("abc", {3, 9}) == "1 abc\n     ^");
}

BOOST_AUTO_TEST_CASE(of_several_lines_the_first_is_marked) {
  BOOST_TEST(shown("a {\n b\n}", {2, 8}) == "1 a {\n    ^");
}

BOOST_AUTO_TEST_CASE(nothing_is_shown_where_there_is_nothing_to_see) {
  BOOST_TEST(shown("", {0, 0}) == "-");
  BOOST_TEST(shown("a\n \t\n", {3, 3}) == "-");
}

BOOST_AUTO_TEST_CASE(columns_are_those_of_a_terminal) {
  BOOST_TEST(shown("\tab", {1, 2}) == "1     ab\n      ^");
  BOOST_TEST(shown("値段: x", {8, 9}) == "1 値段: x\n        ^");
  BOOST_TEST(shown("値段", {0, 6}) == "1 値段\n  ^^^^");
  BOOST_TEST(shown("é x", {3, 4}) == "1 é x\n    ^");
}

BOOST_AUTO_TEST_CASE(what_nobody_sees_is_written_out) {
  BOOST_TEST(shown(std::string("a\0b", 3), {1, 2}) == "1 a\\x00b\n   ^^^^");
  BOOST_TEST(shown("a\xFF"
                   "b",
                   {2, 3}) == "1 a\\xFFb\n       ^");
  BOOST_TEST(shown("a\u202Eb", {4, 5}) == "1 a\\u202Eb\n         ^");
  BOOST_TEST(visible("\x1b[31m") == "\\x1B[31m");
  BOOST_TEST(visible_in_quotes("abcdef", 3) == "\"abc...\"");
}

BOOST_AUTO_TEST_CASE(a_long_line_is_cut_around_the_place) {
  const std::string line = std::string(50, 'a') + "X" + std::string(50, 'b');
  BOOST_TEST(shown(line, {50, 51}, 20) == "1 ...aaaaaaaaaaXbbb...\n               ^");
  BOOST_TEST(shown(line, {0, 1}, 20) == "1 aaaaaaaaaaaaaaaaa...\n  ^");
  BOOST_TEST(shown(line, {101, 101}, 20) == "1 ...bbbbbbbbbb\n               ^");
  BOOST_TEST(shown(line, {50, 101}, 20) == "1 ...aaaaaaaaaaXbbb...\n               ^^^^^^^");
  BOOST_TEST(shown(std::string(20, 'a'), {19, 20}, 20) ==
             "1 " + std::string(20, 'a') + "\n" + std::string(21, ' ') + "^");
}

BOOST_AUTO_TEST_CASE(no_window_is_wider_than_asked_for) {
  std::string line;
  for (int i = 0; i < 40; ++i) {
    line += i % 3 == 0 ? "値" : i % 3 == 1 ? "\x01" : "x";
  }
  for (std::uint32_t at = 0; at <= line.size(); ++at) {
    for (const std::size_t columns : {12U, 20U, 33U}) {
      const auto found = excerpt(Place{test::source(line), {at, at + 30}}, columns);
      BOOST_REQUIRE(found);
      BOOST_TEST(visible(found->text, columns) == found->text);
      BOOST_TEST(found->indent + found->marks <= columns + 1);
    }
  }
}

// A line of NDJSON, and an element of an array in one line.
BOOST_AUTO_TEST_CASE(a_text_cut_out_of_another_shows_where_it_stood) {
  BOOST_TEST(shown(std::make_shared<const SourceText>("f", "{\"a\" 1}", Position{7, 1}), {4, 4}) ==
             "7 {\"a\" 1}\n      ^");
  BOOST_TEST(shown(std::make_shared<const SourceText>("f", "{\"a\" 1}", Position{7, 30}), {4, 4}) ==
             "7 ...{\"a\" 1}\n         ^");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
