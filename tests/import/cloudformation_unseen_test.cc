#include <boost/test/unit_test.hpp>

#include "tests/import/cloudformation_support.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

bool tells(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const std::string kLogs = "  Logs: {Type: AWS::S3::Bucket}\n";
const std::string kUnseenTrail = R"(  Trail:
    Type: AWS::CloudTrail::Trail
    Properties: {IsLogging: true, S3BucketName: !Ref Logs}
)";
const std::string kChannelStack = R"(        Parameters: {Bucket: {Type: String}}
        Resources:
          Recorder:
            Type: AWS::Config::ConfigurationRecorder
            Properties: {RoleARN: !Sub "arn:aws:iam::${AWS::AccountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"}
          Channel:
            Type: AWS::Config::DeliveryChannel
            Properties: {S3BucketName: !Ref Bucket}
)";

/// A bucket that lets AWS Config write for the account of its stack, and a stack set with those
/// targets.
std::string stack_set(const std::string& targets) {
  return "Resources:\n" +
         bucket_and_policy("config.amazonaws.com",
                           "{BucketName: central-logs}",
                           "!Sub \"${Logs.Arn}/AWSLogs/${AWS::AccountId}/*\"") +
         R"(  Set:
    Type: AWS::CloudFormation::StackSet
    Properties:
      PermissionModel: SERVICE_MANAGED
      Parameters: [{ParameterKey: Bucket, ParameterValue: !Ref Logs}]
      StackInstancesGroup:
      - DeploymentTargets: {)" +
         targets + R"(}
        Regions: [us-east-1]
      TemplateBody: |
)" + kChannelStack;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(importing_templates)

// AWS CloudFormation User Guide, "Get values stored in other services using dynamic references":
// CloudFormation retrieves the value during stack operations.
TEST_TABLE(dynamic_references_are_asked_for) {
  struct Row {
    const char* name;
    std::string text;
    const char* said;  // of the parameter /logs
    const char* outcome;
    const char* remark;
  };

  const std::vector<Row> rows = {
      {"in a policy",
       trail_template("!Sub \"${Logs.Arn}/{{resolve:ssm:/logs}}\""),
       "",
       "Trail undetermined",
       "it is what Systems Manager has as /logs, give it with --ssm /logs=VALUE"},
      {"given",
       trail_template("!Sub \"${Logs.Arn}/{{resolve:ssm:/logs}}\""),
       "*",
       "Trail delivered",
       ""},
      {"of a version",
       trail_template("!Sub \"${Logs.Arn}/{{resolve:ssm:/logs:3}}\""),
       "*",
       "Trail delivered",
       ""},
      {"given as something else",
       trail_template("!Sub \"${Logs.Arn}/{{resolve:ssm:/logs}}\""),
       "none",
       "Trail refused",
       ""},
      {"made by a function",
       trail_template(R"(!Join ["", [!GetAtt Logs.Arn, "/{{resolve:ssm:", /logs, "}}"]])"),
       "*",
       "Trail delivered",
       ""},
      {"the same on both sides",
       trail_template("!Sub \"${Logs.Arn}/{{resolve:ssm:/logs}}/AWSLogs/*\"",
                      "      S3KeyPrefix: \"{{resolve:ssm:/logs}}\"\n"),
       "",
       "Trail delivered",
       ""},
      {"a secret",
       trail_template("!Sub \"${Logs.Arn}/{{resolve:secretsmanager:logs:SecretString:p}}\""),
       "*",
       "Trail undetermined",
       "it is a secret, which secretsmanager has as logs"},
      {"another one behind it",
       trail_template("!Sub \"${Logs.Arn}/{{resolve:ssm:/logs}}{{resolve:ssm:/none}}\""),
       "AWSLogs",
       "Trail undetermined",
       "--ssm /none=VALUE"},
      {"no reference",
       trail_template("!Sub \"${Logs.Arn}/{{resolve:ssm:/logs\""),
       "*",
       "Trail refused",
       ""},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      imports::Options options;
      if (*row.said != '\0') {
        options.ssm.emplace_back("/logs", row.said);
      }
      const TemplateTrial trial = try_templates({{"t.yaml", row.text}}, options);
      BOOST_TEST(trial.outcome == row.outcome, trial.remarks + trial.reasons);
      BOOST_TEST(tells(trial.remarks, row.remark), trial.remarks);
    }
  }
}

