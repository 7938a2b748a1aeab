#include <boost/test/unit_test.hpp>

#include "tests/import/cloudformation_support.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const std::string kWritten = trail_template("!Sub \"${Logs.Arn}/AWSLogs/999999999999/*\"");
const std::string kAny = trail_template("!Sub \"${Logs.Arn}/*\"");
const std::string kOfParameter = trail_template("!Sub \"${Logs.Arn}/${P}\"",
                                                "",
                                                "Parameters:\n  P:\n    Type: String\n"
                                                "    AllowedPattern: '[*a-z]{1,3}'\n");

const std::string kBucketStack =
    "Resources:\n" + bucket_and_policy("cloudtrail.amazonaws.com") + R"(Outputs:
  Bucket:
    Value: !Ref Logs
    Export: {Name: logs}
)";
const std::string kTrailStack = R"(Parameters:
  Bucket: {Type: String, Default: none}
Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsLogging: true
      S3BucketName: )";

/// The same with another name of its export.
std::string with_name(std::string text, const std::string& name) {
  return text.replace(text.find("{Name: logs}"), 12, "{Name: " + name + "}");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(importing_templates)

TEST_TABLE(options_say_what_templates_do_not) {
  struct Row {
    const char* name;
    std::string text;
    imports::Options options;
    const char* outcome;
    const char* remark;
  };

  const auto with = [](auto member, const std::string& name, const std::string& value) {
    imports::Options options;
    (options.*member).emplace_back(name, value);
    return options;
  };
  imports::Options account;
  account.account = "123456789012";
  const std::vector<Row> rows = {
      {"the account that the template writes",
       kWritten,
       {},
       "Trail delivered",
       "the stack is made in account 999999999999, as the template writes it, say otherwise with "
       "--account"},
      {"another account", kWritten, account, "Trail refused", ""},
      {"the account of one input",
       kWritten,
       with(&imports::Options::accounts, "t.yaml", "123456789012"),
       "Trail refused",
       ""},
      {"no account at all",
       kAny,
       {},
       "Trail delivered",
       "the stack is made in account 111122223333, an example, say otherwise with --account"},
      {"a parameter",
       kOfParameter,
       with(&imports::Options::parameters, "P", "*"),
       "Trail delivered",
       ""},
      {"a parameter that the pattern does not allow",
       kOfParameter,
       with(&imports::Options::parameters, "P", "ABC"),
       "bad input",
       "t.yaml:2:3: error: parameter P is not allowed to be \"ABC\", its pattern is [*a-z]{1,3}"},
      {"a file of parameters that is not there",
       kOfParameter,
       [] {
         imports::Options options;
         options.parameter_files = {"p.json"};
         return options;
       }(),
       "bad input",
       "p.json"},
      {"an attribute",
       trail_template("!Sub \"${Logs.Arn}/${Custom.P}\"", "  Custom:\n    Type: Custom::P\n"),
       with(&imports::Options::attributes, "Custom.P", "*"),
       "Trail delivered",
       ""},
      {"an import",
       trail_template("!Sub [\"${Logs.Arn}/${P}\", {P: !ImportValue p}]"),
       with(&imports::Options::import_values, "p", "*"),
       "Trail delivered",
       ""},
      {"a condition",
       trail_template(
           "!If [C, !Sub \"${Logs.Arn}/*\", none]", "", "Conditions: {C: !Equals [a, b]}\n"),
       with(&imports::Options::conditions, "C", "true"),
       "Trail delivered",
       ""},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const TemplateTrial trial = try_templates({{"t.yaml", row.text}}, row.options, {"t.yaml"});
      BOOST_TEST(trial.outcome == row.outcome);
      BOOST_TEST(has(trial.remarks, row.remark), trial.remarks);
    }
  }
}

// AWS CloudFormation User Guide, "Fn::ImportValue": "You can't create cross-stack references across
// Regions", "For each AWS account, Export names must be unique within a Region".
TEST_TABLE(an_export_is_found_where_it_is_made_alone) {
  struct Row {
    const char* name;
    imports::Options options;
    const char* outcome;
  };

  imports::Options region;
  region.regions.emplace_back("t.yaml", "eu-west-1");
  imports::Options account;
  account.accounts.emplace_back("t.yaml", "222222222222");
  imports::Options both;
  both.accounts = {{"t.yaml", "222222222222"}, {"b.yaml", "222222222222"}};
  for (const Row& row : {Row{"another Region", region, "Trail undetermined"},
                         Row{"another account", account, "Trail undetermined"},
                         Row{"both in one account and Region", both, "Trail delivered"}}) {
    if (table.row(row.name)) {
      const TemplateTrial trial = try_templates(
          {{"b.yaml", kBucketStack}, {"t.yaml", kTrailStack + "!ImportValue logs\n"}}, row.options);
      BOOST_TEST(trial.outcome == row.outcome, trial.remarks + trial.reasons);
    }
  }
}

