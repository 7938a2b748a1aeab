#include "engine/input/delivery_reader.h"

#include <array>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"

namespace remora::input {

namespace {

using delivery::Operation;
using delivery::Outcome;
using delivery::Service;

constexpr auto kServices = std::to_array<std::string_view>({"config", "cloudtrail"});
constexpr auto kConfigOperations =
    std::to_array<std::string_view>({"PutDeliveryChannel", "DeliverConfigSnapshot", "Deliver"});
constexpr auto kTrailOperations =
    std::to_array<std::string_view>({"CreateTrail", "UpdateTrail", "StartLogging", "Deliver"});
constexpr auto kOutcomes =
    std::to_array<std::string_view>({"delivered", "refused", "undetermined"});
constexpr auto kPolicies = std::to_array<std::string_view>(
    {"bucket", "key", "topic", "identity", "boundary", "session", "scp", "rcp", "vpce", "trust"});

std::optional<std::string> owned(std::optional<std::string_view> text) {
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

Operation operation_of(std::string_view name) {
  for (const Operation operation : {Operation::PutDeliveryChannel,
                                    Operation::DeliverConfigSnapshot,
                                    Operation::CreateTrail,
                                    Operation::UpdateTrail,
                                    Operation::StartLogging}) {
    if (to_string(operation) == name) {
      return operation;
    }
  }
  return Operation::Deliver;
}

Outcome outcome_of(std::string_view name) {
  if (name == "delivered") {
    return Outcome::Delivered;
  }
  return name == "refused" ? Outcome::Refused : Outcome::Undetermined;
}

delivery::DeliveryChannel read_channel(const json::Value& value, DiagnosticSink& sink) {
  MemberReader reader(value, "a delivery channel", sink);
  delivery::DeliveryChannel channel;
  channel.name = owned(reader.text("name"));
  channel.s3_bucket_name = owned(reader.text("s3BucketName"));
  channel.s3_key_prefix = owned(reader.text("s3KeyPrefix"));
  channel.s3_kms_key_arn = owned(reader.text("s3KmsKeyArn"));
  channel.sns_topic_arn = owned(reader.text("snsTopicARN"));
  if (const auto properties = reader.object("configSnapshotDeliveryProperties")) {
    MemberReader inner(*properties, "snapshot delivery properties", sink);
    channel.delivery_frequency = owned(inner.text("deliveryFrequency"));
    inner.finish();
  }
  reader.finish();
  return channel;
}

std::optional<delivery::ConfigurationRecorder> read_recorder(const json::Value& value,
                                                             DiagnosticSink& sink) {
  MemberReader reader(value, "a configuration recorder", sink);
  delivery::ConfigurationRecorder recorder;
  recorder.name = reader.text("name").value_or("default");
  recorder.role_arn = reader.required_text("roleARN");
  for (const std::string_view name :
       {"arn", "recordingGroup", "recordingMode", "recordingScope", "servicePrincipal"}) {
    reader.ignore(name);
  }
  reader.finish();
  return recorder;
}

delivery::Trail read_trail(const json::Value& value, DiagnosticSink& sink) {
  MemberReader reader(value, "a trail", sink);
  delivery::Trail trail;
  trail.name = reader.required_text("Name");
  trail.s3_bucket_name = reader.required_text("S3BucketName");
  trail.s3_key_prefix = owned(reader.text("S3KeyPrefix"));
  trail.sns_topic_name = owned(reader.text("SnsTopicName"));
  if (auto arn = owned(reader.text("SnsTopicARN"))) {
    trail.sns_topic_name = std::move(arn);  // DescribeTrails prints both
  }
  trail.kms_key_id = owned(reader.text("KmsKeyId"));
  trail.cloud_watch_logs_log_group_arn = owned(reader.text("CloudWatchLogsLogGroupArn"));
  trail.cloud_watch_logs_role_arn = owned(reader.text("CloudWatchLogsRoleArn"));
  trail.is_multi_region = reader.boolean("IsMultiRegionTrail").value_or(false);
  trail.is_organization_trail = reader.boolean("IsOrganizationTrail").value_or(false);
  const auto validation = reader.boolean("EnableLogFileValidation");
  const auto validation_enabled = reader.boolean("LogFileValidationEnabled");
  trail.enable_log_file_validation = validation.value_or(validation_enabled.value_or(false));
  for (const std::string_view name : {"IncludeGlobalServiceEvents",
                                      "TagsList",
                                      "TrailARN",
                                      "HomeRegion",
                                      "HasCustomEventSelectors",
                                      "HasInsightSelectors"}) {
    reader.ignore(name);
  }
  reader.finish();
  return trail;
}

Expectation read_expectation(const json::Value& value, DiagnosticSink& sink) {
  MemberReader reader(value, "an expectation", sink);
  Expectation expect;
  expect.span = value.span();
  if (reader.value().find("outcome")) {
    expect.outcome = outcome_of(reader.choice("outcome", kOutcomes, kOutcomes[2]));
  }
  expect.error = owned(reader.text("error"));
  expect.message = owned(reader.text("message"));
  if (const auto denied = reader.object("deniedBy")) {
    MemberReader inner(*denied, "\"deniedBy\"", sink);
    expect.denied_action = owned(inner.text("action"));
    expect.denied_principal = owned(inner.text("principal"));
    const std::string_view policy = inner.choice("policy", kPolicies, "");
    if (!policy.empty()) {
      expect.denied_policy = std::string(policy);
    }
    inner.finish();
  }
  if (reader.non_null("objectsWritten")) {
    expect.objects_written.emplace();
    for (const json::Value& key : reader.array("objectsWritten")) {
      expect.objects_written->emplace_back(key.text());
    }
  }
  reader.finish();
  return expect;
}

void read_config(MemberReader& reader, delivery::DeliveryCall& call, DiagnosticSink& sink) {
  const json::Value& value = reader.value();
  if (const auto recorder = reader.object("configurationRecorder")) {
    call.recorder = read_recorder(*recorder, sink);
  } else if (!value.find("configurationRecorder")) {
    sink.error(value.span(),
               "missing-member",
               "a config delivery needs \"configurationRecorder\"",
               "null if the account has none");
  }
  if (const auto channel = reader.object("deliveryChannel")) {
    call.channel = read_channel(*channel, sink);
  } else if (!value.find("deliveryChannel")) {
    sink.error(value.span(), "missing-member", "a config delivery needs \"deliveryChannel\"");
  }
}

}  // namespace

ScenarioDelivery read_delivery(const json::Value& value, DiagnosticSink& sink) {
  MemberReader reader(value, "a delivery", sink);
  ScenarioDelivery found;
  found.span = value.span();
  delivery::DeliveryCall& call = found.call;
  call.id = reader.required_text("id");
  if (reader.is_object() && !value.find("service")) {
    sink.error(value.span(), "missing-member", "a delivery needs \"service\"");
  }
  const bool config = reader.choice("service", kServices, kServices[0]) == "config";
  call.service = config ? Service::Config : Service::CloudTrail;
  call.operation =
      operation_of(config ? reader.choice("operation", kConfigOperations, kConfigOperations[0])
                          : reader.choice("operation", kTrailOperations, kTrailOperations[0]));
  call.account = reader.required_text("accountId");
  if (!call.account.empty() && !is_account_id(call.account)) {
    sink.error(reader.span_of("accountId"),
               "account",
               "\"" + call.account + "\" is no account id",
               "it has twelve digits");
  }
  call.region = reader.required_text("region");
  if (!call.region.empty() && !looks_like_region(call.region)) {
    sink.error(reader.span_of("region"),
               "region",
               "\"" + call.region + "\" is no Region name",
               "write it as in us-east-1");
  }
  if (config) {
    read_config(reader, call, sink);
  } else if (const auto trail = reader.object("trail")) {
    call.trail = read_trail(*trail, sink);
  } else if (!value.find("trail")) {
    sink.error(value.span(), "missing-member", "a cloudtrail delivery needs \"trail\"");
  }
  if (const auto expect = reader.object("expect")) {
    found.expect = read_expectation(*expect, sink);
  }
  reader.finish();
  return found;
}

}  // namespace remora::input
