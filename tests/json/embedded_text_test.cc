#include "engine/json/embedded_text.h"

#include <boost/test/unit_test.hpp>

#include "engine/base/excerpt.h"
#include "tests/support/build.h"
#include "tests/support/embedded_case.h"

namespace remora::json {

namespace {

using property::Random;
using test::CasesOfForms;
using test::Decoded;
using test::embedded_policy;
using test::EmbeddedCase;
using test::Form;
using test::slow_position;
using test::slowly_decoded;
using test::source;
using test::value_of;

std::string shown(Position at) {
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

/// Every value and every name in the policy stands where the slow decoder has it.
void check_places(Form form, const EmbeddedCase& one, Random& /*random*/) {
  const SourcePtr text = embedded_policy(one.file);
  const Decoded slow = slowly_decoded(form, one, one.file);
  BOOST_REQUIRE_EQUAL(std::string(text->text()), test::text_of(slow));
  const auto document = value_of(read(text));
  for (std::size_t i = 0; i < document->node(0).next; ++i) {
    const Place place{text, document->node(i).span};
    BOOST_TEST_REQUIRE(shown(place.begin()) ==
                       shown(slow_position(one.file, slow[place.span.begin].begin)));
    BOOST_TEST_REQUIRE(shown(place.end()) ==
                       shown(slow_position(one.file, slow[place.span.end - 1].end)));
  }
}

/// What the excerpt of the first string with that text in the embedded document points at.
std::string marked(const std::string& file, std::string_view wanted) {
  const auto document = value_of(read(embedded_policy(file)));
  for (std::size_t i = 0; i < document->node(0).next; ++i) {
    if (document->node(i).text == wanted) {
      const Value value(*document, i);
      const auto line = excerpt(value.place(), 200);
      return to_string(value.place()) + " " + line->text.substr(line->indent, line->marks);
    }
  }
  return "not found";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json)
BOOST_AUTO_TEST_SUITE(embedded_text)

const CasesOfForms kPlaces(boost::unit_test::framework::current_auto_test_suite(),
                           "places_as_the_slow_decoder_has_them",
                           check_places);

BOOST_AUTO_TEST_CASE(escapes_of_json) {
  const std::string file =
      R"({"outer": {"policy": "{\"S\":\"\u00e9\ud83d\ude00\/\",\n \"T\": \"\\\u0022\\n\"}"}})";
  BOOST_TEST(marked(file, "T") == R"(test.json:1:58 \"T\")");
  BOOST_TEST(marked(file, "é😀/") == R"(test.json:1:30 \"\u00e9\ud83d\ude00\/\")");
}

BOOST_AUTO_TEST_CASE(a_block_of_yaml_with_other_line_ends) {
  const std::string file =
      "outer:\r\n  policy: |-\r\n    {\r\n      \"S\": \"e\", \"T\": 1\r\n    }\r\n";
  BOOST_TEST(marked(file, "T") == "test.json:4:17 \"T\"");
}

BOOST_AUTO_TEST_CASE(percent_encoding_in_a_string_that_is_escaped) {
  const std::string file = R"({"outer": {"policy": "%7B%22S\u00253A%22:%20%22\u0025C3%A9%22}"}})";
  BOOST_TEST(marked(file, "é") == R"(test.json:1:45 %22\u0025C3%A9%22)");
}

BOOST_AUTO_TEST_CASE(a_text_that_does_not_stand_as_it_reads_stands_where_it_begins) {
  DocumentBuilder builder(source("[1, '${{ x }}']"), /*yaml=*/true);
  builder.string({4, 14}, "{\"S\": 1}");
  const auto document = builder.finish();
  const auto inner = value_of(read(embedded_document(document->root())));
  BOOST_TEST(to_string(inner->root().find("S")->place()) == "test.json:1:5");
}

BOOST_AUTO_TEST_CASE(only_a_document_is_one) {
  BOOST_TEST(holds_document("{}"));
  BOOST_TEST(holds_document(" \n{"));
  BOOST_TEST(holds_document("%7b"));
  BOOST_TEST(holds_document("\"{\\\"S\\\": 1}\""));
  BOOST_TEST(!holds_document("policies/{x}.json"));
  BOOST_TEST(!holds_document("%2Fx"));
  BOOST_TEST(!holds_document(""));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::json
