#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/suite_case.h"
#include "tests/support/table.h"

using namespace remora::test;  // NOLINT(google-build-using-namespace)

// What somebody may try who sends files for others to check, and what a gate must not let pass.
BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(attack)

namespace {

/// The shell begins in a new folder with these functions:
/// `fixture FOLDER ID [POLICY]` writes a scenario with one trail, whose bucket has that policy;
/// `policy` prints one that lets CloudTrail in half way.
constexpr const char* kFunctions = R"(
fixture() {
  mkdir -p "$1"
  printf '{"remora":1,"buckets":[{"name":"my-logs","accountId":"111122223333","region":"us-east-1"%s}],\n"deliveries":[{"id":"%s","service":"cloudtrail","accountId":"111122223333","region":"us-east-1","trail":{"Name":"my-trail","S3BucketName":"my-logs"},"expect":{"outcome":"delivered"}}]}\n' "${3:+,\"policy\":\"$3\"}" "$2" >"$1/scenario.json"
}
policy() {
  printf '{"Version":"2012-10-17","Statement":[\n {"Sid":"A","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::my-logs"}\n]}\n'
}
)";

ProgramRun attack(const std::string& commands) {
  const TemporaryFolder folder;
  return run_shell("unset CI GITHUB_ACTIONS\ncd '" + folder.path().string() + "' || exit 1\n" +
                   kFunctions + commands);
}

}  // namespace

TEST_TABLE(files_of_others_stay_what_they_are) {
  struct Row {
    const char* name;
    const char* commands;
    int status;
    const char* expected;  // on either output
    const char* never;
  };

  const Row rows[] = {
      {"links in the place of temporary files",
       "fixture f t p.json; policy >f/p.json; echo precious >victim\n"
       "/usr/bin/python3 -c 'import os; [os.symlink(os.path.abspath(\"victim\"), \"f/p.json.remora-%d\" % "
       "i) "
       "for i in range(os.getpid(), os.getpid() + 400)]'\n"
       "remora fix --write -q f >/dev/null; test -L f/p.json && echo linked; cat victim",
       0,
       "precious",
       "linked"},
      {"the mode stays, without set-id",
       "fixture f t p.json; policy >f/p.json; chmod 4640 f/p.json; remora fix --write -q f "
       ">/dev/null; stat -c %a f/p.json",
       0,
       "640",
       "4640"},
      {"an absolute policy",
       "fixture f t \"$PWD/shadow\"; echo 'root:secret:19000' >shadow; remora check f",
       2,
       "leads out of",
       "secret"},
      {"a policy above where the program runs",
       "fixture f t ../shadow; echo 'root:secret:19000' >shadow; cd f; remora check .",
       2,
       "leads out of",
       "secret"},
      {"a policy that is a link out",
       "fixture f t p.json; echo 'root:secret:19000' >shadow; ln -s ../shadow f/p.json; cd f; "
       "remora check .",
       2,
       "leads out of",
       "secret"},
      {"what is extended stands outside",
       "echo 'root:secret:19000' >shadow; mkdir f; echo '{\"remora\":1,\"extends\":\"../shadow\"}' "
       ">f/scenario.json; cd f; remora check .",
       2,
       "leads out of",
       "secret"},
      {"a root that the user gives",
       "fixture f t ../p.json; policy >p.json; cd f; remora check -q --root .. .",
       1,
       "refused",
       "leads out of"},
      {"a policy in the folders of a repository",
       "mkdir .git; fixture f/g t ../../p.json; policy >p.json; cd f/g; remora check -q .",
       1,
       "refused",
       "leads out of"},
      {"an absolute policy that fix would write",
       "fixture f t \"$PWD/outside.json\"; policy >outside.json; remora fix --write f; cat "
       "outside.json",
       0,
       "leads out of",
       "PutObject"},
      {"a linked folder leads out of what is tested",
       "fixture out t; mkdir repo; ln -s ../out repo/x; cd repo; remora test --update .; grep -c "
       "delivered ../out/scenario.json",
       0,
       "1\n",
       "refused"},
      {"a device for a policy",
       "fixture f t /dev/zero; remora check --root / f",
       2,
       "device",
       nullptr},
      {"a pipe for a policy",
       "fixture f t pipe; mkfifo f/pipe; timeout 5 remora check f",
       2,
       "a device or a pipe",
       nullptr},
      {"an output onto the input",
       "policy >in.json; remora lint -q -o in.json in.json; cat in.json",
       0,
       "s3:GetBucketAcl",
       "findings"},
      {"two reports into one file",
       "fixture f t; remora test -q --report junit=one --report json=./one f",
       2,
       "two reports would go into",
       nullptr},
      {"a report onto a fixture",
       "fixture f t; remora test -q --report junit=f/scenario.json f/scenario.json",
       2,
       "would overwrite the fixture",
       nullptr},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const ProgramRun run = attack(row.commands);
      const std::string all = run.out + run.err;
      BOOST_TEST(run.status == row.status, all);
      BOOST_TEST(contains(all, row.expected), all);
      BOOST_TEST((row.never == nullptr || !contains(all, row.never)), all);
    }
  }
}

