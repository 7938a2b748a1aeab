#include <filesystem>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "cli/replace_file.h"
#include "engine/json/read.h"
#include "tests/cli/run_program.h"
#include "tests/support/build.h"
#include "tests/support/paths.h"
#include <sys/stat.h>

BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(fix)

namespace {

namespace fs = std::filesystem;

const std::string kSeed = "fixtures/control-tower-kms/default-key-policy";

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

/// A copy of the seed's fixtures in a folder of its own.
class Copy {
 public:
  Copy() {
    fs::copy(fs::path(remora::test::source_dir()) / "fixtures/control-tower-kms",
             folder_.path() / "kms",
             fs::copy_options::recursive);
  }

  [[nodiscard]] std::string input() const {
    return (folder_.path() / "kms/default-key-policy").string();
  }

  [[nodiscard]] std::string key_policy() const { return input() + "/key-policy.json"; }

  [[nodiscard]] std::string path() const { return folder_.path().string(); }

 private:
  TemporaryFolder folder_;
};

std::string replaced(const std::vector<remora::cli::Replacement>& files) {
  const auto problem = remora::cli::replace_files(files);
  return problem ? problem->message : "";
}

}  // namespace

BOOST_AUTO_TEST_CASE(written_in_place_git_shows_the_added_statements_alone) {
  const Copy copy;
  const std::string git =
      "git -c user.name=t -c user.email=t@example.com -C '" + copy.path() + "' ";
  if (run_shell(git + "init -q && " + git + "add -A && " + git + "commit -qm x").status != 0) {
    BOOST_TEST_MESSAGE("no git here");
    return;
  }
  const ProgramRun run = run_remora({"fix", copy.input(), "--write"});
  BOOST_TEST(run.status == 0, run.out + run.err);
  BOOST_TEST(contains(run.out, "wrote " + copy.key_policy()));
  BOOST_TEST(run_shell(git + "diff --name-only").out == "kms/default-key-policy/key-policy.json\n");
  const std::string diff = run_shell(git + "diff -U0").out;
  BOOST_TEST(count(diff, "\n-") == 1U, diff);  // the header's alone
  BOOST_TEST(contains(diff, "Allow Config to use KMS for encryption"));
  BOOST_TEST(contains(diff, "Allow CloudTrail to use KMS for encryption"));
  BOOST_TEST(run_remora({"check", "-q", copy.input()}).status == 0);
  // The second time there is nothing to do.
  const ProgramRun again = run_remora({"fix", copy.input(), "--write"});
  BOOST_TEST(again.status == 0);
  BOOST_TEST(!contains(again.out, "wrote"));
}

// AWS Control Tower User Guide, "Optionally configure AWS KMS keys".
BOOST_AUTO_TEST_CASE(the_seed_gets_what_aws_documents_for_control_tower) {
  const ProgramRun run = run_remora({"fix", "-f", "statement", kSeed});
  BOOST_TEST(run.status == 0);
  const std::string key =
      "arn:aws:kms:ap-northeast-1:567890123456:key/a1b2c3c4-5678-9a0b-a1b2-c1d2f3a4b5c6";
  BOOST_TEST(run.out ==
             "{\n"
             "  \"Sid\": \"Allow Config to use KMS for encryption\",\n"
             "  \"Effect\": \"Allow\",\n"
             "  \"Principal\": {\n    \"Service\": \"config.amazonaws.com\"\n  },\n"
             "  \"Action\": [\n    \"kms:Decrypt\",\n    \"kms:GenerateDataKey\"\n  ],\n"
             "  \"Resource\": \"" +
                 key +
                 "\"\n}\n"
                 "{\n"
                 "  \"Sid\": \"Allow CloudTrail to use KMS for encryption\",\n"
                 "  \"Effect\": \"Allow\",\n"
                 "  \"Principal\": {\n    \"Service\": \"cloudtrail.amazonaws.com\"\n  },\n"
                 "  \"Action\": [\n    \"kms:GenerateDataKey*\",\n    \"kms:Decrypt\"\n  ],\n"
                 "  \"Resource\": \"" +
                 key +
                 "\",\n"
                 "  \"Condition\": {\n"
                 "    \"StringEquals\": {\n      \"aws:SourceArn\": "
                 "\"arn:aws:cloudtrail:ap-northeast-1:567890123456:trail/"
                 "aws-controltower-BaselineCloudTrail\"\n    },\n"
                 "    \"StringLike\": {\n      \"kms:EncryptionContext:aws:cloudtrail:arn\": "
                 "\"arn:aws:cloudtrail:*:567890123456:trail/*\"\n    }\n  }\n}\n");
}

