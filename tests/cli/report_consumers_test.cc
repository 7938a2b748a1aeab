#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/suite_case.h"

using namespace remora::test;  // NOLINT(google-build-using-namespace)

// The reports are loaded by the programs that people load them with; `dev` installs them.
BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(report_consumers)

namespace {

std::string at(const TemporaryFolder& folder, const std::string& command) {
  return "unset CI GITHUB_ACTIONS\ncd '" + folder.path().string() + "' || exit 1\n" + command;
}

/// One case of each state, with names and reasons that every format has to escape.
class Mixed {
 public:
  Mixed() {
    const auto one =
        [&](const std::string& name, const std::string& expect, const std::string& principal) {
          folder.write(name + "/bucket.json", trail_bucket_policy(principal));
          folder.write(name + "/scenario.json", trail_scenario(expect));
        };
    const std::string cloudtrail = "cloudtrail.amazonaws.com";
    one("passes", R"({"outcome": "delivered"})", cloudtrail);
    one("fails <&\\\"'# %0A ]]>",
        R"({"outcome": "delivered", "message": "a\n<b> & \"c\" ``` |\u0007"})",
        "backup.amazonaws.com");
    one("skipped", R"({"outcome": "delivered", "skip": "not # yet"})", cloudtrail);
    one("todo", R"({"outcome": "refused", "todo": "later"})", cloudtrail);
    one("todo passed", R"({"outcome": "delivered", "todo": "done"})", cloudtrail);
    folder.write("broken/scenario.json", "{");
  }

  [[nodiscard]] ProgramRun run(const std::string& arguments) const {
    return run_shell(at(folder, "remora test " + arguments));
  }

  TemporaryFolder folder;
};

}  // namespace

BOOST_AUTO_TEST_CASE(junit_is_well_formed_and_counts_right) {
  const Mixed mixed;
  BOOST_TEST(mixed.run("--report junit=out.xml .").status == 2);
  need("xmllint --version");
  const ProgramRun run =
      run_shell(at(mixed.folder,
                   "xmllint --noout out.xml && for q in 'count(//testcase)' "
                   "'sum(//testsuite/@tests)' 'sum(//testsuite/@failures)' "
                   "'sum(//testsuite/@errors)' 'sum(//testsuite/@skipped)' 'count(//failure)'; "
                   "do xmllint --xpath \"$q\" out.xml; echo; done"));
  BOOST_TEST(run.status == 0, run.err);
  std::string numbers;
  for (const char c : run.out) {
    numbers += c == '\n' ? (numbers.ends_with(' ') ? "" : " ") : std::string(1, c);
  }
  BOOST_TEST(numbers == "6 6 1 1 3 1 ");
}

BOOST_AUTO_TEST_CASE(junit_loads_in_junitparser) {
  need("/usr/bin/python3 -c 'import junitparser'");
  const Mixed mixed;
  BOOST_TEST(mixed.run("--report junit=out.xml .").status == 2);
  const ProgramRun run = run_shell(
      at(mixed.folder,
         "/usr/bin/python3 -c '\n"
         "from junitparser import JUnitXml\n"
         "xml = JUnitXml.fromfile(\"out.xml\")\n"
         "for suite in sorted(xml, key=lambda s: s.name):\n"
         "    print(suite.name, suite.tests, suite.failures, suite.errors, suite.skipped)\n'"));
  BOOST_TEST(run.status == 0, run.err);
  BOOST_TEST(contains(run.out, "broken/scenario.json 1 0 1 0\n"), run.out);
  BOOST_TEST(contains(run.out, "passes/scenario.json 1 0 0 0\n"), run.out);
  BOOST_TEST(contains(run.out, "/scenario.json 1 1 0 0\n"), run.out);
}

BOOST_AUTO_TEST_CASE(tap_is_understood_by_prove) {
  need("prove --version");
  const Mixed mixed;
  BOOST_TEST(mixed.run("--report tap=out.tap . ").status == 2);
  const ProgramRun run = run_shell(at(mixed.folder, "prove -e cat out.tap"));
  BOOST_TEST(contains(run.out, "Failed 2/6 subtests"), run.out);
  BOOST_TEST(contains(run.out, "1 skipped"), run.out);
  BOOST_TEST(contains(run.out, "TODO passed"), run.out);
  const TemporaryFolder good;
  write_trail_fixture(good);
  BOOST_TEST(
      run_shell(at(good, "remora test -f tap -o out.tap . && prove -e cat out.tap")).status == 0);
  const TemporaryFolder empty;
  BOOST_TEST(
      contains(run_shell(at(empty, "remora test -f tap -o out.tap .; prove -e cat out.tap")).out,
               "skipped: no case was found"));
}

BOOST_AUTO_TEST_CASE(sarif_is_json_with_the_place_of_the_statement) {
  const Mixed mixed;
  BOOST_TEST(mixed.run("--coverage --mutate --report sarif=out.sarif .").status == 2);
  const ProgramRun run =
      run_shell(at(mixed.folder,
                   "/usr/bin/python3 -c '\n"
                   "import json\n"
                   "log = json.load(open(\"out.sarif\"))\n"
                   "run = log[\"runs\"][0]\n"
                   "rules = [rule[\"id\"] for rule in run[\"tool\"][\"driver\"][\"rules\"]]\n"
                   "for result in run[\"results\"]:\n"
                   "    assert rules[result[\"ruleIndex\"]] == result[\"ruleId\"]\n"
                   "    if result[\"level\"] == \"error\":\n"
                   "        place = result[\"locations\"][0][\"physicalLocation\"]\n"
                   "        print(result[\"ruleId\"], place[\"artifactLocation\"][\"uri\"], "
                   "place[\"region\"][\"startLine\"])\n'"));
  BOOST_TEST(run.status == 0, run.err);
  BOOST_TEST(run.out ==
             "unreadable-input broken/scenario.json 1\n"
             "unexpected-outcome fails%20%3C%26%5C%22%27%23%20%250A%20%5D%5D%3E/bucket.json 4\n");
}