TEST_TABLE(a_gate_with_nothing_behind_it_is_closed) {
  struct Row {
    const char* name;
    const char* commands;
    int status;
    const char* expected;
  };

  const Row rows[] = {
      {"a scenario without deliveries",
       "echo '{\"remora\": 1}' >s.json; remora check s.json",
       2,
       "nothing is tried here"},
      {"that may be", "echo '{\"remora\": 1}' >s.json; remora check --allow-empty s.json", 0, ""},
      {"everything is ignored",
       "fixture f t; echo '*' >f/.remoraignore; remora test f",
       1,
       "no fixture was found"},
      {"no case of that name", "fixture f t; remora test --run nope f", 1, "no case of that name"},
      {"standard output is closed",
       "fixture f t; remora check f >&-",
       2,
       "cannot write to standard output"},
      {"of which only the coverage is asked",
       "echo '{' >s.json; remora test -f lcov s.json",
       2,
       "s.json:1:"},
      {"no report takes its place",
       "fixture f t; remora test -q --report junit=r.xml f >&- 2>/dev/null; echo $?; ls",
       0,
       "2\nf\n"},
      {"a result onto a full disk", "fixture f t; remora check f >/dev/full", 2, "cannot write"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const ProgramRun run = attack(row.commands);
      BOOST_TEST(run.status == row.status, run.out + run.err);
      BOOST_TEST(contains(run.out + run.err, row.expected), run.out + run.err);
    }
  }
}

// Colours and lines are ours; what an input adds to them is shown, not done.
TEST_TABLE(an_input_commands_neither_terminal_nor_runner) {
  struct Row {
    const char* name;
    const char* commands;
    const char* expected;
    const char* never;
  };

  const Row rows[] = {
      {"a forged verdict",
       R"(fixture f '\u001b[2J\u2713 delivered\u001b[8m'; remora check -q f)",
       R"(\x1B[2J)",
       "\x1b"},
      {"in colours",
       R"(fixture f '\u001b[2J'; remora check --color always -q f)",
       R"(\x1B[2J)",
       "\x1b[2J"},
      {"writing that turns around",
       R"(fixture f 'a\u202eb\u200bc'; remora test f)",
       R"(\u202E)",
       "\xE2\x80\xAE"},
      {"Japanese stays",
       R"(fixture f '\u65e5\u672c\u3000\u8a9e'; remora test f)",
       "\xE6\x97\xA5\xE6\x9C\xAC\xE3\x80\x80\xE8\xAA\x9E",
       R"(\u)"},
      {"commands of the runner",
       R"(export GITHUB_ACTIONS=true; fixture f 'x\n::stop-commands::tok\n##[add-mask]x'; remora test f)",
       "x3A:stop-commands",
       "\n::stop-commands"},
      {"of its first version, anywhere",
       R"(export GITHUB_ACTIONS=true; fixture f 'x ##[add-mask]x'; remora check f; remora check -f json f)",
       "add-mask",
       "##[add-mask"},
      {"in the name of a file",
       R"(export GITHUB_ACTIONS=true; mkdir f; cd f; policy | sed 's/"s3:/"nonsense:/' >::stop-commands::x.json; fixture . t ::stop-commands::x.json; remora lint -- ::stop-commands::x.json 2>&1)",
       "stop-commands",
       "\n::stop-commands"},
      {"records of LCOV",
       R"(fixture f t p.json; policy | sed 's/"Sid":"A"/"Sid":"A\\nend_of_record\\nSF:\/etc\/passwd"/' >f/p.json; remora test -f lcov f)",
       "SF:f/p.json\n",
       "\nSF:/etc/passwd"},
      {"Markdown",
       R"(fixture f '@octocat http://e.vil<img src=y> www.e.vil'; remora test -f markdown f)",
       R"(@<!-- -->octocat http:\//e.vil&lt;img src=y&gt; www\.e.vil)",
       "<img"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const ProgramRun run = attack(row.commands);
      const std::string all = "\n" + run.out + run.err;
      BOOST_TEST(contains(all, row.expected), all);
      BOOST_TEST(!contains(all, row.never), all);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
