#include "engine/delivery/cloudtrail.h"

#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/ascii.h"
#include "engine/delivery/s3_write.h"
#include "engine/delivery/trail_logs.h"
#include "engine/delivery/trail_name.h"

namespace remora::delivery::cloudtrail {

namespace {

constexpr std::string_view kService = "cloudtrail.amazonaws.com";

class Check {
 public:
  Check(const world::World& world, const DeliveryCall& call, const Assumptions& assumptions)
      : call_(call),
        trail_(call.trail),
        prober_(world, assumptions),
        partition_(partition_of_region(call.region)),
        owner_(owner(world, call)) {
    identity_.service = kService;
    // The trail's ARN is sent before the trail exists (capture of AWS, owned_service_principal).
    identity_.source_arn = "arn:" + std::string(partition_) + ":cloudtrail:" + call.region + ":" +
                           owner_ + ":trail/" + trail_.name;
    identity_.source_account = owner_;
    identity_.region = call.region;
    // Captured, though one would expect AWSService (capture of AWS, owned_service_principal).
    identity_.principal_type = "AssumedRole";
  }

  DeliveryOutcome run() {
    if (name_holds() && organization_holds() && topic_name_holds() && bucket_exists() &&
        key_is_usable()) {
      check_bucket();
      check_topic();
      check_log_group();
      remark_on_key_policy();
    }
    return prober_.finish();
  }

 private:
  // An organization trail belongs to the management account, whoever creates it.
  static std::string owner(const world::World& world, const DeliveryCall& call) {
    return call.trail.is_organization_trail && world.organization
               ? world.organization->management_account
               : call.account;
  }

  bool refuse(const ServiceError& error, std::string reason) {
    prober_.refuse(error, std::move(reason));
    return false;
  }

  bool name_holds() {
    if (auto problem = check_trail_name(trail_.name)) {
      return refuse(problem->error, std::move(problem->reason));
    }
    return true;
  }

  bool organization_holds() {
    if (!trail_.is_organization_trail) {
      return true;
    }
    const auto& organization = prober_.world().organization;
    if (!organization) {
      if (prober_.world().closure == world::Closure::Open) {
        prober_.leave_open("nothing is known about the organization");
        return false;
      }
      return refuse(make_error(Message::TrailNoOrganization, {}),
                    "an organization trail needs an organization");
    }
    // A delegated administrator may create it too, but this world does not list any.
    if (call_.account != organization->management_account) {
      return refuse(make_error(Message::TrailNotManagementAccount, {}),
                    "only the management account (" + organization->management_account +
                        ") or a delegated administrator creates an organization trail");
    }
    if (!organization->cloudtrail_access_enabled) {
      return refuse(make_error(Message::TrailOrganizationAccess, {{"account", call_.account}}),
                    "the organization has not enabled trusted access for CloudTrail");
    }
    return true;
  }

  /// The topic's ARN; SnsTopicName may also be the bare name of a topic of the trail's account.
  [[nodiscard]] std::string topic_arn() const {
    const std::string& name = *trail_.sns_topic_name;
    return name.starts_with("arn:") ? name
                                    : "arn:" + std::string(partition_) + ":sns:" + call_.region +
                                          ":" + owner_ + ":" + name;
  }

  [[nodiscard]] bool has_topic() const {
    return trail_.sns_topic_name && !trail_.sns_topic_name->empty();
  }

  // A malformed or FIFO topic is refused before anything is written (capture of AWS).
  bool topic_name_holds() {
    if (!has_topic()) {
      return true;
    }
    const std::string text = topic_arn();
    const auto arn = Arn::parse(text);
    if (!arn || arn->service != "sns" || !is_account_id(arn->account) || arn->resource.empty() ||
        arn->resource.ends_with(".fifo")) {
      return refuse(make_error(Message::TrailTopicName, {}), "the topic's name is not valid");
    }
    return true;
  }

  bool bucket_exists() {
    bucket_ = prober_.world().bucket(trail_.s3_bucket_name);
    if (bucket_ != nullptr) {
      return true;
    }
    if (prober_.world().closure == world::Closure::Open) {
      prober_.leave_open("nothing is known about the bucket " + trail_.s3_bucket_name);
      return false;
    }
    return refuse(make_error(Message::TrailNoSuchBucket, {{"bucket", trail_.s3_bucket_name}}),
                  "there is no bucket " + trail_.s3_bucket_name);
  }

  [[nodiscard]] bool has_key() const { return trail_.kms_key_id && !trail_.kms_key_id->empty(); }

  [[nodiscard]] const world::Key* key() const {
    return prober_.world().key(*trail_.kms_key_id, owner_, call_.region);
  }

