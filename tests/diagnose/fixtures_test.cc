#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/diagnose/confirm.h"
#include "engine/fixture/run.h"
#include "tests/support/paths.h"
#include "tests/support/scenario_files.h"
#include "tests/support/trials.h"

// What `check` answers, `diagnose` must read, and the cause that the check found must be one of
// those that it names: for every refusal of every fixture.

namespace {

namespace fs = std::filesystem;

const fs::path kFixtures = fs::path(remora::test::source_dir()) / "fixtures";

std::vector<fs::path> scenarios() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(kFixtures)) {
    const std::string name = fs::relative(entry.path(), kFixtures).string();
    if (entry.path().filename() == "scenario.json" && name.rfind("invalid/", 0) != 0) {
      found.push_back(entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

remora::fixture::ScenarioReport run(const fs::path& path) {
  const auto shared = remora::test::read_scenario_file(path.string());
  return remora::fixture::run(
      path.string(), shared, shared->assumptions, {{.explanations = false, .remedies = false}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(diagnose)
BOOST_AUTO_TEST_SUITE(fixtures)

BOOST_AUTO_TEST_CASE(every_refusal_is_recognised_and_its_cause_is_among_the_possible_ones) {
  const remora::diagnose::Wordings wordings;
  remora::test::Trials checked("refusals", 150);
  for (const fs::path& path : scenarios()) {
    const auto report = run(path);
    for (const auto& delivery : report.deliveries) {
      if (!delivery.outcome.error) {
        continue;
      }
      const remora::delivery::ServiceError& error = *delivery.outcome.error;
      BOOST_TEST_CONTEXT(path << " " << delivery.call->id << ": " << error.message) {
        ++checked;
        const auto found = remora::diagnose::diagnose(error.code + ": " + error.message, wordings);
        BOOST_REQUIRE(!found.empty());
        BOOST_TEST(remora::diagnose::speaks_of(found.front(), *delivery.call));
        BOOST_TEST(remora::diagnose::is_same_refusal(found.front(), error));
        const auto causes = remora::diagnose::possible_causes(found.front(), wordings);
        BOOST_TEST(
            remora::diagnose::which_cause(causes, delivery.outcome, delivery.cause).has_value(),
            (delivery.cause ? delivery.cause->summary : delivery.outcome.reason));
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
