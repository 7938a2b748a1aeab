#include "engine/request/context.h"

#include <string>
#include <utility>

#include <boost/test/unit_test.hpp>

#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(request)
BOOST_AUTO_TEST_SUITE(context)

TEST_TABLE(key_names_are_the_same_in_every_case) {
  RequestContext context;
  context.set("aws:RequestTag/Team", "blue");
  for (const char* name : {"aws:RequestTag/Team", "AWS:REQUESTTAG/TEAM", "aws:requesttag/team"}) {
    if (table.row(name)) {
      const auto* entry = context.find(name);
      BOOST_REQUIRE(entry != nullptr);
      BOOST_TEST(entry->value(0) == "blue");
      BOOST_TEST(entry->name() == "aws:RequestTag/Team");
    }
  }
  if (table.row("another name")) {
    BOOST_TEST(context.find("aws:RequestTag/Tea") == nullptr);
  }
}

BOOST_AUTO_TEST_CASE(setting_again_replaces) {
  RequestContext context;
  context.set("k", "one");
  context.set("other", "stays");
  context.set("K", "two");
  BOOST_TEST(context.entries().size() == 2U);
  BOOST_TEST(context.find("k")->value(0) == "two");
  BOOST_TEST(context.find("other")->value(0) == "stays");
}

BOOST_AUTO_TEST_CASE(a_multivalued_key_stays_so_with_one_value_or_none) {
  RequestContext context;
  context.set_multivalued("aws:TagKeys", {"a"});
  BOOST_TEST(context.find("aws:TagKeys")->multivalued());
  BOOST_TEST(context.find("aws:TagKeys")->size() == 1U);
  context.set_multivalued("aws:TagKeys", {});
  BOOST_TEST(context.find("aws:TagKeys")->multivalued());
  BOOST_TEST(context.find("aws:TagKeys")->size() == 0U);
  context.set("aws:TagKeys", "a");
  BOOST_TEST(!context.find("aws:TagKeys")->multivalued());
}

BOOST_AUTO_TEST_CASE(several_values_keep_their_order) {
  RequestContext context;
  context.set_multivalued("k", {"b", "a", ""});
  const auto* entry = context.find("k");
  BOOST_REQUIRE(entry->size() == 3U);
  BOOST_TEST(entry->value(0) == "b");
  BOOST_TEST(entry->value(1) == "a");
  BOOST_TEST(entry->value(2).empty());
}

BOOST_AUTO_TEST_CASE(an_unknown_key_tells_why) {
  RequestContext context;
  context.set_unknown("aws:SourceIp", "an address of AWS's own");
  const auto* entry = context.find("aws:SourceIp");
  BOOST_REQUIRE(entry != nullptr);
  BOOST_TEST(entry->presence() == Presence::Unknown);
  BOOST_TEST(entry->reason() == "an address of AWS's own");
  context.set("aws:SourceIp", "10.0.0.1");
  BOOST_TEST(context.find("aws:SourceIp")->presence() == Presence::Present);
  BOOST_TEST(context.find("aws:SourceIp")->reason().empty());
}

BOOST_AUTO_TEST_CASE(an_erased_key_is_gone_and_the_others_stay) {
  RequestContext context;
  context.set("a", "1");
  context.set("b", "2");
  context.set("c", "3");
  context.erase("B");
  BOOST_TEST(context.find("b") == nullptr);
  BOOST_TEST(context.find("a")->value(0) == "1");
  BOOST_TEST(context.find("c")->value(0) == "3");
  context.erase("nothing");
  BOOST_TEST(context.entries().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_copy_has_its_own_text) {
  RequestContext copy;
  {
    RequestContext original;
    original.set("key", std::string(100, 'x'));
    original.set_multivalued("list", {"a", "b"});
    copy = original;
    original.set("key", "changed");
  }
  BOOST_TEST(copy.find("key")->value(0) == std::string(100, 'x'));
  BOOST_TEST(copy.find("list")->value(1) == "b");
  RequestContext second(copy);
  copy.clear();
  BOOST_TEST(second.find("list")->value(0) == "a");
  BOOST_TEST(copy.find("list") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_moved_context_keeps_its_views_and_leaves_nothing) {
  RequestContext original;
  original.set("k", "v");  // short: the text moves with the object
  RequestContext moved(std::move(original));
  BOOST_TEST(moved.find("k")->value(0) == "v");
  RequestContext target;
  target.set("old", "value");
  target = std::move(moved);
  BOOST_TEST(target.find("k")->value(0) == "v");
  BOOST_TEST(target.find("k")->name() == "k");
  BOOST_TEST(target.find("old") == nullptr);
}

BOOST_AUTO_TEST_CASE(assigning_a_context_to_itself_changes_nothing) {
  RequestContext context;
  context.set("k", "v");
  const RequestContext& same = context;
  context = same;
  BOOST_TEST(context.find("k")->value(0) == "v");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
