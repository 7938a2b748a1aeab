#include <map>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/command/check.h"
#include "engine/command/diagnose.h"
#include "engine/command/fix.h"
#include "engine/json/writer.h"
#include "tests/import/terraform_case.h"
#include "tests/support/build.h"
#include "tests/support/memory_files.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(commands)
BOOST_AUTO_TEST_SUITE(fix_of_files)

namespace {

using remora::command::ExitStatus;

const std::string kChannel =
    "bucket=logs,kms=arn:aws:kms:us-east-1:111122223333:key/k,account=111122223333";
const std::string kKey =
    "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\",\n"
    "      \"Principal\": {\"AWS\": \"arn:aws:iam::111122223333:root\"},\n"
    "      \"Action\": \"kms:*\",\n      \"Resource\": \"*\"\n    }\n  ]\n}\n";
const std::string kKeyYaml =
    "Version: \"2012-10-17\"\n# who may use the key\nStatement:\n  - Effect: Allow  # the account\n"
    "    Principal: {AWS: \"arn:aws:iam::111122223333:root\"}\n    Action: kms:*\n    Resource: "
    "\"*\"\n";
const std::string kBucket =
    R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": ["s3:GetBucketAcl", "s3:ListBucket", "s3:PutObject"], "Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"]}]})";

std::string printed(const std::string& policy) {
  return R"({"Policy": )" + json::quoted(policy) + R"(, "PolicyName": "default"})";
}

bool holds(const std::string& text, std::string_view piece) {
  return text.find(piece) != std::string::npos;
}

command::FixOptions options() {
  command::FixOptions options;
  options.scenarios.channels = {kChannel};
  return options;
}

command::Repair repair(const std::map<std::string, std::string>& texts,
                       const command::FixOptions& with = options()) {
  MemoryFiles files(texts);
  std::vector<std::string> names;
  for (const auto& [name, text] : texts) {
    names.push_back(name);
  }
  return command::find_repair(names, with, files);
}

/// A template in YAML with a channel that the key does not let in. `key_policy` stands behind
/// `KeyPolicy:`.
std::string template_with(const std::string& key_policy) {
  return "# what is logged\nResources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties:\n"
         "      KeyPolicy:" +
         key_policy +
         "  # where it goes\n  Logs: {Type: AWS::S3::Bucket, Properties: {BucketName: logs}}\n"
         "  LogsPolicy:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n      Bucket: logs\n"
         "      PolicyDocument: " +
         kBucket +
         "\n  Recorder:\n    Type: AWS::Config::ConfigurationRecorder\n    Properties:\n"
         "      RoleARN: !Sub "
         "\"arn:aws:iam::${AWS::AccountId}:role/aws-service-role/config.amazonaws.com/"
         "AWSServiceRoleForConfig\"\n"
         "  Channel:\n    Type: AWS::Config::DeliveryChannel\n    DependsOn: LogsPolicy\n"
         "    Properties: {S3BucketName: logs, S3KmsKeyArn: !GetAtt Key.Arn}\n";
}

std::string json_template_with(const std::string& key_policy) {
  return R"({"Resources": {"Key": {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": )" +
         key_policy +
         R"(, "Kept":   1}}, "Logs": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "logs"}}, "LogsPolicy": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": "logs", "PolicyDocument": )" +
         kBucket +
         R"(}}, "Recorder": {"Type": "AWS::Config::ConfigurationRecorder", "Properties": {"RoleARN": "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"}}, "Channel": {"Type": "AWS::Config::DeliveryChannel", "DependsOn": "LogsPolicy", "Properties": {"S3BucketName": "logs", "S3KmsKeyArn": {"Fn::GetAtt": ["Key", "Arn"]}}}}})";
}

