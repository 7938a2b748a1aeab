#include "engine/input/configuration_reader.h"

#include "engine/input/fact_reader.h"

namespace remora::input {

namespace {

using OptionalText = world::Fact<std::optional<std::string>>;

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
OptionalText read_topic(FactReader& facts, const What& what) {
  OptionalText name = facts.optional_text("SnsTopicName", what);
  OptionalText arn = facts.optional_text("SnsTopicARN", what);
  return arn == std::nullopt ? name : arn;
}

/// CreateTrail calls it EnableLogFileValidation, DescribeTrails LogFileValidationEnabled.
world::Fact<std::optional<bool>> read_validation(FactReader& facts, const What& what) {
  auto enable = facts.optional_boolean("EnableLogFileValidation", what);
  auto enabled = facts.optional_boolean("LogFileValidationEnabled", what);
  return enable == std::nullopt ? enabled : enable;
}

/// What is not given is false.
world::Fact<bool> or_false(const world::Fact<std::optional<bool>>& given) {
  return given.known() == nullptr ? world::Fact<bool>(given.unknown())
                                  : given.known()->value_or(false);
}

}  // namespace

world::DeliveryChannel read_channel(const json::Value& value,
                                    const std::string& path,
                                    const std::string& it,
                                    DiagnosticSink& sink) {
  MemberReader reader(value, "a delivery channel", sink);
  FactReader facts(reader, path);
  world::DeliveryChannel channel;
  channel.name = facts.optional_text("name", {"the name of ", it});
  channel.s3_bucket_name = facts.optional_text("s3BucketName", {"the bucket of ", it});
  channel.s3_key_prefix =
      facts.optional_text("s3KeyPrefix", {"the prefix of ", it, ", if it has one"});
  channel.s3_kms_key_arn =
      facts.optional_text("s3KmsKeyArn", {"the key of ", it, ", if it has one"});
  channel.sns_topic_arn =
      facts.optional_text("snsTopicARN", {"the topic of ", it, ", if it has one"});
  if (const auto properties = reader.object("configSnapshotDeliveryProperties")) {
    MemberReader inner(*properties, "snapshot delivery properties", sink);
    channel.delivery_frequency =
        FactReader(inner, path + ".configSnapshotDeliveryProperties")
            .optional_text("deliveryFrequency", {"how often ", it, " delivers snapshots"});
    inner.finish();
  }
  reader.finish();
  return channel;
}

world::ConfigurationRecorder read_recorder(const json::Value& value,
                                           const std::string& path,
                                           const std::string& it,
                                           DiagnosticSink& sink) {
  MemberReader reader(value, "a configuration recorder", sink);
  FactReader facts(reader, path);
  world::ConfigurationRecorder recorder;
  recorder.name = facts.text("name", {"the name of ", it}, "default");
  recorder.role_arn = facts.required_text("roleARN", {"the role of ", it});
  recorder.recording = facts.boolean("recording", {"whether ", it, " records"}, true);
  for (const std::string_view name :
       {"arn", "recordingGroup", "recordingMode", "recordingScope", "servicePrincipal"}) {
    reader.ignore(name);
  }
  reader.finish();
  return recorder;
}

world::Trail read_trail(const json::Value& value, const std::string& path, DiagnosticSink& sink) {
  MemberReader reader(value, "a trail", sink);
  FactReader facts(reader, path);
  const auto flag = [&](std::string_view member, const What& what) {
    return facts.boolean(member, what, false);
  };
  const auto name = scalar_text(value.find("Name").value_or(value));
  const std::string it = name ? "trail " + std::string(*name) : "the trail";
  world::Trail trail;
  trail.name = facts.required_text("Name", "the name of the trail");
  trail.s3_bucket_name = facts.required_text("S3BucketName", {"the bucket of ", it});
  trail.s3_key_prefix =
      facts.optional_text("S3KeyPrefix", {"the prefix of ", it, ", if it has one"});
  trail.sns_topic_name = read_topic(facts, {"the topic of ", it, ", if it has one"});
  trail.kms_key_id = facts.optional_text("KmsKeyId", {"the key of ", it, ", if it has one"});
  trail.cloud_watch_logs_log_group_arn = facts.optional_text(
      "CloudWatchLogsLogGroupArn", {"the log group of ", it, ", if it has one"});
  trail.cloud_watch_logs_role_arn =
      facts.optional_text("CloudWatchLogsRoleArn", {"the role of ", it, " for its log group"});
  trail.is_multi_region = flag("IsMultiRegionTrail", {"whether ", it, " covers all Regions"});
  trail.is_organization_trail =
      flag("IsOrganizationTrail", {"whether ", it, " is the organization's"});
  trail.enable_log_file_validation =
      or_false(read_validation(facts, {"whether ", it, " validates its files"}));
  trail.has_insight_selectors = flag("HasInsightSelectors", {"whether ", it, " has Insights"});
  ignore_other_trail_members(reader);
  reader.finish();
  return trail;
}

world::TrailChanges read_trail_changes(const json::Value& value,
                                       const std::string& path,
                                       DiagnosticSink& sink) {
  MemberReader reader(value, "a change of a trail", sink);
  FactReader facts(reader, path);
  world::TrailChanges changes;
  reader.required_text("Name");
  changes.s3_bucket_name = facts.optional_text("S3BucketName", "the new bucket of the trail");
  changes.s3_key_prefix = facts.optional_text("S3KeyPrefix", "the new prefix of the trail");
  changes.sns_topic_name = read_topic(facts, "the new topic of the trail");
  changes.kms_key_id = facts.optional_text("KmsKeyId", "the new key of the trail");
  changes.cloud_watch_logs_log_group_arn =
      facts.optional_text("CloudWatchLogsLogGroupArn", "the new log group of the trail");
  changes.cloud_watch_logs_role_arn =
      facts.optional_text("CloudWatchLogsRoleArn", "the new role of the trail for its log group");
  changes.is_multi_region =
      facts.optional_boolean("IsMultiRegionTrail", "whether the trail is to cover all Regions");
  changes.is_organization_trail = facts.optional_boolean(
      "IsOrganizationTrail", "whether the trail is to be the organization's");
  changes.enable_log_file_validation =
      read_validation(facts, "whether the trail is to validate its files");
  reader.ignore("HasInsightSelectors");
  ignore_other_trail_members(reader);
  reader.finish();
  return changes;
}

}  // namespace remora::input
