#include "engine/world/configuration.h"

#include "engine/world/suppositions.h"

namespace remora::world {

// Lists in braces are read from left to right, so that each run asks in the same order.

RecorderOf<Plain> supposed(const ConfigurationRecorder& recorder, Suppositions& facts) {
  return {facts.read(recorder.name), facts.read(recorder.role_arn), facts.read(recorder.recording)};
}

ChannelOf<Plain> supposed(const DeliveryChannel& channel, Suppositions& facts) {
  return {facts.read_given(channel.name),
          facts.read_given(channel.s3_bucket_name),
          facts.read(channel.s3_key_prefix),
          facts.read(channel.s3_kms_key_arn),
          facts.read(channel.sns_topic_arn),
          facts.read_given(channel.delivery_frequency)};
}

TrailOf<Plain> supposed(const Trail& trail, Suppositions& facts) {
  return {facts.read(trail.name),
          facts.read(trail.s3_bucket_name),
          facts.read(trail.s3_key_prefix),
          facts.read(trail.sns_topic_name),
          facts.read(trail.kms_key_id),
          facts.read(trail.cloud_watch_logs_log_group_arn),
          facts.read(trail.cloud_watch_logs_role_arn),
          facts.read(trail.is_multi_region),
          facts.read(trail.is_organization_trail),
          facts.read(trail.enable_log_file_validation),
          facts.read(trail.has_insight_selectors)};
}

TrailChangesOf<Plain> supposed(const TrailChanges& changes, Suppositions& facts) {
  return {facts.read(changes.s3_bucket_name),
          facts.read(changes.s3_key_prefix),
          facts.read(changes.sns_topic_name),
          facts.read(changes.kms_key_id),
          facts.read(changes.cloud_watch_logs_log_group_arn),
          facts.read(changes.cloud_watch_logs_role_arn),
          facts.read(changes.is_multi_region),
          facts.read(changes.is_organization_trail),
          facts.read(changes.enable_log_file_validation)};
}

}  // namespace remora::world
