#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/suite_case.h"
#include "tests/support/table.h"

using namespace remora::test;  // NOLINT(google-build-using-namespace)

BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(test)

namespace {

namespace fs = std::filesystem;

/// Runs `remora test` with these arguments in that folder.
ProgramRun test_in(const TemporaryFolder& folder, const std::string& arguments) {
  return run_shell("unset CI GITHUB_ACTIONS; cd '" + folder.path().string() + "' && remora test " +
                   arguments);
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

}  // namespace

TEST_TABLE(exit_statuses_are_those_of_the_contract) {
  struct Row {
    const char* name;
    std::string scenario;
    std::string policy;
    int status;
  };

  const std::string stranger = trail_bucket_policy("backup.amazonaws.com");
  const std::vector<Row> rows = {
      {"passes", trail_scenario(), trail_bucket_policy(), 0},
      {"a refusal that is expected passes",
       trail_scenario(R"({"outcome": "refused"})"),
       stranger,
       0},
      {"fails", trail_scenario(), stranger, 1},
      {"without expect it must be delivered", trail_scenario(""), stranger, 1},
      {"bad input", trail_scenario(R"({"outcom": "refused"})"), stranger, 2},
      {"undetermined where nothing is expected",
       trail_scenario("", R"("world": "open")"),
       R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*",
           "Resource": "*", "Condition": {"NoSuchOperator": {"a": "b"}}}]})",
       3},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const TemporaryFolder folder;
      write_trail_fixture(folder, row.scenario, row.policy);
      const ProgramRun run = test_in(folder, ".");
      BOOST_TEST(run.status == row.status, run.out << run.err);
    }
  }
}

BOOST_AUTO_TEST_CASE(nothing_to_test_fails_unless_it_may_pass) {
  const TemporaryFolder empty;
  BOOST_TEST(test_in(empty, ".").status == 1);
  BOOST_TEST(test_in(empty, "--allow-empty .").status == 0);
  empty.write(".remoraignore", "*\n");
  write_trail_fixture(empty);
  BOOST_TEST(test_in(empty, ".").status == 1);
  BOOST_TEST(test_in(empty, "nowhere").status == 2);
  BOOST_TEST(test_in(empty, "--no-such-option").status == 2);
}

BOOST_AUTO_TEST_CASE(a_failure_shows_expected_against_got_and_why) {
  const TemporaryFolder folder;
  write_trail_fixture(folder,
                      trail_scenario(R"({ "outcome": "delivered", "requests": 7 })"),
                      trail_bucket_policy("backup.amazonaws.com"));
  const ProgramRun run = test_in(folder, ".");
  BOOST_TEST(contains(run.out,
                      "✗ scenario.json::trail  failed\n"
                      "    outcome: expected \"delivered\"\n"
                      "                  got \"refused\"\n"));
  BOOST_TEST(contains(run.out, "    requests: expected 7\n"));
  BOOST_TEST(contains(run.out, "AWS: InsufficientS3BucketPolicyException: "));
  BOOST_TEST(contains(
      run.out, "why: the bucket policy has no statement that lets cloudtrail.amazonaws.com"));
  BOOST_TEST(contains(run.out, "bucket.json:4:5 statement \"Acl\" comes nearest"), run.out);
  BOOST_TEST(contains(run.out, "0 passed, 1 failed in 1 file"));
}

BOOST_AUTO_TEST_CASE(an_unwanted_delivery_shows_what_allows_it) {
  const TemporaryFolder folder;
  write_trail_fixture(
      folder,
      trail_scenario(R"({ "outcome": "refused", "deniedBy": { "action": "s3:PutObject" } })"));
  const ProgramRun run = test_in(folder, ".");
  BOOST_TEST(run.status == 1);
  BOOST_TEST(contains(run.out, "statement \"Write\" allows it"), run.out);
}

