#include "engine/remedy/statement_templates.h"

#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/json/writer.h"

namespace remora::remedy {

namespace {

using delivery::DeliveryCall;
using delivery::Service;

constexpr std::string_view kControlTowerKeys =
    "AWS Control Tower User Guide, \"Optionally configure AWS KMS keys\"";
constexpr std::string_view kControlTowerBucket =
    "AWS Control Tower User Guide, \"Amazon S3 bucket policy for logging\"";
constexpr std::string_view kConfigRole =
    "AWS Config Developer Guide, \"Permissions for the IAM Role Assigned to AWS Config\"";
constexpr std::string_view kTrailLogsRole =
    "AWS CloudTrail User Guide, \"Role policy document for CloudTrail to use CloudWatch Logs for "
    "monitoring\"";

void write_condition(json::Writer& writer, const std::vector<ConditionTest>& tests) {
  writer.key("Condition").begin_object();
  std::string_view open;
  for (const ConditionTest& test : tests) {
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

/// The prefix of the delivery's objects: of the channel, the trail to create, or the trail that
/// is there already.
std::optional<std::string> prefix_of(const world::World& world, const DeliveryCall& call) {
  if (call.service == Service::Config) {
    return call.channel.s3_key_prefix;
  }
  const auto* existing = world.trail(call.trail.name, call.account, call.region);
  return call.trail.s3_key_prefix || existing == nullptr ? call.trail.s3_key_prefix
                                                         : existing->trail.s3_key_prefix;
}

/// True if the delivery is one that Control Tower sets up: its prefix is the organization's id.
bool is_control_tower(const world::World& world, const DeliveryCall& call) {
  const auto prefix = prefix_of(world, call);
  return world.organization && prefix && *prefix == world.organization->id;
}

std::string_view bucket_name_of(std::string_view resource) {
  const auto arn = Arn::parse(resource);
  return arn ? arn->resource.substr(0, arn->resource.find('/')) : std::string_view();
}

/// Makes the template for one denied request.
class Template {
 public:
  Template(const world::World& world, const DeliveryCall& call, const Request& denied)
      : world_(world), call_(call), denied_(denied), action_(denied.action) {
    made_.resource = denied.resource;
    made_.actions = {denied.action};
  }

  std::optional<StatementTemplate> make(PolicyType policy) {
    const bool service = denied_.principal.kind() == PrincipalKind::Service;
    if (has_principal(policy) && !name_principal(service)) {
      return std::nullopt;
    }
    const bool made = service ? service_statement(policy) : role_statement(policy);
    if (!made) {
      return std::nullopt;
    }
    made_.json = to_json(made_);
    return std::move(made_);
  }

 private:
  [[nodiscard]] bool config() const { return call_.service == Service::Config; }

  [[nodiscard]] bool control_tower() const { return is_control_tower(world_, call_); }

  [[nodiscard]] std::string source_arn() const { return value_of(denied_, "aws:SourceArn"); }

  bool name_principal(bool service) {
    made_.principal_type = service ? "Service" : "AWS";
    made_.principal =
        service ? std::string(denied_.principal.text()) : value_of(denied_, "aws:PrincipalArn");
    return !made_.principal.empty();
  }

  void test(std::string op, std::string key, std::string value) {
    made_.tests.push_back({std::move(op), std::move(key), std::move(value)});
  }

  /// The condition against confused deputies, as far as the request carries what it asks for:
  /// before 2021 CloudTrail's did not.
  void test_source(std::string key, std::string value) {
    if (!value_of(denied_, key).empty()) {
      test("StringEquals", std::move(key), std::move(value));
    }
  }

  bool document(std::string_view sid, std::string_view source) {
    made_.sid = sid;
    made_.source = source;
    return true;
  }

  bool service_statement(PolicyType policy) {
    switch (policy) {
      case PolicyType::Key:
        return action_.starts_with("kms:") && key_statement();
      case PolicyType::Bucket:
        return action_.starts_with("s3:") && bucket_statement();
      case PolicyType::Topic:
        return action_ == "sns:Publish" && topic_statement();
      case PolicyType::Trust:
        return action_ == "sts:AssumeRole" && trust_statement();
      default:
        return false;
    }
  }

  bool key_statement() {
    if (!value_of(denied_, "kms:EncryptionContext:aws:sns:topicArn").empty()) {
      made_.actions = {"kms:GenerateDataKey*", "kms:Decrypt"};
      test_source("aws:SourceArn", source_arn());
      return document("AllowCloudTrailToUseTheTopicsKey",
                      "Amazon SNS Developer Guide, \"Key management\", on event sources from "
                      "AWS services and encrypted topics");
    }
    return config() ? config_key_statement() : trail_key_statement();
  }

  bool config_key_statement() {
    made_.actions = {"kms:Decrypt", "kms:GenerateDataKey"};
    if (control_tower()) {
      // Control Tower delivers for every enrolled account, so its statement names none.
      return document("Allow Config to use KMS for encryption", kControlTowerKeys);
    }
    test_source("aws:SourceAccount", call_.account);
    return document("AWSConfigKMSPolicy",
                    "AWS Config Developer Guide, \"Permissions for the KMS Key for the AWS Config "
                    "Delivery Channel\"");
  }

  bool trail_key_statement() {
    made_.actions = {"kms:GenerateDataKey*", "kms:Decrypt"};
    test_source("aws:SourceArn", source_arn());
    test("StringLike",
         "kms:EncryptionContext:aws:cloudtrail:arn",
         "arn:" + std::string(partition_of_region(call_.region)) +
             ":cloudtrail:*:" + value_of(denied_, "aws:SourceAccount") + ":trail/*");
    return control_tower()
               ? document("Allow CloudTrail to use KMS for encryption", kControlTowerKeys)
               : document("Allow CloudTrail to encrypt logs",
                          "AWS CloudTrail User Guide, \"Configure AWS KMS key policies for "
                          "CloudTrail\"");
  }

  [[nodiscard]] bool writes() const { return action_.starts_with("s3:PutObject"); }

  /// The bucket, or the folder in it that the documented statements name: that of the account, or
  /// for the copies of members' events, that of the organization.
  void name_bucket_resource() {
    const auto arn = Arn::parse(denied_.resource);
    const std::string bucket(bucket_name_of(denied_.resource));
    made_.resource = bucket_arn(arn->partition, bucket);
    if (!writes()) {
      return;
    }
    const std::string_view key = arn->resource.substr(bucket.size() + 1);
    std::string_view folder = key.substr(0, key.rfind(config() ? "/Config/" : "/CloudTrail"));
    if (!config() && world_.organization) {
      const std::string organization = "AWSLogs/" + world_.organization->id + "/";
      const std::size_t at = folder.find(organization);
      if (at != std::string_view::npos) {
        folder = folder.substr(0, at + organization.size() - 1);
        of_organization_ = true;
      }
    }
    const bool role = denied_.principal.kind() != PrincipalKind::Service;
    made_.resource += "/" + std::string(folder) + (config() && !role ? "/Config/*" : "/*");
  }

  bool bucket_statement() {
    name_bucket_resource();
    const std::string organization = value_of(denied_, "aws:SourceOrgID");
    if (control_tower() && !organization.empty()) {
      if (writes() && config()) {
        made_.resource =
            bucket_arn(Arn::parse(denied_.resource)->partition, bucket_name_of(denied_.resource)) +
            "/" + world_.organization->id + "/AWSLogs/*/*";
      }
      test("StringEquals", "aws:SourceOrgID", organization);
      return document(writes() ? (config() ? "AWSBucketDeliveryForConfig"
                                           : "AWSBucketDeliveryForOrganizationCloudTrail")
                               : "AWSBucketPermissionsCheck",
                      kControlTowerBucket);
    }
    if (writes()) {
      test("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control");
    }
    if (config()) {
      test_source("aws:SourceAccount", call_.account);
      return document(writes() ? "AWSConfigBucketDelivery"
                               : (action_ == "s3:ListBucket" ? "AWSConfigBucketExistenceCheck"
                                                             : "AWSConfigBucketPermissionsCheck"),
                      "AWS Config Developer Guide, \"Permissions for the Amazon S3 Bucket for the "
                      "AWS Config Delivery Channel\"");
    }
    test_source("aws:SourceArn", source_arn());
    return document(writes() ? (of_organization_ ? "AWSCloudTrailOrganizationWrite20150319"
                                                 : "AWSCloudTrailWrite20150319")
                             : "AWSCloudTrailAclCheck20150319",
                    "AWS CloudTrail User Guide, \"Amazon S3 bucket policy for CloudTrail\"");
  }

  bool topic_statement() {
    if (config()) {
      test_source("aws:SourceAccount", call_.account);
      return document("AWSConfigSNSPolicy",
                      "AWS Config Developer Guide, \"Permissions for the Amazon SNS Topic\"");
    }
    test_source("aws:SourceArn", source_arn());
    return document("AWSCloudTrailSNSPolicy20131101",
                    "AWS CloudTrail User Guide, \"Amazon SNS topic policy for CloudTrail\"");
  }

  bool trust_statement() {
    made_.resource.clear();
    if (config()) {
      test_source("aws:SourceAccount", call_.account);
      return document("AWSConfigAssumeRole", kConfigRole);
    }
    return document("AWSCloudTrailAssumeRole", kTrailLogsRole);
  }

  /// What the recorder's role, or the role for CloudWatch Logs, needs: in its own policy, and
  /// across accounts also in the resource's.
  bool role_statement(PolicyType policy) {
    if (policy == PolicyType::Trust || policy == PolicyType::Rcp) {
      return false;
    }
    if (action_.starts_with("logs:")) {
      made_.resource += "*";
      return document(action_ == "logs:PutLogEvents" ? "AWSCloudTrailPutLogEvents20141101"
                                                     : "AWSCloudTrailCreateLogStream20141101",
                      kTrailLogsRole);
    }
    if (!config()) {
      return false;
    }
    if (action_.starts_with("kms:")) {
      made_.actions = {"kms:Decrypt", "kms:GenerateDataKey"};
      return document("AWSConfigRoleKey", kConfigRole);
    }
    if (!action_.starts_with("s3:")) {
      return false;
    }
    name_bucket_resource();
    if (!writes()) {
      return document("AWSConfigRoleBucketAcl", kConfigRole);
    }
    made_.actions = {"s3:PutObject", "s3:PutObjectAcl"};
    test("StringLike", "s3:x-amz-acl", "bucket-owner-full-control");
    return document("AWSConfigRoleDelivery", kConfigRole);
  }

  const world::World& world_;
  const DeliveryCall& call_;
  const Request& denied_;
  std::string_view action_;
  StatementTemplate made_;
  bool of_organization_ = false;
};

}  // namespace

std::string value_of(const Request& request, KeyName key) {
  const RequestContext::Entry* entry = request.context.find(key);
  return entry != nullptr && entry->presence() == Presence::Present && entry->size() > 0
             ? std::string(entry->value(0))
             : std::string();
}

std::string to_json(const StatementTemplate& statement) {
  json::Writer writer(json::Writer::Style::Indented);
  writer.begin_object().member("Sid", statement.sid).member("Effect", "Allow");
  if (!statement.principal_type.empty()) {
    writer.key("Principal").begin_object();
    writer.member(statement.principal_type, statement.principal).end_object();
  }
  writer.key("Action");
  if (statement.actions.size() == 1) {
    writer.string(statement.actions.front());
  } else {
    writer.begin_array();
    for (const std::string& action : statement.actions) {
      writer.string(action);
    }
    writer.end_array();
  }
  if (!statement.resource.empty()) {
    writer.member("Resource", statement.resource);
  }
  if (!statement.tests.empty()) {
    write_condition(writer, statement.tests);
  }
  return writer.end_object().take();
}

std::optional<StatementTemplate> documented_statement(const world::World& world,
                                                      const DeliveryCall& call,
                                                      const delivery::ProbeResult& denied,
                                                      PolicyType policy) {
  return Template(world, call, denied.request).make(policy);
}

}  // namespace remora::remedy
