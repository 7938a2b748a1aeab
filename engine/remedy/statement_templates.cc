#include "engine/remedy/statement_templates.h"

#include <initializer_list>
#include <vector>

#include "engine/aws/action.h"
#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/json/writer.h"

namespace remora::remedy {

namespace {

using delivery::Service;

struct Test {
  std::string_view op;
  std::string_view key;
  std::string value;
};

/// The parts of a statement in AWS's usual order.
struct Draft {
  std::string_view sid;
  std::string principal_type = "Service";
  std::string principal;
  std::vector<std::string_view> actions;
  std::string resource;  // empty: none
  std::vector<Test> tests;
};

std::string write(const Draft& draft) {
  json::Writer writer(json::Writer::Style::Indented);
  writer.begin_object().member("Sid", draft.sid).member("Effect", "Allow");
  writer.key("Principal").begin_object().member(draft.principal_type, draft.principal);
  writer.end_object().key("Action");
  if (draft.actions.size() == 1) {
    writer.string(draft.actions.front());
  } else {
    writer.begin_array();
    for (const std::string_view action : draft.actions) {
      writer.string(action);
    }
    writer.end_array();
  }
  if (!draft.resource.empty()) {
    writer.member("Resource", draft.resource);
  }
  if (!draft.tests.empty()) {
    writer.key("Condition").begin_object();
    std::string_view open;
    for (const Test& test : draft.tests) {
      if (test.op != open) {
        if (!open.empty()) {
          writer.end_object();
        }
        writer.key(test.op).begin_object();
        open = test.op;
      }
      writer.member(test.key, test.value);
    }
    writer.end_object().end_object();
  }
  return writer.end_object().take();
}

std::string value_of(const Request& request, KeyName key) {
  const RequestContext::Entry* entry = request.context.find(key);
  return entry != nullptr && entry->presence() == Presence::Present && entry->size() > 0
             ? std::string(entry->value(0))
             : std::string();
}

/// True if the delivery is one that Control Tower sets up: its prefix is the organization's id.
bool is_control_tower(const world::World& world, const delivery::DeliveryCall& call) {
  const auto& prefix =
      call.service == Service::Config ? call.channel.s3_key_prefix : call.trail.s3_key_prefix;
  return world.organization && prefix && *prefix == world.organization->id;
}

StatementTemplate config_key_statement(const world::World& world,
                                       const delivery::DeliveryCall& call,
                                       Draft draft) {
  draft.actions = {"kms:Decrypt", "kms:GenerateDataKey"};
  if (is_control_tower(world, call)) {
    // Control Tower delivers for every enrolled account, so its statement names none.
    draft.sid = "Allow Config to use KMS for encryption";
    return {write(draft), "AWS Control Tower User Guide, \"Optionally configure AWS KMS keys\""};
  }
  draft.sid = "AWSConfigKMSPolicy";
  draft.tests = {{"StringEquals", "aws:SourceAccount", call.account}};
  return {write(draft),
          "AWS Config Developer Guide, \"Permissions for the KMS Key for the AWS Config Delivery "
          "Channel\""};
}

StatementTemplate trail_key_statement(const world::World& world,
                                      const delivery::DeliveryCall& call,
                                      const Request& denied,
                                      Draft draft) {
  const std::string trail = value_of(denied, "aws:SourceArn");
  const std::string account = value_of(denied, "aws:SourceAccount");
  const bool control_tower = is_control_tower(world, call);
  draft.sid = control_tower ? "Allow CloudTrail to use KMS for encryption"
                            : "Allow CloudTrail to encrypt logs";
  draft.actions = {"kms:GenerateDataKey*", "kms:Decrypt"};
  draft.tests = {{"StringEquals", "aws:SourceArn", trail},
                 {"StringLike",
                  "kms:EncryptionContext:aws:cloudtrail:arn",
                  "arn:" + std::string(partition_of_region(call.region)) +
                      ":cloudtrail:*:" + account + ":trail/*"}};
  return {write(draft),
          control_tower
              ? "AWS Control Tower User Guide, \"Optionally configure AWS KMS keys\""
              : "AWS CloudTrail User Guide, \"Configure AWS KMS key policies for CloudTrail\""};
}

StatementTemplate bucket_statement(const world::World& world,
                                   const delivery::DeliveryCall& call,
                                   const Request& denied,
                                   std::string_view action,
                                   Draft draft) {
  const bool config = call.service == Service::Config;
  const bool put = action == "s3:PutObject";
  const std::string organization = value_of(denied, "aws:SourceOrgID");
  draft.actions = {action};
  const auto arn = Arn::parse(denied.resource);
  const std::string bucket(arn->resource.substr(0, arn->resource.find('/')));
  draft.resource = bucket_arn(arn->partition, bucket);
  if (put) {
    // The folder of this account (or of the organization), as the documented statements have it.
    const std::string_view key = arn->resource.substr(bucket.size() + 1);
    const std::size_t folder = key.rfind(config ? "/Config/" : "/CloudTrail");
    draft.resource += "/" + std::string(key.substr(0, folder)) + (config ? "/Config/*" : "/*");
    draft.tests.push_back({"StringEquals", "s3:x-amz-acl", "bucket-owner-full-control"});
  }
  if (config) {
    draft.sid = put ? "AWSConfigBucketDelivery"
                    : (action == "s3:ListBucket" ? "AWSConfigBucketExistenceCheck"
                                                 : "AWSConfigBucketPermissionsCheck");
    if (is_control_tower(world, call) && !organization.empty()) {
      draft.tests.push_back({"StringEquals", "aws:SourceOrgID", organization});
    } else {
      draft.tests.push_back({"StringEquals", "aws:SourceAccount", call.account});
    }
    return {write(draft),
            "AWS Config Developer Guide, \"Permissions for the Amazon S3 Bucket for the AWS Config "
            "Delivery Channel\""};
  }
  draft.sid = put ? "AWSCloudTrailWrite20150319" : "AWSCloudTrailAclCheck20150319";
  draft.tests.push_back({"StringEquals", "aws:SourceArn", value_of(denied, "aws:SourceArn")});
  return {write(draft), "AWS CloudTrail User Guide, \"Amazon S3 bucket policy for CloudTrail\""};
}

StatementTemplate topic_statement(const delivery::DeliveryCall& call,
                                  const Request& denied,
                                  Draft draft) {
  draft.actions = {"sns:Publish"};
  if (call.service == Service::Config) {
    draft.sid = "AWSConfigSNSPolicy";
    draft.tests = {{"StringEquals", "aws:SourceAccount", call.account}};
    return {write(draft), "AWS Config Developer Guide, \"Permissions for the Amazon SNS Topic\""};
  }
  draft.sid = "AWSCloudTrailSNSPolicy20131101";
  draft.tests = {{"StringEquals", "aws:SourceArn", value_of(denied, "aws:SourceArn")}};
  return {write(draft), "AWS CloudTrail User Guide, \"Amazon SNS topic policy for CloudTrail\""};
}

StatementTemplate trust_statement(const delivery::DeliveryCall& call, Draft draft) {
  draft.sid = call.service == Service::Config ? "AWSConfigAssumeRole" : "AWSCloudTrailAssumeRole";
  draft.actions = {"sts:AssumeRole"};
  draft.resource.clear();
  if (call.service == Service::Config) {
    draft.tests = {{"StringEquals", "aws:SourceAccount", call.account}};
    return {write(draft),
            "AWS Config Developer Guide, \"Permissions for the IAM Role Assigned to AWS Config\""};
  }
  return {write(draft),
          "AWS CloudTrail User Guide, \"Role policy document for CloudTrail to use CloudWatch "
          "Logs for monitoring\""};
}

}  // namespace

std::optional<StatementTemplate> documented_statement(const world::World& world,
                                                      const delivery::DeliveryCall& call,
                                                      const delivery::ProbeResult& denied,
                                                      PolicyType policy) {
  const Request& request = denied.request;
  if (request.principal.kind() != PrincipalKind::Service) {
    return std::nullopt;
  }
  Draft draft;
  draft.principal = request.principal.text();
  draft.resource = request.resource;
  const std::string_view action = request.action;
  if (policy == PolicyType::Key && action.starts_with("kms:")) {
    return call.service == Service::Config
               ? config_key_statement(world, call, std::move(draft))
               : trail_key_statement(world, call, request, std::move(draft));
  }
  if (policy == PolicyType::Bucket && action.starts_with("s3:")) {
    return bucket_statement(world, call, request, action, std::move(draft));
  }
  if (policy == PolicyType::Topic && action == "sns:Publish") {
    return topic_statement(call, request, std::move(draft));
  }
  if (policy == PolicyType::Trust && action == "sts:AssumeRole") {
    return trust_statement(call, std::move(draft));
  }
  return std::nullopt;
}

}  // namespace remora::remedy
