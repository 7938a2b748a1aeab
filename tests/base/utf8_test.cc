#include "engine/base/utf8.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(base)
BOOST_AUTO_TEST_SUITE(utf8)

// The table of well-formed byte sequences: Unicode Standard, table 3-7.
TEST_TABLE(only_well_formed_sequences_have_a_size) {
  struct Row {
    const char* name;
    std::string_view text;
    std::size_t size;
  };

  const Row rows[] = {
      {"ASCII", "a", 1},
      {"NUL", std::string_view("\0", 1), 1},
      {"two bytes", "\xC3\xA9", 2},
      {"overlong two bytes", "\xC1\xBF", 0},
      {"three bytes", "\xE2\x84\xAA", 3},
      {"overlong three bytes", "\xE0\x9F\xBF", 0},
      {"smallest three bytes", "\xE0\xA0\x80", 3},
      {"surrogate", "\xED\xA0\x80", 0},
      {"last before the surrogates", "\xED\x9F\xBF", 3},
      {"four bytes", "\xF0\x9F\x98\x80", 4},
      {"overlong four bytes", "\xF0\x8F\xBF\xBF", 0},
      {"last code point", "\xF4\x8F\xBF\xBF", 4},
      {"past the last code point", "\xF4\x90\x80\x80", 0},
      {"no such lead byte", "\xF5\x80\x80\x80", 0},
      {"continuation byte alone", "\x80", 0},
      {"two bytes, cut off", "\xC3", 0},
      {"three bytes, cut off", "\xE2\x84", 0},
      {"four bytes, cut off", "\xF0\x9F\x98", 0},
      {"second byte is ASCII",
       "\xC3"
       "a",
       0},
      {"end of text", "", 0},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(remora::utf8::valid_size(row.text, 0) == row.size);
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_appended_is_decoded_again) {
  for (const char32_t c : {U'\u0001',
                           U'\u007F',
                           U'\u0080',
                           U'\u07FF',
                           U'\u0800',
                           U'\uD7FF',
                           U'\uE000',
                           U'\uFFFF',
                           U'\U00010000',
                           U'\U0010FFFF'}) {
    std::string text;
    remora::utf8::append(text, c);
    std::size_t size = 0;
    BOOST_TEST_CONTEXT("U+" << std::hex << static_cast<std::uint32_t>(c)) {
      BOOST_TEST((remora::utf8::decode(text, 0, size) == c));
      BOOST_TEST(size == text.size());
    }
  }
}

BOOST_AUTO_TEST_CASE(an_invalid_byte_is_one_replacement_character) {
  std::size_t size = 0;
  BOOST_TEST((remora::utf8::decode("\xFF"
                                   "a",
                                   0,
                                   size) == U'\uFFFD'));
  BOOST_TEST(size == 1U);
}

// Capture of AWS, condition_strings: `?` is one UTF-16 unit.
BOOST_AUTO_TEST_CASE(a_character_beyond_the_basic_plane_is_two_units) {
  const std::string_view emoji = "\xF0\x9F\x98\x80";
  const std::size_t first = remora::utf8::utf16_unit_size(emoji[0]);
  BOOST_TEST(first < emoji.size());
  BOOST_TEST(first + remora::utf8::utf16_unit_size(emoji[first]) == emoji.size());
  BOOST_TEST(remora::utf8::utf16_unit_size('a') == 1U);
  BOOST_TEST(remora::utf8::utf16_unit_size('\xC3') == 2U);
  BOOST_TEST(remora::utf8::utf16_unit_size('\xE2') == 3U);
}

BOOST_AUTO_TEST_CASE(wide_characters_take_two_columns) {
  BOOST_TEST(remora::utf8::display_width("abc") == 3U);
  BOOST_TEST(remora::utf8::display_width("\xC3\xA9") == 1U);
  BOOST_TEST(remora::utf8::display_width("\xE6\x97\xA5\xE6\x9C\xAC") == 4U);
  BOOST_TEST(remora::utf8::display_width("") == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
