#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/paths.h"
#include "tests/support/table.h"

BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(check)

namespace {

std::string story(const std::string& name) {
  return "fixtures/control-tower-kms/" + name;
}

// The seed's own text, with the closing quote that its redaction lost.
const std::string kSeedText =
    "Insufficient delivery policy to s3 bucket: "
    "aws-controltower-logs-210987654321-ap-northeast-1, unable to write to bucket, provided s3 key "
    "prefix is 'o-b1c2d3e4f5', provided kms key is "
    "'arn:aws:kms:ap-northeast-1:567890123456:key/a1b2c3c4-5678-9a0b-a1b2-c1d2f3a4b5c6'.";

}  // namespace

BOOST_AUTO_TEST_CASE(the_default_key_policy_gives_the_text_of_the_story) {
  const ProgramRun run = run_remora({"check", story("default-key-policy")});
  BOOST_TEST(run.status == 1);
  BOOST_TEST(contains(run.out, "\n  " + kSeedText + "\n"));
  BOOST_TEST(contains(run.out, "InsufficientDeliveryPolicyException (HTTP 400"));
  BOOST_TEST(contains(run.out, "InsufficientEncryptionPolicyException (HTTP 400"));
  BOOST_TEST(contains(run.out, "for any other account,\n          such as 999999999999;"), run.out);
  // The denied request, the nearest statement with its place, a mark on each element, the fix.
  BOOST_TEST(contains(run.out, ">  6  config.amazonaws.com "));
  BOOST_TEST(contains(run.out, "default-key-policy/key-policy.json:5:5"));
  BOOST_TEST(contains(run.out, "✗ Principal"));
  BOOST_TEST(contains(run.out, "✓ Action"));
  BOOST_TEST(contains(run.out, "\"Sid\": \"Allow Config to use KMS for encryption\""));
  BOOST_TEST(contains(run.out, "\"Sid\": \"Allow CloudTrail to use KMS for encryption\""));
  BOOST_TEST(run.err.empty());
}

BOOST_AUTO_TEST_CASE(with_both_statements_everything_is_delivered) {
  const ProgramRun run = run_remora({"check", story("both-statements")});
  BOOST_TEST(run.status == 0);
  BOOST_TEST(contains(run.out, "✓ member-config  delivered"));
  BOOST_TEST(contains(run.out, "✓ baseline-trail  delivered"));
}

BOOST_AUTO_TEST_CASE(a_delivery_names_its_switches_in_one_note) {
  const std::string note =
      "  note: it rests on the default of config_check_order, config_spn_fallback; -v says what "
      "another\n        value would change\n";
  const std::string each = "with --assume config_check_order=";
  const ProgramRun run = run_remora({"check", story("both-statements")});
  BOOST_TEST(contains(run.out, note), run.out);
  BOOST_TEST(!contains(run.out, each), run.out);
  const ProgramRun refused = run_remora({"check", "-v", story("default-key-policy")});
  BOOST_TEST(contains(refused.out, "(HTTP 400, text observed: AWS was seen to answer it)"),
             refused.out);
  const ProgramRun verbose = run_remora({"check", "-v", story("both-statements")});
  BOOST_TEST(!contains(verbose.out, "it rests on the default of"), verbose.out);
  BOOST_TEST(contains(verbose.out, each), verbose.out);
}

TEST_TABLE(the_worst_of_several_inputs_decides_the_exit_status) {
  struct Row {
    const char* name;
    std::vector<std::string> inputs;
    int status;
  };

  const std::vector<Row> rows = {
      {"delivered twice", {story("both-statements"), story("both-statements")}, 0},
      {"delivered and refused", {story("both-statements"), story("wrong-trail-name")}, 1},
      {"refused and unreadable", {story("wrong-trail-name"), "no/such"}, 2},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      std::vector<std::string> arguments = {"check", "-q"};
      arguments.insert(arguments.end(), row.inputs.begin(), row.inputs.end());
      BOOST_TEST(run_remora(arguments).status == row.status);
    }
  }
}