TEST_TABLE(files_of_parameters_have_three_shapes) {
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"of the AWS CLI", R"([{"ParameterKey": "P", "ParameterValue": "*"}])"},
      {"of CodePipeline", R"({"Parameters": {"P": "*"}})"},
      {"names and values", R"({"P": "*"})"},
      {"in YAML", "P: '*'\n"},
      {"of aws cloudformation deploy", R"(["P=*"])"},
  };
  for (const auto& [name, text] : rows) {
    if (table.row(name)) {
      imports::Options options;
      options.parameter_files = {"p"};
      const TemplateTrial trial =
          try_templates({{"t.yaml", kOfParameter}, {"p", text}}, options, {"t.yaml"});
      BOOST_TEST(trial.outcome == "Trail delivered");
      BOOST_TEST_MESSAGE(trial.remarks);
    }
  }
}

TEST_TABLE(stacks_that_belong_together_are_read_together) {
  struct Row {
    const char* name;
    TextFiles files;
    std::vector<std::string> inputs;
    const char* outcome;
  };

  const std::string parent = R"(Resources:
  Store:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: ./bucket.yaml}
  Trails:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: trail.yaml
      Parameters: {Bucket: !GetAtt Store.Outputs.Bucket}
)";
  const std::vector<Row> rows = {
      {"an export and its import",
       {{"b.yaml", kBucketStack}, {"t.yaml", kTrailStack + "!ImportValue logs\n"}},
       {},
       "Trail delivered"},
      {"an import by the name of the other stack",
       {{"b.yaml", with_name(kBucketStack, "!Sub \"${AWS::StackName}-logs\"")},
        {"t.yaml", kTrailStack + "!ImportValue storage-logs\n"}},
       {},
       "Trail delivered"},
      {"the trail alone",
       {{"t.yaml", kTrailStack + "!ImportValue logs\n"}},
       {},
       "Trail undetermined"},
      {"nested stacks",
       {{"d/p.yaml", parent},
        {"d/bucket.yaml", kBucketStack},
        {"d/trail.yaml", kTrailStack + "!Ref Bucket\n"}},
       {"d/p.yaml"},
       "Trail delivered"},
      {"the folder of nested stacks",
       {{"d/p.yaml", parent},
        {"d/bucket.yaml", kBucketStack},
        {"d/trail.yaml", kTrailStack + "!Ref Bucket\n"}},
       {"d"},
       "Trail delivered"},
      {"a stack set, once for each account",
       {{"b.yaml", kBucketStack}, {"s.yaml", R"(Resources:
  Set:
    Type: AWS::CloudFormation::StackSet
    Properties:
      StackInstancesGroup:
      - DeploymentTargets: {Accounts: ['222222222222', '333333333333']}
        Regions: [eu-west-1]
      Parameters: [{ParameterKey: Bucket, ParameterValue: !ImportValue logs}]
      TemplateBody: |
        Parameters: {Bucket: {Type: String}}
        Resources:
          Trail:
            Type: AWS::CloudTrail::Trail
            Properties: {IsLogging: true, S3BucketName: !Ref Bucket}
)"}},
       {},
       "Trail delivered, Trail of s.yaml Set 333333333333 eu-west-1 delivered"},
      {"a cloud assembly",
       {{"cdk.out/manifest.json",
         R"({"version": "36.0.0", "artifacts": {"S": {"type": "aws:cloudformation:stack", "environment": "aws://222222222222/eu-west-1", "properties": {"templateFile": "S.template.json"}}}})"},
        {"cdk.out/S.template.json", trail_template("!Sub \"${Logs.Arn}/AWSLogs/222222222222/*\"")},
        {"cdk.out/tree.json", "{}"}},
       {"cdk.out"},
       "Trail delivered"},
      {"a template and a policy from elsewhere",
       {{"t.yaml",
         "Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: logs}\n"
         "  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties: {S3BucketName: !Ref Logs}\n"},
        {"p.json",
         R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": ["s3:GetBucketAcl", "s3:PutObject"], "Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"]}]})"}},
       {},
       "Trail delivered"},
      {"a bucket without a policy",
       {{"t.yaml",
         "Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n  Trail:\n    Type: "
         "AWS::CloudTrail::Trail\n    Properties: {S3BucketName: !Ref Logs}\n"}},
       {},
       "Trail refused"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const TemplateTrial trial = try_templates(row.files, {}, row.inputs);
      BOOST_TEST(trial.outcome == row.outcome);
      BOOST_TEST_MESSAGE(trial.remarks + trial.reasons);
    }
  }
}

TEST_TABLE(a_policy_may_stand_as_json) {
  struct Row {
    const char* name;
    const char* resource;
    const char* outcome;
  };

  for (const Row& row : {Row{"that fits", "${Logs.Arn}/*", "Trail delivered"},
                         Row{"that does not fit", "${Logs.Arn}/none", "Trail refused"},
                         Row{"with a parameter", "${Logs.Arn}/${P}", "Trail undetermined"},
                         Row{"that is not JSON", "\", \"x", "bad input"}}) {
    if (table.row(row.name)) {
      const std::string text = R"(Parameters:
  P: {Type: String}
Resources:
  Logs: {Type: AWS::S3::Bucket}
  LogsPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Logs
      PolicyDocument: !Sub |
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
           "Action": "s3:GetBucketAcl", "Resource": "${Logs.Arn}"},
          {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
           "Action": "s3:PutObject", "Resource": ")" +
                               std::string(row.resource) + R"("}]}
  Trail:
    Type: AWS::CloudTrail::Trail
    DependsOn: LogsPolicy
    Properties: {S3BucketName: !Ref Logs}
)";
      const TemplateTrial trial = try_templates({{"t.yaml", text}});
      BOOST_TEST(trial.outcome == row.outcome);
      BOOST_TEST_MESSAGE(trial.remarks + trial.reasons);
    }
  }
}

