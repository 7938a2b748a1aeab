#include "engine/input/what_if.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/input/settings.h"
#include "tests/support/build.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

using remora::input::WhatIf;

std::string changed(const std::string& text, const std::string& setting) {
  WhatIf what_if;
  BOOST_REQUIRE(!remora::input::add_setting(what_if, setting));
  const auto result = remora::input::with_settings(document(text), what_if);
  return result ? std::string((*result)->source()->text())
                : "error: " + text_of(result.error().diagnostics);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(input)
BOOST_AUTO_TEST_SUITE(what_if)

TEST_TABLE(a_setting_changes_the_value_and_nothing_else) {
  struct Row {
    const char* name;
    const char* text;
    const char* setting;
    const char* expected;
  };

  const std::vector<Row> rows = {
      {"text", R"({"a": "x", "b": 1})", "a=y", R"({"a": "y", "b": 1})"},
      {"an account id is text", R"({"a": "1"})", "a=111122223333", R"({"a": "111122223333"})"},
      {"a number where one stood", R"({"a": 1})", "a=2", R"({"a": 2})"},
      {"JSON", R"({"a": "x"})", R"(a={"c": [true]})", R"({"a": {"c": [true]}})"},
      {"null", R"({"a": "x"})", "a=null", R"({"a": null})"},
      {"by index",
       R"({"a": [{"b": "x"}, {"b": "y"}]})",
       "a[1].b=z",
       R"({"a": [{"b": "x"}, {"b": "z"}]})"},
      {"by id",
       R"({"a": [{"id": "p"}, {"id": "q", "b": "y"}]})",
       "a[q].b=z",
       R"({"a": [{"id": "p"}, {"id": "q", "b": "z"}]})"},
      {"a new member", R"({"a": {"b": 1}})", "a.c=d", R"({"a": {"b": 1, "c": "d"}})"},
      {"a new member of nothing", R"({"a": {}})", "a.c=d", R"({"a": {"c": "d"}})"},
      {"lines keep their numbers",
       "{\"a\": [\n1,\n2\n],\n\"b\": 1}",
       "a=x",
       "{\"a\": \"x\"\n\n\n,\n\"b\": 1}"},
      {"YAML", "a:\n  b: x\n", "a.b=y", "a:\n  b: \"y\"\n"},
      {"a word in YAML", "a:\n  b: x\n", "a.b=Disabled", "a:\n  b: Disabled\n"},
      {"between the lines",
       "{\n  \"a\": {\n    \"b\": 1\n  },\n  \"c\": [\n    1\n  ]\n}\n",
       "a.d=[1, {\"e\": 2}]",
       "{\n  \"a\": {\n    \"b\": 1, \"d\": [1, {\"e\": 2}]\n  },\n  \"c\": [\n    1\n  ]\n}\n"},
      {"in a policy that stands as a text",
       R"({"policy": "{\"Statement\": [{\"Effect\": \"Allow\"}]}"})",
       "policy.Statement[0].Effect=Deny",
       R"({"policy": "{\"Statement\": [{\"Effect\": \"Deny\"}]}"})"},
      {"in a policy in a block of YAML",
       "policy: |\n  {\"Statement\": [\n    {\"Effect\": \"Allow\"}]}\nb: 1\n",
       "policy.Statement[0].Effect=Deny",
       "policy: |\n  {\"Statement\": [\n    {\"Effect\": \"Deny\"}]}\nb: 1\n"},
      {"a new member in YAML", "a:\n  b: x\n", "a.c=y", "a:\n  b: x\n  c: \"y\"\n"},
      {"an equals sign in the value", R"({"a": "x"})", "a=b=c", R"({"a": "b=c"})"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(changed(row.text, row.setting) == row.expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_path_that_leads_nowhere_is_told_with_its_place) {
  const std::string text = "{\"keys\":\n [{\"keyState\": \"x\"}]}";
  BOOST_TEST(changed(text, "kys[0].keyState=y") ==
             "error: test.json:1:1: error: there is no \"kys\" here, did you mean \"keys\"?\n");
  BOOST_TEST(changed(text, "keys[3].keyState=y") ==
             "error: test.json:2:2: error: the list has no element \"3\", it has 1, counted from "
             "0\n");
  BOOST_TEST(changed(text, "keys[0=y").find("is no path") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_told) {
  WhatIf what_if;
  BOOST_TEST(remora::input::add_setting(what_if, "a").has_value());
  BOOST_TEST(remora::input::add_setting(what_if, "=a").has_value());
  BOOST_TEST(remora::input::add_without(what_if, "key").has_value());
  BOOST_TEST(remora::input::add_without(what_if, "#x").has_value());
  BOOST_TEST(remora::input::add_context(what_if, "=x").has_value());
  BOOST_TEST(what_if.empty());
}

BOOST_AUTO_TEST_CASE(a_statement_is_left_out_by_sid_or_index_and_places_stay) {
  world::World world;
  world::Key key;
  key.policy = policy(R"({"Version": "2012-10-17", "Statement": [
 {"Sid": "A", "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"},
 {"Sid": "B", "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]})",
                      PolicyType::Key);
  world.keys.push_back(key);
  for (const char* reference : {"key#A", "test.json#0"}) {
    WhatIf what_if;
    BOOST_REQUIRE(!remora::input::add_without(what_if, reference));
    world::World copy = world;
    BOOST_REQUIRE(remora::input::leave_out_statements(copy, what_if).has_value());
    const PolicyDocument& left = *copy.keys[0].policy->document();
    BOOST_REQUIRE(left.statements.size() == 1U);
    BOOST_TEST(left.statements[0].sid->text == "B");
    BOOST_TEST(left.statements[0].index == 0U);
    BOOST_TEST(left.source()->position(left.statements[0].span.begin).line == 3U);
  }
  WhatIf wrong;
  BOOST_REQUIRE(!remora::input::add_without(wrong, "key#Nothing"));
  const auto result = remora::input::leave_out_statements(world, wrong);
  BOOST_REQUIRE(!result.has_value());
  BOOST_TEST(text_of(result.error().diagnostics) ==
             "error: the policy key has no statement \"Nothing\"\n");
  WhatIf nobody;
  BOOST_REQUIRE(!remora::input::add_without(nobody, "bucket#A"));
  BOOST_TEST(!remora::input::leave_out_statements(world, nobody).has_value());
}

BOOST_AUTO_TEST_CASE(context_is_set_made_a_set_made_unknown_or_taken_away) {
  WhatIf what_if;
  for (const char* text : {"a:b=1", "a:list=[x,y]", R"(a:json=["x"])", "a:unknown=?", "a:gone"}) {
    BOOST_REQUIRE(!remora::input::add_context(what_if, text));
  }
  remora::fixture::Vector vector;
  vector.request.context.set("a:gone", "here");
  remora::input::change(vector, what_if);
  const RequestContext& context = vector.request.context;
  BOOST_TEST(context.find("a:b")->value(0) == "1");
  BOOST_TEST(context.find("a:list")->size() == 2U);
  BOOST_TEST(context.find("a:json")->multivalued());
  BOOST_TEST((context.find("a:unknown")->presence() == Presence::Unknown));
  BOOST_TEST((context.find("a:gone") == nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
