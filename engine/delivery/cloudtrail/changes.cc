#include "engine/delivery/cloudtrail/changes.h"

namespace remora::delivery::cloudtrail {

namespace {

template <class T>
bool change(std::optional<T>& setting, const std::optional<T>& wanted) {
  if (!wanted || setting == wanted) {
    return false;
  }
  setting = wanted;
  return true;
}

template <class T>
bool change(T& setting, const std::optional<T>& wanted) {
  if (!wanted || setting == *wanted) {
    return false;
  }
  setting = *wanted;
  return true;
}

template <class T, class U>
void put(world::Fact<T>& setting, const world::Fact<std::optional<U>>& wanted) {
  if (wanted.known() == nullptr) {
    setting = wanted.unknown();
  } else if (*wanted.known()) {
    setting = **wanted.known();
  }
}

/// One of the pair removed removes both (capture of AWS, cloudtrail).
template <class Changes>
bool removes_logs(const Changes& changes) {
  const auto removed = [](const auto& text) { return text == std::optional<std::string>(""); };
  const auto kept = [](const auto& text) { return text == std::optional<std::string>(); };
  const auto& group = changes.cloud_watch_logs_log_group_arn;
  const auto& role = changes.cloud_watch_logs_role_arn;
  return (removed(group) && kept(role)) || (removed(role) && kept(group));
}

std::string shown(bool value) {
  return value ? "true" : "false";
}

}  // namespace

AdmissionScope change_settings(const TrailChanges& changes, Trail& trail) {
  AdmissionScope touched{false, false, false};
  for (const bool changed :
       {change(trail.s3_bucket_name, changes.s3_bucket_name),
        change(trail.s3_key_prefix, changes.s3_key_prefix),
        change(trail.kms_key_id, changes.kms_key_id),
        change(trail.is_multi_region, changes.is_multi_region),
        change(trail.is_organization_trail, changes.is_organization_trail),
        change(trail.enable_log_file_validation, changes.enable_log_file_validation)}) {
    touched.bucket = touched.bucket || changed;
  }
  touched.topic = change(trail.sns_topic_name, changes.sns_topic_name);
  const bool group =
      change(trail.cloud_watch_logs_log_group_arn, changes.cloud_watch_logs_log_group_arn);
  const bool role = change(trail.cloud_watch_logs_role_arn, changes.cloud_watch_logs_role_arn);
  touched.logs = group || role;
  if (removes_logs(changes)) {
    trail.cloud_watch_logs_log_group_arn.reset();
    trail.cloud_watch_logs_role_arn.reset();
  }
  return touched;
}

void change_settings(const world::TrailChanges& changes, world::Trail& trail) {
  put(trail.s3_bucket_name, changes.s3_bucket_name);
  put(trail.s3_key_prefix, changes.s3_key_prefix);
  put(trail.kms_key_id, changes.kms_key_id);
  put(trail.is_multi_region, changes.is_multi_region);
  put(trail.is_organization_trail, changes.is_organization_trail);
  put(trail.enable_log_file_validation, changes.enable_log_file_validation);
  put(trail.sns_topic_name, changes.sns_topic_name);
  put(trail.cloud_watch_logs_log_group_arn, changes.cloud_watch_logs_log_group_arn);
  put(trail.cloud_watch_logs_role_arn, changes.cloud_watch_logs_role_arn);
  if (removes_logs(changes)) {
    trail.cloud_watch_logs_log_group_arn = std::nullopt;
    trail.cloud_watch_logs_role_arn = std::nullopt;
  }
}

void report_settings(Prober& prober, const TrailChanges& changes, const Trail& trail) {
  const auto text = [&](std::string_view field, bool asked, const std::string& value) {
    if (asked) {
      prober.report(std::string(field), value);
    }
  };
  text("S3BucketName", changes.s3_bucket_name.has_value(), trail.s3_bucket_name);
  text("S3KeyPrefix", changes.s3_key_prefix.has_value(), trail.s3_key_prefix.value_or(""));
  text("SnsTopicName", changes.sns_topic_name.has_value(), trail.sns_topic_name.value_or(""));
  text("KmsKeyId", changes.kms_key_id.has_value(), trail.kms_key_id.value_or(""));
  text("CloudWatchLogsLogGroupArn",
       changes.cloud_watch_logs_log_group_arn.has_value(),
       trail.cloud_watch_logs_log_group_arn.value_or(""));
  text("CloudWatchLogsRoleArn",
       changes.cloud_watch_logs_role_arn.has_value(),
       trail.cloud_watch_logs_role_arn.value_or(""));
  text("IsMultiRegionTrail", changes.is_multi_region.has_value(), shown(trail.is_multi_region));
  text("IsOrganizationTrail",
       changes.is_organization_trail.has_value(),
       shown(trail.is_organization_trail));
  text("LogFileValidationEnabled",
       changes.enable_log_file_validation.has_value(),
       shown(trail.enable_log_file_validation));
}

}  // namespace remora::delivery::cloudtrail
