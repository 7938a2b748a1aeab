#include "engine/wrapping/template.h"

#include <string>

#include <boost/test/unit_test.hpp>

namespace {

/// `text` with holes as <name> and groups as numbers before their parts.
std::string shown(std::string_view text) {
  std::string out;
  for (const remora::wrapping::Part& part : remora::wrapping::split_template(text)) {
    out += (out.empty() ? "" : "|") + (part.group == 0 ? "" : std::to_string(part.group) + ":");
    out += part.is_hole ? "<" + std::string(part.text) + ">" : std::string(part.text);
  }
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wrapping)
BOOST_AUTO_TEST_SUITE(templates)

BOOST_AUTO_TEST_CASE(a_template_is_split_into_literals_holes_and_optional_groups) {
  struct Row {
    const char* text;
    const char* parts;
  };

  for (const Row& row : {
           Row{"", ""},
           Row{"plain", "plain"},
           Row{"{code}: {message}", "<code>|: |<message>"},
           Row{"{a}{b}", "<a>|<b>"},
           Row{R"({"__type":"{code}"})", R"({"__type":"|<code>|"})"},  // braces of JSON stay
           Row{"{Code} {1} {} {open", "{Code} {1} {} {open"},          // no holes
           Row{"x{?, y {z}?}!", "x|1:, y |1:<z>|!"},
           Row{"{?a?}{?b?}", "1:a|2:b"},
           Row{"a?} b", "a?} b"},  // closes nothing
       }) {
    BOOST_TEST(shown(row.text) == row.parts);
  }
}

BOOST_AUTO_TEST_CASE(literal_size_counts_no_holes) {
  BOOST_TEST(remora::wrapping::literal_size(remora::wrapping::split_template("ab {c} d")) == 5U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
