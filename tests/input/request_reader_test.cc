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

struct Reading {
  Request request;
  std::string remarks;
};

Reading read_members(const std::string& members) {
  const json::DocumentPtr json = document("{" + members + "}");
  DiagnosticSink sink(json->source());
  remora::input::MemberReader reader(json->root(), "a request", sink);
  Reading reading;
  remora::input::read_request(reader, reading.request);
  reading.remarks = text_of(sink.diagnostics());
  return reading;
}

Reading read(const std::string& context) {
  return read_members("\"context\": " + context +
                      R"(, "principal": "anonymous", "action": "s3:GetObject", "resource": "*")");
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

// docs/semantics/sets.md: an array is multivalued by type even with one element.
BOOST_AUTO_TEST_CASE(arrays_are_multivalued_and_scalars_are_not) {
  const Reading reading = read(
      R"({"s": "x", "n": 1.50, "b": true, "one": ["a"], "two": ["a", 2], "none": [], "e": ""})");
  BOOST_TEST(reading.remarks == "");
  const RequestContext& context = reading.request.context;
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
  const Reading reading = read(R"({"k": {"unknown": "not looked up"}})");
  BOOST_TEST(reading.remarks == "");
  BOOST_TEST(reading.request.context.find("k")->presence() == Presence::Unknown);
  BOOST_TEST(reading.request.context.find("k")->reason() == "not looked up");
}

TEST_TABLE(what_cannot_be_a_context_is_reported) {
  struct Row {
    const char* name;
    const char* text;
    const char* says;
  };

  const Row rows[] = {
      {"no object", "[]", "1:13"},
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
  const Reading good = read("{}");
  BOOST_TEST(good.remarks == "");
  BOOST_TEST((good.request.principal.kind() == PrincipalKind::Anonymous));
  BOOST_TEST(good.request.action == "s3:GetObject");
  const std::string bad =
      read_members(R"("principal": "Ann", "action": "PutObject", "resource": "*")").remarks;
  BOOST_TEST(has(bad, "1:15: error: \"Ann\""), bad);
  BOOST_TEST(has(bad, "1:32: error: \"PutObject\""), bad);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
