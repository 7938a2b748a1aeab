#include "tests/import/cloudformation_support.h"

#include "engine/fixture/run.h"
#include "engine/input/imported.h"
#include "tests/support/build.h"
#include "tests/support/memory_files.h"

namespace remora::test {

TemplateTrial try_templates(const TextFiles& files,
                            imports::Options options,
                            std::vector<std::string> inputs) {
  MemoryFiles memory;
  imports::Sources sources;
  sources.options = std::move(options);
  sources.paths = std::move(inputs);
  const bool all = sources.paths.empty();
  for (const auto& [name, text] : files) {
    memory.add(name, text);
    if (all) {
      sources.paths.push_back(name);
    }
  }
  auto loaded = input::load_imported(sources, {}, memory);
  if (!loaded) {
    return {"bad input", text_of(loaded.error().diagnostics), {}, nullptr, {}};
  }
  TemplateTrial trial{"", text_of(loaded->scenario->warnings), "", loaded->scenario, ""};
  for (const fixture::Finding& finding : loaded->scenario->findings) {
    trial.findings += to_string(finding.place) + ": " + finding.code + ": " + finding.message +
                      ", " + finding.hint + "\n";
  }
  const auto report = fixture::run(
      "inputs", loaded->scenario, loaded->scenario->assumptions, fixture::RunOptions{});
  for (const fixture::DeliveryReport& one : report.deliveries) {
    trial.outcome += (trial.outcome.empty() ? "" : ", ") + one.call->id + " " +
                     std::string(to_string(one.outcome.outcome));
    trial.reasons += one.outcome.reason + "\n";
  }
  return trial;
}

std::string bucket_and_policy(const std::string& service,
                              const std::string& properties,
                              const std::string& resource) {
  return "  Logs: {Type: AWS::S3::Bucket, Properties: " + properties + R"(}
  LogsPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Logs
      PolicyDocument:
        Version: 2012-10-17
        Statement:
        - Effect: Allow
          Principal: {Service: )" +
         service + R"(}
          Action: [s3:GetBucketAcl, s3:ListBucket, s3:PutObject]
          Resource: [!GetAtt Logs.Arn, )" +
         resource + "]\n";
}

std::string trail_template(const std::string& resource,
                           const std::string& properties,
                           const std::string& sections) {
  return sections + R"(Resources:
  Logs:
    Type: AWS::S3::Bucket
  LogsPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Logs
      PolicyDocument:
        Version: 2012-10-17
        Statement:
        - Effect: Allow
          Principal: {Service: cloudtrail.amazonaws.com}
          Action: s3:GetBucketAcl
          Resource: !GetAtt Logs.Arn
        - Effect: Allow
          Principal: {Service: cloudtrail.amazonaws.com}
          Action: s3:PutObject
          Resource: )" +
         resource + R"(
          Condition: {StringEquals: {s3:x-amz-acl: bucket-owner-full-control}}
  Trail:
    Type: AWS::CloudTrail::Trail
    DependsOn: LogsPolicy
    Properties:
      S3BucketName: !Ref Logs
      IsLogging: true
)" + properties;
}

}  // namespace remora::test
