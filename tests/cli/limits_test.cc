#include "engine/base/limits.h"

#include <set>
#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/paths.h"
#include "tests/support/table.h"

using namespace remora::test;  // NOLINT(google-build-using-namespace)

// Each limit, made so small that a small input reaches it, ends the run with its sentence.
BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(limits)

TEST_TABLE(every_limit_is_reached) {
  struct Row {
    const char* limit;
    const char* files;  // shell commands that write them
    const char* input;
    const char* said;
  };

  const std::string fixture = source_dir() + "/fixtures/control-tower-kms/default-key-policy";
  const std::string event = source_dir() + "/fixtures/inputs/events/put-delivery-channel.json";
  const std::string two_events = "tr -d '\\n' <'" + event +
                                 "' >e.ndjson; echo >>e.ndjson; "
                                 "sed 's/ap-northeast-1/us-east-1/' e.ndjson >f; cat f >>e.ndjson";
  constexpr const char* kExtends =
      "echo '{\"remora\": 1, \"extends\": [\"a.json\"]}' >s.json; "
      "echo '{\"remora\": 1, \"abstract\": true, \"extends\": [\"b.json\"]}' >a.json; "
      "echo '{\"remora\": 1, \"abstract\": true}' >b.json";
  constexpr const char* kVariables =
      "echo '{\"remora\": 1, \"variables\": {\"b\": \"${{c}}\", \"c\": \"text\", \"l\": [\"1\"]},"
      " \"title\": \"${{b}} ${{c}} ${{x}} ${{y}} ${{z}}\", \"keys\": \"${{l}}\"}' >s.json";
  constexpr const char* kTemplate =
      "echo 'Resources: {Logs: {Type: AWS::S3::Bucket}}' >n.yaml; cat >t.yaml <<'YAML'\n"
      "Resources:\n"
      "  A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./n.yaml}}\n"
      "  B: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./n.yaml}}\n"
      "  Logs:\n"
      "    Type: AWS::S3::Bucket\n"
      "    Properties: {BucketName: !Join ['-', [!Select [0, [!Sub 'a${AWS::Region}']], b]]}\n"
      "  Trail:\n"
      "    Type: AWS::CloudTrail::Trail\n"
      "    Properties: {S3BucketName: !Ref Logs, IsLogging: true}\n"
      "YAML";
  const Row rows[] = {
      {"file-bytes=10", "", fixture.c_str(), "the text is larger than 10 bytes"},
      {"policy-bytes=10", "", fixture.c_str(), "this policy is larger than 10 bytes"},
      {"nodes=3", "", fixture.c_str(), "there are more than 3 values"},
      {"depth=1", "", fixture.c_str(), "nested deeper than 1 levels"},
      {"yaml-repeats=2",
       "printf 'a: &a [x, x, x]\\nb: &b [*a, *a, *a, *a]\\nc: [*b, *b, *b, *b, *b, *b]\\n' >y.yaml",
       "y.yaml",
       "multiply it beyond 2 values"},
      {"yaml-brackets=2",
       "printf 'remora: 1\\ntitle: [[[]]]\\n' >y.yaml",
       "y.yaml",
       "more than 2 opening brackets"},
      {"extends-files=1", kExtends, "s.json", "more than 1 files extend one another"},
      {"extends-depth=1", kExtends, "s.json", "more than 1 files in a row extend one another"},
      {"combinations=1",
       "echo '{\"remora\": 1, \"matrix\": {\"a\": [\"1\", \"2\"]}}' >s.json",
       "s.json",
       "the matrix has more than 1 combinations"},
      {"composed-nodes=3", kVariables, "s.json", "the variables multiply beyond 3 values"},
      {"variable-bytes=1", kVariables, "s.json", "the variables multiply beyond 1 bytes of text"},
      {"variable-uses=1", kVariables, "s.json", "the variables multiply beyond 1 uses"},
      {"variable-depth=1", kVariables, "s.json", "variables nest deeper than 1 levels"},
      {"missing-variables=1", kVariables, "s.json", "more than 1 variables are not there"},
      {"template-steps=3", kTemplate, "t.yaml", "(more than 3 steps)"},
      {"template-depth=1", kTemplate, "t.yaml", "(more than 1 in a row)"},
      {"template-text=3", kTemplate, "t.yaml", "(more than 3 bytes)"},
      {"template-stacks=1", kTemplate, "t.yaml", "more than 1 stacks nest in one another"},
      {"event-calls=1",
       two_events.c_str(),
       "e.ndjson",
       "the events are more than 1 different calls"},
      {"remarks=1", kVariables, "s.json", "note: and 2 more"},
  };
  std::set<std::string> tried;
  for (const Row& row : rows) {
    const std::string limit = row.limit;
    tried.insert(limit.substr(0, limit.find('=')));
    if (table.row(row.limit)) {
      const ProgramRun run =
          run_shell("folder=$(mktemp -d) && cd \"$folder\" || exit 9\n" + std::string(row.files) +
                    "\nremora check --limit " + limit + " '" + row.input + "' || status=$?\n" +
                    "rm -r \"$folder\"\nexit \"${status:-0}\"");
      BOOST_TEST(run.status == 2, run.out + run.err);
      BOOST_TEST(contains(run.err, row.said), run.err);
    }
  }
  for (const remora::LimitRow& one : remora::limit_rows()) {
    BOOST_TEST(tried.contains(std::string(one.name)), one.name);
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
