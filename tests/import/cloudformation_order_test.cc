#include <boost/test/unit_test.hpp>

#include "engine/command/lint.h"
#include "tests/import/cloudformation_support.h"
#include "tests/support/memory_files.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

/// What `remora lint` says of one of the files.
std::string linted(const TextFiles& texts, const std::string& input) {
  MemoryFiles files;
  for (const auto& [name, text] : texts) {
    files.add(name, text);
  }
  return command::lint({input}, {}, files).text;
}

/// A trail with what it waits for, and what more the template has.
std::string ordered(const std::string& depends_on, const std::string& more = {}) {
  std::string text = trail_template("!Sub \"${Logs.Arn}/*\"", more);
  const std::string line = "    DependsOn: LogsPolicy\n";
  text.replace(text.find(line), line.size(), depends_on);
  return text;
}

/// A channel and a recorder whose role may write or not.
std::string channel(const std::string& role_policies,
                    const std::string& of_channel = {},
                    const std::string& of_recorder = {}) {
  return "Resources:\n" + bucket_and_policy("config.amazonaws.com") + R"(  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
        - Effect: Allow
          Principal: {Service: config.amazonaws.com}
          Action: sts:AssumeRole
)" + role_policies +
         "  Recorder:\n    Type: AWS::Config::ConfigurationRecorder\n" + of_recorder +
         "    Properties:\n      RoleARN: !GetAtt Role.Arn\n"
         "  Channel:\n    Type: AWS::Config::DeliveryChannel\n" +
         of_channel + "    Properties:\n      S3BucketName: !Ref Logs\n";
}

const std::string kBetween =
    "  Between:\n    Type: AWS::Logs::LogGroup\n    DependsOn: LogsPolicy\n"
    "    Properties: {LogGroupName: trail-of-all}\n";

const char* const kMayWrite = R"(      Policies:
      - PolicyName: write
        PolicyDocument:
          Version: 2012-10-17
          Statement:
          - Effect: Allow
            Action: [s3:GetBucketAcl, s3:PutObject, s3:ListBucket]
            Resource: [!GetAtt Logs.Arn, !Sub "${Logs.Arn}/*"]
)";

}  // namespace

BOOST_AUTO_TEST_SUITE(importing_templates)

TEST_TABLE(a_delivery_that_does_not_wait_for_its_policy_is_found) {
  struct Row {
    const char* name;
    std::string text;
    const char* finding;  // empty: none
  };

  const std::vector<Row> rows = {
      {"DependsOn", ordered("    DependsOn: LogsPolicy\n"), ""},
      {"a list of them", ordered("    DependsOn: [Logs, LogsPolicy]\n"), ""},
      {"nothing but a reference to the bucket",
       ordered(""),
       "t.yaml:20:3: order: Trail does not wait for the policy of its bucket, LogsPolicy: "
       "CloudFormation may make it first, and AWS refuses it then, add `DependsOn: LogsPolicy` to "
       "Trail"},
      {"DependsOn of the bucket",
       ordered("    DependsOn: Logs\n"),
       "add LogsPolicy to the DependsOn of Trail"},
      {"through DependsOn of another resource",
       ordered("    DependsOn: Between\n",
               "  Between:\n    Type: AWS::SNS::Topic\n    DependsOn: LogsPolicy\n"),
       ""},
      {"through a reference to another resource",
       ordered("", "      TrailName: !Ref Between\n" + kBetween),
       ""},
      {"through a Sub", ordered("", "      TrailName: !Sub \"${Between}-2\"\n" + kBetween), ""},
      {"a topic's policy that waits for the trail",
       ordered("    DependsOn: LogsPolicy\n", R"(      SnsTopicName: !Ref Topic
  Topic:
    Type: AWS::SNS::Topic
  TopicPolicy:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref Topic]
      PolicyDocument:
        Version: 2012-10-17
        Statement:
        - Effect: Allow
          Principal: {Service: cloudtrail.amazonaws.com}
          Action: sns:Publish
          Resource: !Ref Topic
          Condition: {StringEquals: {aws:SourceArn: !GetAtt Trail.Arn}}
)"),
       "the policy of its topic, TopicPolicy, waits for Trail, which needs it first"},
      {"a channel that needs the bucket's policy", channel(""), "Channel does not wait for"},
      {"a channel whose role writes by itself", channel(kMayWrite), ""},
      {"a recorder that waits for its channel",
       channel(kMayWrite, "", "    DependsOn: Channel\n"),
       "NoAvailableConfigurationRecorderException"},
      {"a channel that waits for its recorder",
       channel(kMayWrite, "    DependsOn: Recorder\n"),
       "NoAvailableDeliveryChannelException"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const TemplateTrial trial = try_templates({{"t.yaml", row.text}});
      const std::string lint = linted({{"t.yaml", row.text}}, "t.yaml");
      BOOST_TEST((lint.find("[order]") != std::string::npos) == (*row.finding != '\0'), lint);
      BOOST_TEST(trial.outcome.ends_with("delivered"));
      if (*row.finding == '\0') {
        BOOST_TEST(trial.findings == "");
      } else {
        BOOST_TEST(trial.findings.find(row.finding) != std::string::npos, trial.findings);
      }
      BOOST_TEST_MESSAGE(trial.remarks + trial.reasons);
    }
  }
}