TEST_TABLE(what_is_not_carried_out_decides_nothing) {
  struct Row {
    const char* name;
    std::string text;
    const char* outcome;
    const char* remark;
  };

  const std::string policy = bucket_and_policy("cloudtrail.amazonaws.com");
  const std::vector<Row> rows = {
      {"nothing of the kind", "Resources:\n" + kLogs + kUnseenTrail, "Trail refused", ""},
      {"a macro",
       "Transform: [Audit]\nResources:\n" + kLogs + kUnseenTrail,
       "Trail undetermined",
       "t.yaml:1:13: warning: macro Audit is not carried out, and what it makes is not seen"},
      {"an include at the top",
       "Transform: {Name: AWS::Include, Parameters: {Location: s3://b/k}}\nResources:\n" + kLogs +
           kUnseenTrail,
       "Trail undetermined",
       "macro AWS::Include is not carried out"},
      {"macros that make no policy",
       "Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\nResources:\n" + kLogs +
           kUnseenTrail,
       "Trail refused",
       ""},
      {"a macro beside a policy that is written",
       "Transform: [Audit]\nResources:\n" + policy + kUnseenTrail,
       "Trail delivered",
       "macro Audit is not carried out"},
      {"a loop over resources",
       "Resources:\n  Fn::ForEach::Policies: [N, [Logs], {}]\n" + kLogs + kUnseenTrail,
       "Trail undetermined",
       "Fn::ForEach::Policies is not carried out"},
      {"a nested stack that is elsewhere",
       "Resources:\n  Policy:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: "
       "'https://s3.amazonaws.com/t/policy.yaml'}\n" +
           kLogs + kUnseenTrail,
       "Trail undetermined",
       "t.yaml:2:3: warning: the template of nested stack Policy is not among the inputs"},
      {"a nested stack beside a delivery that needs none of it",
       "Resources:\n  Other:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: "
       "'https://s3.amazonaws.com/t/other.yaml'}\n" +
           policy + kUnseenTrail,
       "Trail delivered",
       "the template of nested stack Other is not among the inputs, and what it makes is not seen"},
      {"an application of SAM",
       "Resources:\n  App:\n    Type: AWS::Serverless::Application\n    Properties: {Location: "
       "./app.yaml}\n" +
           kLogs + kUnseenTrail,
       "Trail undetermined",
       "the template of nested stack App"},
      {"a stack set that is elsewhere",
       "Resources:\n  Set:\n    Type: AWS::CloudFormation::StackSet\n    Properties: {TemplateURL: "
       "'https://s3.amazonaws.com/t/s.yaml'}\n" +
           policy + kUnseenTrail,
       "Trail delivered",
       "the template of stack set Set"},
      {"a bucket policy whose properties a macro gives",
       "Resources:\n  P:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n      Fn::Transform: "
       "{Name: AWS::Include}\n" +
           kLogs + kUnseenTrail,
       "Trail undetermined",
       "Fn::Transform in P is not carried out"},
      {"a bucket whose properties a macro gives",
       "Resources:\n" +
           bucket_and_policy("cloudtrail.amazonaws.com", "{Fn::Transform: {Name: AWS::Include}}") +
           kUnseenTrail,
       "Trail undetermined",
       ""},
      {"a key whose properties a macro gives",
       "Resources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties: {Fn::Transform: {Name: "
       "AWS::Include}}\n" +
           policy + kUnseenTrail.substr(0, kUnseenTrail.size() - 2) + ", KMSKeyId: !Ref Key}\n",
       "Trail undetermined",
       "Fn::Transform is not carried out by remora"},
      {"a trail whose properties a macro gives",
       "Resources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties: {Fn::Transform: "
       "{Name: AWS::Include}}\n" +
           policy,
       "Trail undetermined",
       "Fn::Transform is not carried out by remora"},
      {"a statement that a loop completes",
       trail_template("\"*\"\n          Fn::ForEach::C: [K, [Condition], {}]"),
       "Trail undetermined",
       "Fn::ForEach::C is not carried out by remora"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const TemplateTrial trial = try_templates({{"t.yaml", row.text}});
      BOOST_TEST(trial.outcome == row.outcome, trial.remarks + trial.reasons);
      BOOST_TEST(tells(trial.remarks + trial.reasons, row.remark), trial.remarks);
    }
  }
}

