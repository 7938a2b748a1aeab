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

/// Python that writes files with `write(name, text)` and `scenario(extra)`, and then runs the
/// program.
constexpr const char* kPython = R"(
import json, os, resource, subprocess, sys, time
STATEMENT = '{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::my-logs"%s}'
def write(name, text):
    os.makedirs(os.path.dirname(name) or '.', exist_ok=True)
    open(name, 'w').write(text)
POLICY = '{"Version":"2012-10-17","Statement":[%s]}' % (STATEMENT % '')
SCENARIO = '{"remora":1,"buckets":[{"name":"my-logs","accountId":"111122223333","region":"us-east-1"}],"deliveries":[{"id":"t","service":"cloudtrail","accountId":"111122223333","region":"us-east-1","trail":{"Name":"my-trail","S3BucketName":"my-logs"}}]}'
def scenario(extra, name='s.json', policy='p.json'):
    if policy == 'p.json' and not os.path.exists(policy):
        write(policy, POLICY)
    write(name, '{"remora":1,' + extra + '"buckets":[{"name":"my-logs","accountId":"111122223333","region":"us-east-1","policy":"' + policy + '"}],"deliveries":[{"id":"t","service":"cloudtrail","accountId":"111122223333","region":"us-east-1","trail":{"Name":"my-trail","S3BucketName":"my-logs"}}]}')
)";
constexpr const char* kRun = R"(
begin = time.time()
run = subprocess.run(sys.argv[1].split(' '), timeout=30)
print('seconds', time.time() - begin)
print('megabytes', resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
sys.exit(run.returncode)
)";