// The shapes of public threads in stacks that nest others, and in what CDK synthesises.
TEST_TABLE(order_through_stacks) {
  struct Row {
    const char* name;
    TextFiles files;
    std::vector<std::string> inputs;
    const char* finding;  // empty: none
  };

  const std::string store =
      "Resources:\n" + bucket_and_policy("cloudtrail.amazonaws.com", "{BucketName: all-logs}") +
      R"(Outputs:
  Bucket: {Value: !Ref Logs}
)";
  const auto parent = [](const std::string& trail) {
    return "Resources:\n  Store:\n    Type: AWS::CloudFormation::Stack\n"
           "    Properties: {TemplateURL: ./store.yaml}\n"
           "  Trail:\n    Type: AWS::CloudTrail::Trail\n" +
           trail;
  };
  const auto cdk = [](const std::string& depends_on) {
    return R"({"Resources": {
      "LogsF1": {"Type": "AWS::S3::Bucket", "Metadata": {"aws:cdk:path": "S/Logs/Resource"}},
      "LogsPolicyF2": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "LogsF1"},
        "PolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
          "Principal": {"Service": "cloudtrail.amazonaws.com"},
          "Action": ["s3:GetBucketAcl", "s3:PutObject"],
          "Resource": [{"Fn::GetAtt": ["LogsF1", "Arn"]},
                       {"Fn::Join": ["", [{"Fn::GetAtt": ["LogsF1", "Arn"]}, "/*"]]}]}]}},
        "Metadata": {"aws:cdk:path": "S/Logs/Policy/Resource"}},
      "TrailF3": {"Type": "AWS::CloudTrail::Trail",
        "Properties": {"IsLogging": true, "S3BucketName": {"Ref": "LogsF1"}},)" +
           depends_on + R"("Metadata": {"aws:cdk:path": "S/Trail/Resource"}}}})";
  };
  const std::vector<Row> rows = {
      {"the output of a nested stack waits for all of it",
       {{"p.yaml",
         parent("    Properties: {IsLogging: true, S3BucketName: !GetAtt Store.Outputs.Bucket}\n")},
        {"store.yaml", store}},
       {"p.yaml"},
       ""},
      {"DependsOn of a nested stack",
       {{"p.yaml",
         parent("    DependsOn: Store\n"
                "    Properties: {IsLogging: true, S3BucketName: all-logs}\n")},
        {"store.yaml", store}},
       {"p.yaml"},
       ""},
      {"a nested stack that nobody waits for",
       {{"p.yaml", parent("    Properties: {IsLogging: true, S3BucketName: all-logs}\n")},
        {"store.yaml", store}},
       {"p.yaml"},
       "Trail does not wait for"},
      {"CDK adds the dependency by itself",
       {{"t.json", cdk(R"("DependsOn": ["LogsPolicyF2", "LogsF1"],)")}},
       {"t.json"},
       ""},
      {"a trail of CDK's first level has none",
       {{"t.json", cdk("")}},
       {"t.json"},
       "does not wait for the policy of its bucket"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const TemplateTrial trial = try_templates(row.files, {}, row.inputs);
      const std::string lint = linted(row.files, row.inputs.front());
      BOOST_TEST(trial.outcome.ends_with("delivered"), trial.remarks + trial.reasons);
      BOOST_TEST((trial.findings.find(row.finding) != std::string::npos), trial.findings);
      BOOST_TEST((*row.finding != '\0' || trial.findings.empty()), trial.findings);
      BOOST_TEST((lint.find("[order]") != std::string::npos) == (*row.finding != '\0'), lint);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