TEST_TABLE(a_nested_template_is_found_by_the_name_that_its_url_ends_in) {
  struct Row {
    const char* name;
    TextFiles files;
    const char* outcome;
  };

  const std::string parent = R"(Resources:
  Logs: {Type: AWS::S3::Bucket}
  Policy:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: !Sub "https://s3.${AWS::Region}.amazonaws.com/t/p.json", Parameters: {Bucket: !Ref Logs}}
)" + kUnseenTrail;
  const std::string child =
      R"({"Parameters": {"Bucket": {"Type": "String"}}, "Resources": {"P": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": ["s3:GetBucketAcl", "s3:PutObject"], "Resource": "*"}]}}}}})";
  const std::vector<Row> rows = {
      {"beside", {{"d/t.yaml", parent}, {"d/p.json", child}}, "Trail delivered"},
      {"as the CDK names it, by its hash",
       {{"d/t.yaml", parent},
        {"d/S.assets.json", R"({"files": {"p": {"source": {"path": "n.template.json"}}}})"},
        {"d/n.template.json", child}},
       "Trail delivered"},
      {"elsewhere", {{"d/t.yaml", parent}, {"p.json", child}}, "Trail undetermined"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const TemplateTrial trial = try_templates(row.files, {}, {"d/t.yaml"});
      BOOST_TEST(trial.outcome == row.outcome, trial.remarks + trial.reasons);
    }
  }
}

// AWS CloudFormation User Guide, "StackSets concepts": StackSets do not deploy stacks to the
// management account; AWS CloudFormation Template Reference, "AWS::CloudFormation::StackSet
// DeploymentTargets", AccountFilterType.
TEST_TABLE(stack_sets_of_organizational_units_are_made_in_other_accounts) {
  struct Row {
    const char* name;
    std::string text;
    const char* account;  // that is said for the stack set
    const char* outcome;
  };

  const std::vector<Row> rows = {
      {"of a unit",
       stack_set("OrganizationalUnitIds: [ou-abcd-12345678]"),
       "",
       "Channel undetermined"},
      {"of a unit, for one of its accounts",
       stack_set("OrganizationalUnitIds: [ou-abcd-12345678]"),
       "222222222222",
       "Channel refused"},
      {"those of a unit that are listed",
       stack_set("OrganizationalUnitIds: [ou-abcd-12345678], AccountFilterType: INTERSECTION, "
                 "Accounts: ['222222222222']"),
       "",
       "Channel refused"},
      {"a unit and another account",
       stack_set("OrganizationalUnitIds: [ou-abcd-12345678], AccountFilterType: UNION, Accounts: "
                 "['222222222222']"),
       "",
       "Channel undetermined, Channel of Set 222222222222 us-east-1 refused"},
      {"of accounts alone", stack_set("Accounts: ['111122223333']"), "", "Channel delivered"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      imports::Options options;
      if (*row.account != '\0') {
        options.accounts.emplace_back("Set", row.account);
      }
      const TemplateTrial trial = try_templates({{"t.yaml", row.text}}, options);
      BOOST_TEST(trial.outcome == row.outcome, trial.remarks + trial.reasons);
    }
  }
}

// AWS CloudFormation Template Reference, "AWS::SNS::TopicInlinePolicy".
BOOST_AUTO_TEST_CASE(a_topic_has_its_inline_policy) {
  const std::string text = "Resources:\n" + bucket_and_policy("cloudtrail.amazonaws.com") +
                           R"(  Topic: {Type: AWS::SNS::Topic}
  TopicPolicy:
    Type: AWS::SNS::TopicInlinePolicy
    Properties:
      TopicArn: !Ref Topic
      PolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Allow, Principal: {Service: cloudtrail.amazonaws.com}, Action: "sns:Publish", Resource: !Ref Topic}]}
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties: {IsLogging: true, S3BucketName: !Ref Logs, SnsTopicName: !GetAtt Topic.TopicName}
)";
  const TemplateTrial trial = try_templates({{"t.yaml", text}});
  BOOST_TEST(trial.outcome == "Trail delivered", trial.remarks + trial.reasons);
  BOOST_TEST(tells(trial.findings, "Trail does not wait for"), trial.findings);
}