BOOST_AUTO_TEST_CASE(the_diff_applies) {
  const Copy copy;
  const ProgramRun applied =
      run_shell("cd / && remora fix -f diff '" + copy.input() +
                "' | patch -s -p1 && remora check -q '" + copy.input() + "'");
  BOOST_TEST(applied.status == 0, applied.out + applied.err);
}

BOOST_AUTO_TEST_CASE(every_format_tells_the_same) {
  const ProgramRun patch = run_remora({"fix", "-f", "patch", kSeed});
  const auto read = remora::json::read(remora::test::source(patch.out));
  BOOST_REQUIRE(read);
  BOOST_TEST((*read)->root().elements().size() == 2U);
  const ProgramRun json = run_remora({"fix", "-f", "json", kSeed});
  const auto result = remora::json::read(remora::test::source(json.out));
  BOOST_REQUIRE(result);
  const auto root = (*result)->root();
  BOOST_TEST(root.find("deliveries")->elements().size() == 2U);
  const auto best = root.find("fixes")->elements().at(0);
  BOOST_TEST(best.find("verified")->text() == "true");
  BOOST_TEST(best.find("edits")->elements().size() == 2U);
  BOOST_TEST(best.find("files")->elements().at(0).find("diff")->text() ==
             run_remora({"fix", "-f", "diff", kSeed}).out);
}

// The starter expects another trail to be refused. A fix for what is missing must not let it in.
BOOST_AUTO_TEST_CASE(what_is_expected_to_be_refused_stays_refused) {
  const TemporaryFolder folder;
  const std::string in =
      "cd '" + folder.path().string() + "' && '" + remora::test::program_path() + "' ";
  BOOST_REQUIRE(run_shell(in + "init control-tower").status == 0);
  const fs::path policy = folder.path() / "policies/key-policy.json";
  BOOST_REQUIRE(
      run_shell("sed -i s/config.amazonaws.com/backup.amazonaws.com/ '" + policy.string() + "'")
          .status == 0);
  BOOST_TEST(run_shell(in + "test .").status == 1);
  const ProgramRun fixed = run_shell(in + "fix --write .");
  BOOST_TEST(fixed.status == 0);
  BOOST_TEST(contains(fixed.out, "other-trail  refused, as expected"), fixed.out);
  const ProgramRun tested = run_shell(in + "test .");
  BOOST_TEST(tested.status == 0, tested.out);
}

BOOST_AUTO_TEST_CASE(what_is_as_expected_is_not_touched_unless_it_is_named) {
  const TemporaryFolder folder;
  const std::string in =
      "cd '" + folder.path().string() + "' && '" + remora::test::program_path() + "' ";
  BOOST_REQUIRE(run_shell(in + "init control-tower").status == 0);
  const fs::path policy = folder.path() / "policies/key-policy.json";
  const std::string before = read_text(policy);
  const ProgramRun all = run_shell(in + "fix . --write");
  BOOST_TEST(all.status == 0);
  BOOST_TEST(contains(all.out, "nothing to fix: all as expected"), all.out);
  BOOST_TEST(contains(all.out, "--delivery other-trail"), all.out);
  BOOST_TEST(contains(all.out, "--expected-too"), all.out);
  BOOST_TEST(read_text(policy) == before);
  const ProgramRun checked = run_shell(in + "check .");
  BOOST_TEST(checked.status == 1);
  BOOST_TEST(contains(checked.out, "other-trail  refused, as expected"), checked.out);
  BOOST_TEST(!contains(checked.out, "verified"), checked.out);
  for (const char* option : {"--delivery other-trail", "--expected-too"}) {
    BOOST_TEST(contains(run_shell(in + "fix -f diff . " + option).out, "trail/other\""), option);
  }
  BOOST_TEST(run_shell(in + "fix . --delivery other").status == 2);
  // The file may say that it records a fault.
  BOOST_REQUIRE(run_shell("cd '" + folder.path().string() +
                          "' && sed -i 's/^remora: 1/remora: 1\\nrecords: fault/' scenario.yaml")
                    .status == 0);
  BOOST_TEST(contains(run_shell(in + "check .").out, "Fix, verified"));
}

