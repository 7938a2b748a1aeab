#include "engine/delivery/cloudtrail/admission.h"

#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/symbol.h"
#include "engine/base/utf8.h"
#include "engine/delivery/cloudtrail/bucket_name.h"
#include "engine/delivery/cloudtrail/logs.h"
#include "engine/delivery/cloudtrail/organization.h"
#include "engine/delivery/managed_key.h"

namespace remora::delivery::cloudtrail {

namespace {

class Admission {
 public:
  Admission(Prober& prober, TrailAccess& access, std::string_view caller)
      : prober_(prober), access_(access), trail_(access.trail()), caller_(caller) {}

  void run(const AdmissionScope& scope) {
    if (!destination_names_hold() || !bucket_exists() || !key_is_usable()) {
      return;
    }
    if (scope.bucket) {
      check_bucket();
    }
    if (!prober_.refused() && !organization_trusts(prober_, trail_, caller_)) {
      return;
    }
    const bool topic_first = !access_.has_topic() || !has_logs_destination(trail_) ||
                             prober_.assumes(CtCheckOrder::TopicLogs);
    if (topic_first && scope.topic) {
      check_topic();
    }
    if (scope.logs && !prober_.refused()) {
      check_logs_destination(prober_, access_);
    }
    if (!topic_first && scope.topic) {
      check_topic();
    }
    look_at_key();
    remark_on_encryption();
  }

 private:
  bool refuse(const ServiceError& error,
              std::string reason,
              ObstacleKind kind = ObstacleKind::Parameter) {
    prober_.refuse(error, std::move(reason), kind);
    return false;
  }

  // A malformed or FIFO topic is refused before anything is written (capture of AWS).
  bool destination_names_hold() {
    constexpr std::size_t kLongestPrefix = 200;
    // A bucket that is listed exists under its name, also where somebody made the name unknown by
    // capital letters before showing the policy.
    if (const auto problem = check_bucket_name(trail_.s3_bucket_name)) {
      if (prober_.world().bucket(trail_.s3_bucket_name) == nullptr) {
        return refuse(make_error(Message::TrailBucketName, {}), *problem);
      }
      prober_.warn("bucket-name",
                   *problem + "; CloudTrail would answer InvalidS3BucketNameException to \"" +
                       trail_.s3_bucket_name + "\"");
    }
    if (utf8::utf16_length(trail_.s3_key_prefix.value_or("")) > kLongestPrefix &&
        !has_symbol(*trail_.s3_key_prefix)) {
      return refuse(make_error(Message::TrailPrefix, {}),
                    "the prefix is longer than 200 characters");
    }
    if (!access_.has_topic() || has_unknown(*trail_.sns_topic_name)) {
      return true;
    }
    const std::string text = access_.topic_arn();
    const auto arn = Arn::parse(text);
    if (!arn || arn->service != "sns" || !is_account_id(arn->account) || arn->resource.empty() ||
        arn->resource.ends_with(".fifo")) {
      return refuse(make_error(Message::TrailTopicName, {}), "the topic's name is not valid");
    }
    return true;
  }

  bool bucket_exists() {
    bucket_ = prober_.bucket(trail_.s3_bucket_name, access_.region());
    if (bucket_ != nullptr) {
      access_.set_bucket(*bucket_);
      return true;
    }
    if (trail_.s3_bucket_name.ends_with("-s3alias")) {
      prober_.leave_open("the alias of an access point as S3BucketName is not modelled");
      return false;
    }
    if (prober_.world().bucket(trail_.s3_bucket_name) == nullptr &&
        !prober_.is_closed(trail_.s3_bucket_name)) {
      prober_.leave_open("nothing is known about the bucket " + trail_.s3_bucket_name);
      return false;
    }
    return refuse(make_error(Message::TrailNoSuchBucket, {{"bucket", trail_.s3_bucket_name}}),
                  prober_.why_no_bucket(trail_.s3_bucket_name),
                  ObstacleKind::NoSuchResource);
  }