TEST_TABLE(every_member_of_an_expectation_is_compared) {
  struct Row {
    const char* member;
    const char* expect;
  };

  const std::vector<Row> rows = {
      {"error", R"({"error": "OtherException"})"},
      {"message", R"({"message": "other"})"},
      {"deniedBy.action", R"({"deniedBy": {"action": "s3:PutObject"}})"},
      {"deniedBy.principal", R"({"deniedBy": {"principal": "config.amazonaws.com"}})"},
      {"deniedBy.policy", R"({"deniedBy": {"policy": "key"}})"},
      {"cause.sid", R"({"cause": {"sid": "Write"}})"},
      {"cause.statement", R"({"cause": {"statement": 1}})"},
      {"cause.element", R"({"cause": {"element": "Action"}})"},
      {"cause.summary", R"({"cause": {"summary": "other"}})"},
      {"requests", R"({"requests": 9})"},
      {"objectsWritten", R"({"objectsWritten": ["x"]})"},
  };
  for (const Row& row : rows) {
    if (table.row(row.member)) {
      const TemporaryFolder folder;
      write_trail_fixture(
          folder, trail_scenario(row.expect), trail_bucket_policy("backup.amazonaws.com"));
      const ProgramRun run = test_in(folder, ".");
      BOOST_TEST(run.status == 1);
      BOOST_TEST(contains(run.out, "    " + std::string(row.member) + ": expected "), run.out);
    }
  }
}

BOOST_AUTO_TEST_CASE(an_expectation_of_cause_and_denial_is_met) {
  const TemporaryFolder folder;
  write_trail_fixture(
      folder,
      trail_scenario(R"({"cause": {"sid": "Acl", "statement": 0, "element": "Principal"},
                                         "deniedBy": {"action": "s3:GetBucketAcl"}})"),
      trail_bucket_policy("backup.amazonaws.com"));
  BOOST_TEST(test_in(folder, ".").status == 0);
}

BOOST_AUTO_TEST_CASE(folders_are_searched_by_content_in_order_of_names) {
  const TemporaryFolder folder;
  write_trail_fixture(folder);
  folder.write("b/bucket.json", trail_bucket_policy());
  folder.write("b/any-name.json", trail_scenario());
  folder.write(
      "a/vectors.ndjson",
      R"({"id": "v", "request": {"principal": "anonymous", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/x"}, "policies": {}, "expect": "ImplicitlyDenied"})"
      "\n");
  // Not fixtures: a template, a report, a broken file, hidden and ignored folders.
  folder.write("template.json", R"({"Resources": {}})");
  folder.write("report.json", R"({"tool": {"name": "remora"}, "nested": {"remora": 1}})");
  folder.write("broken.json", "{");
  folder.write(".hidden/scenario.json", "{");
  folder.write("node_modules/x/scenario.json", "{");
  folder.write("c/.remoraignore", "# not yet\nlater/\n*.draft.json\n");
  folder.write("c/later/scenario.json", "{");
  folder.write("c/x.draft.json", "{\"remora\": 1,");
  const std::string expected =
      "a/vectors.ndjson::v\nb/any-name.json::trail\nscenario.json::trail\n";
  for (const char* jobs : {"1", "3"}) {
    const ProgramRun run = test_in(folder, std::string("--list -j ") + jobs);
    BOOST_TEST(run.out == expected, run.out << run.err);
    BOOST_TEST(run.status == 0);
  }
  BOOST_TEST(test_in(folder, "--list --exclude b").out ==
             "a/vectors.ndjson::v\nscenario.json::trail\n");
  BOOST_TEST(test_in(folder, "-j 3").out == "3 passed in 3 files\n");
}

BOOST_AUTO_TEST_CASE(reports_of_earlier_runs_do_not_disturb) {
  const TemporaryFolder folder;
  write_trail_fixture(folder);
  const std::string reports =
      "--report json=out.json --report sarif=out.sarif.json --report junit=o.xml "
      "--report tap=o.tap --report html=o.html --report lcov=o.info .";
  BOOST_TEST(test_in(folder, reports).status == 0);
  const ProgramRun again = test_in(folder, reports);
  BOOST_TEST(again.status == 0, again.err);
  BOOST_TEST(again.out.ends_with("\n1 passed in 1 file\n"), again.out);
}

