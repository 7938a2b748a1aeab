#include "engine/base/source_text.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(base)
BOOST_AUTO_TEST_SUITE(source_text)

TEST_TABLE(columns_count_characters_and_lines_end_at_line_feeds) {
  // "é" has two bytes, the emoji four.
  const SourceText text("f",
                        "a\xC3\xA9z\n\nb\xF0\x9F\x98\x80"
                        "c\r\nend");

  struct Row {
    const char* name;
    std::uint32_t offset;
    Position position;
  };

  const Row rows[] = {
      {"first character", 0, {1, 1}},
      {"before the two bytes", 1, {1, 2}},
      {"behind the two bytes", 3, {1, 3}},
      {"at the line end", 4, {1, 4}},
      {"empty line", 5, {2, 1}},
      {"third line", 6, {3, 1}},
      {"behind the four bytes", 11, {3, 3}},
      {"carriage return is in its line", 12, {3, 4}},
      {"last line", 14, {4, 1}},
      {"end of text", 17, {4, 4}},
      {"past the end", 1000, {4, 4}},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(text.position(row.offset) == row.position);
    }
  }
}

BOOST_AUTO_TEST_CASE(an_empty_text_begins_where_every_text_does) {
  const SourceText text("f", "");
  BOOST_TEST(text.position(0) == (Position{1, 1}));
  BOOST_TEST(text.position(7) == (Position{1, 1}));
  BOOST_TEST(text.line(1).empty());
}

BOOST_AUTO_TEST_CASE(a_piece_of_a_longer_text_counts_from_where_it_stood) {
  const SourceText text("f", "ab\ncd", Position{7, 5});
  BOOST_TEST(text.position(0) == (Position{7, 5}));
  BOOST_TEST(text.position(1) == (Position{7, 6}));
  // Only the first line was cut out of a longer one.
  BOOST_TEST(text.position(3) == (Position{8, 1}));
  BOOST_TEST(text.line(7) == "ab");
  BOOST_TEST(text.line(8) == "cd");
  BOOST_TEST(text.line(1).empty());
  BOOST_TEST(text.line(9).empty());
}

BOOST_AUTO_TEST_CASE(a_line_comes_without_its_line_end) {
  const SourceText text("f", "one\r\ntwo\n\nfour");
  BOOST_TEST(text.line(1) == "one");
  BOOST_TEST(text.line(2) == "two");
  BOOST_TEST(text.line(3).empty());
  BOOST_TEST(text.line(4) == "four");
  BOOST_TEST(text.line(5).empty());
  BOOST_TEST(text.line(0).empty());
}

BOOST_AUTO_TEST_CASE(a_slice_never_leaves_the_text) {
  const SourceText text("f", "abcdef");
  BOOST_TEST(text.slice({1, 3}) == "bc");
  BOOST_TEST(text.slice({4, 100}) == "ef");
  BOOST_TEST(text.slice({100, 200}).empty());
  BOOST_TEST(text.slice({5, 2}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
