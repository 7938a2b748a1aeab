#include <filesystem>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/table.h"

BOOST_AUTO_TEST_SUITE(cli)

namespace {

const std::string kRefused = "fixtures/control-tower-kms/default-key-policy";
const std::string kDelivered = "fixtures/control-tower-kms/both-statements";

}  // namespace

BOOST_AUTO_TEST_SUITE(explain)

BOOST_AUTO_TEST_CASE(the_exit_status_is_the_one_of_check) {
  BOOST_TEST(run_remora({"explain", kRefused}).status == 1);
  BOOST_TEST(run_remora({"explain", kDelivered}).status == 0);
  BOOST_TEST(run_remora({"explain", "no/such"}).status == 2);
}

BOOST_AUTO_TEST_CASE(a_request_is_chosen_by_id_and_number) {
  const ProgramRun run = run_remora({"explain", "-r", "member-config/1", kRefused});
  BOOST_TEST(contains(run.out, "Request 1  allowed"));
  BOOST_TEST(!contains(run.out, "baseline-trail"));

  struct Row {
    const char* choice;
    const char* message;
  };

  const std::vector<Row> rows = {
      {"member-confg", "did you mean \"member-config\"?"},
      {"member-config/99", "there is no request 99, the last is "},
  };
  for (const Row& row : rows) {
    const ProgramRun wrong = run_remora({"explain", "-r", row.choice, kRefused});
    BOOST_TEST(wrong.status == 2);
    BOOST_TEST(contains(wrong.err, row.message), wrong.err);
  }
}

/// A policy that lets everyone do everything, of a type that names principals or not.
std::string open_policy(bool with_principal) {
  return std::string(R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", )") +
         (with_principal ? R"("Principal": "*", )" : "") + R"("Action": "*", "Resource": "*"}})";
}

BOOST_AUTO_TEST_CASE(a_request_is_described_by_options_with_all_layers) {
  const TemporaryFolder folder;
  const std::string open = folder.write("open.json", open_policy(false));
  const std::string resource = folder.write("resource.json", open_policy(true));
  const std::string session = folder.write(
      "session.json",
      R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}})");
  const std::vector<std::string> arguments = {"explain",
                                              "--principal",
                                              "arn:aws:sts::111122223333:assumed-role/r/s",
                                              "--action",
                                              "s3:PutObject",
                                              "--resource",
                                              "arn:aws:s3:::b/k",
                                              "--resource-account",
                                              "444455556666",
                                              "--identity-policy",
                                              open,
                                              "--resource-policy",
                                              resource,
                                              "--boundary",
                                              open,
                                              "--session-policy",
                                              session,
                                              "--scp",
                                              open,
                                              "--rcp",
                                              resource,
                                              "--vpc-endpoint-policy",
                                              resource};
  const ProgramRun run = run_remora(arguments);
  BOOST_TEST(run.status == 0, run.err);
  BOOST_TEST(contains(run.out, "request  ImplicitlyDenied  by session"), run.out);
  for (const char* line : {"✓ resource control policies  passed",
                           "✓ service control policies   passed",
                           "✓ VPC endpoint policy        passed",
                           "✓ resource-based policy      ",
                           "✓ identity-based policies    ",
                           "✓ permissions boundary       passed",
                           "✗ session policies           stopped here"}) {
    BOOST_TEST(contains(run.out, line), run.out);
  }
  std::vector<std::string> json = arguments;
  json.insert(json.end(), {"-f", "json", "--expect", "Allowed"});
  const ProgramRun wrong = run_remora(json);
  BOOST_TEST(wrong.status == 1);
  BOOST_TEST(contains(wrong.out, "\"decision\": \"ImplicitlyDenied\""), wrong.out);
}