TEST_TABLE(skip_and_todo) {
  struct Row {
    const char* name;
    std::string expect;
    std::string policy;
    const char* summary;
  };

  const std::string stranger = trail_bucket_policy("backup.amazonaws.com");
  const std::vector<Row> rows = {
      {"skip in expect",
       R"({"outcome": "delivered", "skip": "later"})",
       stranger,
       "0 passed, 1 skipped in 1 file\n"},
      {"todo that fails",
       R"({"outcome": "delivered", "todo": "later"})",
       stranger,
       "0 passed, 1 todo in 1 file\n"},
      {"todo that passes",
       R"({"outcome": "delivered", "todo": "later"})",
       trail_bucket_policy(),
       "! scenario.json::trail  passes now, take its \"todo\" away: later\n"
       "0 passed, 1 todo passed unexpectedly in 1 file\n"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const TemporaryFolder folder;
      write_trail_fixture(folder, trail_scenario(row.expect), row.policy);
      const ProgramRun run = test_in(folder, ".");
      BOOST_TEST(run.status == 0);
      BOOST_TEST(run.out == row.summary);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_whole_file_is_skipped) {
  const TemporaryFolder folder;
  write_trail_fixture(folder,
                      trail_scenario("", R"("skip": "the whole file")"),
                      trail_bucket_policy("backup.amazonaws.com"));
  const ProgramRun run = test_in(folder, "-v .");
  BOOST_TEST(contains(run.out, "- scenario.json::trail  skipped: the whole file\n"), run.out);
}

BOOST_AUTO_TEST_CASE(run_and_fail_fast_choose) {
  const TemporaryFolder folder;
  for (const char* name : {"a", "b", "c"}) {
    folder.write(std::string(name) + "/bucket.json", trail_bucket_policy("backup.amazonaws.com"));
    folder.write(std::string(name) + "/scenario.json", trail_scenario());
  }
  BOOST_TEST(count(test_in(folder, ".").out, "failed\n") == 3U);
  BOOST_TEST(count(test_in(folder, "--fail-fast .").out, "  failed\n") == 1U);
  BOOST_TEST(contains(test_in(folder, "--run 'b/*::tr*' .").out, "0 passed, 1 failed"));
  BOOST_TEST(contains(test_in(folder, "--run a/scen --run c/ .").out, "0 passed, 2 failed"));
  const ProgramRun none = test_in(folder, "--run nothing .");
  BOOST_TEST(none.status == 1);
  BOOST_TEST(contains(none.err, "no case of that name"));
}

BOOST_AUTO_TEST_CASE(a_matrix_is_a_case_for_each_combination) {
  const TemporaryFolder folder;
  folder.write("open.json", trail_bucket_policy());
  folder.write("closed.json", trail_bucket_policy("backup.amazonaws.com"));
  folder.write("base.json", R"({"remora": 1, "abstract": true,
      "buckets": [{"name": "logs", "accountId": "111122223333", "region": "us-east-1", "policy": "${{ s.policy }}"}],
      "deliveries": [{"id": "trail", "service": "cloudtrail", "accountId": "111122223333", "region": "${{ region }}",
                      "trail": {"Name": "trail", "S3BucketName": "logs"}}]})");
  folder.write("family/scenario.yaml",
               "remora: 1\nextends: ../base.json\nmatrix:\n  region: [us-east-1, eu-west-1]\n"
               "  s:\n    open: { policy: ../open.json, outcome: delivered }\n"
               "    closed: { policy: ../closed.json, outcome: refused }\n"
               "deliveries:\n  - id: trail\n    expect: { outcome: \"${{ s.outcome }}\" }\n");
  const ProgramRun run = test_in(folder, "-v .");
  BOOST_TEST(run.status == 0, run.out << run.err);
  BOOST_TEST(contains(run.out, "✓ family/scenario.yaml::trail [region=eu-west-1, s=closed]\n"),
             run.out);
  BOOST_TEST(contains(run.out, "4 passed in 1 file"));
}

TEST_TABLE(set_tries_another_value_in_every_fixture) {
  struct Row {
    const char* name;
    const char* arguments;
    int status;
    const char* told;
  };

  const std::vector<Row> rows = {
      {"a scenario",
       "--set 'deliveries[0].trail.S3BucketName=other' scenario.json",
       1,
       "S3 bucket other does not exist!"},
      {"a member of a matrix",
       "--set 'deliveries[trail].trail.S3BucketName=other' matrix.yaml",
       1,
       "0 passed, 2 failed"},
      {"a vector", "--set request.action=s3:PutObject v.ndjson", 1, "0 passed, 1 failed"},
      {"no such path",
       "--set 'keys[0].keyState=Disabled' scenario.json",
       2,
       "there is no \"keys\""},
      {"no path", "--set keys scenario.json", 2, "--set takes PATH=VALUE"},
      {"an update", "--update --set remora=1 scenario.json", 2, "does not go with --set"},
  };
  const TemporaryFolder folder;
  write_trail_fixture(folder);
  folder.write("matrix.yaml",
               "remora: 1\nextends: scenario.json\nmatrix: { x: [a, b] }\n"
               "deliveries: [{ id: trail, trail: { S3BucketName: logs } }]\n");
  folder.write(
      "v.ndjson",
      R"({"id": "v", "request": {"principal": "anonymous", "action": "s3:GetObject", "resource": "*"}, "policies": {"resource": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}}}, "expect": "Allowed"})");
  BOOST_TEST(test_in(folder, ".").status == 0);
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const ProgramRun run = test_in(folder, row.arguments);
      BOOST_TEST(run.status == row.status, run.out << run.err);
      BOOST_TEST(contains(run.out + run.err, row.told), run.out << run.err);
    }
  }
}

