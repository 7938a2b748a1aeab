#pragma once

#include <optional>
#include <string>

/// Recorders, delivery channels and trails, in the shapes of AWS's own calls.
namespace remora::world {

struct ConfigurationRecorder {
  std::string name;
  std::string role_arn;
  bool recording = true;  // started
};

/// The input of PutDeliveryChannel. A member that was not given is not the same as an empty one.
/// Source: AWS Config API Reference, "DeliveryChannel".
struct DeliveryChannel {
  std::optional<std::string> name;
  std::optional<std::string> s3_bucket_name;
  std::optional<std::string> s3_key_prefix;
  std::optional<std::string> s3_kms_key_arn;
  std::optional<std::string> sns_topic_arn;
  std::optional<std::string> delivery_frequency;
};

/// The input of CreateTrail. Source: AWS CloudTrail API Reference, "CreateTrail".
struct Trail {
  std::string name;
  std::string s3_bucket_name;
  std::optional<std::string> s3_key_prefix;
  std::optional<std::string> sns_topic_name;
  std::optional<std::string> kms_key_id;
  std::optional<std::string> cloud_watch_logs_log_group_arn;
  std::optional<std::string> cloud_watch_logs_role_arn;
  bool is_multi_region = false;
  bool is_organization_trail = false;
  bool enable_log_file_validation = false;
  bool has_insight_selectors = false;  // set by PutInsightSelectors, shown by DescribeTrails
};

/// The input of UpdateTrail: what is not given stays as it is, an empty text removes.
/// Source: AWS CloudTrail API Reference, "UpdateTrail"; capture of AWS, cloudtrail.
struct TrailChanges {
  std::optional<std::string> s3_bucket_name;
  std::optional<std::string> s3_key_prefix;
  std::optional<std::string> sns_topic_name;
  std::optional<std::string> kms_key_id;
  std::optional<std::string> cloud_watch_logs_log_group_arn;
  std::optional<std::string> cloud_watch_logs_role_arn;
  std::optional<bool> is_multi_region;
  std::optional<bool> is_organization_trail;
  std::optional<bool> enable_log_file_validation;
};

/// A configuration recorder that an account has already.
struct ExistingRecorder {
  std::string account;
  std::string region;
  ConfigurationRecorder recorder;
};

/// A delivery channel that an account has already.
struct ExistingChannel {
  std::string account;
  std::string region;
  DeliveryChannel channel;
};

/// A trail that is there already.
struct ExistingTrail {
  std::string account;  // whose it is: the management account's for an organization trail
  std::string region;   // its home Region
  std::string arn;
  Trail trail;
  bool is_logging = false;
};

}  // namespace remora::world