BOOST_AUTO_TEST_CASE(a_request_is_asked_of_the_world_of_a_scenario) {
  const std::vector<std::string> request = {"--principal",
                                            "config.amazonaws.com",
                                            "--action",
                                            "kms:GenerateDataKey",
                                            "--resource",
                                            "arn:aws:kms:ap-northeast-1:567890123456:key/"
                                            "a1b2c3c4-5678-9a0b-a1b2-c1d2f3a4b5c6"};
  const auto run = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), request.begin(), request.end());
    return run_remora(arguments);
  };
  const ProgramRun denied = run({"explain", kRefused, "--expect", "Allowed"});
  BOOST_TEST(denied.status == 1);
  BOOST_TEST(contains(denied.out, "✗ request  ImplicitlyDenied"), denied.out);
  BOOST_TEST(!contains(denied.out, "PutDeliveryChannel"), denied.out);
  BOOST_TEST(run({"explain", kDelivered, "--expect", "Allowed"}).status == 0);
  const ProgramRun both =
      run({"explain", kDelivered, "--resource-policy", kDelivered + "/key-policy.json"});
  BOOST_TEST(both.status == 2);
  BOOST_TEST(contains(both.err, "the policies are those that are in force there"), both.err);
}

TEST_TABLE(a_vector_is_explained_by_its_id) {
  struct Row {
    const char* id;
    int status;
    const char* part;
  };

  const std::vector<Row> rows = {
      {"b", 1, "b  ImplicitlyDenied  by resource  expected Allowed"},
      {"a", 0, "✗ explicit Deny"},
      {"aa", 2, "there is no vector \"aa\", did you mean \"a\"?"},
  };
  const std::string request =
      R"("request": {"principal": "anonymous", "action": "sqs:SendMessage", "resource": "*"}})";
  const std::string vectors =
      R"([{"id": "a", "expect": "ExplicitlyDenied", "policies": {"resource": {"Version": "2012-10-17",
          "Statement": {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}}}, )" +
      request + R"(, {"id": "b", "expect": "Allowed", "policies": {}, )" + request + "]";
  for (const Row& row : rows) {
    if (table.row(row.id)) {
      const ProgramRun run = run_remora({"explain", "-", "-r", row.id}, vectors);
      BOOST_TEST(run.status == row.status, run.err);
      BOOST_TEST(contains(run.out + run.err, row.part), run.out + run.err);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_vector_alone_is_explained_too) {
  const std::string vector =
      R"({"id": "alone", "policies": {"identity": []}, "request": {"principal": "anonymous",
          "action": "s3:GetObject", "resource": "arn:aws:s3:::b/x"}})";
  const ProgramRun run = run_remora({"explain", "-"}, vector);
  BOOST_TEST(run.status == 0, run.err);
  BOOST_TEST(contains(run.out, "alone  ImplicitlyDenied"), run.out);
}

BOOST_AUTO_TEST_CASE(quiet_prints_the_verdicts_alone) {
  const std::string vectors =
      R"([{"id": "open", "policies": {"identity": [], "resource": {"unknown": "not read"}},
           "request": {"principal": "anonymous", "action": "s3:GetObject",
                       "resource": "arn:aws:s3:::b/x"}}])";
  for (const char* command : {"eval", "explain"}) {
    const ProgramRun run = run_remora({command, "-q", "-"}, vectors);
    BOOST_TEST(run.status == 3, command);
    BOOST_TEST(run.out == "  open  Undetermined  by bucket\n", command);
  }
  BOOST_TEST(run_remora({"explain", "-q", kRefused}).out ==
             run_remora({"check", "-q", kRefused}).out);
}

BOOST_AUTO_TEST_CASE(every_format_is_offered_by_check_and_explain) {
  for (const char* command : {"check", "explain"}) {
    BOOST_TEST(contains(run_remora({command, "-f", "html", kRefused}).out, "<!DOCTYPE html>"));
    BOOST_TEST(contains(run_remora({command, "-f", "markdown", kRefused}).out, "## remora"));
    BOOST_TEST(contains(run_remora({command, "-f", "json", kRefused}).out,
                        "\"kind\": \"account-covers-no-service\""));
  }
}

