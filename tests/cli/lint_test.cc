#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/table.h"

BOOST_AUTO_TEST_SUITE(cli)

namespace {

const std::string kKeyPolicy = "fixtures/control-tower-kms/both-statements/key-policy.json";

}  // namespace

BOOST_AUTO_TEST_SUITE(lint)

BOOST_AUTO_TEST_CASE(a_policy_that_aws_stores_ends_with_status_0_and_its_warnings) {
  const ProgramRun run = run_remora({"lint", "--type", "key", kKeyPolicy});
  BOOST_TEST(run.status == 0);
  BOOST_TEST(contains(run.out, "key-policy.json:18:20: warning: "));
  BOOST_TEST(contains(run.out, "[confused-deputy]"));
  BOOST_TEST(contains(run.out, "as a key policy, PutKeyPolicy accepts it"));
}

BOOST_AUTO_TEST_CASE(a_policy_that_aws_refuses_ends_with_status_1_and_aws_answer) {
  const ProgramRun run = run_remora(
      {"lint", "--type", "rcp", "-"},
      R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}})");
  BOOST_TEST(run.status == 1);
  BOOST_TEST(contains(run.out,
                      "The provided policy document does not meet the requirements of the "
                      "specified policy type."));
}

BOOST_AUTO_TEST_CASE(an_unreadable_file_ends_with_status_2_and_the_others_are_checked) {
  const ProgramRun run = run_remora({"lint", "no/such.json", kKeyPolicy});
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.err, "cannot read no/such.json"));
  BOOST_TEST(contains(run.out, "accepts it"));
}

BOOST_AUTO_TEST_CASE(json_and_sarif_are_printed) {
  BOOST_TEST(contains(run_remora({"lint", "-f", "json", kKeyPolicy}).out, "\"schemaVersion\": 1"));
  BOOST_TEST(
      contains(run_remora({"lint", "-f", "sarif", kKeyPolicy}).out, "\"version\": \"2.1.0\""));
}

TEST_TABLE(warnings_are_denied_where_that_is_asked_for) {
  struct Row {
    const char* name;
    std::vector<std::string> arguments;
    int status;
  };

  // A folder is searched.
  const std::string folder = "fixtures/control-tower-kms/both-statements";
  const std::vector<Row> rows = {
      {"a file with a warning", {"lint", kKeyPolicy}, 0},
      {"denied", {"lint", "--deny-warnings", kKeyPolicy}, 1},
      {"a folder", {"lint", folder}, 0},
      {"a folder, denied", {"lint", "--deny-warnings", "-f", "json", folder}, 1},
      {"nothing to deny",
       {"lint", "--deny-warnings", "fixtures/control-tower-kms/default-key-policy/key-policy.json"},
       0},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const ProgramRun run = run_remora(row.arguments);
      BOOST_TEST(run.status == row.status, run.out << run.err);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_wrong_type_names_the_nearest) {
  const ProgramRun run = run_remora({"lint", "--type", "buckt", kKeyPolicy});
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.err, "did you mean \"bucket\"?"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(eval_request)

TEST_TABLE(a_request_is_described_by_options) {
  struct Row {
    const char* name;
    std::vector<std::string> arguments;
    int status;
    const char* expected;
  };

  const std::vector<std::string> base = {"eval",
                                         "--principal",
                                         "cloudtrail.amazonaws.com",
                                         "--action",
                                         "kms:GenerateDataKey",
                                         "--resource",
                                         "arn:aws:kms:ap-northeast-1:567890123456:key/"
                                         "a1b2c3c4-5678-9a0b-a1b2-c1d2f3a4b5c6",
                                         "--resource-policy",
                                         kKeyPolicy};
  const std::string arn =
      "arn:aws:cloudtrail:ap-northeast-1:567890123456:trail/aws-controltower-BaselineCloudTrail";
  const std::string context = "kms:EncryptionContext:aws:cloudtrail:arn=" + arn;
  const std::vector<Row> rows = {
      {"denied", {}, 0, "ImplicitlyDenied  by key"},
      {"denied against --expect", {"--expect", "Allowed"}, 1, "expected Allowed"},
      {"allowed",
       {"--context", "aws:SourceArn=" + arn, "--context", context, "--expect", "Allowed"},
       0,
       "Allowed  by key"},
      {"undetermined names what it depends on",
       {"--context", "aws:SourceArn=?", "--context", context},
       3,
       "depends on aws:SourceArn"},
      {"verbose prints AWS's sentence",
       {"-v"},
       0,
       "because no resource-based policy allows the kms:GenerateDataKey action"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      std::vector<std::string> arguments = base;
      arguments.insert(arguments.end(), row.arguments.begin(), row.arguments.end());
      const ProgramRun run = run_remora(arguments);
      BOOST_TEST(run.status == row.status, run.err);
      BOOST_TEST(contains(run.out, row.expected), run.out);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_input_of_simulate_custom_policy_is_answered_in_its_shape) {
  const TemporaryFolder folder;
  const std::string file = folder.write("input.json",
                                        R"({
  "PolicyInputList": ["{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:username\":\"ana\"}}}}"],
  "ActionNames": ["s3:GetObject", "s3:PutObject"],
  "ResourceArns": ["arn:aws:s3:::b/k"],
  "ContextEntries": [{"ContextKeyName": "aws:username", "ContextKeyValues": ["ana"], "ContextKeyType": "string"}]
})");
  const ProgramRun run = run_remora({"eval", "-f", "aws", file});
  BOOST_TEST(run.status == 0, run.err);
  BOOST_TEST(contains(run.out, "\"EvalDecision\": \"allowed\""));
  BOOST_TEST(contains(run.out, "\"EvalDecision\": \"implicitDeny\""));
  BOOST_TEST(contains(run.out, "\"SourcePolicyId\": \"PolicyInputList.1\""));
  BOOST_TEST(contains(run_remora({"eval", file}).out, "s3:GetObject on arn:aws:s3:::b/k  Allowed"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
