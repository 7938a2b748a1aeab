#include <algorithm>
#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/paths.h"

BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(large)

namespace {

namespace fs = std::filesystem;
namespace ut = boost::unit_test;

/// Each folder under fixtures/invalid holds one input that must be refused, and `expected.txt`: the
/// lines that standard error must hold.
void check_invalid(const fs::path& folder) {
  const std::string name = fs::relative(folder, remora::test::source_dir()).string();
  const ProgramRun run = run_remora({"check", name});
  BOOST_TEST(run.status == 2);
  BOOST_TEST(run.out.empty());
  BOOST_TEST(run.err == read_text(folder / "expected.txt"));
  // A place, unless a whole file is missing.
  const std::regex placed(R"([^:\n]+:[0-9]+:[0-9]+: error: )");
  BOOST_TEST(std::regex_search(run.err, placed), run.err);
}

struct RegisterInvalid {
  RegisterInvalid() {
    auto* suite = BOOST_TEST_SUITE("invalid");
    std::vector<fs::path> folders;
    for (const auto& entry :
         fs::directory_iterator(fs::path(remora::test::source_dir()) / "fixtures/invalid")) {
      folders.push_back(entry.path());
    }
    std::sort(folders.begin(), folders.end());
    for (const fs::path& folder : folders) {
      suite->add(ut::make_test_case(
          [folder] { check_invalid(folder); }, folder.filename().string(), __FILE__, __LINE__));
    }
    ut::framework::master_test_suite().add(suite);
  }
};

const RegisterInvalid kRegistered;

}  // namespace

BOOST_AUTO_TEST_CASE(a_policy_of_10_mb_is_refused_with_its_limit) {
  const TemporaryFolder folder;
  const std::string policy = folder.write(
      "policy.json",
      R"({"Version":"2012-10-17","Id":")" + std::string(10U << 20U, 'x') + R"(","Statement":[]})");
  const std::string scenario = folder.write(
      "scenario.json",
      R"({"remora":1,"buckets":[{"name":"b","accountId":"111122223333","region":"us-east-1","policy":"policy.json"}]})");
  const ProgramRun run = run_remora({"check", scenario});
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.err, policy + ":1:1: error: this policy is larger than 262144 bytes"),
             run.err);
}

BOOST_AUTO_TEST_CASE(a_scenario_of_10_mb_that_is_cut_off_is_reported_where_its_string_begins) {
  const TemporaryFolder folder;
  const std::string scenario =
      folder.write("scenario.json", "{\"remora\": 1, \"title\": \"" + std::string(10U << 20U, 'x'));
  const ProgramRun run = run_remora({"check", scenario});
  BOOST_TEST(run.status == 2);
  BOOST_TEST(
      contains(run.err, scenario + ":1:24: error: the string that begins here is never closed"),
      run.err);
}

BOOST_AUTO_TEST_CASE(nesting_of_100000_levels_is_refused_where_it_becomes_too_deep) {
  const TemporaryFolder folder;
  for (const char* opening : {"[", "{\"a\":"}) {
    std::string text = "{\"remora\": 1, \"title\": ";
    for (int i = 0; i < 100'000; ++i) {
      text += opening;
    }
    const std::string scenario = folder.write("scenario.json", text);
    const ProgramRun run = run_remora({"check", scenario});
    BOOST_TEST(run.status == 2);
    BOOST_TEST(contains(run.err, "error: nested deeper than 128 levels"), run.err.substr(0, 300));
  }
  const std::string yaml = folder.write("scenario.yaml", "a: " + std::string(100'000, '['));
  const ProgramRun run = run_remora({"check", yaml});
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.err, ":1:"), run.err.substr(0, 300));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