/// The outcome of the channel with these files.
ExitStatus checked(const std::map<std::string, std::string>& texts) {
  MemoryFiles files(texts);
  std::vector<std::string> names;
  for (const auto& [name, text] : texts) {
    names.push_back(name);
  }
  command::CheckOptions with;
  with.scenarios.channels = {kChannel};
  return command::check(names, with, files).status;
}

}  // namespace

TEST_TABLE(a_policy_is_edited_where_it_stands_and_the_rest_stays) {
  struct Row {
    const char* name;
    std::string key;
    std::vector<std::string> kept;
  };

  for (const Row& row : {Row{"JSON", kKey, {kKey.substr(0, kKey.find("}\n  ]"))}},
                         Row{"YAML with comments",
                             kKeyYaml,
                             {"# who may use the key\n", "Allow  # the account\n"}}}) {
    if (table.row(row.name)) {
      const command::Repair found = repair({{"bucket.json", kBucket}, {"key", row.key}});
      BOOST_REQUIRE((found.output.status == ExitStatus::Success));
      const auto files = found.report.shown_files();
      BOOST_REQUIRE(files.size() == 1U);
      BOOST_TEST(files[0].name == "key");
      BOOST_REQUIRE_MESSAGE(files[0].after != nullptr, files[0].problem);
      const std::string after(files[0].after->text());
      for (const std::string& part : row.kept) {
        BOOST_TEST(holds(after, part), after);
      }
      BOOST_TEST((checked({{"bucket.json", kBucket}, {"key", after}}) == ExitStatus::Success));
    }
  }
}

TEST_TABLE(a_policy_of_a_template_is_edited_where_it_stands) {
  struct Row {
    const char* name;
    std::string text;
    std::vector<std::string> kept;
  };

  const std::string json_policy =
      R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", "Resource": "*"}]})";
  const std::string literal =
      "\n        # who may use the key\n        Version: \"2012-10-17\"\n"
      "        Statement:\n          - Effect: Allow  # the account\n"
      "            Principal: {AWS: !Sub "
      "\"arn:aws:iam::${AWS::AccountId}:root\"}\n"
      "            Action: kms:*\n            Resource: \"*\"\n";
  for (const Row& row : {Row{"YAML with comments",
                             template_with(literal),
                             {"# what is logged\n",
                              "# who may use the key\n",
                              "Allow  # the account\n",
                              "!Sub \"arn:aws:iam::${AWS::AccountId}:root\"",
                              "# where it goes\n"}},
                         Row{"a block of JSON in YAML",
                             template_with(" |\n        " + json_policy + "\n"),
                             {"# what is logged\n", "KeyPolicy: |\n", "# where it goes\n"}},
                         Row{"a quoted text of JSON in YAML",
                             template_with(" '" + json_policy + "'\n"),
                             {"KeyPolicy: '{\"Version\"", "# where it goes\n"}},
                         Row{"JSON",
                             json_template_with(json_policy),
                             {"\"KeyPolicy\": {\"Version\"", "\"Kept\":   1"}},
                         Row{"a text in JSON",
                             json_template_with(json::quoted(json_policy)),
                             {"\"KeyPolicy\": \"{\\\"Version", "\"Kept\":   1"}}}) {
    if (table.row(row.name)) {
      const command::Repair found = repair({{"template", row.text}}, {});
      BOOST_REQUIRE_MESSAGE((found.output.status == ExitStatus::Success),
                            text_of(found.output.diagnostics));
      const auto files = found.report.shown_files();
      BOOST_REQUIRE(files.size() == 1U);
      BOOST_REQUIRE_MESSAGE(files[0].after != nullptr, files[0].problem);
      const std::string after(files[0].after->text());
      for (const std::string& part : row.kept) {
        BOOST_TEST(holds(after, part), after);
      }
      MemoryFiles again(std::map<std::string, std::string>{{"template", after}});
      BOOST_TEST((command::check({"template"}, {}, again).status == ExitStatus::Success), after);
    }
  }
}