TEST_TABLE(a_member_of_a_matrix_is_labelled_and_selected) {
  struct Row {
    const char* name;
    std::vector<std::string> arguments;
    int status;
    const char* told;
  };

  const TemporaryFolder folder;
  folder.write("bucket.json",
               R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                   "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "s3:*",
                   "Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"],
                   "Condition": {"StringLike": {"aws:SourceArn": "arn:aws:cloudtrail:us-*"}}}})");
  const std::string scenario = folder.write("scenario.yaml", R"(remora: 1
matrix:
  region: [us-east-1, eu-west-1]
  log: [a, b]
buckets:
  - {name: logs, accountId: "111122223333", region: us-east-1, policy: bucket.json}
deliveries:
  - {id: trail, service: cloudtrail, accountId: "111122223333", region: "${{ region }}",
     trail: {Name: "t-${{ log }}", S3BucketName: logs}}
  - {id: later, service: cloudtrail, operation: Deliver, accountId: "111122223333",
     region: "${{ region }}", trail: {Name: "t-${{ log }}", S3BucketName: logs}}
requests:
  - {id: ask, request: {principal: cloudtrail.amazonaws.com, action: "s3:PutObject",
     resource: "arn:aws:s3:::logs/x", context: {"aws:SourceArn": "arn:aws:cloudtrail:us-east-1"}}}
)");
  const std::vector<Row> rows = {
      {"every member has its label",
       {"check", "-q", scenario},
       1,
       "✓ trail [region=us-east-1, log=a]  delivered"},
      {"requests, too", {"check", "-q", scenario}, 1, "✓ ask [region=eu-west-1, log=b]  Allowed"},
      {"a delivery of a member",
       {"check", "-q", scenario, "-r", "trail [region=us-east-1, log=b]"},
       0,
       "✓ trail [region=us-east-1, log=b]  delivered  CreateTrail, account 111122223333, "
       "us-east-1\n$"},
      {"a member", {"check", "-q", scenario, "-r", "region=us-east-1, log=a"}, 0, "later [region"},
      {"members by one axis", {"check", "-q", scenario, "-r", "region=eu-west-1"}, 1, "log=b]"},
      {"a delivery of every member", {"check", "-q", scenario, "-r", "ask"}, 0, "log=b]"},
      {"explain, too",
       {"explain", scenario, "-r", "trail/2 [log=a, region=us-east-1]"},
       0,
       "Request 2  allowed"},
      {"a wrong value",
       {"check", scenario, "-r", "region=us-est-1"},
       2,
       "there is no combination \"region=us-est-1\", did you mean \"region=us-east-1\"?"},
      {"a wrong id",
       {"check", scenario, "-r", "trial"},
       2,
       "there is no delivery or request \"trial\", did you mean \"trail\"?"},
      {"a request of a delivery",
       {"check", scenario, "-r", "trail/2"},
       2,
       "`remora explain -r trail/2`"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const ProgramRun run = run_remora(row.arguments);
      BOOST_TEST(run.status == row.status, run.err);
      BOOST_TEST(contains(run.out + run.err + "$", row.told), run.out + run.err);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_scenario_comes_from_standard_input_with_paths_from_here) {
  const std::string text =
      read_text(remora::test::source_dir() + "/" + story("both-statements") + "/scenario.json");
  const ProgramRun run =
      run_shell("cd " + story("both-statements") + " && remora check -q - <" + "scenario.json");
  BOOST_TEST(run.status == 0, run.err);
  BOOST_TEST(!text.empty());
}

BOOST_AUTO_TEST_CASE(output_goes_whole_into_the_named_file) {
  const TemporaryFolder folder;
  const std::string file = (folder.path() / "result.json").string();
  const ProgramRun run = run_remora({"check", "-f", "json", "-o", file, story("both-statements")});
  BOOST_TEST(run.status == 0);
  BOOST_TEST(run.out.empty());
  BOOST_TEST(contains(read_text(file), "\"schemaVersion\": 1"));
  const ProgramRun refused =
      run_remora({"check", "-o", "/no/such/folder/x", story("both-statements")});
  BOOST_TEST(refused.status == 2);
  BOOST_TEST(contains(refused.err, "cannot write /no/such/folder/x"));
}

BOOST_AUTO_TEST_CASE(a_switch_of_the_model_changes_the_answer_and_is_listed) {
  const ProgramRun run = run_remora(
      {"check", "-f", "json", "--assume", "config_spn_fallback=never", story("both-statements")});
  BOOST_TEST(run.status == 1);
  BOOST_TEST(contains(run.out, "\"config_spn_fallback=never\""));
  BOOST_TEST(contains(run_remora({"check", "--assume", "list"}).out, "config_spn_fallback"));
}

BOOST_AUTO_TEST_CASE(verbose_prints_every_statement_of_every_request) {
  const ProgramRun run = run_remora({"check", "-v", story("default-key-policy")});
  BOOST_TEST(contains(run.out, "\"AWSBucketDeliveryForConfig\""));
  BOOST_TEST(contains(run.out, "policies/recorder-role-trust.json"));
}

TEST_TABLE(other_kinds_of_input_are_named) {
  struct Row {
    const char* name;
    const char* text;
    const char* expected;
  };

  const std::vector<Row> rows = {
      {"template", R"({"Resources": {}})", "this is a CloudFormation template"},
      {"vectors", R"({"format": 1, "vectors": []})", "`remora eval` reads those"},
      {"policy", R"({"Statement": []})", "nothing here says what is delivered"},
      {"aws cli", R"({"trailList": []})", "nothing here says what is delivered"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const ProgramRun run = run_remora({"check", "-"}, row.text);
      BOOST_TEST(run.status == 2);
      BOOST_TEST(contains(run.err, row.expected), run.err);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
