#include "engine/input/element_splitter.h"

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

using remora::input::ElementSplitter;

struct Split {
  std::vector<std::string> elements;
  std::vector<Position> starts;
  std::string frame;
};

Split split(const std::string& text, std::size_t chunk) {
  ElementSplitter splitter;
  Split found;
  const auto take = [&] {
    while (auto element = splitter.next()) {
      found.elements.push_back(std::move(element->text));
      found.starts.push_back(element->start);
    }
  };
  for (std::size_t at = 0; at < text.size(); at += chunk) {
    splitter.feed(std::string_view(text).substr(at, chunk));
    take();
  }
  splitter.finish();
  take();
  found.frame = splitter.frame() ? splitter.frame()->text : "";
  return found;
}

struct Row {
  const char* name;
  std::string text;
  std::vector<std::string> elements;
  std::string frame;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all = {
      {"empty", "", {}, ""},
      {"blank", " \n\t", {}, ""},
      {"empty array", " [ ] ", {}, ""},
      {"array of objects",
       "[{\"a\": 1},\n {\"b\": [2, {}]}]",
       {"{\"a\": 1}", "{\"b\": [2, {}]}"},
       ""},
      {"array of arrays", "[[1], [], [[2]]]", {"[1]", "[]", "[[2]]"}, ""},
      {"array of scalars", "[1,\"x\",true]", {"1", "\"x\"", "true"}, ""},
      {"one element", "[{}]", {"{}"}, ""},
      {"lines", "{\"a\": 1}\n{\"b\": 2}\n", {"{\"a\": 1}", "{\"b\": 2}"}, ""},
      {"lines without line ends", "{\"a\": 1}{\"b\": 2}", {"{\"a\": 1}", "{\"b\": 2}"}, ""},
      {"lines, the last without its end",
       "{\"a\": 1}\r\n\r\n{\"b\": 2}",
       {"{\"a\": 1}", "{\"b\": 2}"},
       ""},
      {"an object over several lines", "{\n \"a\": 1\n}\n{}", {"{\n \"a\": 1\n}", "{}"}, ""},
      {"brackets in strings",
       R"([{"a": "}]{["}, {"b": "]"}])",
       {R"({"a": "}]{["})", R"({"b": "]"})"},
       ""},
      {"quotes in strings",
       R"([{"a": "x\"}"}, {"b\\": "\\"}])",
       {R"({"a": "x\"}"})", R"({"b\\": "\\"})"},
       ""},
      {"commas in strings", R"(["a,b", "c]"])", {R"("a,b")", R"("c]")"}, ""},
      {"frame",
       R"({"format": 1, "vectors": [{"a": 1}, {"b": 2}]})",
       {R"({"a": 1})", R"({"b": 2})"},
       R"({"format": 1, "vectors": []})"},
      {"frame without elements", R"({"vectors": [ ]})", {}, R"({"vectors": []})"},
      {"frame with members before and behind",
       R"({"source": "a [b] {c}", "vectors": [{"a": [1]}], "format": 1, "title": "\"x\""})",
       {R"({"a": [1]})"},
       R"({"source": "a [b] {c}", "vectors": [], "format": 1, "title": "\"x\""})"},
      {"frame over lines",
       "{\n  \"format\" : 1,\n  \"vectors\" :\n  [\n    {}\n  ]\n}\n",
       {"{}"},
       "{\n  \"format\" : 1,\n  \"vectors\" :\n  []\n}"},
      {"vectors deeper down are not elements",
       R"({"x": {"vectors": [1]}})",
       {R"({"x": {"vectors": [1]}})"},
       ""},
      {"vectors as a value",
       R"({"title": "vectors", "x": [1]})",
       {R"({"title": "vectors", "x": [1]})"},
       ""},
      {"vectors in an element", R"([{"vectors": [1, 2]}])", {R"({"vectors": [1, 2]})"}, ""},
      {"vectors that is no array", R"({"vectors": {"a": 1}})", {R"({"vectors": {"a": 1}})"}, ""},
      {"byte order mark", "\xEF\xBB\xBF[{\"a\": 1}]", {"{\"a\": 1}"}, ""},
      {"characters beyond ASCII", "[{\"é\": \"😀\"}]", {"{\"é\": \"😀\"}"}, ""},
      // What is left open becomes an element that its reader will refuse.
      {"object that never ends", "[{}, {\"a\": [1, 2", {"{}", "{\"a\": [1, 2"}, ""},
      {"string that never ends", "[{}, {\"a\": \"x}]", {"{}", "{\"a\": \"x}]"}, ""},
      {"array that never ends", "[{}, {}", {"{}", "{}", "["}, ""},
      {"line that never ends", "{}\n{\"a\": 1", {"{}", "{\"a\": 1"}, ""},
      {"bracket too many", "[{}]]", {"{}", "]"}, ""},
      {"brace too many", "{}}", {"{}", "}"}, ""},
      // One vector a line: a line that is cut short does not take the next ones with it.
      {"line cut short", "{\"a\": 1,\n{\"b\": 2}\n", {"{\"a\": 1,\n", "{\"b\": 2}"}, ""},
      {"line cut short in a string",
       "{\"a\": \"x\r\n{\"b\": 2}\n",
       {"{\"a\": \"x\r\n", "{\"b\": 2}"},
       ""},
      {"an object over several lines without indentation",
       "{\n\"a\": [\n{\"b\": 1}\n]\n}",
       {"{\n\"a\": [\n{\"b\": 1}\n]\n}"},
       ""},
      {"frame without indentation",
       "{\"format\": 1, \"vectors\": [\n{\"a\": 1},\n{\"b\": 2}\n]}",
       {"{\"a\": 1}", "{\"b\": 2}"},
       "{\"format\": 1, \"vectors\": []}"},
      {"words", "nonsense here", {"nonsense", "here"}, ""},
  };
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(input)
BOOST_AUTO_TEST_SUITE(element_splitter)

