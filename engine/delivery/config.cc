#include "engine/delivery/config.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/ascii.h"
#include "engine/delivery/s3_write.h"

namespace remora::delivery::config {

namespace {

constexpr std::string_view kService = "config.amazonaws.com";
constexpr std::string_view kSessionName = "AWSConfig-BucketConfigCheck";

constexpr auto kFrequencies = std::to_array<std::string_view>(
    {"One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"});

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

bool is_key_or_alias_arn(std::string_view text) {
  const auto arn = Arn::parse(text);
  return arn && arn->service == "kms" && !arn->region.empty() && is_account_id(arn->account) &&
         (arn->resource.starts_with("key/") || arn->resource.starts_with("alias/"));
}

bool is_topic_arn(std::string_view text) {
  const auto arn = Arn::parse(text);
  return arn && arn->service == "sns" && is_account_id(arn->account) && !arn->resource.empty();
}

/// Whose request it is that succeeded.
enum class Writer : std::uint8_t { Role, Service, Either };

class Check {
 public:
  Check(const world::World& world, const DeliveryCall& call, const Assumptions& assumptions)
      : call_(call),
        channel_(call.channel),
        prober_(world, assumptions),
        partition_(partition_of_region(call.region)) {
    identity_.service = kService;
    // The asterisk is part of the value that Config sends.
    identity_.source_arn =
        "arn:" + std::string(partition_) + ":config:" + call.region + ":" + call.account + ":*";
    identity_.source_account = call.account;
    identity_.region = call.region;
  }

  DeliveryOutcome run() {
    if (parameters_hold() && recorder_role_is_assumed() && bucket_exists()) {
      look_at_bucket();
      check_access();
      remark_on_destination();
    }
    return prober_.finish();
  }

