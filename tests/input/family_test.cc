#include "engine/input/family.h"

#include <boost/test/unit_test.hpp>

#include "engine/input/scenario_reader.h"
#include "engine/json/writer.h"
#include "tests/support/build.h"
#include "tests/support/memory_files.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(input)
BOOST_AUTO_TEST_SUITE(family)

namespace {

using remora::input::Family;

json::DocumentPtr file(std::string text, std::string name = "dir/child.json") {
  return value_of(json::read(source(std::move(text), std::move(name))));
}

std::string compact(const json::DocumentPtr& json) {
  json::Writer writer(json::Writer::Style::Compact);
  return writer.value(json->root()).take();
}

/// The members of a family as compact JSON, one a line, each behind its label.
std::string members(const std::string& text, std::map<std::string, std::string> others = {}) {
  MemoryFiles files(std::move(others));
  const Family family = value_of(Family::read(file(text), files));
  std::string all;
  for (std::size_t i = 0; i < family.size(); ++i) {
    all += family.label(i) + " " + compact(value_of(family.member(i)).json) + "\n";
  }
  return all;
}

/// The first error, of the family or of its first member.
std::string error_of(const std::string& text, std::map<std::string, std::string> others = {}) {
  MemoryFiles files(std::move(others));
  const auto family = Family::read(file(text), files);
  if (!family) {
    return to_string(family.error().diagnostics.front());
  }
  const auto member = family->member(0);
  return member ? "none" : to_string(member.error().diagnostics.front());
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_plain_file_is_its_own_only_member) {
  MemoryFiles files;
  const auto json = file(R"({"remora": 1, "title": "${aws:username}"})");
  const Family family = value_of(Family::read(json, files));
  BOOST_TEST(family.size() == 1U);
  BOOST_TEST(!family.composed());
  BOOST_TEST((value_of(family.member(0)).json == json));
}

TEST_TABLE(variables) {
  struct Row {
    const char* name;
    const char* text;
    const char* expected;
  };

  const std::vector<Row> rows = {
      {"within a text",
       R"({"remora": 1, "variables": {"a": "1"}, "title": "x ${{ a }} ${{a}}"})",
       R"({"remora":1,"title":"x 1 1"})"},
      {"the whole text keeps the type",
       R"({"remora": 1, "variables": {"a": [true, 2]}, "x": "${{ a }}"})",
       R"({"remora":1,"x":[true,2]})"},
      {"a member of an object",
       R"({"remora": 1, "variables": {"a": {"b": {"c": null}}}, "x": "${{ a.b.c }}"})",
       R"({"remora":1,"x":null})"},
      {"in another variable",
       R"({"remora": 1, "variables": {"a": "1", "b": "${{ a }}2"}, "x": "${{ b }}"})",
       R"({"remora":1,"x":"12"})"},
      {"in the name of a member",
       R"({"remora": 1, "variables": {"a": "1"}, "x": {"${{ a }}": 2}})",
       R"({"remora":1,"x":{"1":2}})"},
      {"IAM's own stay",
       R"({"remora": 1, "variables": {"a": "1"}, "x": "${aws:username} ${{ a }} ${*}"})",
       R"({"remora":1,"x":"${aws:username} 1 ${*}"})"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(members(row.text) == " " + std::string(row.expected) + "\n");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_matrix_makes_every_combination_but_those_left_out) {
  BOOST_TEST(
      members(
          R"({"remora": 1, "matrix": {"r": ["a", "b"], "s": {"on": {"v": true}, "off": {"v": false}},
                         "exclude": [{"r": "b", "s": "off"}]}, "x": "${{ r }}", "y": "${{ s.v }}"})") ==
      "r=a, s=on {\"remora\":1,\"x\":\"a\",\"y\":true}\n"
      "r=a, s=off {\"remora\":1,\"x\":\"a\",\"y\":false}\n"
      "r=b, s=on {\"remora\":1,\"x\":\"b\",\"y\":true}\n");
}

TEST_TABLE(extends_puts_files_together) {
  const std::string base = R"({"remora": 1, "title": "base", "abstract": true,
      "keys": [{"arn": "k1", "policy": {"Statement": [1]}, "keyState": "Enabled"}, {"arn": "k2"}],
      "deliveries": [{"id": "d", "trail": {"Name": "n", "KmsKeyId": "k"}, "expect": {"outcome": "refused", "error": "E"}}]})";

  struct Row {
    const char* name;
    const char* text;
    const char* expected;
  };

  const std::vector<Row> rows = {
      {"objects member by member, things by name",
       R"({"remora": 1, "extends": "base.json", "keys": [{"arn": "k2", "keyState": "Disabled"}, {"arn": "k3"}]})",
       R"({"remora":1,"title":"base","keys":[{"arn":"k1","policy":{"Statement":[1]},"keyState":"Enabled"},)"
       R"({"arn":"k2","keyState":"Disabled"},{"arn":"k3"}],"deliveries":[{"id":"d","trail":{"Name":"n","KmsKeyId":"k"},)"
       R"("expect":{"outcome":"refused","error":"E"}}]})"},
      {"policy and expect whole, remove takes out",
       R"({"remora": 1, "extends": "base.json", "keys": [{"arn": "k1", "policy": {"Version": "v"}}, {"arn": "k2", "remove": true}],
           "deliveries": [{"id": "d", "trail": {"KmsKeyId": "other"}, "expect": {"outcome": "delivered"}}]})",
       R"({"remora":1,"title":"base","keys":[{"arn":"k1","policy":{"Version":"v"},"keyState":"Enabled"}],)"
       R"("deliveries":[{"id":"d","trail":{"Name":"n","KmsKeyId":"other"},"expect":{"outcome":"delivered"}}]})"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(members(row.text, {{"dir/base.json", base}}) ==
                 " " + std::string(row.expected) + "\n");
    }
  }
}

