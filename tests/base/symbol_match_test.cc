#include "engine/base/symbol_match.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/base/symbol.h"
#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(base)
BOOST_AUTO_TEST_SUITE(symbol_match)

TEST_TABLE(a_literal_can_be_what_has_all_its_other_parts) {
  struct Row {
    const char* literal;
    std::string open;
    bool can;
  };

  const std::string any = make_symbol("bucket Logs");
  const std::string unknown = make_unknown("prefix");
  const std::vector<Row> rows = {
      {"logs", "logs", true},
      {"logs", "log", false},
      {"logs", "", false},
      {"", "", true},
      {"logs", any, true},
      {"stack-logs-1k2j", "stack-" + any, true},
      {"other-logs", "stack-" + any, false},
      {"logs-1k2j-eu", any + "-eu", true},
      {"logs-1k2j", any + "-eu", false},
      {"a/b/c", "a" + unknown + "b" + any + "c", true},
      {"a/c", "a" + unknown + "b" + any + "c", false},
      {"ab", "ab" + any + "b", false},
  };
  for (const Row& row : rows) {
    if (table.row(row.literal, " and ", readable(row.open))) {
      BOOST_TEST(may_stand_for(row.literal, row.open) == row.can);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
