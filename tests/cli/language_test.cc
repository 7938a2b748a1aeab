#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/table.h"

BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(language)

namespace {

const std::string kFolder = "fixtures/control-tower-kms/default-key-policy";
const std::string kText = "fixtures/texts/seed-ja-control-tower.txt";
const std::string kRefused = "✗ member-config  拒否されます";
const std::string kAws =
    "  Insufficient delivery policy to s3 bucket: "
    "aws-controltower-logs-210987654321-ap-northeast-1, ";

}  // namespace

BOOST_AUTO_TEST_CASE(check_says_verdict_cause_and_next_step_in_japanese_and_aws_s_text_as_it_is) {
  const ProgramRun run = run_remora({"check", "--lang", "ja", kFolder});
  BOOST_TEST(run.status == 1);
  for (const std::string& part :
       {kRefused,
        kAws,
        std::string(
            "  理由\n    リクエスト 6 が失敗しました。キーポリシーには、config.amazonaws.com に\n"),
        std::string("✗ Principal     arn:aws:iam::567890123456:root\n"),
        std::string("  直し方(配信を再実行して検証済み)\n"),
        std::string("    その後: Control Tower は自動では再試行しません。")}) {
    BOOST_TEST(contains(run.out, part), part << "\n" << run.out);
  }
}

BOOST_AUTO_TEST_CASE(diagnose_and_fix_do_too) {
  const ProgramRun found = run_remora({"diagnose", "--lang", "ja", kText, "--with", kFolder});
  BOOST_TEST(found.status == 1);
  BOOST_TEST(contains(found.out, "  > "), found.out);
  BOOST_TEST(contains(found.out, "✗ member-config  このエラーで拒否されます(原因 1)\n"), found.out);
  BOOST_TEST(
      contains(found.out, "AWS Config: unable to write\n  InsufficientDeliveryPolicyException\n"));
  const ProgramRun mended = run_remora({"fix", "--lang", "ja", kFolder});
  BOOST_TEST(mended.status == 0);
  BOOST_TEST(contains(mended.out, "✓ member-config  拒否されますが、修正後は配信されます\n"),
             mended.out);
}

TEST_TABLE(the_environment_names_the_language_as_posix_has_it) {
  struct Row {
    const char* variables;
    bool japanese;
  };

  const Row rows[] = {
      {"LANG=ja_JP.UTF-8", true},
      {"LANG=ja_JP", true},
      {"LANG=ja", true},
      {"LANG=ja_JP.utf8@cjknarrow", true},
      {"LANG=en_US.UTF-8 LC_MESSAGES=ja_JP.UTF-8", true},
      {"LANG=en_US.UTF-8 LC_ALL=ja_JP.UTF-8", true},
      {"LANG=ja_JP.UTF-8 LC_MESSAGES=en_US.UTF-8", false},
      {"LANG=ja_JP.UTF-8 LC_ALL=C", false},
      {"LANG=ja_JP.eucJP", false},
      {"LANG=de_DE.UTF-8", false},
      {"LANG=", false},
  };
  for (const Row& row : rows) {
    if (table.row(row.variables)) {
      const ProgramRun run = run_shell("unset LC_ALL LC_MESSAGES LANG; " +
                                       std::string(row.variables) + " remora check -q " + kFolder);
      BOOST_TEST(contains(run.out, kRefused) == row.japanese, run.out);
      BOOST_TEST(contains(run.out, "✗ member-config  refused") != row.japanese, run.out);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_option_is_stronger_than_the_environment) {
  const ProgramRun run =
      run_shell("unset LC_ALL; LANG=ja_JP.UTF-8 remora check -q --lang en " + kFolder);
  BOOST_TEST(contains(run.out, "✗ member-config  refused"), run.out);
}

TEST_TABLE(formats_for_programs_are_the_same_in_each_language) {
  for (const std::string& command : {"check -f json " + kFolder,
                                     "check -f html " + kFolder,
                                     "check -f markdown " + kFolder,
                                     "fix -f json " + kFolder,
                                     "fix -f diff " + kFolder,
                                     "diagnose -f json " + kText,
                                     "test -f junit " + kFolder}) {
    if (table.row(command)) {
      const ProgramRun english = run_shell("remora " + command);
      const ProgramRun japanese = run_shell("LC_ALL=ja_JP.UTF-8 remora " + command);
      BOOST_TEST(!english.out.empty());
      BOOST_TEST(japanese.out == english.out);
      BOOST_TEST(japanese.status == english.status);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_language_that_there_is_not_is_wrong_usage) {
  const ProgramRun run = run_remora({"check", "--lang", "jp", kFolder});
  BOOST_TEST(run.status == 2);
  BOOST_TEST(run.out.empty());
  BOOST_TEST(contains(run.err, "there is no language \"jp\", only en and ja\n"), run.err);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