// The schema is OASIS's, as Microsoft's npm package @microsoft/jest-sarif (MIT) carries it:
// `npm install @microsoft/jest-sarif`, then REMORA_SARIF_SCHEMA names its
// lib/schemas/sarif-2.1.0-rtm.5.json.
BOOST_AUTO_TEST_CASE(sarif_is_valid_by_the_published_schema) {
  if (run_shell("test -r \"$REMORA_SARIF_SCHEMA\"").status != 0) {
    return skip("the schema of SARIF, which npm brings, is not at hand");
  }
  const Mixed mixed;
  BOOST_TEST(mixed.run("--coverage --mutate --report sarif=out.sarif .").status == 2);
  const ProgramRun run =
      run_shell(at(mixed.folder,
                   "/usr/bin/python3 -c '\n"
                   "import json, os, jsonschema\n"
                   "schema = json.load(open(os.environ[\"REMORA_SARIF_SCHEMA\"]))\n"
                   "log = json.load(open(\"out.sarif\"))\n"
                   "validator = jsonschema.Draft7Validator(schema)\n"
                   "errors = [e.message for e in validator.iter_errors(log)]\n"
                   "assert not errors, errors[:5]\n"
                   "log[\"runs\"][0][\"results\"][0][\"level\"] = \"awful\"\n"
                   "assert list(validator.iter_errors(log))\n'"));
  BOOST_TEST(run.status == 0, run.err);
}

BOOST_AUTO_TEST_CASE(lcov_adds_up) {
  const TemporaryFolder folder;
  write_trail_fixture(folder);
  const ProgramRun run = run_shell(at(folder, "remora test -f lcov ."));
  BOOST_TEST(contains(run.out, "SF:bucket.json\n"), run.out);
  BOOST_TEST(contains(run.out, "FN:4,Acl@4\n"), run.out);
  BOOST_TEST(contains(run.out, "FNF:2\nFNH:2\n"), run.out);
  BOOST_TEST(run.out.ends_with("end_of_record\n"));
  need("lcov --version");
  BOOST_TEST(
      run_shell(at(folder, "remora test -f lcov -o c.info . && lcov --summary c.info")).status ==
      0);
}

BOOST_AUTO_TEST_CASE(html_is_well_formed_and_says_what_never_decided) {
  const TemporaryFolder folder;
  write_trail_fixture(folder, trail_scenario(), trail_bucket_policy());
  folder.write("other/bucket.json", trail_bucket_policy("backup<b>.amazonaws.com"));
  folder.write("other/scenario.json", trail_scenario(R"({"outcome": "refused"})"));
  const ProgramRun run = run_shell(at(folder, "remora test -f html -o c.html . && cat c.html"));
  BOOST_TEST(contains(run.out, ">never<"), run.out);
  BOOST_TEST(contains(run.out, "backup&lt;b&gt;.amazonaws.com"), run.out);
  BOOST_TEST(!contains(run.out, "card bad"), run.out);
  need("xmllint --version");
  BOOST_TEST(run_shell(at(folder, "xmllint --html --noout c.html")).status == 0);
}

BOOST_AUTO_TEST_CASE(html_shows_the_failures_above_the_coverage) {
  const Mixed mixed;
  const ProgramRun run = mixed.run("-f html .");
  BOOST_TEST(contains(run.out, "<h1>✗ 1 passed, 1 failed, 1 unreadable"), run.out);
  BOOST_TEST(run.out.find("card bad") < run.out.find("Coverage of the policies"), run.out);
}

BOOST_AUTO_TEST_CASE(markdown_cannot_be_broken_out_of) {
  const Mixed mixed;
  const ProgramRun run = mixed.run("-f markdown .");
  BOOST_TEST(contains(run.out, "## remora: audit logs\n"), run.out);
  BOOST_TEST(contains(run.out, "````text\n"), run.out);  // a longer fence than the text holds
  BOOST_TEST(contains(run.out,
                      "1 passed, 1 failed, 1 unreadable, 1 skipped, 1 todo, 1 todo passed "
                      "unexpectedly in 6 files"),
             run.out);
}

BOOST_AUTO_TEST_CASE(gnu_parallel_gives_what_one_run_gives) {
  need("parallel --version");
  const ProgramRun run = run_shell(
      "find fixtures/control-tower-kms -name 'scenario.*' | sort | parallel --will-cite -k -X -j 2 "
      "-s 400 remora test -q {} | "
      "awk '{ passed += $1 } END { print passed }'; remora test -q fixtures/control-tower-kms | "
      "awk '{ print $1 }'");
  const std::size_t half = run.out.size() / 2;
  BOOST_TEST(run.out.substr(0, half) == run.out.substr(half), run.out << run.err);
  const TemporaryFolder folder;
  std::string vectors;
  for (int i = 0; i < 500; ++i) {
    vectors +=
        R"({"id": "v)" + std::to_string(i) +
        R"(", "request": {"principal": "anonymous", "action": "s3:GetObject", "resource": "*"}, "policies": {}})" +
        "\n";
  }
  folder.write("vectors.ndjson", vectors);
  const ProgramRun lines =
      run_shell(at(folder,
                   "parallel --will-cite -k --pipepart --block 8k -a vectors.ndjson remora eval -f "
                   "json - >split; "
                   "remora eval -f json vectors.ndjson >whole; cmp split whole && wc -l <whole"));
  BOOST_TEST(lines.status == 0, lines.err);
  BOOST_TEST(contains(lines.out, "500"), lines.out);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