// AWS CloudFormation Template Reference, "AWS::Organizations::Policy".
TEST_TABLE(policies_of_the_organization_stand_in_templates_too) {
  struct Row {
    const char* name;
    const char* type;
    const char* targets;
    const char* outcome;
  };

  const std::vector<Row> rows = {
      // Whether it is the management account, in which none holds, nobody says.
      {"an RCP for the account",
       "RESOURCE_CONTROL_POLICY",
       "['111122223333']",
       "Trail undetermined"},
      {"an RCP for another", "RESOURCE_CONTROL_POLICY", "['222222222222']", "Trail delivered"},
      {"an RCP for the root", "RESOURCE_CONTROL_POLICY", "[r-ab12]", "Trail undetermined"},
      {"an RCP for a unit", "RESOURCE_CONTROL_POLICY", "[ou-ab12-12345678]", "Trail undetermined"},
      {"an RCP for what nobody said", "RESOURCE_CONTROL_POLICY", "[!Ref Q]", "Trail undetermined"},
      {"an RCP for nobody", "RESOURCE_CONTROL_POLICY", "!Ref AWS::NoValue", "Trail delivered"},
      {"another policy", "TAG_POLICY", "['111122223333']", "Trail delivered"},
      {"an SCP, which holds for no service",
       "SERVICE_CONTROL_POLICY",
       "[r-ab12]",
       "Trail delivered"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const std::string organization =
          std::string("Resources:\n  P:\n    Type: ") +
          "AWS::Organizations::Policy\n    Properties:\n      Type: " + row.type +
          "\n      TargetIds: " + row.targets + R"(
      Name: p
      Content: {Version: 2012-10-17, Statement: [{Effect: Deny, Principal: "*", Action: "s3:PutObject", Resource: "*"}]}
)";
      const TemplateTrial trial = try_templates(
          {{"o.yaml", organization}, {"t.yaml", trail_template("!Sub \"${Logs.Arn}/*\"")}});
      BOOST_TEST(trial.outcome == row.outcome, trial.remarks + trial.reasons);
    }
  }
}

// AWS CloudFormation API Reference, "GetTemplate".
TEST_TABLE(a_template_is_read_as_get_template_prints_it) {
  const std::string policy =
      R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": ["s3:GetBucketAcl", "s3:PutObject"], "Resource": "*"}]})";
  const std::vector<std::pair<const char*, std::string>> rows = {
      {"of JSON",
       R"({"Resources": {"B": {"Type": "AWS::S3::Bucket"}, "P": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "B"}, "PolicyDocument": )" +
           policy +
           R"(}}, "Trail": {"Type": "AWS::CloudTrail::Trail", "Properties": {"S3BucketName": {"Ref": "B"}}}}})"},
      {"of YAML",
       R"("Resources:\n  B: {Type: AWS::S3::Bucket}\n  P:\n    Type: AWS::S3::BucketPolicy\n    Properties: {Bucket: !Ref B, PolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Allow, Principal: {Service: cloudtrail.amazonaws.com}, Action: ['s3:GetBucketAcl', 's3:PutObject'], Resource: '*'}]}}\n  Trail: {Type: AWS::CloudTrail::Trail, Properties: {S3BucketName: !Ref B}}\n")"},
  };
  for (const auto& [name, body] : rows) {
    if (table.row(name)) {
      const TemplateTrial trial = try_templates(
          {{"t.json", R"({"TemplateBody": )" + body + R"(, "StagesAvailable": ["Original"]})"}});
      BOOST_TEST(trial.outcome == "Trail delivered", trial.remarks + trial.reasons);
    }
  }
}

TEST_TABLE(what_options_say_of_nothing_is_told) {
  struct Row {
    const char* name;
    std::vector<imports::NamedText> imports::Options::*option;
    const char* said;
    const char* remark;
  };

  for (const Row& row :
       {Row{"a parameter", &imports::Options::parameters, "Q", "no template has a parameter \"Q\""},
        Row{"a condition", &imports::Options::conditions, "D", "no template has a condition \"D\""},
        Row{"an attribute",
            &imports::Options::attributes,
            "Logz.Arn",
            "no template has a resource \"Logz\", did you mean \"Logs\""},
        Row{"an attribute of what is there", &imports::Options::attributes, "Trail.Arn", ""}}) {
    if (table.row(row.name)) {
      imports::Options options;
      (options.*row.option).emplace_back(row.said, "true");
      const TemplateTrial trial =
          try_templates({{"t.yaml", trail_template("!Sub \"${Logs.Arn}/*\"")}}, options);
      BOOST_TEST(trial.outcome == "Trail delivered");
      BOOST_TEST((tells(trial.remarks, "no template has") == (*row.remark != '\0')), trial.remarks);
      BOOST_TEST(tells(trial.remarks, row.remark), trial.remarks);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
