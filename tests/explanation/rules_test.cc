#include "engine/explanation/rules.h"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/explanation/cause_kind.h"
#include "engine/explanation/flow.h"
#include "tests/support/paths.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(explanation)
BOOST_AUTO_TEST_SUITE(rules)

TEST_TABLE(every_page_of_ours_is_there_and_every_link_leads_to_aws) {
  const std::vector<remora::explanation::Rule> all = {
#define REMORA_RULE(id, page, title, url) remora::explanation::Rule::id,
#include "engine/explanation/rules.inc"
#undef REMORA_RULE
  };
  for (const auto rule : all) {
    const auto& found = remora::explanation::info(rule);
    if (table.row(found.title)) {
      BOOST_TEST(std::filesystem::exists(std::filesystem::path(source_dir()) / found.page));
      BOOST_TEST("docs/" + topic_of(found) + ".md" == found.page);
      BOOST_TEST(found.url.starts_with("https://docs.aws.amazon.com/"));
      BOOST_TEST(found.title.ends_with('"'));
    }
  }
}

BOOST_AUTO_TEST_CASE(kinds_of_causes_have_names_of_their_own_and_a_lesson) {
  const std::vector<remora::explanation::CauseKind> all = {
#define REMORA_CAUSE(id, name, rule, lesson) remora::explanation::CauseKind::id,
#include "engine/explanation/cause_kinds.inc"
#undef REMORA_CAUSE
  };
  std::set<std::string_view> names;
  for (const auto kind : all) {
    BOOST_TEST(names.insert(to_string(kind)).second, to_string(kind));
    BOOST_TEST(remora::explanation::info(kind).lesson.ends_with('.'), to_string(kind));
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
