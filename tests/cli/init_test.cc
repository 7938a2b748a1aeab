#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/paths.h"
#include "tests/support/table.h"

BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(init)

namespace {

ProgramRun in(const TemporaryFolder& folder, const std::string& command) {
  return run_shell("unset CI GITHUB_ACTIONS; cd '" + folder.path().string() + "' && " + command);
}

}  // namespace

TEST_TABLE(every_starter_passes_and_is_clean) {
  for (const char* kind :
       {"control-tower", "config", "cloudtrail", "organization-trail", "request"}) {
    if (table.row(kind)) {
      const TemporaryFolder folder;
      const ProgramRun run = in(folder, std::string("remora init ") + kind + " && remora test .");
      BOOST_TEST(run.status == 0, run.out << run.err);
      BOOST_TEST(run.err.empty(), run.err);  // no warnings either
      BOOST_TEST(contains(run.out, "wrote scenario.yaml\n"));
      BOOST_TEST(contains(run.out, "wrote .github/workflows/remora.yml\n"));
      BOOST_TEST(contains(read_text(folder.path() / "scenario.yaml"), "\n# "));
      // The score that docs/ci.md recommends.
      const ProgramRun mutated = in(folder, "remora test --mutate --threshold 90 .");
      BOOST_TEST(mutated.status == 0, mutated.out << mutated.err);
      BOOST_TEST(mutated.err.empty(), mutated.err);
    }
  }
}

// The way of a new user: a starter passes, a change of the key policy fails with the reason, the
// reports load.
BOOST_AUTO_TEST_CASE(a_change_of_the_key_policy_fails_with_the_reason) {
  const TemporaryFolder folder;
  BOOST_TEST(in(folder, "remora init control-tower && remora test .").status == 0);
  const ProgramRun run =
      in(folder,
         "sed -i 's/\"config.amazonaws.com\"/\"other.amazonaws.com\"/' policies/key-policy.json && "
         "remora test --report junit=j.xml --report sarif=s.sarif .");
  BOOST_TEST(run.status == 1);
  BOOST_TEST(
      contains(
          run.out,
          "AWS: InsufficientDeliveryPolicyException: Insufficient delivery policy to s3 bucket: "),
      run.out);
  BOOST_TEST(contains(run.out,
                      "why: the key policy has no statement that lets config.amazonaws.com do "
                      "kms:GenerateDataKey"),
             run.out);
  BOOST_TEST(contains(run.out, "policies/key-policy.json:"));
  BOOST_TEST(contains(read_text(folder.path() / "j.xml"), "failures=\"2\""));
  BOOST_TEST(
      contains(read_text(folder.path() / "s.sarif"), "\"uri\":\"policies/key-policy.json\""));
}

BOOST_AUTO_TEST_CASE(nothing_is_ever_overwritten) {
  const TemporaryFolder folder;
  folder.write("policies/key-policy.json", "mine");
  const ProgramRun run = in(folder, "remora init");
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.err, "policies/key-policy.json is there already, so nothing is written"),
             run.err);
  BOOST_TEST(read_text(folder.path() / "policies/key-policy.json") == "mine");
  BOOST_TEST(in(folder, "ls -A").out == "policies\n");
  BOOST_TEST(in(folder, "remora init --into new config && remora test new").status == 0);
}

BOOST_AUTO_TEST_CASE(the_scenario_of_an_error_expects_its_refusal_as_a_fault) {
  const TemporaryFolder folder;
  const std::string fixtures = remora::test::source_dir() + "/fixtures/";
  const ProgramRun run = in(folder,
                            "remora init --from " + fixtures + "inputs/story/error.txt " +
                                fixtures + "control-tower-kms/default-key-policy/key-policy.json " +
                                fixtures + "control-tower-kms/policies/bucket-policy.json");
  BOOST_TEST(run.status == 0, run.err);
  const std::string scenario = read_text(folder.path() / "scenario.json");
  BOOST_TEST(contains(scenario,
                      "\"expect\": {\n        \"outcome\": \"refused\",\n        \"error\": "
                      "\"InsufficientDeliveryPolicyException\",\n        \"records\": "
                      "\"fault\"\n      }"),
             scenario);
  BOOST_TEST(in(folder, "remora test .").status == 0);
  BOOST_TEST(contains(in(folder, "remora fix .").out, "refused; delivered with the fix"));
}

BOOST_AUTO_TEST_CASE(wrong_usage) {
  const TemporaryFolder folder;
  const ProgramRun run = in(folder, "remora init control-towr");
  BOOST_TEST(run.status == 2);
  BOOST_TEST(
      contains(run.err, "there is no starter \"control-towr\", did you mean \"control-tower\"?"),
      run.err);
  BOOST_TEST(in(folder, "remora init config request").status == 2);
}

TEST_TABLE(the_schemas_are_those_of_the_project) {
  for (const char* name : {"scenario", "vectors", "result"}) {
    if (table.row(name)) {
      const ProgramRun run = run_shell(std::string("remora schema ") + name);
      BOOST_TEST(run.status == 0);
      BOOST_TEST((run.out ==
                  read_text(remora::test::source_dir() + "/docs/schema/" + name + ".schema.json")));
    }
  }
}

TEST_TABLE(a_result_in_json_says_the_version_that_the_changelog_ends_with) {
  const std::string changelog = read_text(remora::test::source_dir() + "/docs/schema/CHANGELOG.md");
  const std::size_t at = changelog.find("\n## ");
  BOOST_REQUIRE(at != std::string::npos);
  const std::string version = changelog.substr(at + 4, changelog.find('\n', at + 1) - at - 4);
  const std::string schema =
      read_text(remora::test::source_dir() + "/docs/schema/result.schema.json");
  BOOST_TEST(contains(schema, "\"schemaVersion\": { \"const\": " + version + " }"));
  const std::string story = "fixtures/control-tower-kms/both-statements";
  const std::vector<std::string> commands = {
      "check " + story,
      "explain " + story,
      "test " + story,
      "fix " + story,
      "lint " + story,
      "diff " + story + " " + story,
      "diagnose fixtures/texts/seed-ja-control-tower.txt",
      "diagnose fixtures/texts/seed-ja-control-tower.txt --with " + story};
  for (const std::string& command : commands) {
    if (table.row(command)) {
      const ProgramRun run = run_shell("remora " + command + " -f json");
      BOOST_TEST(contains(run.out.substr(0, 100), "\"schemaVersion\": " + version + ","), run.out);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_scenarios_schema_is_meant_without_a_name) {
  BOOST_TEST(run_shell("remora schema").out == run_shell("remora schema scenario").out);
  const ProgramRun run = run_shell("remora schema vector");
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.err, "did you mean \"vectors\"?"), run.err);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