  // Captured codes: malformed (the alias of an AWS managed key in the place of an id is, as
  // reported from the console) or in another Region than the bucket: KmsKeyNotFoundException;
  // disabled: KmsException; well-formed but missing: the encryption policy error, later.
  bool key_is_usable() {
    if (!access_.has_key()) {
      return true;
    }
    const std::string id = access_.key_arn();
    const ServiceError not_found =
        make_error(Message::TrailKeyNotFound, {{"key", id}, {"bucket", trail_.s3_bucket_name}});
    const auto arn = Arn::parse(id);
    if (!arn || arn->service != "kms") {
      return refuse(not_found, "KmsKeyId is neither a key nor an alias");
    }
    if (std::string problem = malformed_key(arn->resource); !problem.empty()) {
      return refuse(not_found,
                    std::move(problem),
                    is_managed_key_for_id(arn->resource) ? ObstacleKind::AwsManagedKey
                                                         : ObstacleKind::Parameter);
    }
    if (!has_unknown(arn->region) && !prober_.facts().is(bucket_->region, arn->region)) {
      return refuse(not_found,
                    "the key is in " + std::string(arn->region) + ", the bucket in " +
                        readable(prober_.read(bucket_->region)) + "; they must be in one Region",
                    ObstacleKind::WrongRegion);
    }
    const world::Key* found = access_.key();
    if (found != nullptr && !is_enabled(prober_, *found)) {
      return refuse(make_error(Message::TrailKeyUnusable, {}),
                    state_of(prober_, *found),
                    ObstacleKind::KeyState);
    }
    return true;
  }

  [[nodiscard]] ServiceError bucket_error() const {
    return make_error(Message::TrailBucketPolicy, {{"bucket", trail_.s3_bucket_name}});
  }

  [[nodiscard]] ServiceError encryption_error(std::string_view key) const {
    return make_error(Message::TrailEncryption, {{"bucket", trail_.s3_bucket_name}, {"key", key}});
  }

  ServiceError write_error(const ObjectWrite& write, const WriteResult& result) {
    if (!access_.has_key()) {
      return result.kms_at_fault && prober_.assumes(CtDefaultKeyDenied::Encryption)
                 ? encryption_error(key_in_use(prober_, write))
                 : bucket_error();
    }
    if (!result.kms_at_fault && prober_.assumes(CtPutDeniedWithKey::S3First)) {
      return bucket_error();
    }
    return encryption_error(access_.key_arn());
  }

  // With validation there is a second marker, for the digest files (capture of AWS,
  // digest_admission).
  [[nodiscard]] std::vector<ObjectWrite> markers() const {
    const std::string account = access_.owner() + "/";
    std::vector<ObjectWrite> found = {access_.marker(access_.object_key(account + "CloudTrail/"))};
    // An organization trail is tried on the path of its members' logs as well.
    if (trail_.is_organization_trail) {
      found.push_back(access_.marker(access_.object_key(
          prober_.read(prober_.world().organization->id) + "/" + account + "CloudTrail/")));
    }
    if (trail_.enable_log_file_validation) {
      ObjectWrite digest = access_.marker(access_.object_key(account + "CloudTrail-Digest/"));
      access_.encrypt_as_digest(digest);
      found.push_back(std::move(digest));
    }
    return found;
  }

  // Both permissions are tried whatever the first gives, so a marker may stay behind although the
  // trail is refused (capture of AWS, owned_s3_delivery).
  void check_bucket() {
    const auto [readable, probe] = access_.read_acl();
    prober_.settle(readable, probe, bucket_error());
    const bool direct = access_.has_key() && prober_.assumes(CloudTrailKmsCall::Direct);
    for (ObjectWrite& write : markers()) {
      write.asks_kms = !direct;
      const WriteResult result = access_.write(write);
      lacks_decrypt_ = lacks_decrypt_ || result.lacks_decrypt;
      if (result.match == Match::Yes) {
        note_written(prober_, write);
      } else {
        prober_.settle(result.match, result.probe, write_error(write, result));
      }
    }
    if (direct) {
      check_key_directly();
    }
  }

