#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/table.h"

BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(usage)

namespace {

const std::string kSeed = "fixtures/control-tower-kms/default-key-policy";

}  // namespace

TEST_TABLE(wrong_usage_ends_with_status_2_and_says_what_would_be_right) {
  struct Row {
    const char* name;
    std::vector<std::string> arguments;
    const char* expected;
  };

  const std::vector<Row> rows = {
      {"no command", {}, "name a command"},
      {"unknown command", {"chekc"}, "did you mean \"check\"?"},
      {"unknown option", {"check", "--fromat", "json"}, "did you mean \"--format\"?"},
      {"unknown format", {"check", "-f", "jsno", kSeed}, "did you mean \"json\"?"},
      {"no input", {"check"}, "name a scenario to check"},
      {"unknown assumption",
       {"check", "--assume", "config_spn_fallbak=never", kSeed},
       "did you mean \"config_spn_fallback\"?"},
      {"unknown value of an assumption",
       {"check", "--assume", "config_spn_fallback=sometimes", kSeed},
       "it is one of always, cross_account, never"},
      {"bad colour", {"check", "--color", "red", kSeed}, "auto, always or never"},
      {"abbreviated option", {"check", "--form", "json", kSeed}, "there is no option"},
      {"eval without file", {"eval"}, "name a file of vectors"},
      {"file that is not there", {"check", "no/such/file.json"}, "cannot read no/such/file.json"},
      {"folder without scenario", {"check", "docs"}, "holds no scenario.json"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const ProgramRun run = run_remora(row.arguments);
      BOOST_TEST(run.status == 2);
      BOOST_TEST(contains(run.err, row.expected), run.err);
      BOOST_TEST(run.out.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(version_is_printed) {
  const std::string version = run_remora({"--version"}).out;
  BOOST_TEST(version.starts_with("remora " REMORA_VERSION), version);
  BOOST_TEST(contains(version, "Licence: Apache-2.0"), version);
  BOOST_TEST(run_remora({"check", "--version"}).out == version);
}

BOOST_AUTO_TEST_CASE(colour_is_used_only_when_asked_for_outside_a_terminal) {
  BOOST_TEST(!contains(run_remora({"check", kSeed}).out, "\x1b["));
  BOOST_TEST(contains(run_remora({"check", "--color", "always", kSeed}).out, "\x1b["));
  BOOST_TEST(contains(run_shell("NO_COLOR= CLICOLOR_FORCE=1 remora check " + kSeed).out, "\x1b["));
  BOOST_TEST(!contains(run_shell("CLICOLOR_FORCE=1 remora check " + kSeed).out, "\x1b["));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