 private:
  // The order of these checks is the one that the authors of moto found by trying; that the
  // recorder comes before the bucket is captured.
  bool parameters_hold() {
    constexpr std::size_t kLongestName = 256;
    if (channel_.name && channel_.name->size() > kLongestName) {
      return refuse(make_error(Message::ConfigNameLength, {{"name", *channel_.name}}),
                    "the channel's name is longer than 256 characters");
    }
    if (channel_.delivery_frequency &&
        std::find(kFrequencies.begin(), kFrequencies.end(), *channel_.delivery_frequency) ==
            kFrequencies.end()) {
      return refuse(make_error(Message::ConfigFrequency, {{"value", *channel_.delivery_frequency}}),
                    "the delivery frequency is none of AWS's");
    }
    if (!call_.recorder) {
      return refuse(make_error(Message::ConfigNoRecorder, {}),
                    "the account has no configuration recorder in this Region");
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

  bool refuse(const ServiceError& error, std::string reason) {
    prober_.refuse(error, std::move(reason));
    return false;
  }

  [[nodiscard]] const std::string& bucket_name() const { return *channel_.s3_bucket_name; }

  [[nodiscard]] ServiceError write_error() {
    const std::string prefix = channel_.s3_key_prefix.value_or("null");
    const std::string key = channel_.s3_kms_key_arn.value_or("null");
    if (prober_.peek(Assumption::era) == "2019") {
      prober_.rely_on(Assumption::era);
      return make_error(Message::ConfigWriteOld, {{"bucket", bucket_name()}, {"prefix", prefix}});
    }
    return make_error(Message::ConfigWrite,
                      {{"bucket", bucket_name()}, {"prefix", prefix}, {"key", key}});
  }

  // Config assumes the recorder's role once for the check, before it looks for the bucket, and
  // does not go on without (capture of AWS, configservice owned_role_assumptions).
  bool recorder_role_is_assumed() {
    const std::string& role_arn = call_.recorder->role_arn;
    const ServiceError error =
        make_error(Message::ConfigAssumeRole, {{"bucket", bucket_name()}, {"role", role_arn}});
    Probe assume;
    assume.purpose = "assume the recorder's role";
    assume.request = service_request(identity_, prober_, "sts:AssumeRole", role_arn);
    assume.request.context.set("sts:RoleSessionName", kSessionName);
    const world::Role* role = prober_.world().role(role_arn);
    const auto arn = Arn::parse(role_arn);
    if (!arn || arn->service != "iam" || !arn->resource.starts_with("role/")) {
      assume.obstacle = role_arn + " is not the ARN of a role";
    } else if (role == nullptr && prober_.world().closure == world::Closure::Closed) {
      assume.obstacle = "there is no role " + role_arn;
    }
    const Match assumed = prober_.ask(std::move(assume));
    prober_.settle(assumed, prober_.last(), error);
    return assumed != Match::No;
  }

  bool bucket_exists() {
    bucket_ = prober_.world().bucket(bucket_name());
    if (bucket_ != nullptr) {
      return true;
    }
    // An ARN is taken for a name and cannot be written to (hashicorp/terraform-provider-aws#17898,
    // aws/aws-cdk#13978).
    if (bucket_name().starts_with("arn:")) {
      return refuse(write_error(), "s3BucketName must be the bucket's name, not its ARN");
    }
    if (prober_.world().closure == world::Closure::Open) {
      prober_.leave_open("nothing is known about the bucket " + bucket_name());
      return false;
    }
    return refuse(make_error(Message::ConfigNoSuchBucket, {{"bucket", bucket_name()}}),
                  "there is no bucket " + bucket_name());
  }

  [[nodiscard]] Request as_role(std::string_view action, std::string resource) const {
    return role_request(
        call_.recorder->role_arn, kSessionName, call_.region, action, std::move(resource));
  }

  Request as_service(std::string_view action, std::string resource) {
    return service_request(identity_, prober_, action, std::move(resource));
  }

  [[nodiscard]] std::string bucket_resource() const {
    return bucket_arn(partition_, bucket_name());
  }

  // HeadBucket: a denial only shows up as AccessDenied in CloudTrail, Config goes on.
  void look_at_bucket() {
    Probe head;
    head.purpose = "see whether the bucket is there (HeadBucket)";
    head.request = as_role("s3:ListBucket", bucket_resource());
    head.required = false;
    prober_.ask(std::move(head));
  }

  [[nodiscard]] ObjectWrite object_write() {
    ObjectWrite write;
    write.bucket = bucket_;
    write.bucket_name = bucket_name();
    write.partition = partition_;
    write.key = channel_.s3_key_prefix ? *channel_.s3_key_prefix + "/" : "";
    write.key += "AWSLogs/" + call_.account + "/Config/ConfigWritabilityCheckFile";
    write.kms_key = channel_.s3_kms_key_arn.value_or("");
    if (write.kms_key.empty() && prober_.peek(Assumption::config_sse_header) == "AES256") {
      write.sse_header = "AES256";
      if (bucket_->encryption && bucket_->encryption->algorithm.starts_with("aws:kms")) {
        prober_.rely_on(Assumption::config_sse_header);
      }
    }
    return write;
  }

  [[nodiscard]] bool foreign_bucket() const { return bucket_->account != call_.account; }

  [[nodiscard]] bool falls_back() {
    const std::string_view fallback = prober_.rely_on(Assumption::config_spn_fallback);
    return fallback == "always" || (fallback == "cross_account" && foreign_bucket());
  }

  /// Whether writing with an ACL header asks the role for s3:PutObjectAcl.
  [[nodiscard]] bool role_needs_acl_permission() {
    const std::string_view need = prober_.peek(Assumption::acl_header_needs_PutObjectAcl);
    return need == "role_identity" || need == "role_both_sides" ||
           (need == "role_cross_account" && foreign_bucket());
  }

  WriteResult write_as_role(const ObjectWrite& write, bool required) {
    WriteResult result = ask_write(
        prober_,
        write,
        [this](std::string_view action, std::string resource) {
          return as_role(action, std::move(resource));
        },
        required);
    if (result.match == Match::No || !role_needs_acl_permission()) {
      return result;
    }
    prober_.rely_on(Assumption::acl_header_needs_PutObjectAcl);
    Probe acl;
    acl.purpose = "set the object's ACL header as the role";
    acl.request = as_role("s3:PutObjectAcl", object_arn(partition_, bucket_name(), write.key));
    acl.request.context.set("s3:x-amz-acl", "bucket-owner-full-control");
    acl.required = required;
    acl.identity_only =
        prober_.peek(Assumption::acl_header_needs_PutObjectAcl) != "role_both_sides";
    const Match match = prober_.ask(std::move(acl));
    if (both(result.match, match) != result.match) {
      result.match = both(result.match, match);
      result.probe = prober_.last();
      result.kms_at_fault = false;
    }
    return result;
  }

  Match read_acl(Writer writer) {
    Probe acl;
    acl.purpose = "read the bucket's ACL";
    acl.request = writer == Writer::Service ? as_service("s3:GetBucketAcl", bucket_resource())
                                            : as_role("s3:GetBucketAcl", bucket_resource());
    acl.required = writer != Writer::Service ||
                   prober_.rely_on(Assumption::config_acl_on_spn_path) == "required";
    const bool required = acl.required;
    const Match match = prober_.ask(std::move(acl));
    return required ? match : Match::Yes;
  }

  void settle_acl(Writer writer) {
    const ServiceError error = make_error(Message::ConfigBucketAcl, {{"bucket", bucket_name()}});
    if (writer != Writer::Either) {
      const Match match = read_acl(writer);
      prober_.settle(match, prober_.last(), error);
      return;
    }
    const Match role = read_acl(Writer::Role);
    const std::size_t role_probe = prober_.last();
    const Match service = read_acl(Writer::Service);
    const Match match = role == service ? role : Match::Unknown;
    prober_.settle(match, role == Match::Yes ? prober_.last() : role_probe, error);
  }

  // The write decides who goes on with the check; a refused ACL is then final, even where the
  // other identity would be allowed (Landing Zone Accelerator 1.4.0).
  void check_access() {
    const ObjectWrite write = object_write();
    const bool acl_first = prober_.rely_on(Assumption::config_check_order) == "acl_first";
    if (acl_first) {
      settle_acl(Writer::Role);
    }
    const bool fallback = falls_back();
    WriteResult result = write_as_role(write, !fallback);
    Writer writer = Writer::Role;
    if (result.match != Match::Yes && fallback) {
      const Match by_role = result.match;
      result = ask_write(
          prober_,
          write,
          [this](std::string_view action, std::string resource) {
            return as_service(action, std::move(resource));
          },
          by_role == Match::No);
      writer = by_role == Match::No ? Writer::Service : Writer::Either;
      result.match = either(by_role, result.match);
    }
    prober_.settle(result.match, result.probe, write_error());
    if (result.match == Match::Yes) {
      prober_.wrote(write.key);
    }
    if (result.match != Match::No && !acl_first) {
      settle_acl(writer);
    }
  }

  void remark_on_destination() {
    if (prober_.refused()) {
      return;
    }
    if (!channel_.s3_kms_key_arn && bucket_->encryption &&
        bucket_->encryption->algorithm.starts_with("aws:kms")) {
      prober_.warn(
          "not-sse-kms",
          "the bucket encrypts with KMS by default, but without s3KmsKeyArn Config asks for "
          "AES256, so its objects will not be encrypted with the key");
    }
    if (channel_.sns_topic_arn && prober_.world().topic(*channel_.sns_topic_arn) == nullptr &&
        prober_.world().closure == world::Closure::Closed) {
      prober_.warn("topic-not-tried",
                   "PutDeliveryChannel does not try the topic; it is not listed here, so later "
                   "notifications will fail");
    }
  }

  const DeliveryCall& call_;
  const DeliveryChannel& channel_;
  Prober prober_;
  std::string partition_;
  ServiceIdentity identity_;
  const world::Bucket* bucket_ = nullptr;
};

}  // namespace

DeliveryOutcome put_delivery_channel(const world::World& world,
                                     const DeliveryCall& call,
                                     const Assumptions& assumptions) {
  return Check(world, call, assumptions).run();
}

}  // namespace remora::delivery::config
