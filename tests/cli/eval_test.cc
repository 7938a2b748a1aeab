#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"

BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(eval)

namespace {

std::string vector(const std::string& id, const std::string& expect) {
  return R"({"id":")" + id +
         R"(","policies":{"identity":[{"Version":"2012-10-17","Statement":{"Sid":"S","Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}]},)"
         R"("request":{"principal":"arn:aws:iam::111122223333:user/ana","action":"s3:GetObject",)"
         R"("resource":"arn:aws:s3:::b/k"})" +
         (expect.empty() ? "" : R"(,"expect":")" + expect + "\"") + "}";
}

}  // namespace

BOOST_AUTO_TEST_CASE(all_three_forms_of_a_vector_file_are_read) {
  const std::string a = vector("a", "Allowed");
  const std::string b = vector("b", "Allowed");
  const std::string expected =
      R"({"id":"a","decision":"Allowed","expected":"Allowed","agrees":true,"decidedBy":{"policy":"identity","statement":0,"sid":"S"}})"
      "\n"
      R"({"id":"b","decision":"Allowed","expected":"Allowed","agrees":true,"decidedBy":{"policy":"identity","statement":0,"sid":"S"}})"
      "\n";
  for (const std::string& text : {"{\"format\": 1, \"vectors\": [" + a + ",\n" + b + "]}",
                                  "[" + a + "," + b + "]",
                                  a + "\n" + b + "\n"}) {
    const ProgramRun run = run_remora({"eval", "-f", "json", "-"}, text);
    BOOST_TEST(run.status == 0, run.err);
    BOOST_TEST(run.out == expected);
  }
}

BOOST_AUTO_TEST_CASE(a_bad_vector_is_reported_at_its_line_and_the_run_goes_on) {
  const std::string text = vector("a", "Allowed") + "\n{\"id\": \"bad\", \"reqest\": {}}\n" +
                           "{\"id\": \n" + vector("c", "Allowed") + "\n";
  const ProgramRun run = run_remora({"eval", "-f", "json", "-"}, text);
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.out, R"({"id":"a","decision":"Allowed")"));
  BOOST_TEST(contains(run.out, R"({"id":"bad","error":{"message":)"));
  BOOST_TEST(contains(run.err, "<stdin>:2:15: error: a vector has no member \"reqest\""), run.err);
}

BOOST_AUTO_TEST_CASE(a_misspelt_name_in_a_stream_is_warned_of_at_its_line_and_changes_nothing) {
  std::string lines;
  for (int i = 1; i <= 3; ++i) {
    std::string text = vector("v" + std::to_string(i), "ImplicitlyDenied");
    const std::string right = "\"action\":\"s3:GetObject";
    text.replace(text.find(right), right.size(), "\"action\":\"s3:GetObjekt");
    lines += text + "\n";
  }
  for (const char* command : {"eval", "test"}) {
    const ProgramRun run = run_remora({command, "-"}, lines);
    BOOST_TEST(run.status == 0, run.err);
    for (const char* line : {"1", "2", "3"}) {
      const std::string at = "<stdin>:" + std::string(line) + ":";
      BOOST_TEST(contains(run.err, at), run.err);
    }
    BOOST_TEST(
        contains(run.err, "AWS has no action \"s3:GetObjekt\", did you mean \"s3:GetObject\"?"),
        run.err);
  }
  BOOST_TEST(run_remora({"test", "-q", "-"}, lines).err.empty());
}

BOOST_AUTO_TEST_CASE(a_disagreement_ends_with_status_1) {
  const ProgramRun run = run_remora({"eval", "-"}, vector("a", "ExplicitlyDenied"));
  BOOST_TEST(run.status == 1);
  BOOST_TEST(contains(run.out, "a  Allowed"));
  BOOST_TEST(contains(run.out, "expected ExplicitlyDenied"));
  BOOST_TEST(contains(run.err, "1 vectors, 1 disagree, 0 unreadable"));
}

BOOST_AUTO_TEST_CASE(results_come_in_order_whatever_the_number_of_threads) {
  std::string text;
  for (int i = 0; i < 3000; ++i) {
    text += vector("v" + std::to_string(i), "Allowed") + "\n";
  }
  const ProgramRun one = run_remora({"eval", "-f", "json", "-j", "1", "-"}, text);
  const ProgramRun four = run_remora({"eval", "-f", "json", "-j", "4", "-"}, text);
  BOOST_TEST(one.status == 0);
  BOOST_TEST(one.out == four.out);
}

BOOST_AUTO_TEST_CASE(a_frame_of_another_format_is_refused) {
  const ProgramRun run = run_remora({"eval", "-"}, "{\"format\": 2, \"vectors\": []}");
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.err, "this version reads format 1 only"));
}