  /// The key's ARN: a bare id or alias means one of the trail's account and home Region.
  [[nodiscard]] std::string key_arn() const {
    if (const world::Key* found = key()) {
      return found->arn;
    }
    const std::string& id = *trail_.kms_key_id;
    if (id.starts_with("arn:")) {
      return id;
    }
    return "arn:" + std::string(partition_) + ":kms:" + call_.region + ":" + owner_ + ":" +
           (id.starts_with("alias/") ? "" : "key/") + id;
  }

  // Captured codes: malformed or in another Region than the bucket: KmsKeyNotFoundException;
  // disabled: KmsException; well-formed but missing: the encryption policy error, later.
  bool key_is_usable() {
    if (!has_key()) {
      return true;
    }
    const std::string id = key_arn();
    const auto arn = Arn::parse(id);
    if (!arn || arn->service != "kms") {
      return refuse(make_error(Message::TrailKeyNotFound, {}),
                    "KmsKeyId is neither a key nor an alias");
    }
    if (arn->region != bucket_->region) {
      return refuse(make_error(Message::TrailKeyNotFound, {}),
                    "the key is in " + std::string(arn->region) + ", the bucket in " +
                        bucket_->region + "; they must be in one Region");
    }
    const world::Key* found = key();
    if (found != nullptr && found->state != "Enabled") {
      return refuse(make_error(Message::TrailKeyUnusable, {}),
                    "the key is in state " + found->state);
    }
    return true;
  }

  Request as_service(std::string_view action, std::string resource) {
    return service_request(identity_, prober_, action, std::move(resource));
  }

  [[nodiscard]] ServiceError bucket_error() const {
    return make_error(Message::TrailBucketPolicy, {{"bucket", trail_.s3_bucket_name}});
  }

  [[nodiscard]] ServiceError encryption_error() const {
    return make_error(Message::TrailEncryption,
                      {{"bucket", trail_.s3_bucket_name}, {"key", key_arn()}});
  }

  ServiceError write_error(const WriteResult& result) {
    if (!has_key()) {
      return bucket_error();
    }
    if (!result.kms_at_fault && prober_.rely_on(Assumption::ct_put_denied_with_key) == "s3_first") {
      return bucket_error();
    }
    return encryption_error();
  }

  [[nodiscard]] std::vector<std::string> marker_keys() const {
    const std::string prefix =
        trail_.s3_key_prefix && !trail_.s3_key_prefix->empty() ? *trail_.s3_key_prefix + "/" : "";
    const std::string account = prefix + "AWSLogs/" + owner_ + "/";
    std::vector<std::string> keys = {account + "CloudTrail/"};
    // An organization trail is tried on the path of its members' logs as well.
    if (trail_.is_organization_trail) {
      keys.push_back(prefix + "AWSLogs/" + prober_.world().organization->id + "/" + owner_ +
                     "/CloudTrail/");
    }
    if (trail_.enable_log_file_validation) {
      keys.push_back(account + "CloudTrail-Digest/");
    }
    return keys;
  }

  [[nodiscard]] ObjectWrite marker(std::string key) const {
    ObjectWrite write;
    write.bucket = bucket_;
    write.bucket_name = trail_.s3_bucket_name;
    write.partition = partition_;
    write.key = std::move(key);
    if (has_key()) {
      write.kms_key = key_arn();
      write.asks_kms = prober_.peek(Assumption::cloudtrail_kms_call) == "via_s3";
      write.encryption_context = {{"aws:cloudtrail:arn", identity_.source_arn}};
    } else if (prober_.peek(Assumption::cloudtrail_sse_header) == "AES256") {
      write.sse_header = "AES256";
    }
    return write;
  }

  // Both permissions are tried whatever the first gives, so a marker may stay behind although the
  // trail is refused (capture of AWS, owned_s3_delivery).
  void check_bucket() {
    Probe acl;
    acl.purpose = "read the bucket's ACL";
    acl.request = as_service("s3:GetBucketAcl", bucket_arn(partition_, trail_.s3_bucket_name));
    const Match readable = prober_.ask(std::move(acl));
    prober_.settle(readable, prober_.last(), bucket_error());
    const RequestMaker make_request = [this](std::string_view action, std::string resource) {
      return as_service(action, std::move(resource));
    };
    for (std::string& key : marker_keys()) {
      const ObjectWrite write = marker(std::move(key));
      const WriteResult result = ask_write(prober_, write, make_request, /*required=*/true);
      if (result.match == Match::Yes) {
        prober_.wrote(write.key);
      } else {
        prober_.settle(result.match, result.probe, write_error(result));
      }
    }
    if (has_key()) {
      prober_.rely_on(Assumption::cloudtrail_kms_call);
      check_key_directly(make_request);
    }
  }

