#include "engine/input/request_reader.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(input)
BOOST_AUTO_TEST_SUITE(request_reader)

namespace {

struct ContextReading {
  RequestContext context;
  std::string remarks;
};

ContextReading read(const std::string& text) {
  const json::DocumentPtr json = document(text);
  DiagnosticSink sink(json->source());
  ContextReading reading;
  remora::input::read_context(json->root(), reading.context, sink);
  reading.remarks = text_of(sink.diagnostics());
  return reading;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

// docs/semantics/sets.md: an array is multivalued by type even with one element.
BOOST_AUTO_TEST_CASE(arrays_are_multivalued_and_scalars_are_not) {
  const ContextReading reading = read(
      R"({"s": "x", "n": 1.50, "b": true, "one": ["a"], "two": ["a", 2], "none": [], "e": ""})");
  BOOST_TEST(reading.remarks == "");
  const RequestContext& context = reading.context;
  BOOST_TEST(context.find("s")->value(0) == "x");
  BOOST_TEST(!context.find("s")->multivalued());
  BOOST_TEST(context.find("n")->value(0) == "1.50");
  BOOST_TEST(context.find("b")->value(0) == "true");
  BOOST_TEST(context.find("e")->value(0).empty());
  BOOST_TEST(context.find("one")->multivalued());
  BOOST_TEST(context.find("one")->size() == 1U);
  BOOST_TEST(context.find("two")->value(1) == "2");
  BOOST_TEST(context.find("none")->multivalued());
  BOOST_TEST(context.find("none")->size() == 0U);
}

BOOST_AUTO_TEST_CASE(an_object_says_that_nobody_knows) {
  const ContextReading reading = read(R"({"k": {"unknown": "not looked up"}})");
  BOOST_TEST(reading.remarks == "");
  BOOST_TEST(reading.context.find("k")->presence() == Presence::Unknown);
  BOOST_TEST(reading.context.find("k")->reason() == "not looked up");
}

TEST_TABLE(what_cannot_be_a_context_is_reported) {
  struct Row {
    const char* name;
    const char* text;
    const char* says;
  };

  const Row rows[] = {
      {"no object", "[]", "1:1"},
      {"null", "{\"k\":\n null}", "2:2"},
      {"array in an array", "{\"k\": [\n[]]}", "2:1"},
      {"null in an array", "{\"k\": [\nnull]}", "2:1"},
      {"keys that differ only in case", "{\"aws:x\": \"1\",\n\"AWS:X\": \"2\"}", "2:1"},
      {"other object", "{\"k\": {\"unknwon\": \"x\"}}", "unknwon"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(has(read(row.text).remarks, row.says));
    }
  }
}

BOOST_AUTO_TEST_CASE(principals_and_actions_are_checked) {
  const json::DocumentPtr json =
      document(R"({"good": "anonymous", "bad": "Ann", "do": "s3:PutObject", "dont": "PutObject"})");
  DiagnosticSink sink(json->source());
  remora::input::MemberReader reader(json->root(), "a request", sink);
  BOOST_TEST(remora::input::read_principal(reader, "good").kind() == PrincipalKind::Anonymous);
  BOOST_TEST(remora::input::read_action(reader, "do") == "s3:PutObject");
  BOOST_TEST(!sink.has_errors());
  remora::input::read_principal(reader, "bad");
  remora::input::read_action(reader, "dont");
  const std::string remarks = text_of(sink.diagnostics());
  BOOST_TEST(has(remarks, "1:30: error: \"Ann\""));
  BOOST_TEST(has(remarks, "1:67: error: \"PutObject\""));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