TEST_TABLE(changes_are_tried_and_nothing_is_written) {
  struct Row {
    const char* name;
    std::vector<std::string> options;
    int status;
    const char* part;
  };

  const std::vector<Row> rows = {
      {"a setting", {"--set", "keys[0].keyState=Disabled"}, 1, "the key is in state Disabled"},
      {"a statement less", {"--without-statement", "key#1"}, 1, "InsufficientDeliveryPolicy"},
      {"another context", {"--context", "aws:SourceArn=arn:aws:s3:::x"}, 1, "aws:SourceArn"},
      {"a key that is not carried", {"--context", "aws:SourceArn"}, 1, "does not carry"},
      {"an unknown statement", {"--without-statement", "key#Nope"}, 2, "no statement \"Nope\""},
      {"an unknown member", {"--set", "keys[0].keyStat=x"}, 2, "did you mean \"keyState\"?"},
      {"no path", {"--set", "keys"}, 2, "--set takes PATH=VALUE"},
  };
  for (const Row& row : rows) {
    for (const char* command : {"check", "explain"}) {
      if (table.row(row.name, ", ", command)) {
        std::vector<std::string> arguments = {command, kDelivered};
        arguments.insert(arguments.end(), row.options.begin(), row.options.end());
        const ProgramRun run = run_remora(arguments);
        BOOST_TEST(run.status == row.status);
        BOOST_TEST(contains(run.out + run.err, row.part), run.out + run.err);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(vectors_can_be_tried_with_changes_too) {
  const std::string vectors = R"([{"id": "a", "expect": "Allowed",
    "policies": {"resource": {"Version": "2012-10-17", "Statement": [
      {"Sid": "S", "Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*",
       "Condition": {"StringEquals": {"aws:SourceAccount": "1"}}}]}},
    "request": {"principal": "config.amazonaws.com", "action": "s3:PutObject",
                "resource": "arn:aws:s3:::b/x", "context": {"aws:SourceAccount": "1"}}}])";
  BOOST_TEST(run_remora({"eval", "-"}, vectors).status == 0);
  BOOST_TEST(run_remora({"eval", "-", "--context", "aws:SourceAccount=2"}, vectors).status == 1);
  BOOST_TEST(run_remora({"eval", "-", "--without-statement", "bucket#S"}, vectors).status == 1);
  const ProgramRun unused = run_remora({"eval", "-", "--without-statement", "bucket#T"}, vectors);
  BOOST_TEST(unused.status == 2);
  BOOST_TEST(contains(unused.err, "no policy bucket of the input has a statement \"T\""),
             unused.err);
  BOOST_TEST(run_remora({"eval", "-", "--set", "request.action=sqs:SendMessage"}, vectors).status ==
             1);
}

BOOST_AUTO_TEST_CASE(a_key_that_is_given_twice_has_both_values_in_a_world_too) {
  const TemporaryFolder folder;
  const std::string policy =
      R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*", "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": "a"}}}})";
  const std::string file = folder.write("policy.json", policy);
  const std::string scenario = folder.write(
      "scenario.json",
      R"({"remora": 1, "buckets": [{"name": "logs", "accountId": "111122223333", "region": "us-east-1", "policy": "policy.json"}]})");
  const std::vector<std::string> asked = {"--principal",
                                          "arn:aws:iam::111122223333:user/u",
                                          "--action",
                                          "s3:GetObject",
                                          "--resource",
                                          "arn:aws:s3:::logs/x",
                                          "--context",
                                          "aws:TagKeys=a",
                                          "--context",
                                          "aws:TagKeys=b"};
  std::vector<std::string> in_world = {"explain", scenario};
  in_world.insert(in_world.end(), asked.begin(), asked.end());
  std::vector<std::string> alone = {
      "explain", "--resource-policy", file, "--resource-account", "111122223333"};
  alone.insert(alone.end(), asked.begin(), asked.end());
  const ProgramRun first = run_remora(in_world);
  const ProgramRun second = run_remora(alone);
  BOOST_TEST(contains(first.out, "Allowed"), first.out + first.err);
  BOOST_TEST(contains(second.out, "Allowed"), second.out + second.err);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_described_request_is_said_in_a_world_too) {
  const ProgramRun run = run_remora({"explain",
                                     kRefused,
                                     "--principal",
                                     "cloudtrial.amazonaws.com",
                                     "--action",
                                     "kms:Decryptt",
                                     "--resource",
                                     "*"});
  BOOST_TEST(contains(run.err, "did you mean \"cloudtrail.amazonaws.com\"?"), run.err);
  BOOST_TEST(contains(run.err, "did you mean \"kms:Decrypt\"?"), run.err);
  const ProgramRun number = run_remora({"explain",
                                        kRefused,
                                        "-r",
                                        "member-config/9",
                                        "--principal",
                                        "anonymous",
                                        "--action",
                                        "s3:GetObject"});
  BOOST_TEST(number.status == 2);
  BOOST_TEST(contains(number.err, "-r takes the id of a delivery or a member"), number.err);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_told_before_what_cannot_be_chosen) {
  const TemporaryFolder folder;
  const std::string broken = folder.write("broken.json", "{");
  const std::string vectors = folder.write(
      "vectors.json",
      R"([{"id": "a", "request": {"principal": "anonymous", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k"}}, {"id": "b", "reqest": {}}])");
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"check", kRefused, broken, "-r", "zzz"},
        std::vector<std::string>{"explain", kRefused, broken, "-r", "zzz"},
        std::vector<std::string>{"explain", vectors, "-r", "b"}}) {
    const ProgramRun run = run_remora(arguments);
    BOOST_TEST(run.status == 2);
    BOOST_TEST(contains(run.err, ".json:1:"), run.err);
    BOOST_TEST(!contains(run.err, "there is no"), run.err);
  }
}

