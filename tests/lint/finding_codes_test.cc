#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

#include <boost/test/unit_test.hpp>

#include "tests/lint/rows.h"
#include "tests/support/table.h"

namespace remora::lint_test {

namespace {

using lint::Code;

bool is_kebab_case(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || c == '-';
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lint_finding_codes)

TEST_TABLE(every_row_says_why_and_from_where) {
  std::set<std::string_view> seen;
  for (const lint::CodeInfo& row : lint::finding_codes()) {
    const bool is_new = seen.insert(row.code).second;
    if (table.row(row.code)) {
      BOOST_TEST(is_kebab_case(row.code));
      BOOST_TEST(is_new);
      BOOST_TEST(!row.title.empty());
      BOOST_TEST(!row.why.empty());
      BOOST_TEST(!row.source.empty());
      BOOST_TEST((lint::find_code(row.code) == row.id));
    }
  }
}

BOOST_AUTO_TEST_CASE(every_code_is_produced_by_a_row) {
  std::set<Code> produced;
  for (const auto rows : {grammar_rows(),
                          action_rows(),
                          resource_rows(),
                          condition_rows(),
                          principal_rows(),
                          service_call_rows()}) {
    for (const Row& row : rows) {
      produced.insert(row.code);
    }
  }
  // For these two rules_grammar_test builds long policies.
  produced.insert({Code::LimitSize, Code::LimitSizeManaged});
  produced.insert(Code::Order);  // of templates and plans, see command/lint_files_test
  for (const lint::CodeInfo& row : lint::finding_codes()) {
    BOOST_TEST(produced.contains(row.id), row.code);
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(lint_admission_messages)

TEST_TABLE(every_row_has_a_source) {
  for (const ServiceMessage& row : admission::admission_messages()) {
    if (table.row(row.id)) {
      BOOST_TEST(!row.code.empty());
      BOOST_TEST(!row.text.empty());
      BOOST_TEST(!row.source.empty());
      BOOST_TEST(row.http_status >= 400);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::lint_test