BOOST_AUTO_TEST_CASE(update_shows_a_diff_and_rewrites_what_fails) {
  const TemporaryFolder folder;
  write_trail_fixture(folder, trail_scenario(), trail_bucket_policy("backup.amazonaws.com"));
  const std::string before = read_text(folder.path() / "scenario.json");
  const ProgramRun ci =
      run_shell("cd '" + folder.path().string() + "' && CI=true remora test --update .");
  BOOST_TEST(ci.status == 2);
  BOOST_TEST(read_text(folder.path() / "scenario.json") == before);
  const ProgramRun run = test_in(folder, "--update . </dev/null");
  BOOST_TEST(run.status == 0, run.out << run.err);
  BOOST_TEST(contains(run.out, "--- a/scenario.json\n+++ b/scenario.json\n"));
  BOOST_TEST(contains(run.err, "remora test: wrote what 1 case of scenario.json expects\n"),
             run.err);
  const std::string after = read_text(folder.path() / "scenario.json");
  BOOST_TEST(contains(after, "\"error\": \"InsufficientS3BucketPolicyException\""), after);
  BOOST_TEST(contains(after, "\"action\": \"s3:GetBucketAcl\""));
  BOOST_TEST(contains(after, "  \"buckets\": [ { \"name\": \"logs\""));  // the rest stays
  BOOST_TEST(test_in(folder, ".").status == 0);
}

BOOST_AUTO_TEST_CASE(update_leaves_alone_what_comes_from_elsewhere) {
  const TemporaryFolder folder;
  folder.write("bucket.json", trail_bucket_policy("backup.amazonaws.com"));
  folder.write("base.json", trail_scenario(R"({ "outcome": "delivered" })", R"("abstract": true)"));
  folder.write("scenario.json", R"({"remora": 1, "extends": "base.json"})");
  const ProgramRun run = test_in(folder, "--update . </dev/null");
  BOOST_TEST(run.status == 1);
  BOOST_TEST(contains(run.err, "scenario.json: takes parts from elsewhere"), run.err);
  BOOST_TEST(read_text(folder.path() / "scenario.json") ==
             R"({"remora": 1, "extends": "base.json"})");
}

BOOST_AUTO_TEST_CASE(thresholds_judge_coverage_and_mutation) {
  const TemporaryFolder folder;
  write_trail_fixture(folder);
  BOOST_TEST(test_in(folder, "--coverage --threshold 100 .").status == 0);
  const ProgramRun run = test_in(folder, "--mutate --threshold 100 .");
  BOOST_TEST(run.status == 1);
  BOOST_TEST(contains(run.err, "the mutation score of "), run.err);
  BOOST_TEST(contains(run.out,
                      "bucket.json:4:53: survived: your fixtures would not notice if statement "
                      "\"Acl\" let everyone in [any-principal]"),
             run.out);
  BOOST_TEST(test_in(folder, "--mutate --threshold 10 .").status == 0);
  BOOST_TEST(test_in(folder, "--threshold 10 .").status == 2);
  BOOST_TEST(test_in(folder, "--coverage --threshold 101 .").status == 2);
}

