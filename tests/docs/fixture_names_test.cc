#include <filesystem>
#include <regex>
#include <string>

#include <boost/test/unit_test.hpp>

#include "cli/files.h"
#include "tests/support/build.h"
#include "tests/support/paths.h"

namespace remora::test {

namespace fs = std::filesystem;

namespace {

/// True if a folder of `fixtures/` begins like that: `config/19a` stands for the whole name.
bool is_a_fixture(const fs::path& folder, const std::string& beginning) {
  if (!fs::is_directory(folder)) {
    return false;
  }
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const bool number = std::isdigit(static_cast<unsigned char>(beginning.back())) != 0 ||
                        std::isdigit(static_cast<unsigned char>(beginning.front())) != 0;
    if (name == beginning || (number && name.rfind(beginning + "-", 0) == 0)) {
      return true;
    }
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(docs)
BOOST_AUTO_TEST_SUITE(fixture_names)

// The page teaches by fixtures that can be tried, so each that it names must be there.
BOOST_AUTO_TEST_CASE(every_fixture_that_the_page_on_deliveries_names_is_there) {
  cli::DiskReader files;
  const std::string page(value_of(files.read(source_dir() + "/docs/delivery.md"))->text());
  const std::regex named(
      "`(config|cloudtrail|captured|cases|control-tower-[0-9a-z.]+)/([0-9a-z-]+)`");
  std::size_t found = 0;
  for (std::sregex_iterator it(page.begin(), page.end(), named), end; it != end; ++it) {
    ++found;
    BOOST_TEST(is_a_fixture(fs::path(source_dir()) / "fixtures" / (*it)[1].str(), (*it)[2].str()),
               it->str() << " is no fixture");
  }
  BOOST_TEST(found > 40U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
