#include "engine/world/suppositions.h"

#include <set>
#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/base/symbol.h"

namespace remora::test {

namespace {

using remora::world::Fact;
using remora::world::Suppositions;

UnknownPtr nobody_knows(const std::string& what) {
  return std::make_shared<const Unknown>(Unknown{what, "not in the dump", Place{}, "it"});
}

/// What each run makes of the facts, in the order of the runs.
template <class Run>
std::vector<std::string> all_runs(const Run& run) {
  Suppositions facts;
  std::vector<std::string> found;
  do {
    found.push_back(run(facts));
  } while (facts.next());
  return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(suppositions)

BOOST_AUTO_TEST_CASE(what_is_known_is_read_in_one_run) {
  const Fact<bool> pays = true;
  const Fact<std::string> region = "eu-west-1";
  const auto runs = all_runs([&](Suppositions& facts) {
    return std::string(facts.read(pays) ? "pays " : "free ") + facts.read(region) +
           (facts.is(region, "eu-west-1") ? " here" : " there");
  });
  BOOST_TEST(runs == std::vector<std::string>{"pays eu-west-1 here"},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(each_possibility_is_tried_once_and_only_where_it_is_asked_for) {
  const Fact<bool> pays = nobody_knows("whether it pays");
  const Fact<bool> locks = nobody_knows("whether it locks");
  const auto runs = all_runs([&](Suppositions& facts) {
    // What is behind the first refusal nobody asks for.
    if (facts.read(pays)) {
      return std::string("pays");
    }
    return std::string(facts.read(locks) ? "locks" : "writes");
  });
  const std::vector<std::string> expected = {"writes", "locks", "pays"};
  BOOST_TEST(runs == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_run_gets_the_same_answer_as_often_as_it_asks) {
  const Fact<bool> pays = nobody_knows("whether it pays");
  const Fact<std::string> owner = nobody_knows("the account");
  const auto runs = all_runs([&](Suppositions& facts) {
    const bool same = facts.read(pays) == facts.read(pays) &&
                      facts.is(owner, "111122223333") == facts.is(owner, "111122223333");
    return std::string(same ? "same" : "another");
  });
  BOOST_TEST(runs.size() == 4U);
  BOOST_TEST((std::set<std::string>(runs.begin(), runs.end()) == std::set<std::string>{"same"}));
}

BOOST_AUTO_TEST_CASE(a_text_is_the_one_that_was_asked_for_or_an_unknown_one) {
  const Fact<std::string> owner = nobody_knows("the account");
  const auto runs = all_runs([&](Suppositions& facts) {
    facts.is(owner, "111122223333");
    return facts.read(owner);
  });
  const std::vector<std::string> expected = {"111122223333", make_unknown("the account")};
  BOOST_TEST(runs == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_text_that_may_be_absent_is_tried_both_ways_and_one_that_was_given_is_there) {
  const Fact<std::optional<std::string>> prefix = nobody_knows("the prefix");
  const auto shown = [](const std::optional<std::string>& text) { return text.value_or("absent"); };
  const std::vector<std::string> both = {"absent", make_unknown("the prefix")};
  BOOST_TEST(all_runs([&](Suppositions& facts) { return shown(facts.read(prefix)); }) == both,
             boost::test_tools::per_element());
  const std::vector<std::string> given = {make_unknown("the prefix")};
  BOOST_TEST(
      all_runs([&](Suppositions& facts) { return shown(facts.read_given(prefix)); }) == given,
      boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_missing_reads_as_a_sentence_with_its_place) {
  const auto source = std::make_shared<const SourceText>("world.json", "{\n  \"a\": 1}");
  const auto pays = std::make_shared<const Unknown>(Unknown{
      "whether bucket logs is Requester Pays", "not in the dump", Place{source, {4, 7}}, "a"});
  BOOST_TEST(describe({pays}) ==
             "it depends on whether bucket logs is Requester Pays (world.json:2:3: not in the "
             "dump); give a");
  BOOST_TEST(whereabouts(*nobody_knows("x")) == "not in the dump");
  const auto locked = std::make_shared<const Unknown>(Unknown{"whether it is locked", "", {}, "a"});
  BOOST_TEST(describe({pays, locked}).ends_with("and on whether it is locked; give a"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
