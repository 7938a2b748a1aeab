#include "engine/edit/change.h"

#include <random>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "engine/edit/json_pointer.h"
#include "tests/support/build.h"
#include "tests/support/table.h"
#include "tests/support/trials.h"

namespace remora::test {

namespace {

using nlohmann::ordered_json;
using remora::edit::Change;
using remora::edit::Operation;

std::string changed(const std::string& text, const std::vector<Change>& changes) {
  return std::string(value_of(remora::edit::apply(document(text), changes))->text());
}

std::string added(const std::string& text, const std::string& pointer, const std::string& value) {
  return changed(text, {{Operation::Add, pointer, value}});
}

std::string with_line_ends(std::string text, const std::string& line_end) {
  for (std::size_t at = text.find('\n'); at != std::string::npos;
       at = text.find('\n', at + line_end.size())) {
    text.replace(at, 1, line_end);
  }
  return text;
}

struct Row {
  const char* name;
  const char* before;
  const char* pointer;
  const char* value;
  const char* after;
};

// In every row the new part is written as its surroundings are.
const std::vector<Row> kAdditions = {
    {"two blanks",
     "{\n  \"a\": [\n    {\n      \"x\": 1\n    }\n  ]\n}\n",
     "/a/-",
     R"({"y":2})",
     "{\n  \"a\": [\n    {\n      \"x\": 1\n    },\n    {\n      \"y\": 2\n    }\n  ]\n}\n"},
    {"four blanks",
     "{\n    \"a\": [\n        {\n            \"x\": 1\n        }\n    ]\n}",
     "/a/-",
     R"({"y":{"z":2}})",
     "{\n    \"a\": [\n        {\n            \"x\": 1\n        },\n        {\n            \"y\": "
     "{\n"
     "                \"z\": 2\n            }\n        }\n    ]\n}"},
    {"tabs",
     "{\n\t\"a\": [\n\t\t{\n\t\t\t\"x\": 1\n\t\t}\n\t]\n}\n",
     "/a/-",
     R"({"y":2})",
     "{\n\t\"a\": [\n\t\t{\n\t\t\t\"x\": 1\n\t\t},\n\t\t{\n\t\t\t\"y\": 2\n\t\t}\n\t]\n}\n"},
    {"minified",
     R"({"a":[{"x":1}]})",
     "/a/-",
     R"({ "y" : [2, 3] })",
     R"({"a":[{"x":1},{"y":[2,3]}]})"},
    {"one line with blanks",
     R"({ "a": [ { "x": 1 } ] })",
     "/a/-",
     R"({"y":2,"z":[3]})",
     R"({ "a": [ { "x": 1 }, { "y": 2, "z": [ 3 ] } ] })"},
    {"an object a line",
     "{\n  \"a\": [\n    {\"x\": 1, \"y\": 2},\n    {\"x\": 3, \"y\": 4}\n  ]\n}\n",
     "/a/-",
     R"({"x":5,"y":[6,7]})",
     "{\n  \"a\": [\n    {\"x\": 1, \"y\": 2},\n    {\"x\": 3, \"y\": 4},\n    {\"x\": 5, \"y\": "
     "[6, 7]}\n"
     "  ]\n}\n"},
    {"brackets on the line of the braces",
     "{\n  \"a\": [{\n    \"x\": 1\n  }]\n}\n",
     "/a/-",
     R"({"y":2})",
     "{\n  \"a\": [{\n    \"x\": 1\n  }, {\n    \"y\": 2\n  }]\n}\n"},
    {"arrays of scalars on one line",
     "{\n  \"a\": [\n    {\n      \"x\": [1, 2]\n    }\n  ]\n}\n",
     "/a/-",
     R"({"y":[3,4],"z":[{}]})",
     "{\n  \"a\": [\n    {\n      \"x\": [1, 2]\n    },\n    {\n      \"y\": [3, 4],\n      \"z\": "
     "[\n"
     "        {}\n      ]\n    }\n  ]\n}\n"},
    {"small objects on one line",
     "{\n  \"a\": [\n    {\n      \"p\": { \"s\": 1 },\n      \"c\": { \"d\": { \"e\": 1 } }\n    "
     "}\n  ]\n}\n",
     "/a/-",
     R"({"p":{"s":2},"c":{"d":{"e":3}}})",
     "{\n  \"a\": [\n    {\n      \"p\": { \"s\": 1 },\n      \"c\": { \"d\": { \"e\": 1 } }\n    "
     "},\n"
     "    {\n      \"p\": { \"s\": 2 },\n      \"c\": { \"d\": { \"e\": 3 } }\n    }\n  ]\n}\n"},
    {"a blank line between",
     "{\n  \"a\": [\n    1,\n\n    2\n  ]\n}\n",
     "/a/-",
     "3",
     "{\n  \"a\": [\n    1,\n\n    2,\n\n    3\n  ]\n}\n"},
    {"the comma first", "[ 1\n, 2\n]\n", "/-", "3", "[ 1\n, 2\n, 3\n]\n"},
    {"a member",
     "{\n  \"a\": {\n    \"x\": 1\n  }\n}\n",
     "/a/y",
     R"({"z":2})",
     "{\n  \"a\": {\n    \"x\": 1,\n    \"y\": {\n      \"z\": 2\n    }\n  }\n}\n"},
    {"a member on one line",
     "{\n  \"a\": { \"x\": 1 }\n}\n",
     "/a/y",
     R"({"z":2})",
     "{\n  \"a\": { \"x\": 1, \"y\": { \"z\": 2 } }\n}\n"},
    {"into an empty array",
     "{\n   \"a\": []\n}\n",
     "/a/-",
     R"({"y":2})",
     "{\n   \"a\": [\n      {\n         \"y\": 2\n      }\n   ]\n}\n"},
    {"into an empty object on one line", "{}\n", "/a", "1", "{\n  \"a\": 1\n}\n"},
    {"in front", "[1, 2]", "/0", "0", "[0, 1, 2]"},
    {"in the middle", "[\n  1,\n  2\n]", "/1", "0", "[\n  1,\n  0,\n  2\n]"},
    {"text keeps its escapes",
     "[\n  1\n]",
     "/-",
     R"("\u00e9 \/ é")",
     "[\n  1,\n  \"\\u00e9 \\/ é\"\n]"},
};

/// Random JSON, written in a random way.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return random_() % limit; }

