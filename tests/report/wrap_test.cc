#include "engine/report/wrap.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(report)
BOOST_AUTO_TEST_SUITE(wrap)

TEST_TABLE(text_breaks_between_words) {
  struct Row {
    const char* name;
    const char* text;
    std::size_t indent;
    std::size_t width;
    const char* wrapped;
  };

  const Row rows[] = {
      {"short", "one two", 0, 20, "one two"},
      {"exactly", "one two", 0, 7, "one two"},
      {"Japanese breaks between its characters, each of two columns",
       "設定レコーダー",
       0,
       8,
       "設定レ\nコーダー"},
      {"no mark ends up at the beginning of a line", "設定する。次に", 0, 8, "設定す\nる。次に"},
      {"nor an opening one at the end", "設定(必須)", 0, 5, "設定\n(必\n須)"},
      {"an ARN in Japanese stays whole",
       "鍵は arn:aws:s3:::logs です",
       0,
       10,
       "鍵は\narn:aws:s3:::logs\nです"},
      {"one too many", "one two", 0, 6, "one\ntwo"},
      {"indented", "one two three", 2, 9, "one two\n  three"},
      {"a long word stays whole",
       "a arn:aws:s3:::a-very-long-name b",
       0,
       10,
       "a\narn:aws:s3:::a-very-long-name\nb"},
      {"indent beyond the width", "one two", 30, 10, "one\n                              two"},
      {"empty", "", 4, 10, ""},
      {"wide characters count two", "日本 日本", 0, 8, "日本 日\n本"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(remora::report::wrap(row.text, row.indent, row.width) == row.wrapped);
    }
  }
}

BOOST_AUTO_TEST_CASE(padding_fills_up_and_never_cuts) {
  BOOST_TEST(remora::report::pad("ab", 4) == "ab  ");
  BOOST_TEST(remora::report::pad("abcd", 4) == "abcd");
  BOOST_TEST(remora::report::pad("abcde", 4) == "abcde");
  BOOST_TEST(remora::report::pad("日", 4) == "日  ");
  BOOST_TEST(remora::report::pad("", 2) == "  ");
}

BOOST_AUTO_TEST_CASE(every_line_is_indented) {
  BOOST_TEST(remora::report::indent_lines("a\nb", 2) == "  a\n  b\n");
  BOOST_TEST(remora::report::indent_lines("a\n", 2) == "  a\n");
  BOOST_TEST(remora::report::indent_lines("", 2).empty());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