BOOST_AUTO_TEST_CASE(an_accepted_survivor_counts_apart_and_says_why_on_demand) {
  const auto accepting = [](const std::string& accepted) {
    return trail_scenario("", R"("acceptedMutants": [)" + accepted + "]");
  };
  const TemporaryFolder folder;
  write_trail_fixture(folder);
  const std::string survivor = "statement \"Acl\" let everyone in [any-principal]";
  BOOST_TEST(contains(test_in(folder, "--mutate .").out, survivor));
  folder.write("scenario.json", accepting(R"({"statement": "bucket#Acl", "change": "any-principal",
                             "why": "S3 asks for no more than the ACL"},
                            {"statement": "bucket.json", "change": "remove-principal", "why": "x"})"));
  const ProgramRun run = test_in(folder, "--mutate .");
  BOOST_TEST(!contains(run.out, survivor), run.out);
  BOOST_TEST(contains(run.out, " noticed, 1 accepted, score "), run.out);
  BOOST_TEST(contains(run.err, "scenario.json:"), run.err);
  BOOST_TEST(contains(run.err, "warning: no change that survives is accepted by this"), run.err);
  const ProgramRun verbose = test_in(folder, "--mutate -v .");
  BOOST_TEST(
      contains(verbose.out, ": accepted: " + survivor + ": S3 asks for no more than the ACL\n"),
      verbose.out);
  const ProgramRun json = test_in(folder, "--mutate -f json .");
  BOOST_TEST(contains(json.out, "\"accepted\":\"S3 asks for no more than the ACL\""), json.out);
  BOOST_TEST(contains(json.out, "\"accepted\":1"), json.out);
  folder.write("scenario.json",
               accepting(R"({"statement": "bucket#Acl", "change": "any-princpal", "why": "x"})"));
  const ProgramRun wrong = test_in(folder, "--mutate .");
  BOOST_TEST(wrong.status == 2);
  BOOST_TEST(contains(wrong.out, "did you mean \"any-principal\"?"), wrong.out);
}

BOOST_AUTO_TEST_CASE(annotations_come_by_themselves_in_github_actions) {
  const TemporaryFolder folder;
  write_trail_fixture(folder, trail_scenario(), trail_bucket_policy("backup.amazonaws.com"));
  const ProgramRun run =
      run_shell("cd '" + folder.path().string() + "' && GITHUB_ACTIONS=true remora test .");
  BOOST_TEST(
      contains(run.out,
               "::error file=bucket.json,line=4,col=53,title=scenario.json%3A%3Atrail::outcome: "
               "expected \"delivered\"%0A"),
      run.out);
  BOOST_TEST(contains(run.out, "0 passed, 1 failed in 1 file"));
  BOOST_TEST(!contains(test_in(folder, ".").out, "::error"));
}

BOOST_AUTO_TEST_CASE(standard_input_is_a_scenario_or_vectors) {
  const ProgramRun vectors = run_remora(
      {"test", "-"},
      R"({"id": "v", "request": {"principal": "anonymous", "action": "s3:GetObject", "resource": "*"}, "policies": {}, "expect": "Allowed"})");
  BOOST_TEST(vectors.status == 1);
  BOOST_TEST(contains(vectors.out, "✗ <stdin>::v  failed\n    decision: expected \"Allowed\"\n"),
             vectors.out);
  const ProgramRun scenario = run_remora({"test", "--allow-empty", "-"}, "remora: 1\n");
  BOOST_TEST(scenario.status == 0);
}

BOOST_AUTO_TEST_CASE(vectors_are_checked_one_by_one) {
  const TemporaryFolder folder;
  const auto vector = [](const std::string& id, const std::string& expect) {
    return R"({"id": ")" + id +
           R"(", "request": {"principal": "anonymous", "action": "s3:GetObject", "resource": "*"}, "policies": {}, "expect": ")" +
           expect + "\"}";
  };
  folder.write("v.json",
               R"({"format": 1, "vectors": [)" + vector("a", "ImplicitlyDenied") + ",\n" +
                   vector("b", "Allowed") + ",\n" + vector("c", "Denied") + "]}");
  const ProgramRun run = test_in(folder, ".");
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.out, "✗ v.json::b  failed"), run.out);
  BOOST_TEST(contains(run.out, "v.json:3:"), run.out);
  BOOST_TEST(contains(run.out, "1 passed, 1 failed, 1 unreadable in 1 file"), run.out);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