  ordered_json value(int depth) {
    switch (below(depth > 0 ? 7 : 4)) {
      case 0:
        return below(1000);
      case 1:
        return "text \"" + std::to_string(below(10)) + "\\\n";
      case 2:
        return nullptr;
      case 3:
        return below(2) == 0;
      case 4: {
        ordered_json array = ordered_json::array();
        for (std::size_t i = below(4); i > 0; --i) {
          array.push_back(value(depth - 1));
        }
        return array;
      }
      default: {
        ordered_json object = ordered_json::object();
        for (std::size_t i = below(4); i > 0; --i) {
          object["k/" + std::to_string(below(6))] = value(depth - 1);
        }
        return object;
      }
    }
  }

  std::string text(const ordered_json& json) {
    constexpr int kIndents[] = {-1, 0, 1, 2, 4, 8};
    const char fill = below(4) == 0 ? '\t' : ' ';
    std::string text = json.dump(kIndents[below(std::size(kIndents))], fill);
    text += below(2) == 0 ? "\n" : "";
    text = with_line_ends(text, below(3) == 0 ? "\r\n" : "\n");
    return (below(5) == 0 ? "\xEF\xBB\xBF" : "") + text;
  }

  /// A container somewhere in it, as a pointer.
  ordered_json::json_pointer container(const ordered_json& json) {
    ordered_json::json_pointer at;
    while (true) {
      std::vector<ordered_json::json_pointer> children;
      for (const auto& [key, child] : json.at(at).items()) {
        if (child.is_structured()) {
          children.push_back(json.at(at).is_array() ? at / std::stoul(key) : at / key);
        }
      }
      if (children.empty() || below(3) == 0) {
        return at;
      }
      at = children[below(children.size())];
    }
  }

