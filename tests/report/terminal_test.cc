#include "engine/report/terminal.h"

#include <array>
#include <string>
#include <string_view>

#include <boost/test/unit_test.hpp>

namespace remora::test {

namespace {

namespace utf = boost::unit_test;

/// What GitHub's runner would obey is written so that it does not. Source: actions/runner,
/// ActionCommand.TryParseV2 (a line is trimmed as .NET does) and TryParse.
struct RunnerRow {
  std::string_view name;
  std::string_view format;
  std::string_view text;
  std::string_view expected;
};

constexpr auto kRunnerRows = std::to_array<RunnerRow>({
    {"text", "text", "::error::x", "\\x3A:error::x"},
    {"next_line", "text", "a\n::error::x\r::y", "a\n\\x3A:error::x\r\\x3A:y"},
    {"within_a_line", "text", "arn:aws:iam::1:root ::x", "arn:aws:iam::1:root ::x"},
    {"behind_blanks", "text", " \t\v\f::x", " \t\v\f\\x3A:x"},
    {"behind_an_ideographic_space", "text", "a\n\u3000::x", "a\n\u3000\\x3A:x"},
    {"behind_a_no_break_space", "markdown", "\u00a0::x", "\u00a0&#58;:x"},
    {"behind_a_line_separator", "html", "\u2028 \u2003::x", "\u2028 \u2003&#58;:x"},
    {"behind_a_letter_of_japanese", "text", "\u65e5::x", "\u65e5::x"},
    {"hashes_anywhere", "text", "a ##[add-mask]b", "a \\x23#[add-mask]b"},
    {"hashes_in_json", "json", "{\"a\": \"##[x\"}", "{\"a\": \"\\u0023#[x\"}"},
});

struct RunnerRows {
  explicit RunnerRows(utf::test_suite& suite) {
    for (const RunnerRow& row : kRunnerRows) {
      suite.add(utf::make_test_case(
          [&row] { BOOST_TEST(remora::report::for_runner(row.text, row.format) == row.expected); },
          std::string(row.name),
          __FILE__,
          __LINE__));
    }
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(report)
BOOST_AUTO_TEST_SUITE(runner)

const RunnerRows runner_rows(utf::framework::current_auto_test_suite());

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