  // The documented alternative: CloudTrail itself asks for a data key and throws it away.
  void check_key_directly() {
    Probe probe = kms_probe(prober_,
                            *trail_.kms_key_id,
                            bucket_,
                            access_.owner(),
                            access_.region(),
                            access_.maker(bucket_),
                            "kms:GenerateDataKey");
    probe.purpose = "ask for a data key";
    probe.request.context.set("kms:EncryptionContext:aws:cloudtrail:arn", access_.arn());
    probe.request.context.set(
        "kms:EncryptionContext:aws:s3:arn",
        access_.bucket_resource() + "/" + access_.object_key(access_.owner() + "/"));
    const Match match = prober_.ask(std::move(probe));
    prober_.settle(match, prober_.last(), encryption_error(access_.key_arn()));
  }

  // Admission publishes a message (capture of AWS, sns encryption_cloudtrail_source).
  void check_topic() {
    if (!access_.has_topic() || prober_.refused()) {
      return;
    }
    const auto [match, probe] = access_.publish("publish a validation message to the topic");
    prober_.settle(match, probe, topic_error(prober_.probe(probe)));
  }

  // KmsKeyNotFoundException covers the topic's key as well: "when the AWS KMS key associated with
  // the Amazon SNS topic either does not exist or is not in the same Region" (AWS CloudTrail API
  // Reference, CreateTrail).
  [[nodiscard]] ServiceError topic_error(const ProbeResult& failed) const {
    if (!failed.request.action.starts_with("kms:")) {
      return make_error(Message::TrailTopic, {});
    }
    const ObstacleKind kind = failed.obstacle_kind;
    const bool not_found = kind == ObstacleKind::NoSuchResource ||
                           kind == ObstacleKind::WrongRegion || kind == ObstacleKind::WrongAccount;
    return not_found
               ? make_error(Message::TrailKeyNotFound,
                            {{"key", failed.request.resource}, {"bucket", trail_.s3_bucket_name}})
               : make_error(Message::TrailTopicKey, {});
  }

  // AWS documents kms:DescribeKey as part of the key policy, but the call succeeds without
  // (capture of AWS; Control Tower's own key policy does not grant it).
  void look_at_key() {
    if (!access_.has_key() || prober_.refused()) {
      return;
    }
    const bool required = prober_.assumes(CtDescribeKey::Required);
    Probe describe = kms_probe(prober_,
                               *trail_.kms_key_id,
                               bucket_,
                               access_.owner(),
                               access_.region(),
                               access_.maker(bucket_),
                               "kms:DescribeKey");
    describe.purpose = "describe the key";
    describe.required = required;
    const Match match = prober_.ask(std::move(describe));
    if (required) {
      prober_.settle(match, prober_.last(), encryption_error(access_.key_arn()));
    } else if (match == Match::No) {
      prober_.warn(
          "no-describe-key",
          "the key policy does not let cloudtrail.amazonaws.com do kms:DescribeKey, as AWS's "
          "page asks; the trail is created all the same");
    }
  }

  void remark_on_encryption() {
    if (!prober_.refused() && lacks_decrypt_) {
      prober_.warn("no-decrypt",
                   "the bucket has an S3 Bucket Key, and the key policy does not let "
                   "cloudtrail.amazonaws.com do kms:Decrypt, which one of AWS's pages asks for to "
                   "create or update a trail; accounts in use do without");
    }
    if (!prober_.refused() && !access_.has_key() && encrypts_with_kms(prober_, *bucket_) &&
        prober_.assumes(CloudTrailSseHeader::Aes256)) {
      prober_.warn("not-sse-kms",
                   "the bucket encrypts with KMS by default, but without KmsKeyId CloudTrail asks "
                   "for AES256, so its objects will not be encrypted with the key");
    }
  }

  Prober& prober_;
  TrailAccess& access_;
  const Trail& trail_;
  std::string_view caller_;
  bool lacks_decrypt_ = false;
  const world::Bucket* bucket_ = nullptr;
};

}  // namespace

void admit_trail(Prober& prober,
                 TrailAccess& access,
                 std::string_view caller,
                 const AdmissionScope& scope) {
  Admission(prober, access, caller).run(scope);
}

}  // namespace remora::delivery::cloudtrail
