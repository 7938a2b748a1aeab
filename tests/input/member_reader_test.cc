#include "engine/input/member_reader.h"

#include <array>
#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(input)
BOOST_AUTO_TEST_SUITE(member_reader)

namespace {

/// Reads the root object of a text and keeps the remarks.
class Reading {
 public:
  explicit Reading(const std::string& text)
      : document_(document(text)),
        sink_(document_->source()),
        reader_(document_->root(), "a thing", sink_) {}

  remora::input::MemberReader& reader() { return reader_; }

  [[nodiscard]] std::string remarks() const { return text_of(sink_.diagnostics()); }

  [[nodiscard]] std::size_t errors() const { return sink_.diagnostics().size(); }

 private:
  json::DocumentPtr document_;
  DiagnosticSink sink_;
  remora::input::MemberReader reader_;
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(members_of_the_right_type_are_read) {
  Reading reading(R"({"t": "x", "b": true, "o": {}, "a": [1, 2], "n": null, "e": ""})");
  BOOST_TEST(reading.reader().text("t").value() == "x");
  BOOST_TEST(reading.reader().text("e").value() == "");
  BOOST_TEST(reading.reader().boolean("b").value());
  BOOST_TEST(reading.reader().object("o").has_value());
  BOOST_TEST(reading.reader().array("a").size() == 2U);
  BOOST_TEST(reading.reader().any("n").has_value());
  reading.reader().finish();
  BOOST_TEST(reading.remarks() == "");
}

TEST_TABLE(absent_and_null_members_give_nothing_and_no_remark) {
  for (const char* name : {"n", "absent"}) {
    if (table.row(name)) {
      Reading reading(R"({"n": null})");
      BOOST_TEST(!reading.reader().text(name).has_value());
      BOOST_TEST(!reading.reader().boolean(name).has_value());
      BOOST_TEST(!reading.reader().object(name).has_value());
      BOOST_TEST(!reading.reader().non_null(name).has_value());
      BOOST_TEST(reading.reader().array(name).empty());
      BOOST_TEST(reading.errors() == 0U);
    }
  }
}

BOOST_AUTO_TEST_CASE(wrong_types_are_reported_with_their_place) {
  Reading reading("{\"t\": 5,\n\"b\": \"yes\",\n\"o\": [],\n\"a\": {}}");
  BOOST_TEST(!reading.reader().text("t").has_value());
  BOOST_TEST(!reading.reader().boolean("b").has_value());
  BOOST_TEST(!reading.reader().object("o").has_value());
  BOOST_TEST(reading.reader().array("a").empty());
  const std::string remarks = reading.remarks();
  BOOST_TEST(has(remarks, "test.json:1:7: error: \"t\" must be a string, this is a number"));
  BOOST_TEST(has(remarks, "test.json:2:6: error: \"b\" must be true or false"));
  BOOST_TEST(has(remarks, "test.json:3:6: error: \"o\" must be an object, this is an array"));
  BOOST_TEST(has(remarks, "test.json:4:6: error: \"a\" must be an array, this is an object"));
  BOOST_TEST(reading.errors() == 4U);
}

BOOST_AUTO_TEST_CASE(unknown_members_are_reported_with_the_nearest_known_one) {
  Reading reading("{\"bucketName\": \"x\",\n\"regoin\": \"y\",\n\"zzz\": 1}");
  reading.reader().text("bucketName");
  reading.reader().text("region");
  reading.reader().finish();
  const std::string remarks = reading.remarks();
  BOOST_TEST(has(remarks, "2:1: error: a thing has no member \"regoin\""));
  BOOST_TEST(has(remarks, "did you mean \"region\"?"));
  BOOST_TEST(has(remarks, "3:1: error: a thing has no member \"zzz\""));
  BOOST_TEST(reading.errors() == 2U);
}

BOOST_AUTO_TEST_CASE(names_are_known_in_exact_case) {
  Reading reading(R"({"Region": "x"})");
  BOOST_TEST(!reading.reader().text("region").has_value());
  reading.reader().finish();
  BOOST_TEST(has(reading.remarks(), "did you mean \"region\"?"));
}

BOOST_AUTO_TEST_CASE(a_required_member_must_be_there) {
  Reading reading("{\"a\": \"x\", \"n\": null, \"w\": 1}");
  BOOST_TEST(reading.reader().required_text("a") == "x");
  BOOST_TEST(reading.errors() == 0U);
  BOOST_TEST(reading.reader().required_text("absent").empty());
  BOOST_TEST(reading.reader().required_text("n").empty());
  BOOST_TEST(reading.reader().required_text("w").empty());
  BOOST_TEST(reading.errors() == 3U);
  BOOST_TEST(has(reading.remarks(), "a thing needs \"absent\""));
  reading.reader().finish();
  BOOST_TEST(reading.errors() == 3U);
}

BOOST_AUTO_TEST_CASE(one_of_the_given_words) {
  constexpr std::array<std::string_view, 3> kWords = {"delivered", "refused", "undetermined"};
  Reading reading("{\"a\": \"refused\", \"b\":\n\"refusd\", \"c\": \"zzzzz\"}");
  BOOST_TEST(reading.reader().choice("a", kWords, "x") == "refused");
  BOOST_TEST(reading.reader().choice("absent", kWords, "x") == "x");
  BOOST_TEST(reading.errors() == 0U);
  BOOST_TEST(reading.reader().choice("b", kWords, "x") == "x");
  BOOST_TEST(has(reading.remarks(), "2:1: error: \"b\" cannot be \"refusd\""));
  BOOST_TEST(has(reading.remarks(), "did you mean \"refused\"?"));
  reading.reader().choice("c", kWords, "x");
  BOOST_TEST(has(reading.remarks(), "delivered, refused, undetermined"));
}

BOOST_AUTO_TEST_CASE(what_is_no_object_is_reported_once) {
  Reading reading("[1]");
  BOOST_TEST(reading.errors() == 1U);
  BOOST_TEST(has(reading.remarks(), "a thing must be an object, this is an array"));
  BOOST_TEST(reading.reader().required_text("a").empty());
  reading.reader().finish();
  BOOST_TEST(reading.errors() == 1U);
}

// A YAML scalar without quotes is as good as text.
BOOST_AUTO_TEST_CASE(in_yaml_numbers_and_booleans_are_text_too) {
  Reading reading("a: 012345678901\nb: true\nc: [1]\n");
  BOOST_TEST(reading.reader().text("a").value() == "012345678901");
  BOOST_TEST(reading.reader().text("b").value() == "true");
  BOOST_TEST(reading.errors() == 0U);
  BOOST_TEST(!reading.reader().text("c").has_value());
  BOOST_TEST(reading.errors() == 1U);
}

BOOST_AUTO_TEST_CASE(a_member_or_its_object_has_a_place) {
  Reading reading("\n {\"a\":  1}");
  BOOST_TEST(reading.reader().place_of("a").span.begin == 9U);
  BOOST_TEST(reading.reader().place_of("b").span.begin == 2U);
}

BOOST_AUTO_TEST_CASE(a_sentence_cannot_forge_what_a_report_says) {
  Reading reading(R"({"why": "gone\u202eyes\u001b[31m\nDelivered"})");
  BOOST_TEST(reading.reader().required_sentence("why") == R"(gone\u202Eyes\x1B[31m\x0ADelivered)");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
