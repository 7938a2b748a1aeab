#include <set>
#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/base/limits.h"
#include "tests/cli/run_program.h"
#include "tests/support/paths.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(docs)
BOOST_AUTO_TEST_SUITE(limits)

BOOST_AUTO_TEST_CASE(the_page_has_the_table_of_the_code) {
  const std::string page = read_text(source_dir() + "/docs/limits.md");
  std::string rows;
  for (const LimitRow& row : limit_rows()) {
    std::string message(row.message);
    if (const std::size_t hole = message.find("{}"); hole != std::string::npos) {
      message.replace(hole, 2, "N");
    }
    rows += "| `" + std::string(row.name) + "` | " + std::to_string(row.value) + " | " +
            std::to_string(row.most) + " | " + std::string(row.guards) + " | " + message + " |\n";
  }
  BOOST_TEST(page.find("|---|---|---|---|---|\n" + rows + "\n") != std::string::npos,
             "docs/limits.md should hold\n" + rows);
}

BOOST_AUTO_TEST_CASE(every_limit_can_be_set_up_to_what_the_code_bears) {
  std::set<std::string_view> names;
  for (const LimitRow& row : limit_rows()) {
    BOOST_TEST(names.insert(row.name).second, row.name);
    BOOST_TEST(row.value <= row.most, row.name);
    Limits limits;
    const std::string name(row.name);
    BOOST_TEST(limits[row.limit] == row.value);
    BOOST_TEST(!limits.set(name + "=" + std::to_string(row.most)).has_value());
    BOOST_TEST(limits[row.limit] == row.most);
    for (const char* wrong : {"", "=", "=0", "=-1", "=1k", "=99999999999999999999"}) {
      BOOST_TEST(limits.set(name + wrong).has_value(), name << wrong);
    }
    BOOST_TEST(limits[row.limit] == row.most);
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
