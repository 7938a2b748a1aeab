#include "engine/condition/lower_case.h"

#include <array>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(condition)
BOOST_AUTO_TEST_SUITE(lower_case)

namespace {

bool same(std::string_view a, std::string_view b) {
  return equal_in_lower_case(std::span(&a, 1), b);
}

}  // namespace

// Capture of AWS, condition_strings: lower case, not case folding.
TEST_TABLE(text_is_lowered_not_folded) {
  struct Row {
    const char* name;
    std::string_view a;
    std::string_view b;
    bool same;
  };

  const Row rows[] = {
      {"ASCII", "AbC-1", "aBc-1", true},
      {"other text", "abc", "abd", false},
      {"prefix", "abc", "abcd", false},
      {"empty", "", "", true},
      {"empty and not", "", "a", false},
      {"accents", "\u00C9", "\u00E9", true},
      {"Cyrillic", "\u0416", "\u0436", true},
      {"Kelvin sign is k", "\u212A", "k", true},
      {"Angstrom sign is a with ring", "\u212B", "\u00E5", true},
      {"capital sharp s is sharp s", "\u1E9E", "\u00DF", true},
      {"sharp s is not ss", "\u00DF", "SS", false},
      {"long s is not s", "\u017F", "s", false},
      {"dotless i is not I", "\u0131", "I", false},
      {"I with dot is not i", "\u0130", "i", false},
      {"I with dot is i and a dot above", "\u0130", "i\u0307", true},
      {"no normalisation", "\u00E9", "e\u0301", false},
      {"final sigma", "\u039F\u03A3", "\u03BF\u03C2", true},
      {"final sigma is not the other", "\u039F\u03A3", "\u03BF\u03C3", false},
      {"sigma in a word", "\u03A3\u039F", "\u03C3\u03BF", true},
      {"sigma alone", "\u03A3", "\u03C3", true},
      {"sigma before a letter", "A\u03A3B", "a\u03C3b", true},
      {"sigma before a digit ends the word", "A\u03A31", "a\u03C21", true},
      {"sigma behind a dot (ignorable)", "A.\u03A3", "a.\u03C2", true},
      {"sigma before a dot and a letter", "A\u03A3.B", "a\u03C3.b", true},
      {"sigma behind a blank", "A \u03A3", "a \u03C3", true},
      {"Deseret is not lowered", "\U00010400", "\U00010428", false},
      {"Deseret counts as a letter for sigma", "A\u03A3\U00010400", "a\u03C3\U00010400", true},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(same(row.a, row.b) == row.same);
      BOOST_TEST(same(row.b, row.a) == row.same);
    }
  }
}

BOOST_AUTO_TEST_CASE(pieces_are_one_text) {
  const std::array<std::string_view, 5> pieces = {"", "A\u03A3", "", "b", ""};
  BOOST_TEST(equal_in_lower_case(pieces, "a\u03C3b"));
  BOOST_TEST(!equal_in_lower_case(pieces, "a\u03C2b"));
  BOOST_TEST(equal_in_lower_case({}, ""));
  BOOST_TEST(!equal_in_lower_case({}, "a"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
