#include "engine/base/ascii.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(base)
BOOST_AUTO_TEST_SUITE(ascii)

BOOST_AUTO_TEST_CASE(only_ascii_letters_change_case) {
  for (int i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    const bool upper = i >= 'A' && i <= 'Z';
    BOOST_TEST_CONTEXT("byte " << i) {
      BOOST_TEST(static_cast<int>(ascii_lower(c)) ==
                 static_cast<int>(upper ? static_cast<char>(i + 32) : c));
    }
  }
}

TEST_TABLE(neighbours_of_the_letters_are_no_letters) {
  for (const char c : {'@', '[', '`', '{', '/', ':', '\0', '\xE9'}) {
    if (table.row("byte ", static_cast<int>(c))) {
      BOOST_TEST(!is_ascii_letter(c));
      BOOST_TEST(!is_ascii_digit(c));
    }
  }
}

TEST_TABLE(equality_ignores_ascii_case_only) {
  struct Row {
    const char* name;
    const char* a;
    const char* b;
    bool equal;
  };

  const Row rows[] = {
      {"same", "s3:GetObject", "s3:GetObject", true},
      {"other case", "S3:GETOBJECT", "s3:getobject", true},
      {"prefix", "abc", "abcd", false},
      {"empty", "", "", true},
      {"empty and not", "", "a", false},
      // '@' and '`' differ by the same bit as a letter's case.
      {"not letters", "@", "`", false},
      {"letters beyond ASCII", "\xC3\x84", "\xC3\xA4", false},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(equal_ignoring_case(row.a, row.b) == row.equal);
      BOOST_TEST(equal_ignoring_case(row.b, row.a) == row.equal);
    }
  }
}

BOOST_AUTO_TEST_CASE(names_that_differ_only_in_case_hash_alike) {
  BOOST_TEST(hash_ignoring_case("AWS:SourceAccount") == hash_ignoring_case("aws:sourceaccount"));
  BOOST_TEST(hash_ignoring_case("aws:SourceAccount") != hash_ignoring_case("aws:SourceArn"));
}

BOOST_AUTO_TEST_CASE(lowering_keeps_everything_but_ascii_capitals) {
  BOOST_TEST(to_ascii_lower("AbC-1 \xC3\x84") == "abc-1 \xC3\x84");
}

BOOST_AUTO_TEST_CASE(no_text_is_not_all_digits) {
  BOOST_TEST(all_digits("0123456789"));
  BOOST_TEST(!all_digits(""));
  BOOST_TEST(!all_digits("12a"));
  BOOST_TEST(!all_digits("-1"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
