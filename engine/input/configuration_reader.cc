#include "engine/input/configuration_reader.h"

namespace remora::input {

namespace {

/// What DescribeTrails prints and no delivery asks for.
void ignore_other_trail_members(MemberReader& reader) {
  for (const std::string_view name : {"IncludeGlobalServiceEvents",
                                      "TagsList",
                                      "TrailARN",
                                      "HomeRegion",
                                      "HasCustomEventSelectors"}) {
    reader.ignore(name);
  }
}

/// DescribeTrails prints the topic's name and its ARN; the ARN says more.
std::optional<std::string> read_topic(MemberReader& reader) {
  auto name = owned(reader.text("SnsTopicName"));
  auto arn = owned(reader.text("SnsTopicARN"));
  return arn ? arn : name;
}

/// CreateTrail calls it EnableLogFileValidation, DescribeTrails LogFileValidationEnabled.
std::optional<bool> read_validation(MemberReader& reader) {
  const auto enable = reader.boolean("EnableLogFileValidation");
  const auto enabled = reader.boolean("LogFileValidationEnabled");
  return enable ? enable : enabled;
}

}  // namespace

world::DeliveryChannel read_channel(const json::Value& value, DiagnosticSink& sink) {
  MemberReader reader(value, "a delivery channel", sink);
  world::DeliveryChannel channel;
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

world::ConfigurationRecorder read_recorder(const json::Value& value, DiagnosticSink& sink) {
  MemberReader reader(value, "a configuration recorder", sink);
  world::ConfigurationRecorder recorder;
  recorder.name = reader.text("name").value_or("default");
  recorder.role_arn = reader.required_text("roleARN");
  recorder.recording = reader.boolean("recording").value_or(true);
  for (const std::string_view name :
       {"arn", "recordingGroup", "recordingMode", "recordingScope", "servicePrincipal"}) {
    reader.ignore(name);
  }
  reader.finish();
  return recorder;
}

world::Trail read_trail(const json::Value& value, DiagnosticSink& sink) {
  MemberReader reader(value, "a trail", sink);
  world::Trail trail;
  trail.name = reader.required_text("Name");
  trail.s3_bucket_name = reader.required_text("S3BucketName");
  trail.s3_key_prefix = owned(reader.text("S3KeyPrefix"));
  trail.sns_topic_name = read_topic(reader);
  trail.kms_key_id = owned(reader.text("KmsKeyId"));
  trail.cloud_watch_logs_log_group_arn = owned(reader.text("CloudWatchLogsLogGroupArn"));
  trail.cloud_watch_logs_role_arn = owned(reader.text("CloudWatchLogsRoleArn"));
  trail.is_multi_region = reader.boolean("IsMultiRegionTrail").value_or(false);
  trail.is_organization_trail = reader.boolean("IsOrganizationTrail").value_or(false);
  trail.enable_log_file_validation = read_validation(reader).value_or(false);
  trail.has_insight_selectors = reader.boolean("HasInsightSelectors").value_or(false);
  ignore_other_trail_members(reader);
  reader.finish();
  return trail;
}

world::TrailChanges read_trail_changes(const json::Value& value, DiagnosticSink& sink) {
  MemberReader reader(value, "a change of a trail", sink);
  world::TrailChanges changes;
  reader.required_text("Name");
  changes.s3_bucket_name = owned(reader.text("S3BucketName"));
  changes.s3_key_prefix = owned(reader.text("S3KeyPrefix"));
  changes.sns_topic_name = read_topic(reader);
  changes.kms_key_id = owned(reader.text("KmsKeyId"));
  changes.cloud_watch_logs_log_group_arn = owned(reader.text("CloudWatchLogsLogGroupArn"));
  changes.cloud_watch_logs_role_arn = owned(reader.text("CloudWatchLogsRoleArn"));
  changes.is_multi_region = reader.boolean("IsMultiRegionTrail");
  changes.is_organization_trail = reader.boolean("IsOrganizationTrail");
  changes.enable_log_file_validation = read_validation(reader);
  reader.ignore("HasInsightSelectors");
  ignore_other_trail_members(reader);
  reader.finish();
  return changes;
}

}  // namespace remora::input