BOOST_AUTO_TEST_CASE(places_are_those_of_the_file_that_a_part_stands_in) {
  MemoryFiles files(std::map<std::string, std::string>{
      {"base/base.json",
       "{\"remora\": 1,\n \"buckets\": [{\"name\": \"b\", \"accountId\": \"12\",\n"
       "   \"region\": \"us-east-1\", \"policy\": \"p.json\"}]}"}});
  const auto json = file("{\"remora\": 1, \"extends\": \"../base/base.json\",\n \"tile\": 1}");
  const Family family = value_of(Family::read(json, files));
  const auto scenario = remora::input::read_scenario(value_of(family.member(0)).json, files);
  BOOST_REQUIRE(!scenario.has_value());
  const std::string remarks = text_of(scenario.error().diagnostics);
  BOOST_TEST(
      remarks.find("base/base.json:2:41: error: \"12\" is no account id") != std::string::npos,
      remarks);
  BOOST_TEST(remarks.find("dir/child.json:2:2: error: a scenario has no member \"tile\"") !=
                 std::string::npos,
             remarks);
  // The policy's path is relative to the file that names it.
  BOOST_TEST(files.asked().back() == "base/p.json");
}

BOOST_AUTO_TEST_CASE(an_inline_policy_keeps_the_name_and_places_of_its_file) {
  MemoryFiles files(std::map<std::string, std::string>{
      {"base/base.json",
       "{\"remora\": 1, \"keys\": [{\"arn\": \"arn:aws:kms:us-east-1:111122223333:key/a\",\n"
       "  \"policy\": {\"Version\": \"2012-10-17\",\n   \"Statement\": []}}]}"}});
  const auto json = file(R"({"remora": 1, "extends": "../base/base.json"})");
  const Family family = value_of(Family::read(json, files));
  const auto scenario =
      value_of(remora::input::read_scenario(value_of(family.member(0)).json, files));
  const PolicyDocument& policy = *scenario.world.keys[0].policy->document();
  BOOST_TEST(policy.source()->name() == "base/base.json");
  BOOST_TEST(policy.source()->position(policy.span.begin) == (Position{2, 13}));
}

