#include "engine/delivery/config/operations.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/symbol.h"
#include "engine/base/utf8.h"
#include "engine/delivery/config/access.h"
#include "engine/delivery/config/later.h"
#include "engine/delivery/config/service.h"

namespace remora::delivery::config {

namespace {

constexpr auto kFrequencies = std::to_array<std::string_view>(
    {"One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"});

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

// An unknown text is taken for one that AWS accepts.

bool is_key_or_alias_arn(std::string_view text) {
  const auto arn = Arn::parse(text);
  return has_unknown(text) ||
         (arn && arn->service == "kms" && !arn->region.empty() && is_account_id(arn->account) &&
          (arn->resource.starts_with("key/") || arn->resource.starts_with("alias/")));
}

bool is_topic_arn(std::string_view text) {
  const auto arn = Arn::parse(text);
  return has_unknown(text) ||
         (arn && arn->service == "sns" && is_account_id(arn->account) && !arn->resource.empty());
}

bool has_bucket(const SupposedCall& call) {
  return call.channel && call.channel->s3_bucket_name;
}

class Put {
 public:
  Put(const world::World& world,
      const Home& home,
      const SupposedCall& call,
      const Assumptions& assumptions,
      world::Suppositions& suppositions)
      : home_(home),
        call_(call),
        prober_(world, assumptions, suppositions),
        access_(prober_, home, call),
        channel_(access_.channel()) {}

  DeliveryOutcome run() {
    if (parameters_hold() && room_for_channel(ConfigMaxChannelsCheck::First) &&
        recorder_role_is_assumed() && bucket_exists() && topic_exists()) {
      access_.set_bucket(*bucket_);
      access_.check([this](Part part, Step step) {
        if (step.match != Match::Yes) {
          prober_.settle(step.match, step.probe, error_of(part));
        }
      });
      room_for_channel(ConfigMaxChannelsCheck::Last);
      remark_on_destination();
    }
    return prober_.finish();
  }

 private:
  // The order of these checks is the one that the authors of moto found by trying; that the
  // recorder comes before the bucket is captured.
  bool parameters_hold() {
    constexpr std::size_t kLongestName = 256;
    if (utf8::utf16_length(channel_.name.value_or("")) > kLongestName &&
        !has_symbol(*channel_.name)) {
      return refuse(make_error(Message::ConfigNameLength, {{"name", *channel_.name}}),
                    "the channel's name is longer than 256 characters");
    }
    if (channel_.delivery_frequency && !has_unknown(*channel_.delivery_frequency) &&
        std::find(kFrequencies.begin(), kFrequencies.end(), *channel_.delivery_frequency) ==
            kFrequencies.end()) {
      return refuse(make_error(Message::ConfigFrequency, {{"value", *channel_.delivery_frequency}}),
                    "the delivery frequency is none of AWS's");
    }
    if (!call_.recorder) {
      return refuse(make_error(Message::ConfigNoRecorder, {}),
                    "the account has no configuration recorder in this Region",
                    ObstacleKind::Precondition);
    }
    if (channel_.name && is_blank(*channel_.name)) {
      return refuse(make_error(Message::ConfigBlankName, {{"name", *channel_.name}}),
                    "the channel's name is blank");
    }
    if (!channel_.s3_bucket_name || channel_.s3_bucket_name->empty()) {
      return refuse(make_error(Message::ConfigBlankBucket, {}), "the channel names no bucket");
    }
    if (channel_.s3_key_prefix && channel_.s3_key_prefix->empty()) {
      return refuse(make_error(Message::ConfigBlankPrefix, {}),
                    "the prefix is an empty text; leave it out instead");
    }
    if (channel_.s3_kms_key_arn && !is_key_or_alias_arn(*channel_.s3_kms_key_arn)) {
      return refuse(make_error(Message::ConfigInvalidKey, {{"key", *channel_.s3_kms_key_arn}}),
                    "s3KmsKeyArn must be the ARN of a key or of an alias");
    }
    if (channel_.sns_topic_arn && !is_topic_arn(*channel_.sns_topic_arn)) {
      return refuse(make_error(Message::ConfigInvalidTopic, {{"topic", *channel_.sns_topic_arn}}),
                    "snsTopicARN must be the ARN of a topic");
    }
    return true;
  }

  bool refuse(const ServiceError& error,
              std::string reason,
              ObstacleKind kind = ObstacleKind::Parameter) {
    prober_.refuse(error, std::move(reason), kind);
    return false;
  }

