#include "engine/evaluate/statement_index.h"

#include <set>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

namespace remora::test {

namespace {

struct Source {
  std::vector<ActionPattern> actions;
  bool not_action;
  std::vector<std::string> prefixes;
};

Source source_of(const std::vector<const char*>& actions,
                 std::vector<std::string> prefixes,
                 bool not_action = false) {
  Source source{{}, not_action, std::move(prefixes)};
  for (const char* action : actions) {
    source.actions.push_back(ActionPattern::compile(action));
  }
  return source;
}

std::set<std::uint32_t> found(const std::vector<Source>& sources,
                              const char* action,
                              const char* resource) {
  std::vector<StatementIndex::Entry> entries;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    entries.push_back({static_cast<std::uint32_t>(i),
                       &sources[i].actions,
                       sources[i].not_action,
                       sources[i].prefixes});
  }
  const StatementIndex index(entries);
  std::set<std::uint32_t> visited;
  index.visit(ActionName(action, Action::parse(action).value()),
              resource,
              [&](std::uint32_t statement) { visited.insert(statement); });
  return visited;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evaluate)
BOOST_AUTO_TEST_SUITE(statement_index)

BOOST_AUTO_TEST_CASE(candidates_are_found_by_action_in_any_case) {
  const std::vector<Source> sources = {source_of({"s3:PutObject"}, {""}),
                                       source_of({"s3:Put*"}, {""}),
                                       source_of({"*"}, {""}),
                                       source_of({"*:Put*"}, {""}),
                                       source_of({"kms:*"}, {""}),
                                       source_of({"nothing"}, {""}),
                                       source_of({"kms:Decrypt"}, {""}, /*not_action=*/true)};
  BOOST_TEST((found(sources, "S3:putobject", "r") == std::set<std::uint32_t>{0, 1, 2, 3, 6}));
  const auto others = found(sources, "kms:Decrypt", "r");
  BOOST_TEST(others.contains(4));
  BOOST_TEST(others.contains(6));  // a superset: NotAction is decided later
  BOOST_TEST(!others.contains(0));
}

BOOST_AUTO_TEST_CASE(candidates_are_found_by_every_prefix_of_the_resource) {
  const std::vector<Source> sources = {source_of({"s3:*"}, {"arn:aws:s3:::a"}),
                                       source_of({"s3:*"}, {"arn:aws:s3:::ab/"}),
                                       source_of({"s3:*"}, {"arn:aws:s3:::ab/x"}),
                                       source_of({"s3:*"}, {"arn:aws:s3:::ac", ""}),
                                       source_of({"s3:*"}, {"arn:aws:s3:::ab/x/y/z"}),
                                       source_of({"s3:*"}, {"arn:aws:s3:::ab/y"}),
                                       source_of({"s3:*"}, {"arn:aws:s3:::ab/", "b"}),
                                       source_of({"s3:*"}, {})};
  BOOST_TEST((found(sources, "s3:GetObject", "arn:aws:s3:::ab/x/y") ==
              std::set<std::uint32_t>{0, 1, 2, 3, 6}));
  BOOST_TEST(
      (found(sources, "s3:GetObject", "arn:aws:s3:::ab/z") == std::set<std::uint32_t>{0, 1, 3, 6}));
  BOOST_TEST((found(sources, "s3:GetObject", "zzz") == std::set<std::uint32_t>{3}));
  BOOST_TEST((found(sources, "s3:GetObject", "") == std::set<std::uint32_t>{3}));
}

BOOST_AUTO_TEST_CASE(nothing_is_found_in_nothing) {
  BOOST_TEST(StatementIndex().empty());
  BOOST_TEST(found({}, "s3:GetObject", "r").empty());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
