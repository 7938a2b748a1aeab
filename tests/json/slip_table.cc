#include "tests/json/slip_table.h"

#include <boost/test/unit_test.hpp>

#include "engine/report/diagnostic_text.h"
#include "tests/support/build.h"

namespace remora::test {

RegisterSlips::RegisterSlips(const char* suite,
                             const std::vector<SlipRow>& rows,
                             Result<json::DocumentPtr> (*read)(const SourcePtr&)) {
  namespace ut = boost::unit_test;
  auto* cases = BOOST_TEST_SUITE(suite);
  for (const SlipRow& row : rows) {
    const auto check = [&row, read] {
      const auto result = read(source(row.text, "f"));
      BOOST_REQUIRE(!result);
      std::string printed;
      for (const Diagnostic& diagnostic : result.error().diagnostics) {
        printed += report::diagnostic_text(diagnostic, report::Style(false));
      }
      BOOST_TEST(printed == row.printed + "\n");
    };
    cases->add(ut::make_test_case(check, row.name, __FILE__, __LINE__));
  }
  ut::framework::master_test_suite().add(cases);
}

}  // namespace remora::test