  [[nodiscard]] const std::string& bucket_name() const { return *channel_.s3_bucket_name; }

  // One channel for an account and Region; a put on the existing name changes that one.
  bool room_for_channel(ConfigMaxChannelsCheck when) {
    const world::ExistingChannel* there = prober_.world().channel(home_.account, home_.region);
    if (there == nullptr || !prober_.assumes(when)) {
      return true;
    }
    const std::string name = channel_.name.value_or("default");
    const std::string taken = prober_.facts().read_given(there->channel.name).value_or("default");
    if (taken == name) {
      return true;
    }
    if (has_unknown(taken) || has_unknown(name)) {
      prober_.leave_open("whether " + taken + " is " + name + " is not known");
      return true;
    }
    return refuse(
        make_error(Message::ConfigMaxChannels, {{"name", name}}),
        "the account has the channel " + taken + " in this Region, and there can be one only",
        ObstacleKind::Precondition);
  }

  [[nodiscard]] ServiceError error_of(Part part) {
    return part == Part::Write ? write_error()
                               : make_error(Message::ConfigBucketAcl, {{"bucket", bucket_name()}});
  }

  [[nodiscard]] ServiceError write_error() {
    const std::string prefix = channel_.s3_key_prefix.value_or("null");
    const std::string key = channel_.s3_kms_key_arn.value_or("null");
    if (!prober_.assumes(Era::Current)) {
      return make_error(Message::ConfigWriteOld, {{"bucket", bucket_name()}, {"prefix", prefix}});
    }
    return make_error(Message::ConfigWrite,
                      {{"bucket", bucket_name()}, {"prefix", prefix}, {"key", key}});
  }

  bool recorder_role_is_assumed() {
    if (!access_.role_is_known()) {
      return false;
    }
    const Step step = access_.assume_role("AWSConfig-BucketConfigCheck");
    if (step.match != Match::Yes) {
      const Message text = prober_.assumes(AssumeRoleFinalDot::Yes)
                               ? Message::ConfigAssumeRole
                               : Message::ConfigAssumeRoleWithoutDot;
      prober_.settle(
          step.match,
          step.probe,
          make_error(text, {{"bucket", bucket_name()}, {"role", call_.recorder->role_arn}}));
    }
    return step.match != Match::No;
  }

  bool bucket_exists() {
    bucket_ = prober_.bucket(bucket_name(), home_.region);
    if (bucket_ != nullptr) {
      return true;
    }
    // An ARN is taken for a name and cannot be written to (hashicorp/terraform-provider-aws#17898,
    // aws/aws-cdk#13978).
    if (bucket_name().starts_with("arn:")) {
      return refuse(write_error(), "s3BucketName must be the bucket's name, not its ARN");
    }
    if (bucket_name().ends_with("-s3alias")) {
      prober_.leave_open("the alias of an access point as s3BucketName is not modelled");
      return false;
    }
    if (prober_.world().bucket(bucket_name()) == nullptr && !prober_.is_closed(bucket_name())) {
      prober_.leave_open("nothing is known about the bucket " + bucket_name());
      return false;
    }
    return refuse(make_error(Message::ConfigNoSuchBucket, {{"bucket", bucket_name()}}),
                  prober_.why_no_bucket(bucket_name()),
                  ObstacleKind::NoSuchResource);
  }

  [[nodiscard]] bool topic_is_missing() const {
    return channel_.sns_topic_arn && prober_.world().topic(*channel_.sns_topic_arn) == nullptr &&
           prober_.is_closed(*channel_.sns_topic_arn);
  }

  // Nothing was seen to ask for the topic; what the API model says of it is a switch.
  bool topic_exists() {
    if (channel_.sns_topic_arn && has_unknown(*channel_.sns_topic_arn) &&
        prober_.assumes(ConfigTopicCheck::Exists)) {
      prober_.leave_open("nothing is known about the topic " + *channel_.sns_topic_arn);
    }
    if (!topic_is_missing() || !prober_.assumes(ConfigTopicCheck::Exists)) {
      return true;
    }
    return refuse(make_error(Message::ConfigTopicMissing, {}),
                  "there is no topic " + *channel_.sns_topic_arn,
                  ObstacleKind::NoSuchResource);
  }