// What its author has is the configuration, which is no input.
// A template is for any account and Region, and so is what is written into it.
TEST_TABLE(what_is_written_into_a_template_holds_in_other_accounts) {
  struct Row {
    const char* name;
    std::string statements;  // of the bucket policy
  };

  const std::string acl =
      "          - Effect: Allow\n            Principal: {Service: cloudtrail.amazonaws.com}\n"
      "            Action: s3:GetBucketAcl\n            Resource: !GetAtt Logs.Arn\n";
  const std::string put =
      "          - Effect: Allow\n            Principal: {Service: cloudtrail.amazonaws.com}\n"
      "            Action: s3:PutObject\n"
      "            Resource: !Sub \"${Logs.Arn}/AWSLogs/${AWS::AccountId}/*\"\n";
  const Row rows[] = {{"a statement of the key policy", acl + put},
                      {"a statement of each policy", acl}};
  for (const Row& row : rows) {
    if (!table.row(row.name)) {
      continue;
    }
    const std::string text =
        "Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n"
        "      BucketName: !Sub \"logs-${AWS::AccountId}\"\n"
        "  LogsPolicy:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n      Bucket: !Ref Logs\n"
        "      PolicyDocument:\n        Version: \"2012-10-17\"\n        Statement:\n" +
        row.statements +
        "  Key:\n    Type: AWS::KMS::Key\n    Properties:\n      KeyPolicy:\n"
        "        Version: \"2012-10-17\"\n        Statement:\n          - Effect: Allow\n"
        "            Principal: {AWS: !Sub \"arn:${AWS::Partition}:iam::${AWS::AccountId}:root\"}\n"
        "            Action: kms:*\n            Resource: \"*\"\n"
        "  Trail:\n    Type: AWS::CloudTrail::Trail\n    DependsOn: LogsPolicy\n    Properties:\n"
        "      TrailName: audit\n      S3BucketName: !Ref Logs\n      IsLogging: true\n"
        "      KMSKeyId: !GetAtt Key.Arn\n";
    const command::Repair found = repair({{"trail.yaml", text}}, {});
    const auto files = found.report.shown_files();
    BOOST_REQUIRE(files.size() == 1U);
    BOOST_REQUIRE_MESSAGE(files[0].after != nullptr, files[0].problem);
    const std::string after(files[0].after->text());
    BOOST_TEST(!holds(after, "111122223333"), after);
    BOOST_TEST(!holds(after, "us-east-1"), after);
    BOOST_TEST(holds(after, "${AWS::Partition}:cloudtrail:${AWS::Region}:${AWS::AccountId}:trail"),
               after);
    MemoryFiles other(std::map<std::string, std::string>{{"trail.yaml", after}});
    command::CheckOptions elsewhere;
    elsewhere.scenarios.accounts = {"471112345678"};
    elsewhere.scenarios.regions = {"eu-west-1"};
    const command::Output checked = command::check({"trail.yaml"}, elsewhere, other);
    BOOST_TEST((checked.status == ExitStatus::Success), checked.text);
    const std::string shown = command::render(found.report, {});
    BOOST_TEST(shown.find_first_of("\x1E\x1F") == std::string::npos, shown);
    BOOST_TEST(!holds(shown, "\\x1E"), shown);
  }
}

BOOST_AUTO_TEST_CASE(a_plan_is_not_written_to_and_says_so) {
  const command::Repair found =
      repair({{"plan.json", terraform::fixture_text("broken-config.plan.json")}}, {});
  const auto files = found.report.shown_files();
  BOOST_REQUIRE(files.size() == 1U);
  BOOST_TEST(files[0].after == nullptr);
  const std::string text = command::render(found.report, {});
  BOOST_TEST(holds(text,
                   "plan.json: Terraform writes this file, the policy stands in its configuration; "
                   "put these in by"),
             text);
  BOOST_TEST(holds(text, "  effect = \"Allow\""), text);
}

