#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/english.h"
#include "tests/support/paths.h"
#include "tests/support/table.h"

BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(language)

namespace {

const std::string kFolder = "fixtures/control-tower-kms/default-key-policy";
const std::string kText = "fixtures/texts/seed-ja-control-tower.txt";

struct Inputs {
  std::string folder;
  std::vector<const char*> commands;
};

const Inputs kInputs[] = {{"fixtures/inputs", {"check"}},  // folders of dumps among them
                          {"fixtures/inputs/cdk", {"check", "fix"}},
                          {"fixtures/inputs/events", {"check", "fix"}},
                          {"fixtures/inputs/landing-zone", {"check"}},
                          {"fixtures/inputs/templates", {"check", "fix"}},
                          {"fixtures/inputs/terraform", {"check", "fix"}},
                          {"fixtures/texts", {"diagnose -v"}}};

bool is_japanese(const std::string& line) {
  return std::any_of(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) > 0xE2; });
}

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
  BOOST_TEST(contains(
      found.out, "AWS Config: バケットに書き込めません\n  InsufficientDeliveryPolicyException\n"));
  const ProgramRun mended = run_remora({"fix", "--lang", "ja", kFolder});
  BOOST_TEST(mended.status == 0);
  BOOST_TEST(contains(mended.out, "✓ member-config  拒否されますが、修正後は配信されます\n"),
             mended.out);
}

BOOST_AUTO_TEST_CASE(explain_says_its_verdict_cause_and_lessons_in_japanese) {
  const ProgramRun run = run_remora({"explain", "--teach", "--lang", "ja", kFolder});
  BOOST_TEST(run.status == 1);
  for (const std::string& part : {kRefused,
                                  kAws,
                                  std::string("  判定\n    ✓ 明示的な拒否 (explicit deny)"),
                                  std::string("ここで停止  許可するステートメントがないため"),
                                  std::string("(implicit deny) になります\n"),
                                  std::string("  条件キー\n"),
                                  std::string("    IAM User Guide, \"AWS JSON policy elements")}) {
    BOOST_TEST(contains(run.out, part), part << "\n" << run.out);
  }
}

BOOST_AUTO_TEST_CASE(test_sums_up_and_says_why_in_japanese) {
  const ProgramRun run = run_remora({"test",
                                     "--lang",
                                     "ja",
                                     "--coverage",
                                     "--mutate",
                                     "--set",
                                     "keys[0].keyState=Disabled",
                                     "fixtures/control-tower-kms/both-statements"});
  BOOST_TEST(run.status == 1);
  for (const char* const part : {"理由: キーの状態が Disabled です\n",
                                 "outcome: 期待 \"delivered\"\n",
                                 "         結果 \"refused\"\n",
                                 "カバレッジ: 1 つ以上のケースで判定に使われた割合\n",
                                 "ミューテーション: ケースで検出されるべき変更\n",
                                 "成功 0 件、失敗 2 件(1 ファイル)\n"}) {
    BOOST_TEST(contains(run.out, part), part << "\n" << run.out);
  }
}

/// Every line that has some Japanese, and every note: what people have, and errors as they paste
/// them.
TEST_TABLE(no_line_is_half_japanese) {
  for (const auto& [folder, commands] : kInputs) {
    std::vector<std::string> inputs;
    for (const auto& entry : std::filesystem::directory_iterator(source_dir() + "/" + folder)) {
      inputs.push_back(folder + "/" + entry.path().filename().string());
    }
    std::sort(inputs.begin(), inputs.end());
    for (const std::string& input : inputs) {
      if (!table.row(input)) {
        continue;
      }
      for (const char* const command : commands) {
        const ProgramRun run =
            run_shell("COLUMNS=10000 remora " + std::string(command) + " --lang ja " + input);
        std::istringstream lines(run.out + run.err);
        for (std::string line; std::getline(lines, line);) {
          const bool pasted = line.starts_with("  > ");
          const std::string english = is_japanese(line) && !pasted ? english_in(line) : "";
          BOOST_TEST(english.empty(), "\"" << english << "\" in: " << line);
          BOOST_TEST((is_japanese(line) || !contains(line, "note: ")), line);
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(notes_on_the_inputs_are_japanese_and_stay_notes) {
  const ProgramRun run =
      run_remora({"check", "--lang", "ja", "fixtures/inputs/terraform/broken-config.plan.json"});
  BOOST_TEST(contains(run.err, "note: 仮定: "), run.err);
  BOOST_TEST(contains(run.err, "。異なる場合は、--org-id で指定してください\n"), run.err);
  BOOST_TEST(!contains(run.err, "assumed"), run.err);
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
