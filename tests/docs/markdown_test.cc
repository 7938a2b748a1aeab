#include <filesystem>
#include <sstream>
#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/paths.h"
#include "tests/support/trials.h"

// What GitHub's Markdown would run together: a list, a table or a heading in the middle of a
// paragraph.
namespace remora::test {

namespace {

namespace fs = std::filesystem;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// `... through. 2. A Deny`: the second point of a list that stands in the lines of the first.
bool has_point_within(const std::string& line) {
  for (std::size_t at = line.find(". "); at != std::string::npos; at = line.find(". ", at + 1)) {
    const bool number = at >= 2 && is_digit(line[at - 1]) && line[at - 2] == ' ';
    if (number && at >= 4 && (line[at - 3] == '.' || line[at - 3] == ':')) {
      return true;
    }
  }
  return false;
}

/// The number of the first line that is run together; 0 if there is none.
std::size_t first_run_together(const std::string& page) {
  std::istringstream lines(page);
  std::string line;
  std::string before;
  bool code = false;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    const bool fence = line.starts_with("```");
    const bool text_before = !before.empty() && !before.starts_with("```");
    if (!code && !fence &&
        ((line.starts_with("#") && text_before) ||
         (line.starts_with("|") && text_before && !before.starts_with("|")) ||
         has_point_within(line))) {
      return number;
    }
    code ^= fence;
    before = line;
  }
  return 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(docs)
BOOST_AUTO_TEST_SUITE(markdown)

BOOST_AUTO_TEST_CASE(nothing_is_run_together) {
  const fs::path root = source_dir();
  Trials trials("pages", 20);
  for (const char* folder : {"docs", "fixtures"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() == ".md") {
        ++trials;
        const std::size_t line = first_run_together(read_text(entry.path()));
        BOOST_TEST(line == 0U, entry.path().string() + ":" + std::to_string(line));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_run_together_is_seen) {
  BOOST_TEST(first_run_together("1. Collect what\nis in force. 2. A Deny in any\n") == 2U);
  BOOST_TEST(first_run_together("text\n## A heading\n") == 2U);
  BOOST_TEST(first_run_together("text\n| a | b |\n|---|---|\n") == 2U);
  BOOST_TEST(first_run_together("# A\n\n1. Version 2. is\n2. in `a. 2`\n\n```\n# b\n| c\n```\n") ==
             0U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
