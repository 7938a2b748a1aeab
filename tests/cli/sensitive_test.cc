#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/paths.h"
#include "tests/support/table.h"

using namespace remora::test;  // NOLINT(google-build-using-namespace)

// What Terraform marks as sensitive decides as everything else does, and is shown by no command.
BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(sensitive)

TEST_TABLE(a_sensitive_text_is_shown_by_no_command) {
  struct Row {
    const char* name;
    const char* commands;
    bool speaks_of_it = true;
  };

  // The shell stands in a new folder with a plan whose bucket's name is sensitive, and a scenario
  // that takes its world from it.
  const std::string prepare =
      "folder=$(mktemp -d) && /usr/bin/python3 - '" + std::string(source_dir()) +
      "/fixtures/inputs/terraform/broken-config.plan.json' \"$folder\" <<'PY'\n"
      "import json, sys\n"
      "plan = json.load(open(sys.argv[1]))\n"
      "for change in plan['resource_changes']:\n"
      "    if change['type'] == 'aws_s3_bucket':\n"
      "        change['change']['after_sensitive'] = {'bucket': True}\n"
      "        change['change']['before_sensitive'] = {'bucket': True}\n"
      "json.dump(plan, open(sys.argv[2] + '/plan.json', 'w'))\n"
      "json.dump({'remora': 1, 'from': 'plan.json', 'deliveries': [{'id': "
      "'aws_config_delivery_channel.this', 'expect': {'outcome': 'delivered'}}]},\n"
      "    open(sys.argv[2] + '/scenario.json', 'w'))\n"
      "PY\n"
      "cd \"$folder\" || exit 9\n";
  const std::string clean = "\nrm -r \"$folder\"";
  const Row rows[] = {
      {"check", "remora check plan.json"},
      {"check json", "remora check -f json plan.json"},
      {"check html", "remora check -f html plan.json"},
      {"check markdown", "remora check -f markdown plan.json"},
      {"check of a scenario from it", "remora check scenario.json"},
      {"explain", "remora explain -v plan.json"},
      {"fix", "remora fix plan.json", false},
      {"fix of a scenario from it", "remora fix scenario.json"},
      {"extract", "remora extract plan.json"},
      {"test", "remora test scenario.json"},
      {"test json", "remora test -f json scenario.json"},
      {"test markdown", "remora test -f markdown scenario.json"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const ProgramRun run = run_shell(prepare + row.commands + clean);
      const std::string all = run.out + run.err;
      BOOST_TEST(!contains(all, "aws-controltower-logs-210987654321"), all);
      BOOST_TEST((!row.speaks_of_it || contains(all, "(sensitive)")), all);
    }
  }
}

// A NoEcho parameter that every format has to spell its own way, and narrow lines break.
TEST_TABLE(a_parameter_that_is_not_echoed_is_shown_in_no_format) {
  struct Row {
    const char* name;
    const char* commands;
  };

  const TemporaryFolder folder;
  const std::string file = folder.write("t.yaml", R"(Parameters:
  Prefix: {Type: String, NoEcho: true, Default: hidden/deep/path/of-the/audit_team/and&more}
Resources:
  Logs: {Type: AWS::S3::Bucket}
  LogsPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Logs
      PolicyDocument:
        Statement:
        - Effect: Allow
          Principal: {Service: cloudtrail.amazonaws.com}
          Action: s3:GetBucketAcl
          Resource: !GetAtt Logs.Arn
  Trail:
    Type: AWS::CloudTrail::Trail
    DependsOn: LogsPolicy
    Properties: {S3BucketName: !Ref Logs, S3KeyPrefix: !Ref Prefix, IsLogging: true}
)");
  const Row rows[] = {
      {"check", "remora check"},
      {"check, narrow", "COLUMNS=40 remora check"},
      {"check html", "remora check -f html"},
      {"check json", "remora check -f json"},
      {"check markdown", "remora check -f markdown"},
      {"explain", "remora explain -v"},
      {"explain, narrow", "COLUMNS=50 remora explain -v"},
      {"explain html", "remora explain -f html"},
      {"explain markdown", "remora explain -f markdown"},
      {"fix", "remora fix"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const ProgramRun run = run_shell(row.commands + (" '" + file + "'"));
      const std::string all = run.out + run.err;
      for (const char* piece : {"hidden", "deep", "of-the", "of\\-the", "audit", "team", "and&"}) {
        BOOST_TEST(!contains(all, piece), all);
      }
      BOOST_TEST(contains(all, "(sensitive)"), all);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
