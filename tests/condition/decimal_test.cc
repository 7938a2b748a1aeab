#include "engine/condition/decimal.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(condition)
BOOST_AUTO_TEST_SUITE(decimal)

namespace {

int compare(std::string_view a, std::string_view b) {
  const auto order = Decimal::parse(a).value() <=> Decimal::parse(b).value();
  return order < 0 ? -1 : (order > 0 ? 1 : 0);
}

}  // namespace

// Capture of AWS, condition_values: 01, +1, 1., 1.0 and 1e0 equal 1.
TEST_TABLE(every_spelling_of_one_is_one) {
  for (const char* text :
       {"1", "01", "+1", "1.", "1.0", "1e0", "0001.000", "10e-1", "0.1E+1", "100e-02"}) {
    if (table.row(text)) {
      BOOST_TEST(compare(text, "1") == 0);
    }
  }
}

TEST_TABLE(every_spelling_of_zero_is_zero) {
  for (const char* text : {"0", "-0", "+0", "0.0", ".0", "0.", "0e5", "00", "-0.00e-9"}) {
    if (table.row(text)) {
      BOOST_TEST(compare(text, "0") == 0);
      BOOST_TEST(compare(text, "1") == -1);
      BOOST_TEST(compare(text, "-1") == 1);
    }
  }
}

BOOST_AUTO_TEST_CASE(numbers_are_in_order) {
  const char* const ascending[] = {"-1e3",
                                   "-100.5",
                                   "-100",
                                   "-99.999",
                                   "-1",
                                   "-0.1",
                                   "-0.01",
                                   "0",
                                   "1e-400",
                                   "0.001",
                                   "0.0011",
                                   "0.01",
                                   "0.1",
                                   "0.10000000000000000001",
                                   "1",
                                   "1.5",
                                   "2",
                                   "9.99",
                                   "10",
                                   "10.0000001",
                                   "99",
                                   "100",
                                   "9007199254740992",
                                   "9007199254740993",
                                   "1e16",
                                   "1e400"};
  for (std::size_t i = 0; i < std::size(ascending); ++i) {
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      BOOST_TEST_CONTEXT(ascending[i] << " and " << ascending[j]) {
        BOOST_TEST(compare(ascending[i], ascending[j]) == (i < j ? -1 : (i > j ? 1 : 0)));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(equal_numbers_are_equal) {
  BOOST_TEST((*Decimal::parse("12.50") == *Decimal::parse("125e-1")));
  BOOST_TEST((*Decimal::parse("12.5") != *Decimal::parse("12.51")));
}

BOOST_AUTO_TEST_CASE(a_thousand_digits_are_compared_exactly) {
  const std::string many(1000, '7');
  BOOST_TEST(compare(many + "1", many + "2") == -1);
  BOOST_TEST(compare("0." + many + "2", "0." + many + "1") == 1);
  BOOST_TEST(compare(many, many + ".0") == 0);
}

BOOST_AUTO_TEST_CASE(absurd_exponents_do_not_overflow) {
  const std::string huge(100, '9');
  BOOST_TEST(compare("1e" + huge, "1") == 1);
  BOOST_TEST(compare("1e-" + huge, "1") == -1);
  BOOST_TEST(compare("-1e" + huge, "-1") == -1);
  BOOST_TEST(compare("0e" + huge, "0") == 0);
}

// Capture of AWS, condition_values: NaN, Infinity, empty and text do not convert.
TEST_TABLE(other_texts_are_no_numbers) {
  for (const char* text :
       {"",   " ",  "NaN", "Infinity", "abc",   "12abc", "1 ",  " 1",   "+",   "-",     ".",
        "+.", "1e", "e1",  "1e+",      "1.2.3", "--1",   "+-1", "0x10", "1,5", "1e5.5", "1_000"}) {
    if (table.row('"', text, '"')) {
      BOOST_TEST(!Decimal::parse(text).has_value());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
