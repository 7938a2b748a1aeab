#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/json/read.h"
#include "tests/cli/run_program.h"
#include "tests/support/paths.h"

BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(diagnose)

namespace {

const std::string kSeed = "fixtures/texts/seed-ja-control-tower.txt";

std::vector<std::string> member_names(const std::string& json) {
  const auto source = std::make_shared<const remora::SourceText>("result", json);
  const auto document = remora::json::read(source);
  BOOST_REQUIRE(document.has_value());
  std::vector<std::string> names;
  for (const auto& member : (*document)->root().members()) {
    names.emplace_back(member.key.text());
  }
  return names;
}

const std::vector<std::string> kMembers = {"schemaVersion",
                                           "recognised",
                                           "service",
                                           "code",
                                           "variant",
                                           "wrapping",
                                           "bucket",
                                           "prefix",
                                           "kmsKeyArn",
                                           "accounts",
                                           "region",
                                           "causes"};

}  // namespace

BOOST_AUTO_TEST_CASE(the_seed_s_text_gives_its_facts_its_causes_and_the_commands) {
  const ProgramRun run = run_remora({"diagnose", kSeed});
  BOOST_TEST(run.status == 0);
  BOOST_TEST(run.err.empty());
  for (const char* part :
       {"AWS Config: unable to write\n",
        "aws-controltower-logs-210987654321-ap-northeast-1\n",
        "123456789012, 210987654321, 567890123456\n",
        " 1  the key policy has no statement",
        "aws kms get-key-policy --key-id arn:aws:kms:ap-northeast-1:567890123456"}) {
    BOOST_TEST(contains(run.out, part), part);
  }
}

BOOST_AUTO_TEST_CASE(as_json_it_has_exactly_the_members_of_the_contract) {
  const ProgramRun run = run_remora({"diagnose", "-f", "json", kSeed});
  BOOST_TEST(run.status == 0);
  BOOST_TEST(member_names(run.out) == kMembers, boost::test_tools::per_element());
  BOOST_TEST(contains(run.out, "\"wrapping\": \"control-tower\""));
  BOOST_TEST(contains(run.out, "\"variant\": \"unable to write\""));
}

BOOST_AUTO_TEST_CASE(nonsense_is_not_recognised) {
  for (const char* text : {"", "hello", "\xff\xfe{{{", "An error occurred (AccessDenied)"}) {
    const ProgramRun run = run_remora({"diagnose"}, text);
    BOOST_TEST(run.status == 2, text);
    BOOST_TEST(run.out.empty());
    BOOST_TEST(contains(run.err, "<stdin>: error: not recognised"), run.err);
  }
  const ProgramRun json = run_remora({"diagnose", "-f", "json", "-"}, "hello");
  BOOST_TEST(json.status == 2);
  BOOST_TEST(member_names(json.out) == kMembers, boost::test_tools::per_element());
  BOOST_TEST(contains(json.out, "\"recognised\": false"));
}

// It is none of a delivery's errors, and says all the same which policy to look at.
BOOST_AUTO_TEST_CASE(iam_s_own_sentence_is_read) {
  const ProgramRun run = run_remora(
      {"diagnose", "-f", "json", "-"},
      "User: arn:aws:iam::123456789012:user/John is not authorized to perform: s3:GetObject\n"
      "with an explicit deny in a service control policy: "
      "arn:aws:organizations::777788889999:policy/o-1/service_control_policy/p-1\n");
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.out, R"("recognised": false)"), run.out);
  BOOST_TEST(contains(
      run.out,
      R"("policyArn": "arn:aws:organizations::777788889999:policy/o-1/service_control_policy/p-1")"));
  BOOST_TEST(contains(run.err, "a Deny in the service control policy arn:aws:organizations"));
}

BOOST_AUTO_TEST_CASE(with_an_input_it_says_which_cause_it_is) {
  const ProgramRun refused =
      run_remora({"diagnose", kSeed, "--with", "fixtures/control-tower-kms/default-key-policy"});
  BOOST_TEST(refused.status == 1);
  BOOST_TEST(contains(refused.out, "member-config  refused with this error: cause 1"));
  BOOST_TEST(contains(refused.out, "default-key-policy/key-policy.json:5:5"));
  BOOST_TEST(contains(refused.out, ">  1  the key policy has no statement"));
  BOOST_TEST(!contains(refused.out, "baseline-trail"));  // another service's delivery
  // The posted text's ids were changed before it was posted.
  BOOST_TEST(contains(refused.out, "prefix: the text says a-b1c2d3e4f5, the input o-b1c2d3e4f5"));

  const ProgramRun delivered =
      run_remora({"diagnose", kSeed, "--with", "fixtures/control-tower-kms/both-statements"});
  BOOST_TEST(delivered.status == 0);
  BOOST_TEST(contains(delivered.out, "delivered: these policies do not give this error"));
}