BOOST_AUTO_TEST_CASE(a_dry_run_writes_nothing) {
  const Copy copy;
  const std::string before = read_text(copy.key_policy());
  const ProgramRun run = run_remora({"fix", copy.input(), "--write", "--dry-run"});
  BOOST_TEST(run.status == 0);
  BOOST_TEST(contains(run.out, "+++ b/"));
  BOOST_TEST(!contains(run.out, "wrote"));
  BOOST_TEST(read_text(copy.key_policy()) == before);
}

BOOST_AUTO_TEST_CASE(policies_inline_in_the_scenario_are_edited_there) {
  const TemporaryFolder folder;
  const std::string before =
      "{\r\n\t\"remora\": 1,\r\n\t\"buckets\": [\r\n\t\t{ \"name\": \"my-logs\", \"accountId\": "
      "\"111122223333\", \"region\": \"us-east-1\" }\r\n\t],\r\n\t\"deliveries\": [\r\n\t\t{ "
      "\"id\": "
      "\"t\", \"service\": \"cloudtrail\", \"accountId\": \"111122223333\", \"region\": "
      "\"us-east-1\", \"trail\": { \"Name\": \"my-trail\", \"S3BucketName\": \"my-logs\" } "
      "}\r\n\t]\r\n}\r\n";
  const std::string file = folder.write("scenario.json", before);
  BOOST_TEST(run_remora({"fix", file, "--write"}).status == 0);
  const std::string after = read_text(file);
  BOOST_TEST(contains(after, "\"policy\": { \"Version\": \"2012-10-17\""));
  BOOST_TEST(count(after, "\n") == count(before, "\n"));
  BOOST_TEST(count(after, "\r\n") == count(after, "\n"));
  BOOST_TEST(run_remora({"check", "-q", file}).status == 0);
}

BOOST_AUTO_TEST_CASE(yaml_keeps_its_style_and_its_comments) {
  const TemporaryFolder folder;
  const std::string before =
      "remora: 1 # the format\nbuckets:\n  - name: my-logs\n    accountId: '111122223333'\n    "
      "region: us-east-1\n    policy:\n      Version: '2012-10-17'\n      Statement:\n      # "
      "AWS's first\n      - Effect: Allow\n        Principal: {Service: "
      "cloudtrail.amazonaws.com}\n        Action: s3:GetBucketAcl\n        Resource: "
      "arn:aws:s3:::my-logs # whole\n";
  const std::string behind =
      "# what is tried\ndeliveries:\n  - {id: t, service: cloudtrail, accountId: '111122223333', "
      "region: us-east-1,\n     trail: {Name: my-trail, S3BucketName: my-logs}}\n";
  const std::string file = folder.write("scenario.yaml", before + behind);
  BOOST_TEST(run_remora({"fix", file, "--write"}).status == 0);
  const std::string after = read_text(file);
  BOOST_TEST(
      after.starts_with(before + "      - Sid: AWSCloudTrailWrite20150319\n        Effect: "));
  BOOST_TEST(after.ends_with(behind));
  BOOST_TEST(run_remora({"check", "-q", file}).status == 0);
}

BOOST_AUTO_TEST_CASE(a_scenario_with_variables_is_not_edited_but_the_statement_is_offered) {
  const TemporaryFolder folder;
  const std::string text =
      R"({"remora": 1, "variables": {"account": "111122223333"},
          "buckets": [{"name": "my-logs", "accountId": "${{account}}", "region": "us-east-1"}],
          "deliveries": [{"id": "t", "service": "cloudtrail", "accountId": "${{account}}",
            "region": "us-east-1", "trail": {"Name": "my-trail", "S3BucketName": "my-logs"}}]})";
  const std::string file = folder.write("scenario.json", text);
  const ProgramRun shown = run_remora({"fix", file});
  BOOST_TEST(shown.status == 0, shown.out + shown.err);
  BOOST_TEST(contains(shown.out, "remora does not edit what is put together"));
  BOOST_TEST(contains(shown.out, "AWSLogs/111122223333/*"));
  BOOST_TEST(run_remora({"fix", file, "--write"}).status == 2);
  BOOST_TEST(read_text(file) == text);
}