TEST_TABLE(chunks_of_every_size_give_the_same_elements) {
  for (const Row& row : rows()) {
    if (table.row(row.name)) {
      for (std::size_t chunk = 1; chunk <= row.text.size() + 1; ++chunk) {
        BOOST_TEST_CONTEXT("chunks of " << chunk) {
          const Split found = split(row.text, chunk);
          BOOST_TEST(found.elements == row.elements, boost::test_tools::per_element());
          BOOST_TEST(found.frame == row.frame);
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(elements_know_where_they_began) {
  const Split found = split("{\"é\": 1,\n \"vectors\": [{},\n  {\"a\": \"é\"}, {}]}", 3);
  BOOST_REQUIRE(found.starts.size() == 3U);
  BOOST_TEST(found.starts[0] == (Position{2, 14}));
  BOOST_TEST(found.starts[1] == (Position{3, 3}));
  BOOST_TEST(found.starts[2] == (Position{3, 15}));
  const Split lines = split("{}\n\n {}\r\n{}", 2);
  BOOST_REQUIRE(lines.starts.size() == 3U);
  BOOST_TEST(lines.starts[0] == (Position{1, 1}));
  BOOST_TEST(lines.starts[1] == (Position{3, 2}));
  BOOST_TEST(lines.starts[2] == (Position{4, 1}));
}

BOOST_AUTO_TEST_CASE(an_element_is_ready_as_soon_as_it_is_complete) {
  ElementSplitter splitter;
  splitter.feed("[{\"a\": 1}");
  BOOST_TEST(splitter.next().has_value());
  BOOST_TEST(!splitter.next().has_value());
  splitter.feed(", {\"b\"");
  BOOST_TEST(!splitter.next().has_value());
  splitter.feed(": 2}");
  BOOST_TEST(splitter.next().value().text == "{\"b\": 2}");
}

BOOST_AUTO_TEST_CASE(a_frame_is_there_only_when_it_is_complete) {
  ElementSplitter splitter;
  splitter.feed(R"({"format": 1, "vectors": [{}])");
  BOOST_TEST(!splitter.frame().has_value());
  splitter.feed("}");
  BOOST_TEST(splitter.frame().has_value());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