 private:
  std::mt19937 random_;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    lines.push_back(text.substr(begin, end + 1 - begin));
    begin = end + 1;
  }
  lines.push_back(text.substr(begin));
  return lines;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(edit)
BOOST_AUTO_TEST_SUITE(change)

TEST_TABLE(a_new_part_is_written_as_its_surroundings_are) {
  for (const Row& row : kAdditions) {
    if (table.row(row.name)) {
      BOOST_TEST(added(row.before, row.pointer, row.value) == row.after);
      const std::string mark = "\xEF\xBB\xBF";
      BOOST_TEST(added(mark + row.before, row.pointer, row.value) == mark + row.after);
      const std::string before = with_line_ends(row.before, "\r\n");
      if (before.find('\r') != std::string::npos && before.find('\n') + 1 < before.size()) {
        BOOST_TEST(added(before, row.pointer, row.value) == with_line_ends(row.after, "\r\n"));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_value_is_replaced_in_place) {
  BOOST_TEST(
      changed("{\n  \"a\": \"x\",\n  \"b\": 1\n}\n", {{Operation::Replace, "/a", "\"y\""}}) ==
      "{\n  \"a\": \"y\",\n  \"b\": 1\n}\n");
  BOOST_TEST(changed("{\n  \"a\": \"x\"\n}\n", {{Operation::Replace, "/a", R"(["x","y"])"}}) ==
             "{\n  \"a\": [\n    \"x\",\n    \"y\"\n  ]\n}\n");
  BOOST_TEST(changed("{\n  \"a\": [\"x\"]\n}\n", {{Operation::Replace, "/a", R"(["x","y"])"}}) ==
             "{\n  \"a\": [\"x\", \"y\"]\n}\n");
  BOOST_TEST(changed("[1]\n", {{Operation::Replace, "", "{}"}}) == "{}\n");
}

BOOST_AUTO_TEST_CASE(a_part_is_taken_out) {
  BOOST_TEST(changed("[1, 2, 3]", {{Operation::Remove, "/0", ""}}) == "[2, 3]");
  BOOST_TEST(changed("[1, 2, 3]", {{Operation::Remove, "/1", ""}}) == "[1, 3]");
  BOOST_TEST(changed("[1, 2, 3]", {{Operation::Remove, "/2", ""}}) == "[1, 2]");
  BOOST_TEST(changed("{\n  \"a\": [\n    1\n  ]\n}", {{Operation::Remove, "/a/0", ""}}) ==
             "{\n  \"a\": []\n}");
  BOOST_TEST(changed("{\n  \"a\": 1,\n  \"b\": 2\n}", {{Operation::Remove, "/a", ""}}) ==
             "{\n  \"b\": 2\n}");
}

BOOST_AUTO_TEST_CASE(changes_are_made_one_after_the_other) {
  BOOST_TEST(changed("{}",
                     {{Operation::Add, "/a", "[]"},
                      {Operation::Add, "/a/-", "1"},
                      {Operation::Add, "/a/0", "0"},
                      {Operation::Remove, "/a/1", ""}}) == "{\n  \"a\": [\n    0\n  ]\n}");
}

BOOST_AUTO_TEST_CASE(changes_are_made_from_values) {
  const json::DocumentPtr json = document(R"({"a": [{"x": 1}]})");
  const json::Value array = *json->root().find("a");
  const json::Value object = array.elements()[0];
  BOOST_TEST((remora::edit::append(array, "2") == Change{Operation::Add, "/a/-", "2"}));
  BOOST_TEST(
      (remora::edit::add_member(object, "y/z", "2") == Change{Operation::Add, "/a/0/y~1z", "2"}));
  BOOST_TEST((remora::edit::replace(object, "2") == Change{Operation::Replace, "/a/0", "2"}));
  BOOST_TEST((remora::edit::remove(object) == Change{Operation::Remove, "/a/0", ""}));
  BOOST_TEST((remora::edit::moved_below("/p", remora::edit::remove(object)).pointer == "/p/a/0"));
}

BOOST_AUTO_TEST_CASE(bad_changes_say_what_is_wrong) {
  struct Bad {
    const char* text;
    Change change;
    const char* message;
  };

  const std::vector<Bad> bad = {
      {"[1]", {Operation::Add, "/a", "1"}, "there is nothing at \"/a\""},
      {"[1]", {Operation::Add, "/2", "1"}, "there is nothing at \"/2\""},
      {"[1]", {Operation::Add, "/0/x", "1"}, "there is nothing at \"/0/x\""},
      {"[1]", {Operation::Replace, "/-", "1"}, "there is nothing at \"/-\""},
      {"[1]", {Operation::Remove, "", ""}, "there is nothing at \"\""},
      {R"({"a": 1})", {Operation::Add, "/a", "1"}, "there is a value at \"/a\" already"},
      {"[1]", {Operation::Add, "/-", "{"}, "the \"{\" of line 1 is never closed"},
  };
  for (const Bad& row : bad) {
    const auto result = remora::edit::apply(document(row.text), std::vector{row.change});
    BOOST_REQUIRE(!result);
    BOOST_TEST(result.error().diagnostics.at(0).message == row.message);
  }
}

BOOST_AUTO_TEST_CASE(the_text_says_what_the_patch_says) {
  test::Trials lists("changes of lists", 250);
  test::Trials objects("changes of objects", 2'500);
  for (unsigned seed = 0; seed < 3000; ++seed) {
    Generator make(seed);
    ordered_json json = ordered_json::object({{"root", make.value(4)}});
    const std::string before = make.text(json);
    const auto at = make.container(json);
    const ordered_json& container = json.at(at);
    ++(container.is_array() ? lists : objects);
    const std::size_t size = container.size();
    ordered_json patch = ordered_json::object();
    const std::size_t kind = size == 0 ? 0 : make.below(3);
    auto path = at;
    if (container.is_array()) {
      path = kind == 0 ? at / (make.below(2) == 0 ? "-" : std::to_string(make.below(size + 1)))
                       : at / make.below(size);
    } else if (kind == 0) {
      path = at / "new~name";
    } else {
      path = at / std::next(container.items().begin(), static_cast<long>(make.below(size))).key();
    }
    Change change{static_cast<Operation>(kind), path.to_string(), ""};
    patch["op"] = to_string(change.operation);
    patch["path"] = change.pointer;
    if (kind < 2) {
      patch["value"] = make.value(2);
      change.value = patch["value"].dump();
    }
    const std::string after = changed(before, {change});
    const ordered_json wanted = json.patch(ordered_json::array({patch}));
    BOOST_TEST_CONTEXT("seed " << seed << ", " << patch.dump() << " on\n" << before) {
      BOOST_REQUIRE(ordered_json::parse(after) == wanted);
      const std::string as_patch = remora::edit::as_json_patch(std::vector{change});
      BOOST_REQUIRE(ordered_json::parse(as_patch)[0] == patch);
      // Lines outside of the container that was changed are the same bytes.
      const json::DocumentPtr read = document(before);
      const Span span = remora::edit::find_value(read->root(), at.to_string())->span();
      const std::size_t head = read->source()->position(span.begin).line - 1;
      const auto old_lines = lines_of(before);
      const auto new_lines = lines_of(after);
      const std::size_t tail = old_lines.size() - read->source()->position(span.end).line;
      BOOST_REQUIRE(head + tail < new_lines.size());
      for (std::size_t i = 0; i < head; ++i) {
        BOOST_REQUIRE(old_lines[i] == new_lines[i]);
      }
      for (std::size_t i = 1; i <= tail; ++i) {
        BOOST_REQUIRE(old_lines[old_lines.size() - i] == new_lines[new_lines.size() - i]);
      }
      if (before.find("\r\n") != std::string::npos && before.find('\n') + 1 < before.size()) {
        for (std::size_t i = 0; i + 1 < new_lines.size(); ++i) {
          BOOST_REQUIRE(new_lines[i].ends_with("\r\n"));
        }
      }
      BOOST_REQUIRE((before.back() == '\n') == (after.back() == '\n'));
      if (kind == 0) {
        Change back{Operation::Remove, change.pointer, ""};
        if (change.pointer.ends_with("/-")) {
          back.pointer = (at / size).to_string();
        }
        BOOST_REQUIRE(changed(after, {back}) == before);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
