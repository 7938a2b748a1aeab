#include "cli/foreign_source.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/table.h"

using namespace std::string_literals;

BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(foreign_sources)

// Windows PowerShell 5 writes what a command prints in UTF-16 (about_Character_Encoding: `>` is
// Out-File, whose default is UTF-16LE); gzip is RFC 1952.
TEST_TABLE(texts_are_read_in_the_encodings_that_people_have) {
  struct Row {
    const char* name;
    std::string bytes;
    std::string text;  // or the message
  };

  const std::vector<Row> rows = {
      {"UTF-8", "{\"a\": 1}", "{\"a\": 1}"},
      {"UTF-16, the small end first", "\xFF\xFE{\0}\0"s, "{}"},
      {"UTF-16, the big end first", "\xFE\xFF\0{\0}"s, "{}"},
      {"UTF-16 with more than ASCII", "\xFF\xFE\xE5\x65\x3D\xD8\x00\xDE"s, "\u65E5\U0001F600"},
      {"half a character of two", "\xFF\xFE\x3D\xD8"s, "\xFF\xFE\x3D\xD8"},
      {"half a unit", "\xFF\xFE{"s, "\xFF\xFE{"},
      {"a mark of symbols in UTF-16",
       "\xFF\xFEx\0\x1E\0"s,
       "a control character (U+001E or U+001F) stands in this text"},
      {"gzip with such a byte in it",
       "\x1F\x8B\x08\x08\x1E\x1F"s,
       "this is a file packed by gzip, no text"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const auto source = remora::cli::foreign_source("x", row.bytes, nullptr);
      const std::string found =
          source ? std::string((*source)->text()) : source.error().diagnostics[0].message;
      BOOST_TEST(found == row.text);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
