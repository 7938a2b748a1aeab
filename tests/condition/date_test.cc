#include "engine/condition/date.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(condition)
BOOST_AUTO_TEST_SUITE(date)

// docs/semantics/operators.md; capture of AWS, condition_values.
TEST_TABLE(every_form_is_read_as_milliseconds) {
  struct Row {
    const char* text;
    std::int64_t milliseconds;
  };

  const Row rows[] = {
      {"0", 0},
      {"1893456000", 1'893'456'000'000},
      {"+1893456000", 1'893'456'000'000},
      {"-1", -1'000},
      // Text without `T` and without `-` is an epoch: 2024 seconds, not the year.
      {"2024", 2'024'000},
      {"1970-01", 0},
      {"2030-01", 1'893'456'000'000},
      {"2030-01-01", 1'893'456'000'000},
      {"2030-01-01T00:00Z", 1'893'456'000'000},
      {"2030-01-01T00:00:00Z", 1'893'456'000'000},
      {"2030-01-01T01:30:00+01:30", 1'893'456'000'000},
      {"2029-12-31T19:00:00-05:00", 1'893'456'000'000},
      {"2030-01-01T00:00:00", 1'893'456'000'000},
      {"2030-01-01T00:00", 1'893'456'000'000},
      {"2030-01-01T00:00:01.5Z", 1'893'456'001'500},
      // Compared in milliseconds, the rest cut off.
      {"2030-01-01T00:00:00.1231Z", 1'893'456'000'123},
      {"2030-01-01T00:00:00.1239Z", 1'893'456'000'123},
      {"2030-01-01T00:00:00.999999999999999999999Z", 1'893'456'000'999},
      {"2024-02-29", 1'709'164'800'000},
      {"2000-02-29", 951'782'400'000},
      {"1969-12-31T23:59:59Z", -1'000},
      {"1900-03-01", -2'203'891'200'000},
  };
  for (const Row& row : rows) {
    if (table.row(row.text)) {
      const auto read = parse_date(row.text);
      BOOST_REQUIRE(read);
      BOOST_TEST(*read == row.milliseconds);
    }
  }
}

TEST_TABLE(other_texts_are_no_dates) {
  for (const char* text : {"",
                           " ",
                           "now",
                           "2030-1-1",
                           "2030-13",
                           "2030-00-01",
                           "2030-01-32",
                           "2023-02-29",
                           "1900-02-29",
                           "2030-01-01T",
                           "2030-01-01T00",
                           "2030-01-01T0000Z",
                           "2030-01-01T0000:00Z",
                           "2030-01-01T0:00Z",
                           "2030-01-01T24:00Z",
                           "2030-01-01T00:60Z",
                           "2030-01-01T00:00:60Z",
                           "2030-01-01T00:00:00.Z",
                           "2030-01-01T00:00:00X",
                           "2030-01-01T00:00:00+0100",
                           "2030-01-01T00:00:00+1:00",
                           "2030-01-01T00:00:00+24:00",
                           "2030-01-01T00:00:00Zx",
                           "2030-01-01x",
                           "2030/01/01",
                           "20300101T000000Z",
                           "01-01-2030",
                           "+",
                           "12a",
                           "99999999999999999999999999"}) {
    if (table.row('"', text, '"')) {
      BOOST_TEST(!parse_date(text).has_value());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
