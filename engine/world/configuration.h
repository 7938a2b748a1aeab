#pragma once

#include <optional>
#include <string>

#include "engine/base/place.h"
#include "engine/world/fact.h"

/// Recorders, delivery channels and trails, in the shapes of AWS's own calls. Each of their
/// settings is a fact; `Of` Plain values they are what one run of a model takes them to be.
namespace remora::world {

class Suppositions;

/// What a run supposes of a Fact<T> is a T.
template <class T>
using Plain = T;

template <template <class> class Of>
struct RecorderOf {
  Of<std::string> name;
  Of<std::string> role_arn;
  Of<bool> recording = true;  // started
};

/// The input of PutDeliveryChannel. A member that was not given is not the same as an empty one.
/// Source: AWS Config API Reference, "DeliveryChannel".
template <template <class> class Of>
struct ChannelOf {
  Of<std::optional<std::string>> name;
  Of<std::optional<std::string>> s3_bucket_name;
  Of<std::optional<std::string>> s3_key_prefix;
  Of<std::optional<std::string>> s3_kms_key_arn;
  Of<std::optional<std::string>> sns_topic_arn;
  Of<std::optional<std::string>> delivery_frequency;
};

/// The input of CreateTrail. Source: AWS CloudTrail API Reference, "CreateTrail".
template <template <class> class Of>
struct TrailOf {
  Of<std::string> name;
  Of<std::string> s3_bucket_name;
  Of<std::optional<std::string>> s3_key_prefix;
  Of<std::optional<std::string>> sns_topic_name;
  Of<std::optional<std::string>> kms_key_id;
  Of<std::optional<std::string>> cloud_watch_logs_log_group_arn;
  Of<std::optional<std::string>> cloud_watch_logs_role_arn;
  Of<bool> is_multi_region = false;
  Of<bool> is_organization_trail = false;
  Of<bool> enable_log_file_validation = false;
  Of<bool> has_insight_selectors = false;  // set by PutInsightSelectors, shown by DescribeTrails
};

/// The input of UpdateTrail: what is not given stays as it is, an empty text removes.
/// Source: AWS CloudTrail API Reference, "UpdateTrail"; capture of AWS, cloudtrail.
template <template <class> class Of>
struct TrailChangesOf {
  Of<std::optional<std::string>> s3_bucket_name;
  Of<std::optional<std::string>> s3_key_prefix;
  Of<std::optional<std::string>> sns_topic_name;
  Of<std::optional<std::string>> kms_key_id;
  Of<std::optional<std::string>> cloud_watch_logs_log_group_arn;
  Of<std::optional<std::string>> cloud_watch_logs_role_arn;
  Of<std::optional<bool>> is_multi_region;
  Of<std::optional<bool>> is_organization_trail;
  Of<std::optional<bool>> enable_log_file_validation;
};

using ConfigurationRecorder = RecorderOf<Fact>;
using DeliveryChannel = ChannelOf<Fact>;
using Trail = TrailOf<Fact>;
using TrailChanges = TrailChangesOf<Fact>;

// What a run supposes them to be. A setting that is said to be unknown where it must be given (a
// name, a bucket, a role) is there, and one that AWS accepts.
RecorderOf<Plain> supposed(const ConfigurationRecorder& recorder, Suppositions& facts);
ChannelOf<Plain> supposed(const DeliveryChannel& channel, Suppositions& facts);
TrailOf<Plain> supposed(const Trail& trail, Suppositions& facts);
TrailChangesOf<Plain> supposed(const TrailChanges& changes, Suppositions& facts);

/// A configuration recorder that an account has already.
struct ExistingRecorder {
  std::string account;
  std::string region;
  ConfigurationRecorder recorder;
  Place place = {};
};

/// A delivery channel that an account has already.
struct ExistingChannel {
  std::string account;
  std::string region;
  DeliveryChannel channel;
  Place place = {};
};

/// A trail that is there already.
struct ExistingTrail {
  std::string account;  // whose it is: the management account's for an organization trail
  std::string region;   // its home Region
  std::string arn;
  Trail trail;
  Fact<bool> is_logging = false;
  Place place = {};
};

}  // namespace remora::world