BOOST_AUTO_TEST_CASE(what_no_policy_mends_ends_with_status_1_and_says_what_to_do) {
  const ProgramRun run = run_remora({"fix", "fixtures/control-tower-kms/key-in-wrong-account"});
  BOOST_TEST(run.status == 1);
  BOOST_TEST(contains(run.out, "no change of a policy mends it"));
  BOOST_TEST(contains(run.out, "aws kms describe-key"));
}

BOOST_AUTO_TEST_CASE(nothing_to_fix_ends_with_status_0) {
  const ProgramRun run = run_remora({"fix", "fixtures/control-tower-kms/both-statements"});
  BOOST_TEST(run.status == 0);
  BOOST_TEST(contains(run.out, "delivered, nothing to do"));
  BOOST_TEST(run_remora({"fix", "-f", "diff", "fixtures/control-tower-kms/both-statements"}).out ==
             "");
}

BOOST_AUTO_TEST_CASE(wrong_usage_ends_with_status_2) {
  BOOST_TEST(run_remora({"fix"}).status == 2);
  BOOST_TEST(run_remora({"fix", "no/such"}).status == 2);
  BOOST_TEST(run_remora({"fix", kSeed, "--way", "9"}).status == 2);
  BOOST_TEST(run_remora({"fix", kSeed, "--way", "0"}).status == 2);
  BOOST_TEST(run_remora({"fix", kSeed, "--assume", "nonsense=1"}).status == 2);
  BOOST_TEST(contains(run_remora({"fix", "--help"}).out, "Exit status: 0 a fix was found"));
}

BOOST_AUTO_TEST_CASE(a_file_keeps_its_mode_and_a_link_stays_one) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.json", "old");
  ::chmod(file.c_str(), 0640);
  fs::create_symlink(file, folder.path() / "link.json");
  BOOST_TEST(replaced({{(folder.path() / "link.json").string(), "old", "new"}}) == "");
  BOOST_TEST(read_text(file) == "new");
  BOOST_TEST(fs::is_symlink(folder.path() / "link.json"));

  struct stat status {};

  BOOST_REQUIRE(::stat(file.c_str(), &status) == 0);
  BOOST_TEST((status.st_mode & 07777U) == 0640U);
  BOOST_TEST(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 2);
}

BOOST_AUTO_TEST_CASE(a_file_that_changed_meanwhile_is_left_alone) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.json", "someone else's");
  const std::string problem = replaced({{file, "old", "new"}});
  BOOST_TEST(contains(problem, "has changed meanwhile"));
  BOOST_TEST(read_text(file) == "someone else's");
  BOOST_TEST(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
  BOOST_TEST(contains(replaced({{file + "x", "", "new"}}), "cannot read"));
}

BOOST_AUTO_TEST_CASE(all_files_are_replaced_or_none) {
  const TemporaryFolder folder;
  const std::string a = folder.write("a.json", "old a");
  const std::string b = folder.write("b.json", "someone else's");
  BOOST_TEST(contains(replaced({{a, "old a", "new a"}, {b, "old b", "new b"}}), "has changed"));
  BOOST_TEST(read_text(a) == "old a");
  BOOST_TEST(contains(
      replaced({{a, "old a", "new"}, {folder.path().string() + "/./a.json", "old a", "x"}}),
      "are one file"));
  BOOST_TEST(read_text(a) == "old a");
  BOOST_TEST(replaced({{a, "old a", "new a"}, {b, "someone else's", "new b"}}) == "");
  BOOST_TEST(read_text(a) + read_text(b) == "new anew b");
  BOOST_TEST(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 2);
}

BOOST_AUTO_TEST_CASE(set_tries_the_fix_in_another_world) {
  const ProgramRun run = run_remora(
      {"fix", "--set", "keys[0].keyState=Disabled", "fixtures/control-tower-kms/both-statements"});
  BOOST_TEST(run.status == 1);
  BOOST_TEST(contains(run.out, "enable the key"), run.out);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
