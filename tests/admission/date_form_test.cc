#include <array>
#include <string_view>

#include <boost/test/unit_test.hpp>

#include "engine/admission/operands.h"
#include "tests/support/table.h"

namespace remora {

namespace {

struct DateRow {
  std::string_view name;
  std::string_view text;
  bool stored;
};

// The forms of Joda-Time, ISODateTimeFormat.dateOptionalTimeParser.
constexpr auto kRows = std::to_array<DateRow>({
    {"a year and a bare T", "01T", true},
    {"a small t, an hour of one digit, a zone of hours", "2016-12-13t2:00:00.593194+23", true},
    {"a month of one digit", "2024-1", true},
    {"a year before Christ", "-44-03-15", true},
    {"Z", "2024-01-01T00:00Z", true},
    {"a word", "soon", false},
    {"nothing", "", false},
    {"month 13", "2024-13", false},
    {"day 32", "2024-01-32", false},
    {"hour 24", "2024-01-01T24", false},
    {"minute 60", "2024-01-01T00:60", false},
    {"a zone of 24 hours", "2024-01-01T00+24", false},
    {"a year behind the last", "292278994-01", false},
    {"a dash at the end", "2024-", false},
    {"something behind it", "2024-01-01x", false},
});

}  // namespace

BOOST_AUTO_TEST_SUITE(admission_dates)

TEST_TABLE(forms_that_iam_stores) {
  for (const DateRow& row : kRows) {
    if (table.row(row.name)) {
      BOOST_TEST(admission::is_stored_date(row.text) == row.stored);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