BOOST_AUTO_TEST_CASE(vectors_in_yaml_are_told_of_once) {
  const TemporaryFolder folder;
  const ProgramRun run = run_remora(
      {"explain",
       folder.write("v.yaml",
                    "- id: a\n  request: {principal: anonymous, action: 's3:GetObject'}\n")});
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.err, "v.yaml:1:1: error: vectors are read as JSON here"), run.err);
}

BOOST_AUTO_TEST_CASE(a_command_to_copy_is_no_more_than_that) {
  const TemporaryFolder folder;
  folder.write(
      "scenario.yaml",
      "remora: 1\nmatrix: {name: [\"a';touch harmed;'\", b]}\n"
      "buckets: [{name: logs, accountId: '111122223333', region: us-east-1}]\n"
      "deliveries:\n- {id: t, service: cloudtrail, accountId: '111122223333', region: us-east-1, "
      "trail: {Name: \"${name}\", S3BucketName: logs}, expect: {outcome: delivered}}\n");
  const std::string file = (folder.path() / "scenario.yaml").string();
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"explain", file}, std::vector<std::string>{"test", file}}) {
    const ProgramRun run = run_remora(arguments);
    BOOST_TEST(contains(run.out, "touch harmed"), run.out + run.err);
    // What stands between backquotes, copied into a shell.
    std::string text = run.out;
    for (std::size_t at = text.find("`remora "); at != std::string::npos;
         at = text.find("`remora ", at + 1)) {
      const std::string command = text.substr(at + 1, text.find('`', at + 1) - at - 1);
      (void)run_shell("cd '" + folder.path().string() + "' && " + command);
    }
    BOOST_TEST(!std::filesystem::exists(folder.path() / "harmed"));
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(diff)

BOOST_AUTO_TEST_CASE(flips_between_scenarios_decide_the_exit_status) {
  const ProgramRun better = run_remora({"diff", kRefused, kDelivered});
  BOOST_TEST(better.status == 0);
  BOOST_TEST(contains(better.out, "+ member-config   refused → delivered"));
  const ProgramRun worse = run_remora({"diff", kDelivered, kRefused});
  BOOST_TEST(worse.status == 1);
  BOOST_TEST(contains(worse.out, "2 worse, 0 better"));
  BOOST_TEST(run_remora({"diff", kDelivered}).status == 2);
  BOOST_TEST(contains(run_remora({"diff", "-f", "json", kDelivered, kRefused}).out,
                      "\"direction\": \"worse\""));
}

BOOST_AUTO_TEST_CASE(two_versions_of_a_policy_are_compared_in_a_scenario) {
  const std::string old_key = kRefused + "/key-policy.json";
  const std::string new_key = kDelivered + "/key-policy.json";
  const ProgramRun run = run_remora({"diff", "--in", kRefused, old_key, new_key});
  BOOST_TEST(run.status == 0);
  BOOST_TEST(contains(run.out, "0 worse, 2 better"), run.out + run.err);
  const ProgramRun piped = run_shell("remora diff --in " + kRefused + " - " + new_key + " < " +
                                     new_key + " --replace " + old_key);
  BOOST_TEST(contains(piped.out, "0 worse, 0 better, 0 otherwise changed, 2 the same"), piped.err);
  const ProgramRun neither = run_remora({"diff", "--in", kRefused, new_key, new_key});
  BOOST_TEST(neither.status == 2);
  BOOST_TEST(contains(neither.err, "--replace FILE"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