ProgramRun attack_with_python(const std::string& python, const std::string& command) {
  return attack("cat >x.py <<'PYTHON'\n" + std::string(kPython) + python + kRun +
                "PYTHON\n/usr/bin/python3 x.py 'remora " + command + "'");
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
       "/usr/bin/python3 -c 'import os; [os.symlink(os.path.abspath(\"victim\"), "
       "\"f/p.json.remora-%d\" % "
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
      {"a nested template outside",
       "printf '{\"root:secret\":' >shadow; mkdir f; printf 'Resources:\n  N: {Type: "
       "AWS::CloudFormation::Stack, Properties: {TemplateURL: ../shadow}}\n  T: {Type: "
       "AWS::CloudTrail::Trail, Properties: {IsLogging: true, S3BucketName: b}}\n' >f/t.yaml; cd "
       "f; "
       "remora check t.yaml",
       3,
       "N is not among the inputs",
       "secret"},
      {"a template that a manifest names outside",
       "printf '{\"root:secret\":' >shadow; mkdir f; printf "
       "'{\"version\":\"36.0.0\",\"artifacts\":{"
       "\"s\":{\"type\":\"aws:cloudformation:stack\",\"properties\":{\"templateFile\":\"../"
       "shadow\"}"
       "}}}' >f/manifest.json; cd f; remora check .",
       2,
       "leads out of",
       "secret"},
      {"a world that is taken from outside",
       "printf '{\"root:secret\":' >shadow; mkdir f; echo '{\"remora\":1,\"from\":\"../shadow\"}' "
       ">f/scenario.json; cd f; remora check .",
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
       "x\\x0A::stop-commands",
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

// Inputs of a few kilobytes that ask for gigabytes, or for more steps than there is time.
TEST_TABLE(a_small_input_asks_for_no_more_than_its_limits) {
  struct Row {
    const char* name;
    const char* python;  // writes the files; `scenario(extra, policy)` writes one with a trail
    const char* command;
    int status;
    const char* expected;
  };

  const Row rows[] = {
      {"arrays in variables in arrays",
       "v = {'v%d' % i: '@' for i in range(400)}\n"
       "t = json.dumps(v)\n"
       "for i in range(400): t = t.replace('\"@\"', '[' * 120 + '\"${{v%d}}\"' % (i + 1) + ']' * "
       "120, 1)\n"
       "scenario('\"title\":\"${{ v0 }}\",\"variables\":' + t + ',')",
       "check s.json",
       2,
       "nested deeper than 128 levels, no AWS document is; --limit depth=NUMBER raises that"},
      {"a chain of variables",
       "v = {'%x' % i: 'a${{%x}}' % (i + 1) for i in range(30000)}\n"
       "scenario('\"title\":\"${{0}}\",\"variables\":' + json.dumps(v) + ',')",
       "check s.json",
       2,
       "variables nest deeper than 64 levels"},
      {"variables that double without a text",
       "v = {'v0': ''}\n"
       "v.update({'v%d' % i: '${{ v%d }}${{ v%d }}' % (i - 1, i - 1) for i in range(1, 61)})\n"
       "scenario('\"title\":\"${{ v60 }}\",\"variables\":' + json.dumps(v) + ',')",
       "check s.json",
       2,
       "the variables multiply beyond"},
      {"variables that double and are not there",
       "v = {'v%d' % i: '${{ v%d }}${{ v%d }}' % (i - 1, i - 1) for i in range(1, 41)}\n"
       "scenario('\"title\":\"${{ v40 }}\",\"variables\":' + json.dumps(v) + ',')",
       "check s.json",
       2,
       "there is no variable \"v0\", did you mean \"v1\"?"},
      {"files that extend ten others each",
       "for k in range(15): write('b%d.json' % k, json.dumps({'remora': 1, 'abstract': True, "
       "'extends': ['b%d.json' % (k + 1)] * 10}))\n"
       "write('b15.json', '{\"remora\":1}')\n"
       "scenario('\"extends\":[\"b0.json\"],')",
       "check s.json",
       2,
       "more than 1000 files extend one another"},
      {"one text twenty thousand times",
       "v = {'v0': 'x' * 1000}\n"
       "v.update({'v%d' % i: '${{ v%d }}${{ v%d }}' % (i - 1, i - 1) for i in range(1, 10)})\n"
       "scenario('\"title\":[' + ','.join(['\"${{ v9 }}\"'] * 20000) + '],\"variables\":' + "
       "json.dumps(v) + ',')",
       "check s.json",
       2,
       "the variables multiply beyond 16777216 bytes of text"},
      {"a matrix of half a million",
       "scenario('\"matrix\":{' + ','.join('\"a%d\":[\"1\",\"2\"]' % i for i in range(19)) + '},')",
       "check s.json",
       2,
       "the matrix has more than 10000 combinations"},
      {"aliases that multiply by nine",
       "y = 'remora: 1\\na0: &a0 [x,x,x,x,x,x,x,x,x]\\n'\n"
       "y += ''.join('a%d: &a%d [%s]\\n' % (i, i, ','.join(['*a%d' % (i - 1)] * 9)) for i in "
       "range(1, 12))\n"
       "write('s.yaml', y)",
       "check s.yaml",
       2,
       "the aliases of this document multiply it beyond 1048576 values"},
      {"twelve million brackets",
       "write('s.yaml', 'remora: 1\\na: ' + '[' * 12000000)",
       "check s.yaml",
       2,
       "the text has more than 524288 opening brackets"},
      {"a device for each of several policies",
       "for i in range(4):\n"
       "    scenario('', name='d%d/scenario.json' % i, policy='/dev/zero')",
       "test -j 4 --root / .",
       2,
       "but a device or a pipe"},
      {"twenty thousand statements in one line",
       "write('p.json', '{\"Version\":\"2012-10-17\",\"Statement\":[' + ','.join(STATEMENT % "
       "(',\"Sid\":\"S%d\"' % i) for i in range(20000)) + ']}')",
       "lint p.json",
       2,
       "p.json:1:1: error: this policy is larger than 262144 bytes, AWS takes none of that size; "
       "--limit policy-bytes=NUMBER raises that"},
      {"a variable that begins half a million times",
       "write('p.json', '{\"Version\":\"2012-10-17\",\"Statement\":[' + STATEMENT % "
       "(',\"Condition\":{\"StringLike\":{\"aws:SourceArn\":\"%s\"}}' % ('${' * 500000)) + ']}')\n"
       "scenario('')",
       "check s.json",
       2,
       "p.json:1:1: error: this policy is larger than 262144 bytes"},
      {"a limit that is raised",
       "scenario('\"matrix\":{' + ','.join('\"a%d\":[\"1\",\"2\"]' % i for i in range(4)) + '},')",
       "check --limit combinations=15 s.json",
       2,
       "more than 15 combinations"},
      {"a limit that there is not",
       "",
       "check --limit dept=1 s.json",
       2,
       "there is no limit \"dept\", did you mean \"depth\"?"},
      {"a limit that is no number",
       "",
       "check --limit depth=x s.json",
       2,
       "a number from 1 to 1000"},
      {"all limits", "", "check --limit list s.json", 0, "combinations=10000"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const ProgramRun run = attack_with_python(row.python, row.command);
      BOOST_TEST(run.status == row.status, (run.out + run.err).substr(0, 2000));
      BOOST_TEST(contains(run.out + run.err, row.expected), (run.out + run.err).substr(0, 2000));
#ifndef REMORA_SANITIZED
      constexpr const char* kMegabytes = "megabytes ";
      const std::size_t at = run.out.find(kMegabytes);
      BOOST_REQUIRE(at != std::string::npos);
      BOOST_TEST(std::stoi(run.out.substr(at + std::string(kMegabytes).size())) <= 200,
                 run.out.substr(at));
#endif
    }
  }
}

TEST_TABLE(the_marks_of_symbols_cannot_be_typed_in) {
  struct Row {
    const char* name;
    const char* python;
    const char* command;
    int status;
    const char* expected;
  };

  const Row rows[] = {
      {"an escape in a policy",
       R"(write('p.json', POLICY.replace('"s3:Get', '"\\u001es3:Get')))",
       "lint p.json",
       2,
       "error: the control character U+001E stands in this text"},
      {"an escape in a line of events",
       R"(write('e.ndjson', '{"eventVersion": "1.11", "eventName": "PutDeliveryChannel", )"
       R"("eventSource": "config.amazonaws.com", "errorCode": "a\\u001Eb"}\n{}\n'))",
       "check e.ndjson",
       2,
       "error: the control character U+001E stands in this text"},
      {"the other one, in a name",
       R"(write('s.json', '{"remora": 1, "a\\u001F": 1}'))",
       "check s.json",
       2,
       "s.json:1:15: error: the control character U+001F"},
      {"in YAML",
       R"(write('s.yaml', 'remora: 1\ntitle: "\\x1e"\n'))",
       "check s.yaml",
       2,
       "s.yaml:2:8: error: the control character U+001E"},
      {"as it is",
       R"(write('s.yaml', 'remora: 1\ntitle: \x1ex\n'))",
       "check s.yaml",
       2,
       "s.yaml:2:8: error: a control character"},
      {"in a policy that is a text",
       R"(write('s.json', SCENARIO.replace('"region"', '"policy":"{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[],\\"Id\\":\\"\\\\u001e\\"}","region"', 1)))",
       "check s.json",
       2,
       "the control character U+001E"},
      {"in a vector",
       R"(write('v.json', '{"vectors":[{"id":"\\u001e","expect":"Allowed"}]}'))",
       "eval v.json",
       2,
       "the control character U+001E"},
      {"in an argument", "", "check a\x1e.json", 2, "stands in an argument"},
      {"gzip is said to be that",
       R"(open('s.json', 'wb').write(b'\x1f\x8b\x08'))",
       "check s.json",
       2,
       "packed by gzip"},
      {"ours stay",
       R"(write('s.json', SCENARIO.replace('"my-trail"', '"${{ symbol trail }}"')))",
       "check s.json",
       1,
       "refused"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const ProgramRun run = attack_with_python(row.python, row.command);
      BOOST_TEST(run.status == row.status, run.out + run.err);
      BOOST_TEST(contains(run.out + run.err, row.expected), run.out + run.err);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
