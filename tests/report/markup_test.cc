#include "engine/report/markup.h"

#include <array>
#include <string>
#include <string_view>

#include <boost/test/unit_test.hpp>

namespace remora::test {

namespace {

namespace utf = boost::unit_test;

struct MarkupRow {
  std::string_view name;
  std::string_view text;
  std::string_view markup;
  std::string_view xml;  // empty: the same
};

constexpr auto kMarkupRows = std::to_array<MarkupRow>({
    {"ascii", "plain ~", "plain ~", ""},
    {"what_is_markup", "<a b=\"c\">'&", "&lt;a b=&quot;c&quot;&gt;&#39;&amp;", ""},
    {"two_bytes", "Übergröße", "Übergröße", ""},
    {"japanese", "日本語のポリシー、「鍵」。", "日本語のポリシー、「鍵」。", ""},
    {"four_bytes", "😀𐐀", "😀𐐀", ""},
    {"last_of_each_size",
     "\x7F\xDF\xBF\xEF\xBF\xBD\xF4\x8F\xBF\xBF",
     "\x7F\xDF\xBF\xEF\xBF\xBD\xF4\x8F\xBF\xBF",
     ""},
    {"either_side_of_the_surrogates", "\xED\x9F\xBF\xEE\x80\x80", "\xED\x9F\xBF\xEE\x80\x80", ""},
    {"no_characters", "a\xEF\xBF\xBE\xEF\xBF\xBF z", "a\uFFFD\uFFFD z", ""},
    {"control_characters", std::string_view("\0\x01\x0B\x1B", 4), "\uFFFD\uFFFD\uFFFD\uFFFD", ""},
    {"white_space", "a\tb\nc\rd", "a\tb\nc\rd", "a&#9;b&#10;c&#13;d"},
    {"invalid_utf8", "\xFF é\xC3", "\uFFFD é\uFFFD", ""},
    {"symbols", "\x1Eyear\x1F", "&lt;year&gt;", ""},
});

struct MarkupRows {
  explicit MarkupRows(utf::test_suite& suite) {
    for (const MarkupRow& row : kMarkupRows) {
      suite.add(utf::make_test_case(
          [&row] {
            BOOST_TEST(remora::report::escape_markup(row.text) == row.markup);
            BOOST_TEST(remora::report::escape_xml(row.text) ==
                       (row.xml.empty() ? row.markup : row.xml));
          },
          std::string(row.name),
          __FILE__,
          __LINE__));
    }
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(report)
BOOST_AUTO_TEST_SUITE(markup)

const MarkupRows markup_rows(utf::framework::current_auto_test_suite());

BOOST_AUTO_TEST_CASE(paths_may_break_behind_slashes) {
  BOOST_TEST(remora::report::escape_path("a/<b") == "a/<wbr>&lt;b");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