BOOST_AUTO_TEST_CASE(a_line_that_is_cut_short_takes_no_other_with_it) {
  const ProgramRun run = run_remora({"eval", "-f", "json", "-"},
                                    "{\"id\": \"cut\",\n" + vector("b", "Allowed") + "\n");
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.out, R"({"id":"b","decision":"Allowed")"), run.out);
  BOOST_TEST(contains(run.err, "<stdin>:"), run.err);
}

BOOST_AUTO_TEST_CASE(the_input_of_simulate_custom_policy_is_read_from_standard_input_too) {
  const std::string simulation = R"({
  "PolicyInputList": ["{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}"],
  "PermissionsBoundaryPolicyInputList": ["{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:Get*\",\"Resource\":\"*\"}}"],
  "ActionNames": ["s3:GetObject", "s3:PutObject"]
})";
  const ProgramRun text = run_remora({"eval", "-"}, simulation);
  BOOST_TEST(text.status == 0, text.err);
  BOOST_TEST(contains(text.out, "s3:GetObject on *  Allowed"), text.out);
  BOOST_TEST(contains(text.out, "s3:PutObject on *  ImplicitlyDenied"), text.out);
  BOOST_TEST(contains(text.err, "2 vectors, 0 disagree, 0 unreadable"), text.err);
  const ProgramRun aws = run_remora({"eval", "-f", "aws", "-"}, simulation);
  BOOST_TEST(aws.status == 0, aws.err);
  BOOST_TEST(contains(aws.out, R"("EvalDecision": "allowed")"), aws.out);
  BOOST_TEST(contains(aws.out, R"("AllowedByPermissionsBoundary": false)"), aws.out);
}

BOOST_AUTO_TEST_CASE(a_simulation_of_something_that_is_no_action_is_refused) {
  const ProgramRun run =
      run_remora({"eval", "-"}, R"({"PolicyInputList": [], "ActionNames": ["GetObject", 5]})");
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.err, "\"GetObject\" is no action"), run.err);
  BOOST_TEST(contains(run.err, "\"ActionNames\" must hold strings"), run.err);
}

// AWS's shape knows three decisions.
BOOST_AUTO_TEST_CASE(
    an_undetermined_decision_in_the_shape_of_aws_ends_with_status_3_and_a_warning) {
  const ProgramRun run = run_remora(
      {"eval", "-f", "aws", "-"},
      R"([{"id":"u","policies":{"identity":[{"unknown":"nobody looked"}]},"request":{)"
      R"("principal":"arn:aws:iam::111122223333:user/ana","action":"s3:GetObject","resource":"*"}}])");
  BOOST_TEST(run.status == 3, run.err);
  BOOST_TEST(contains(run.err, "u: undetermined"), run.err);
}

// A request that options describe carries what AWS always sends, so a Deny that asks for it is
// open.
BOOST_AUTO_TEST_CASE(a_key_that_nobody_said_is_asked_for) {
  const TemporaryFolder folder;
  const std::string policy = folder.write("policy.json",
                                          R"({"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},
          {"Effect":"Deny","Principal":"*","Action":"*","Resource":"*",
           "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]})");
  const auto run = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"eval",
                                          "--principal",
                                          "anonymous",
                                          "--action",
                                          "s3:GetObject",
                                          "--resource",
                                          "arn:aws:s3:::b/k",
                                          "--resource-policy",
                                          policy};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_remora(arguments);
  };
  const ProgramRun open = run({});
  BOOST_TEST(open.status == 3);
  BOOST_TEST(contains(open.out, "depends on aws:SecureTransport"), open.out);
  BOOST_TEST(contains(open.out, "say it: --context aws:SecureTransport=VALUE"), open.out);
  BOOST_TEST(contains(run({"--context", "aws:SecureTransport=true"}).out, "request  Allowed"));
  BOOST_TEST(
      contains(run({"--context", "aws:SecureTransport=false"}).out, "request  ExplicitlyDenied"));
  BOOST_TEST(contains(run({"--context", "aws:SecureTransport"}).out, "request  Allowed"));
}

BOOST_AUTO_TEST_CASE(a_denial_names_the_policy_or_not) {
  const std::string text =
      R"({"id":"a","policies":{"identity":[{"arn":"arn:aws:iam::111122223333:policy/P","document":)"
      R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}}]},)"
      R"("request":{"principal":"arn:aws:iam::111122223333:user/ana","action":"s3:GetObject",)"
      R"("resource":"arn:aws:s3:::b/k"}})";
  BOOST_TEST(contains(run_remora({"eval", "-f", "json", "-"}, text).out,
                      "in an identity-based policy: arn:aws:iam::111122223333:policy/P\""));
  const ProgramRun earlier =
      run_remora({"eval", "-f", "json", "--assume", "denial_policy_arn=unnamed", "-"}, text);
  BOOST_TEST(contains(earlier.out, "in an identity-based policy\""), earlier.out);
  BOOST_TEST(run_remora({"eval", "--assume", "denial_policy_arn=maybe", "-"}, text).status == 2);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