TEST_TABLE(errors) {
  struct Row {
    const char* name;
    const char* text;
    const char* expected;
  };

  const std::vector<Row> rows = {
      {"unknown variable",
       R"({"variables": {"region": 1}, "x": "${{ regoin }}"})",
       "dir/child.json:1:35: error: there is no variable \"regoin\", did you mean \"region\"?"},
      {"no such member",
       R"({"variables": {"a": {"b": 1}}, "x": "${{ a.c }}"})",
       "dir/child.json:1:37: error: the variable \"a\" has no member \"c\", did you mean \"b\"?"},
      {"needs itself",
       R"({"variables": {"a": "${{ b }}", "b": "${{ a }}"}, "x": "${{ a }}"})",
       "dir/child.json:1:38: error: the variable \"a\" needs itself"},
      {"an object in a text",
       R"({"variables": {"a": {}}, "x": "y${{ a }}"})",
       "dir/child.json:1:31: error: the variable \"a\" is an object, within a text it must be a "
       "scalar"},
      {"not closed",
       R"({"variables": {}, "x": "${{ a"})",
       "dir/child.json:1:24: error: \"${{\" without \"}}\", write ${{ name }}"},
      {"extends itself",
       R"({"extends": "child.json"})",
       "dir/child.json:1:13: error: \"child.json\" extends this file again"},
      {"no such file",
       R"({"extends": "none.json"})",
       "dir/child.json:1:13: error: there is no file \"dir/none.json\""},
      {"no scenario",
       R"({"extends": "policy.json"})",
       "dir/child.json:1:13: error: \"policy.json\" is no scenario, a scenario has \"remora\": 1"},
      {"axis without values",
       R"({"matrix": {"a": []}})",
       "dir/child.json:1:18: error: the axis \"a\" has no values, it is a list, or an object that "
       "names its values"},
      {"object without name",
       R"({"matrix": {"a": [{}]}})",
       "dir/child.json:1:19: error: a value that is an object needs a name, write the axis as an "
       "object: {\"name\": value}"},
      {"unknown axis left out",
       R"({"matrix": {"region": ["a"], "exclude": [{"regio": "a"}]}})",
       "dir/child.json:1:43: error: the matrix has no axis \"regio\", did you mean \"region\"?"},
      {"nothing left",
       R"({"matrix": {"a": ["b"], "exclude": [{"a": "b"}]}})",
       "dir/child.json:1:36: error: nothing is left of the matrix"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(error_of(row.text, {{"dir/policy.json", R"({"Statement": []})"}}) == row.expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(files_that_extend_each_other_are_an_error_and_not_a_loop) {
  BOOST_TEST(error_of(R"({"extends": "a.json"})",
                      {{"dir/a.json", R"({"remora": 1, "extends": "b.json"})"},
                       {"dir/b.json", R"({"remora": 1, "extends": "a.json"})"}}) ==
             "dir/b.json:1:26: error: \"a.json\" extends this file again");
}

BOOST_AUTO_TEST_CASE(variables_that_multiply_end_with_an_error) {
  std::string text = R"({"variables": {"v0": "xxxxxxxxxxxxxxxx")";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "${{ v" + std::to_string(i - 1) + " }}";
    text += ", \"v" + std::to_string(i) + "\": \"" + before + before + before + before + "\"";
  }
  BOOST_TEST(error_of(text + R"(}, "x": "a${{ v29 }}"})").find("multiply") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_variable_that_nothing_needs_is_a_warning) {
  MemoryFiles files;
  const Family family = value_of(Family::read(
      file(R"({"remora": 1, "variables": {"a": 1, "b": 2}, "x": "${{ a }}"})"), files));
  BOOST_TEST(text_of(value_of(family.member(0)).warnings) ==
             "dir/child.json:1:37: warning: the variable \"b\" is never used\n");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
