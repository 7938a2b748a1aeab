#include "engine/explanation/alignment.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(explanation)
BOOST_AUTO_TEST_SUITE(alignment)

TEST_TABLE(what_agrees_stands_above_each_other_up_to_the_first_difference) {
  struct Row {
    const char* name;
    const char* pattern;
    const char* text;
    const char* wanted;
    const char* got;
    std::size_t column;
    bool covers;
    bool wanted_ends;
    bool got_ends;
  };

  const std::vector<Row> rows = {
      {"literal", "b/AWS", "b/XWS", "b/AWS", "b/XWS", 2, false, false, false},
      {"no prefix",
       "b/AWSLogs/*",
       "b/o-ab/AWSLogs/x",
       "b/AWSLogs/*",
       "b/o-ab/AWSLogs/x",
       2,
       false,
       false,
       false},
      {"a star is as wide as what it covers",
       "b/*/AWSLogs/2",
       "b/o-ab/AWSLogs/1",
       "b/*   /AWSLogs/2",
       "b/o-ab/AWSLogs/1",
       15,
       false,
       false,
       false},
      {"a star that covers nothing", "b/*c/x", "b/c/y", "b/*c/x", "b/ c/y", 5, false, false, false},
      {"the bucket instead of its objects",
       "arn:b",
       "arn:b/x",
       "arn:b",
       "arn:b/x",
       5,
       false,
       true,
       false},
      {"the text ends", "b/AWSLogs", "b/AWS", "b/AWSLogs", "b/AWS", 5, false, false, true},
      {"one character", "b/?x", "b/ay", "b/?x", "b/ay", 3, false, false, false},
      {"covered", "b/*", "b/x", "b/*", "b/x", 0, true, false, false},
      {"several bytes are one character", "é/a", "é/b", "é/a", "é/b", 2, false, false, false},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const auto found = remora::explanation::align(row.pattern, {}, row.text, {});
      BOOST_TEST(found.wanted == row.wanted);
      BOOST_TEST(found.got == row.got);
      BOOST_TEST(found.column == row.column);
      BOOST_TEST(found.covers == row.covers);
      BOOST_TEST(found.wanted_ends == row.wanted_ends);
      BOOST_TEST(found.got_ends == row.got_ends);
    }
  }
}

BOOST_AUTO_TEST_CASE(variables_stand_with_the_requests_values) {
  const RequestContext carried = context({{"aws:SourceAccount", "111122223333"}});
  const auto found =
      remora::explanation::align("b/${aws:SourceAccount}/x", {}, "b/111122223333/y", carried);
  BOOST_TEST(found.wanted == "b/111122223333/x");
  BOOST_TEST(found.column == 15U);
  const auto without = remora::explanation::align("b/${aws:SourceArn}/x", {}, "b/y", carried);
  BOOST_TEST(without.wanted == "b/${aws:SourceArn}/x");
  BOOST_TEST(without.column == 0U);
}

BOOST_AUTO_TEST_CASE(without_wildcards_a_star_is_a_star) {
  const auto found = remora::explanation::align("a*", {false, true}, "ab", {});
  BOOST_TEST(!found.covers);
  BOOST_TEST(found.column == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
