#include "tests/property/harm.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/scenario_files.h"
#include "tests/support/table.h"
#include "tests/support/trials.h"

// What a fix may not do (docs/fix.md), over random worlds and over all fixtures. `./dev harm` tries
// more worlds.

namespace remora::property {

BOOST_AUTO_TEST_SUITE(property)
BOOST_AUTO_TEST_SUITE(harm)

BOOST_AUTO_TEST_CASE(no_fix_of_a_random_world_does_harm) {
  constexpr std::uint64_t kSeed = 20261128;
#ifdef REMORA_SANITIZED
  constexpr std::uint64_t kWorlds = 100;  // the same first ones; all of them run without sanitizers
#else
  constexpr std::uint64_t kWorlds = 300;
#endif
  test::Trials trials("fixes", kWorlds / 2);
  HarmCounts counts;
  for (std::uint64_t i = 0; i < kWorlds; ++i) {
    const std::string harm = harm_in_random_world(kSeed, i, counts);
    BOOST_TEST(harm.empty(), harm);
  }
  trials += counts.fixes;
}

BOOST_AUTO_TEST_CASE(no_fix_for_an_outsider_lets_in_another) {
  constexpr std::uint64_t kSeed = 20261129;
#ifdef REMORA_SANITIZED
  constexpr std::uint64_t kWorlds = 50;
#else
  constexpr std::uint64_t kWorlds = 150;
#endif
  test::Trials trials("fixes", kWorlds / 4);
  HarmCounts counts;
  for (std::uint64_t i = 0; i < kWorlds; ++i) {
    const std::string harm = harm_in_random_world(kSeed, i, counts, true);
    BOOST_TEST(harm.empty(), harm);
  }
  trials += counts.fixes;
}

// Worlds of long runs that something was found in, kept so that it stays mended.
TEST_TABLE(no_fix_does_harm_where_one_was_found) {
  struct Row {
    const char* name;
    std::uint64_t seed;
    std::uint64_t index;
  };

  const Row rows[] = {
      {"the fix of a recorder names its source, that of the trail its account", 20261201, 8450},
      {"a Deny names the trails of an account by a wildcard", 20261201, 9772},
      {"a service delivers that is expected to be refused", 20261201, 11743},
      {"a delivery was opened by the edit for another, before its own", 20261203, 6733},
      {"a trail's edit names it, that for its other prefix the account", 20261204, 9748},
      {"a misspelt service, and a Deny that excepts the account", 20261204, 32602},
      {"a second way mended what the first had left to a change of the call", 20261204, 61783},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      HarmCounts counts;
      const std::string harm = harm_in_random_world(row.seed, row.index, counts);
      BOOST_TEST(counts.fixes > 0U);
      BOOST_TEST(harm.empty(), harm);
    }
  }
}

TEST_TABLE(no_fix_of_a_fixture_does_harm) {
  HarmCounts counts;
  for (const std::string& path : test::scenario_fixtures()) {
    if (!table.row(test::folder_of(path))) {
      continue;
    }
    for (const auto& scenario : test::read_scenario_files(path)) {
      for (const bool guards : {false, true}) {
        for (const std::string& harm : harm_of_fixes(*scenario, {{}, guards}, counts)) {
          BOOST_ERROR(harm);
        }
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::property