TEST_TABLE(hostile_templates_end_with_an_error_at_its_place) {
  struct Row {
    const char* name;
    std::string text;
    const char* error;
  };

  std::string chain = "Resources:\n";
  for (int i = 0; i < 2000; ++i) {
    chain += "  B" + std::to_string(i) +
             ":\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: !Ref B" +
             std::to_string(i + 1) + "}\n";
  }
  chain += "  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties: {S3BucketName: !Ref B0}\n";
  std::string growing = "Resources:\n  B0:\n    Type: AWS::S3::Bucket\n";
  for (int i = 1; i < 60; ++i) {
    const std::string before = "${B" + std::to_string(i - 1) + "}";
    growing += "  B" + std::to_string(i) + ":\n    Type: AWS::S3::Bucket\n" +
               "    Properties: {BucketName: !Sub \"" + before + before + "\"}\n";
  }
  growing +=
      "  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties: {S3BucketName: !Ref B59}\n";
  const std::vector<Row> rows = {
      {"a name made of itself",
       "Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: !Sub \"${B}\"}\n"
       "  T:\n    Type: AWS::CloudTrail::Trail\n    Properties: {S3BucketName: !Ref B}\n",
       "t.yaml:4:30: error: the name of \"B\" is made from itself"},
      {"conditions in a circle",
       trail_template("!If [A, x, y]",
                      "",
                      "Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\n"),
       "t.yaml:2:3: error: \"A\" depends on itself"},
      {"a chain too long", chain, "through too many others"},
      {"a text that doubles", growing, "grows beyond measure"},
      {"a path made of the role's own ARN",
       "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties: {Path: !GetAtt R.Arn}\n"
       "  C:\n    Type: AWS::Config::DeliveryChannel\n    Properties: {S3BucketName: b, "
       "S3KeyPrefix: !GetAtt R.Arn}\n",
       "through too many others"},
      {"a condition that is not there", trail_template("!If [C, x, y]"), "there is no condition"},
      {"a policy variable in Sub",
       trail_template("!Sub \"${Logs.Arn}/${aws:PrincipalOrgID}/*\""),
       "write ${!aws:PrincipalOrgID}"},
      {"Select beyond the end", trail_template("!Select [3, [a, b]]"), "Fn::Select takes"},
      {"FindInMap of nothing", trail_template("!FindInMap [M, a, b]"), "there is no such mapping"},
      {"Ref of a list", trail_template("{Ref: [a]}"), "Ref takes"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const TemplateTrial trial = try_templates({{"t.yaml", row.text}});
      BOOST_TEST(trial.outcome == "bad input");
      BOOST_TEST(has(trial.remarks, row.error), trial.remarks);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