BOOST_AUTO_TEST_CASE(with_a_matrix_each_combination_is_tried) {
  const TemporaryFolder folder;
  const std::string story = std::string(remora::test::source_dir()) + "/fixtures/control-tower-kms";
  std::string text = R"({"remora": 1, "extends": "STORY/default-key-policy/scenario.json",
    "matrix": {"key": {"default": {"policy": "STORY/default-key-policy/key-policy.json"},
                       "both": {"policy": "STORY/both-statements/key-policy.json"}}},
    "keys": [{"policy": "${{ key.policy }}", "arn": "arn:aws:kms:ap-northeast-1:567890123456:key/)"
                     R"(a1b2c3c4-5678-9a0b-a1b2-c1d2f3a4b5c6"}]})";
  for (std::size_t at = text.find("STORY"); at != std::string::npos; at = text.find("STORY")) {
    text.replace(at, 5, story);
  }
  const std::string matrix = folder.write("scenario.json", text);
  const ProgramRun run = run_remora({"diagnose", kSeed, "--root", "/", "--with", matrix});
  BOOST_TEST(run.status == 1);
  BOOST_TEST(contains(run.out, "member-config [key=default]  refused with this error: cause 1"));
  BOOST_TEST(contains(run.out, "member-config [key=both]  delivered: these policies do not give"));
  BOOST_TEST(contains(run.out, "`remora check " + matrix + "` shows the requests and the fix."));
}

BOOST_AUTO_TEST_CASE(what_is_assumed_of_policies_can_be_said_otherwise) {
  const std::vector<std::string> command = {
      "diagnose",
      "fixtures/inputs/story/error.txt",
      "--with",
      "fixtures/control-tower-kms/default-key-policy/key-policy.json",
      "fixtures/control-tower-kms/policies/bucket-policy.json"};
  BOOST_TEST(contains(run_remora(command).err, "the account that calls is 210987654321"));
  std::vector<std::string> said = command;
  said.insert(said.end(), {"--account", "123456789012"});
  const ProgramRun run = run_remora(said);
  BOOST_TEST(run.status == 1);
  BOOST_TEST(!contains(run.err, "the account that calls is"));
  std::vector<std::string> wrong = command;
  wrong.insert(wrong.end(), {"--set", "nonsense"});
  BOOST_TEST(run_remora(wrong).status == 2);
  BOOST_TEST(contains(run_remora(wrong).err, "--set takes PATH=VALUE"));
}

BOOST_AUTO_TEST_CASE(an_input_without_such_a_delivery_is_no_answer) {
  const ProgramRun run =
      run_remora({"diagnose", "-", "--with", "fixtures/control-tower-kms/both-statements"},
                 "Incorrect S3 bucket policy is detected for bucket: another-bucket");
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.err, "no delivery of that input"));
}

// Of 120 buckets in public templates 54 have no BucketName; CloudFormation User Guide, "Name type":
// it makes a name of the stack's, the logical id and a suffix.
BOOST_AUTO_TEST_CASE(a_name_that_aws_will_choose_is_the_one_in_the_text) {
  const ProgramRun run =
      run_remora({"diagnose", "-", "--with", "fixtures/inputs/cdk/config-kms-broken.json"},
                 "Insufficient delivery policy to s3 bucket: brokenconfigkms-logs-9xk2ab3cd4ef, "
                 "unable to write to bucket, provided s3 key prefix is 'null', provided kms key is "
                 "'arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-1111-2222-3333-444455556666'.");
  BOOST_TEST(run.status == 1);
  BOOST_TEST(contains(run.out, "Channel  refused with this error"), run.out);
  BOOST_TEST(!contains(run.out, "the text says"), run.out);
}

BOOST_AUTO_TEST_CASE(wrong_usage_is_told) {
  BOOST_TEST(run_remora({"diagnose", "a", "b"}).status == 2);
  BOOST_TEST(
      contains(run_remora({"diagnose", "does-not-exist"}).err, "cannot read does-not-exist"));
  BOOST_TEST(run_remora({"diagnose", kSeed, "--with", "does-not-exist"}).status == 2);
}

BOOST_AUTO_TEST_CASE(what_check_prints_in_a_form_diagnose_reads_in_it) {
  for (const char* form : {"api",
                           "cli",
                           "boto3",
                           "cloudformation",
                           "stackset",
                           "control-tower",
                           "terraform",
                           "terraform-v4",
                           "cloudtrail-event"}) {
    const ProgramRun shown =
        run_remora({"check", "-q", "--as", form, "fixtures/control-tower-kms/default-key-policy"});
    BOOST_TEST(shown.status == 1);
    const std::size_t begin = shown.out.find("\n", shown.out.find(std::string("as ") + form));
    const std::size_t end = shown.out.find("\n", begin + 1);
    const ProgramRun run =
        run_remora({"diagnose", "-f", "json"}, shown.out.substr(begin, end - begin));
    BOOST_TEST(run.status == 0, form);
    BOOST_TEST(contains(run.out, std::string("\"wrapping\": \"") + form + "\""), run.out);
    BOOST_TEST(contains(run.out, "\"prefix\": \"o-b1c2d3e4f5\""), run.out);
  }
}

BOOST_AUTO_TEST_CASE(check_as_json_holds_the_wrapped_text) {
  const ProgramRun run = run_remora(
      {"check", "-f", "json", "--as", "cli", "fixtures/control-tower-kms/default-key-policy"});
  BOOST_TEST(contains(run.out, "\"as\": \"cli\",\n"));
  BOOST_TEST(
      contains(run.out, "\"text\": \"An error occurred (InsufficientDeliveryPolicyException)"));
  const ProgramRun wrong = run_remora({"check", "--as", "contol-tower", "x"});
  BOOST_TEST(wrong.status == 2);
  BOOST_TEST(contains(wrong.err, "did you mean \"control-tower\""));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
