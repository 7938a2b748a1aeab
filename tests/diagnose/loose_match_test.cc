#include "engine/diagnose/loose_match.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

BOOST_AUTO_TEST_SUITE(diagnose)
BOOST_AUTO_TEST_SUITE(loose_match)

TEST_TABLE(a_literal_is_found_broken_requoted_or_cut_but_never_reworded) {
  struct Row {
    const char* text;
    const char* literal;
    std::size_t matched;
    bool whole;
  };

  for (const Row& row : {
           Row{"unable to write", "unable to write", 15, true},
           Row{"unable\nto write", "unable to write", 15, true},   // broken between words
           Row{"unable to wri\nte", "unable to write", 15, true},  // and within one
           Row{"unable\fto write", "unable to write", 6, false},   // a paragraph is another matter
           Row{"unableto write", "unable to write", 0, false},
           Row{"unable to read", "unable to write", 9, false},
           Row{"unable towards", "unable to write", 6, false},  // a word is all or nothing
           Row{"Unable to write", "unable to write", 0, false},
           Row{"Error Code\n: X", "Error Code: X", 13, true},
           Row{"Error Code:X", "Error Code: X", 13, true},
           Row{"\"a\": \"b\"", "\"a\":\"b\"", 7, true},
           Row{"is null.", "is 'null'.", 10, true},          // quotes lost
           Row{"is \"\"null\"\".", "is 'null'.", 10, true},  // doubled, and of the other kind
           Row{"for bucket", "for bucket: ", 10, false},
           Row{"for buckets", "for bucket", 3, false},
           Row{"", "a", 0, false},
       }) {
    const auto found = remora::diagnose::match_literal(row.text, 0, row.literal);
    if (table.row(row.text, " / ", row.literal)) {
      BOOST_TEST(found.matched == row.matched);
      BOOST_TEST(found.whole == row.whole);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_word_ends_where_names_and_arns_do) {
  struct Row {
    const char* text;
    std::size_t end;
  };

  for (const Row& row : {
           Row{"my-bucket, unable", 9},
           Row{"arn:aws:s3:::b. (Service", 14},
           Row{"b\" (RequestToken", 1},
           Row{"bucketという", 6},
           Row{"logs.example.com.", 16},
           Row{"***", 3},
           Row{"(x", 0},
       }) {
    BOOST_TEST(remora::diagnose::word_end(row.text, 0) == row.end, row.text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
