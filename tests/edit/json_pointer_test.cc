#include "engine/edit/json_pointer.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"

namespace remora::test {

namespace {

constexpr const char* kText =
    R"({"a": [10, {"b/c": [[]], "m~n": null}], "": {"0": "x"}, "one": [["y"]]})";

/// Every value below `value` has a pointer that leads back to it.
std::size_t check_all(const json::Value& root, const json::Value& value) {
  const std::string pointer = remora::edit::pointer_to(value);
  const auto found = remora::edit::find_value(root, pointer);
  BOOST_TEST((found && found->span() == value.span()), "the pointer \"" << pointer << "\"");
  std::size_t count = 1;
  for (const json::Value& element : value.elements()) {
    count += check_all(root, element);
  }
  for (const json::Member& member : value.members()) {
    count += check_all(root, member.value);
  }
  return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(edit)
BOOST_AUTO_TEST_SUITE(json_pointer)

BOOST_AUTO_TEST_CASE(every_value_is_found_by_its_pointer) {
  const json::DocumentPtr json = document(kText);
  BOOST_TEST(check_all(json->root(), json->root()) == 12U);
}

BOOST_AUTO_TEST_CASE(names_are_escaped) {
  const json::DocumentPtr json = document(kText);
  BOOST_TEST(remora::edit::find_value(json->root(), "/a/1/b~1c/0")->is_array());
  BOOST_TEST(remora::edit::find_value(json->root(), "/a/1/m~0n")->is_null());
  BOOST_TEST(remora::edit::find_value(json->root(), "//0")->text() == "x");
  BOOST_TEST(remora::edit::pointer_below("/a", "b/c~d") == "/a/b~1c~0d");
  BOOST_TEST(remora::edit::split_pointer("/a/b~1c~0d")->step == "b/c~d");
}

BOOST_AUTO_TEST_CASE(what_leads_nowhere_finds_nothing) {
  const json::DocumentPtr json = document(kText);
  for (const char* pointer : {"a", "/b", "/a/2", "/a/-", "/a/01", "/a/x", "/a/0/0", "/one/0/0/y"}) {
    BOOST_TEST(!remora::edit::find_value(json->root(), pointer), pointer);
  }
  BOOST_TEST(!remora::edit::split_pointer(""));
  BOOST_TEST(!remora::edit::split_pointer("a/b"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