  void remark_on_destination() {
    if (prober_.refused()) {
      return;
    }
    if (!channel_.s3_kms_key_arn && encrypts_with_kms(prober_, *bucket_)) {
      prober_.warn(
          "not-sse-kms",
          "the bucket encrypts with KMS by default, but without s3KmsKeyArn Config asks for "
          "AES256, so its objects will not be encrypted with the key");
    }
    if (topic_is_missing()) {
      prober_.warn("topic-not-tried",
                   "PutDeliveryChannel does not try the topic; it is not listed here, so later "
                   "notifications will fail");
    }
  }

  const Home& home_;
  const SupposedCall& call_;
  Prober prober_;
  ConfigAccess access_;
  const Channel& channel_;
  const world::Bucket* bucket_ = nullptr;
};

}  // namespace

DeliveryOutcome put_delivery_channel(const world::World& world,
                                     const Home& home,
                                     const SupposedCall& call,
                                     const Assumptions& assumptions,
                                     world::Suppositions& suppositions) {
  return Put(world, home, call, assumptions, suppositions).run();
}

DeliveryOutcome deliver_config_snapshot(const world::World& world,
                                        const Home& home,
                                        const SupposedCall& call,
                                        const Assumptions& assumptions,
                                        world::Suppositions& suppositions) {
  Prober prober(world, assumptions, suppositions);
  if (!has_bucket(call)) {
    prober.refuse(
        make_error(Message::ConfigNoSuchChannel,
                   {{"name", call.channel ? call.channel->name.value_or("default") : "default"}}),
        "the account has no such delivery channel in this Region",
        ObstacleKind::Precondition);
  } else if (!call.recorder) {
    prober.refuse(make_error(Message::ConfigSnapshotNoRecorder, {}),
                  "the account has no configuration recorder in this Region",
                  ObstacleKind::Precondition);
  } else if (!call.recorder->recording) {
    prober.refuse(make_error(Message::ConfigRecorderStopped, {}),
                  "the configuration recorder does not record",
                  ObstacleKind::Precondition);
  } else if (call.recorder->role_arn.empty()) {
    prober.refuse(make_error(Message::ConfigRecorderRole, {}),
                  "the configuration recorder has no role");
  } else {
    deliver_later(prober, home, call, Later::Snapshot);
  }
  return prober.finish();
}

DeliveryOutcome put_configuration_recorder(const world::World& world,
                                           const Home& home,
                                           const SupposedCall& call,
                                           const Assumptions& assumptions,
                                           world::Suppositions& suppositions) {
  Prober prober(world, assumptions, suppositions);
  const Recorder recorder = call.recorder.value_or(Recorder{});
  const world::ExistingRecorder* there = world.recorder(home.account, home.region);
  if (is_blank(recorder.name)) {
    prober.refuse(make_error(Message::ConfigRecorderBlankName, {{"name", recorder.name}}),
                  "the recorder's name is blank");
  } else if (recorder.role_arn.empty()) {
    prober.refuse(make_error(Message::ConfigRecorderRole, {}), "the recorder has no role");
  } else if (there != nullptr) {
    const std::string& taken = prober.read(there->recorder.name);
    if (taken == recorder.name) {
      return prober.finish();
    }
    if (has_unknown(taken) || has_unknown(recorder.name)) {
      prober.leave_open("whether " + taken + " is " + recorder.name + " is not known");
    } else {
      prober.refuse(
          make_error(Message::ConfigMaxRecorders, {{"name", recorder.name}}),
          "the account has the recorder " + taken + " in this Region, and there can be one only",
          ObstacleKind::Precondition);
    }
  }
  return prober.finish();
}

DeliveryOutcome start_configuration_recorder(const world::World& world,
                                             const Home& home,
                                             const SupposedCall& call,
                                             const Assumptions& assumptions,
                                             world::Suppositions& suppositions) {
  Prober prober(world, assumptions, suppositions);
  if (!call.recorder) {
    prober.refuse(make_error(Message::ConfigNoSuchRecorder, {}),
                  "the account has no configuration recorder in this Region",
                  ObstacleKind::Precondition);
  } else if (!has_bucket(call)) {
    prober.refuse(make_error(Message::ConfigNoChannel, {}),
                  "the account has no delivery channel in this Region",
                  ObstacleKind::Precondition);
  } else {
    deliver_later(prober, home, call, Later::Everything);
  }
  return prober.finish();
}

}  // namespace remora::delivery::config