BOOST_AUTO_TEST_CASE(what_the_cli_printed_is_a_record_and_stays) {
  const command::Repair found = repair({{"bucket.json", kBucket}, {"key.json", printed(kKey)}});
  const auto files = found.report.shown_files();
  BOOST_REQUIRE(files.size() == 1U);
  BOOST_TEST(files[0].after == nullptr);
  const std::string text = command::render(found.report, options());
  BOOST_TEST(holds(text, "key.json: this is what the AWS CLI printed"), text);
  BOOST_TEST(holds(text, "\"kms:GenerateDataKey\""), text);
}

TEST_TABLE(the_fix_is_shown_in_the_language_that_is_asked_for) {
  struct Row {
    const char* language;
    const char* part;
  };

  for (const Row& row : {Row{"json", "\"Sid\": \"AWSConfigKMSPolicy\""},
                         Row{"cloudformation", "- Sid: AWSConfigKMSPolicy"},
                         Row{"cdk", "key.addToResourcePolicy(new iam.PolicyStatement({"},
                         Row{"terraform", "sid    = \"AWSConfigKMSPolicy\""}}) {
    if (table.row(row.language)) {
      MemoryFiles files(
          std::map<std::string, std::string>{{"bucket.json", kBucket}, {"key.json", kKey}});
      command::FixOptions fix = options();
      fix.as_code = row.language;
      const std::vector<std::string> inputs = {"bucket.json", "key.json"};
      BOOST_TEST(holds(command::fix(inputs, fix, files).text, row.part));
      fix.format = "statement";
      BOOST_TEST(holds(command::fix(inputs, fix, files).text, row.part));
      fix.format = "json";
      const auto json = value_of(json::read_json(source(command::fix(inputs, fix, files).text)));
      const auto edit = json->root().find("fixes")->elements()[0].find("edits")->elements()[0];
      BOOST_TEST(edit.find("code")->find("language")->text() == row.language);
      BOOST_TEST(holds(std::string(edit.find("code")->find("text")->text()), row.part));
      command::CheckOptions check;
      check.scenarios.channels = {kChannel};
      check.as_code = row.language;
      BOOST_TEST(holds(command::check(inputs, check, files).text, row.part));
      for (const char* format : {"html", "markdown"}) {
        check.format = format;
        const std::string text = command::check(inputs, check, files).text;
        BOOST_TEST((holds(text, row.part) || format == std::string("html")), text);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_language_that_is_none_names_the_nearest) {
  MemoryFiles files(
      std::map<std::string, std::string>{{"bucket.json", kBucket}, {"key.json", kKey}});
  command::FixOptions fix = options();
  fix.as_code = "terrafrom";
  BOOST_TEST(holds(command::fix({"key.json"}, fix, files).usage, "did you mean \"terraform\"?"));
  command::CheckOptions check;
  check.as_code = "hcl";
  BOOST_TEST(holds(command::check({"key.json"}, check, files).usage, "cloudformation"));
}

BOOST_AUTO_TEST_CASE(a_bucket_policy_that_is_not_there_is_not_made_up) {
  MemoryFiles files(std::map<std::string, std::string>{{"key.json", kKey}});
  command::FixOptions fix = options();
  fix.scenarios.set = {"buckets[0].policy=null"};
  const std::string text = command::fix({"key.json"}, fix, files).text;
  BOOST_TEST(holds(text, "no file holds this policy yet; put these in by hand:"), text);
  BOOST_TEST(holds(text, "s3:PutObject"), text);
}

BOOST_AUTO_TEST_CASE(a_scenario_and_other_files_are_not_mended_together) {
  MemoryFiles files(std::map<std::string, std::string>{
      {"key.json", kKey}, {"s.json", R"({"remora": 1, "deliveries": []})"}});
  BOOST_TEST(holds(command::fix({"key.json", "s.json"}, options(), files).usage, "one scenario"));
  BOOST_TEST(holds(command::fix({}, options(), files).usage, "one scenario"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