  // The documented alternative: CloudTrail itself asks for a data key and throws it away.
  void check_key_directly(const RequestMaker& make_request) {
    if (prober_.peek(Assumption::cloudtrail_kms_call) != "direct") {
      return;
    }
    Probe probe = kms_probe(prober_,
                            *trail_.kms_key_id,
                            bucket_,
                            owner_,
                            call_.region,
                            make_request,
                            "kms:GenerateDataKey");
    probe.purpose = "ask for a data key";
    probe.request.context.set("kms:EncryptionContext:aws:cloudtrail:arn", identity_.source_arn);
    probe.request.context.set(
        "kms:EncryptionContext:aws:s3:arn",
        object_arn(partition_, trail_.s3_bucket_name, "AWSLogs/" + owner_ + "/"));
    const Match match = prober_.ask(std::move(probe));
    prober_.settle(match, prober_.last(), encryption_error());
  }

  void check_topic() {
    if (!has_topic() || prober_.refused()) {
      return;
    }
    const std::string arn = topic_arn();
    const world::Topic* topic = prober_.world().topic(arn);
    Probe publish;
    publish.purpose = "publish a validation message to the topic";
    publish.request = as_service("sns:Publish", arn);
    if (topic == nullptr && prober_.world().closure == world::Closure::Closed) {
      publish.obstacle = "there is no topic " + arn;
    }
    const ServiceError error = make_error(Message::TrailTopic, {});
    const Match published = prober_.ask(std::move(publish));
    prober_.settle(published, prober_.last(), error);
    if (published != Match::No && topic != nullptr && !topic->kms_key.empty()) {
      check_topic_key(*topic, error);
    }
  }

  // An encrypted topic: SNS asks KMS in CloudTrail's name, with three entries in the encryption
  // context (capture of AWS, sns encryption_cloudtrail_source).
  void check_topic_key(const world::Topic& topic, const ServiceError& error) {
    const auto arn = Arn::parse(topic.arn);
    for (const std::string_view action : {"kms:GenerateDataKey", "kms:Decrypt"}) {
      Probe probe = kms_probe(
          prober_,
          topic.kms_key,
          nullptr,
          topic.account,
          arn->region,
          [this](std::string_view name, std::string resource) {
            return as_service(name, std::move(resource));
          },
          action);
      probe.purpose = "SNS encrypts the message for CloudTrail";
      RequestContext& context = probe.request.context;
      context.set("kms:ViaService",
                  "sns." + std::string(arn->region) + "." + std::string(dns_suffix(partition_)));
      context.set("kms:EncryptionContext:aws:sns:topicArn", topic.arn);
      context.set("kms:EncryptionContext:aws:sns:sourceArn", identity_.source_arn);
      context.set("kms:EncryptionContext:aws:sns:sourceAccount", owner_);
      const Match match = prober_.ask(std::move(probe));
      prober_.settle(match, prober_.last(), error);
    }
  }

  void check_log_group() {
    if (!prober_.refused()) {
      check_logs_destination(prober_, identity_, trail_, call_.region);
    }
  }

  // AWS documents kms:DescribeKey as part of the key policy, but the call succeeds without
  // (capture of AWS; Control Tower's own key policy does not grant it).
  void remark_on_key_policy() {
    if (!has_key() || prober_.refused()) {
      return;
    }
    Probe describe = kms_probe(
        prober_,
        *trail_.kms_key_id,
        bucket_,
        owner_,
        call_.region,
        [this](std::string_view action, std::string resource) {
          return as_service(action, std::move(resource));
        },
        "kms:DescribeKey");
    describe.purpose = "describe the key";
    describe.required = false;
    if (prober_.ask(std::move(describe)) == Match::No) {
      prober_.warn(
          "no-describe-key",
          "the key policy does not let cloudtrail.amazonaws.com do kms:DescribeKey, as AWS's "
          "page asks; the trail is created all the same");
    }
  }

  const DeliveryCall& call_;
  const Trail& trail_;
  Prober prober_;
  std::string partition_;
  std::string owner_;
  ServiceIdentity identity_;
  const world::Bucket* bucket_ = nullptr;
};

}  // namespace

DeliveryOutcome create_trail(const world::World& world,
                             const DeliveryCall& call,
                             const Assumptions& assumptions) {
  return Check(world, call, assumptions).run();
}

}  // namespace remora::delivery::cloudtrail
