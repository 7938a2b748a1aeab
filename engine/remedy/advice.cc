#include "engine/remedy/advice.h"

#include <array>
#include <functional>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/near_miss.h"
#include "engine/delivery/apply.h"

namespace remora::remedy {

namespace {

using delivery::Call;
using delivery::DeliveryOutcome;
using delivery::ObstacleKind;
using delivery::ProbeResult;

std::string region_option(std::string_view region) {
  return region.empty() ? std::string() : " --region " + std::string(region);
}

Advice about_key_state(const world::Key& key) {
  const std::string option = " --key-id " + key.arn + region_option(key.region);
  if (key.state == "PendingDeletion") {
    return {"key-state",
            "cancel the deletion of the key and enable it; no policy makes a key usable that is "
            "in state PendingDeletion",
            {"aws kms cancel-key-deletion" + option, "aws kms enable-key" + option}};
  }
  if (key.state == "Disabled") {
    return {"key-state",
            "enable the key; no policy makes a disabled key usable",
            {"aws kms enable-key" + option}};
  }
  return {"key-state",
          "the key is in state " + key.state.shown("unknown") +
              ": bring it to state Enabled, or name another key",
          {"aws kms describe-key" + option}};
}

/// What a key must be near: the topic that it encrypts, or the bucket.
struct KeyPlace {
  std::string region;
  std::string_view whose;
};

KeyPlace place_of_bucket(const world::World& world, const Call& call) {
  const world::Bucket* bucket = world.bucket(named_by(call).bucket);
  return {bucket == nullptr ? call.region : bucket->region.shown(call.region), "bucket"};
}

KeyPlace place_of_key(const world::World& world, const Call& call, const ProbeResult& probe) {
  const auto* topic = probe.request.context.find("kms:EncryptionContext:aws:sns:topicArn");
  if (topic != nullptr && topic->size() > 0) {
    const auto arn = Arn::parse(topic->value(0));
    return {arn ? std::string(arn->region) : call.region, "topic"};
  }
  return place_of_bucket(world, call);
}

/// An AWS managed key, listed or not, serves no service, and nobody can edit its policy.
/// Source: KMS Developer Guide, "AWS managed keys"; SNS Developer Guide, "Enable compatibility
/// between event sources from AWS services and encrypted topics".
Advice about_managed_key(const KeyPlace& place) {
  return {"foreign-key",
          "use a customer managed key in " + place.region + ", the Region of the " +
              std::string(place.whose) +
              ": nobody can edit the policy of an AWS managed key, and none lets services or other "
              "accounts in",
          {"aws kms create-key" + region_option(place.region)}};
}

Advice about_key(const world::World& world, const Call& call, const ProbeResult& probe) {
  const auto arn = Arn::parse(probe.request.resource);
  world::Suppositions first;
  const world::Key* key = world.key(probe.request.resource, call.account, call.region, first);
  const KeyPlace place = place_of_key(world, call, probe);
  const std::string& region = place.region;
  if (probe.obstacle_kind == ObstacleKind::AwsManagedKey) {
    return about_managed_key(place);
  }
  if (key == nullptr) {
    return {"no-key",
            "name a key that exists: " + probe.obstacle + "; it must be in " + region +
                ", the Region of the " + std::string(place.whose),
            {"aws kms describe-key --key-id " + probe.request.resource +
             region_option(arn ? arn->region : std::string_view())}};
  }
  if (!(key->state == "Enabled")) {
    return about_key_state(*key);
  }
  if (key->region != region) {
    return {"key-region",
            "name a key in " + region + ", the Region of the " + std::string(place.whose) +
                ": a key works in its own Region only, and this one is in " + key->region,
            {"aws kms list-aliases" + region_option(region)}};
  }
  return {"key-spec",
          "name a symmetric encryption key: " + probe.obstacle,
          {"aws kms describe-key --key-id " + key->arn + region_option(key->region)}};
}

Advice about_bucket(const world::Bucket& bucket, const ProbeResult& probe) {
  if (bucket.requester_pays == true) {
    return {"requester-pays",
            "let the bucket's owner pay for requests: the service does not offer to",
            {"aws s3api put-bucket-request-payment --bucket " + bucket.name +
             " --request-payment-configuration Payer=BucketOwner"}};
  }
  if (bucket.object_lock_default_retention == true) {
    return {"object-lock",
            "use a bucket without a default Object Lock retention, or remove the default "
            "retention of this one",
            {"aws s3api put-object-lock-configuration --bucket " + bucket.name +
             " --object-lock-configuration ObjectLockEnabled=Enabled"}};
  }
  return {"bucket", probe.obstacle, {"aws s3api get-bucket-policy --bucket " + bucket.name}};
}

/// Something besides policies stands in the way of a request.
Advice about_obstacle(const world::World& world, const Call& call, const ProbeResult& probe) {
  const auto arn = Arn::parse(probe.request.resource);
  const std::string_view action = probe.request.action;
  if (action.starts_with("kms:")) {
    return about_key(world, call, probe);
  }
  if (const auto* bucket = world.bucket(named_by(call).bucket);
      bucket != nullptr && action.starts_with("s3:")) {
    return about_bucket(*bucket, probe);
  }
  if (action == "sns:Publish" && world.topic(probe.request.resource) != nullptr) {
    return {"topic",
            "use another topic: " + probe.obstacle,
            {"aws sns get-topic-attributes --topic-arn " + probe.request.resource}};
  }
  if (action == "sns:Publish") {
    return {"no-topic",
            "create the topic, or name one that exists: " + probe.obstacle,
            {"aws sns list-topics" + region_option(call.region)}};
  }
  if (action == "sts:AssumeRole") {
    const bool role = arn && arn->resource.starts_with("role/");
    return {"no-role",
            (role ? "create the role, or name one that exists: "
                  : "name a role that the service can assume: ") +
                probe.obstacle,
            {"aws iam list-roles"}};
  }
  return {"obstacle", probe.obstacle, {}};
}

struct ByCode {
  std::string_view error;
  std::string_view code;
  std::string_view what;
  ObstacleKind kind = ObstacleKind::None;  // if only this kind of refusal is meant
};

// What AWS refuses without looking at a policy, by its error code.
constexpr auto kByCode = std::to_array<ByCode>({
    {"NoSuchBucketException", "no-bucket", "create the bucket, or name one that exists"},
    {"S3BucketDoesNotExistException", "no-bucket", "create the bucket, or name one that exists"},
    {"NoAvailableConfigurationRecorderException",
     "no-recorder",
     "create the configuration recorder first (PutConfigurationRecorder)"},
    {"NoAvailableDeliveryChannelException",
     "no-channel",
     "create the delivery channel first (PutDeliveryChannel)"},
    {"NoSuchDeliveryChannelException",
     "no-channel",
     "create the delivery channel first (PutDeliveryChannel)"},
    {"NoRunningConfigurationRecorderException",
     "recorder-stopped",
     "start the configuration recorder (StartConfigurationRecorder)"},
    {"NoSuchConfigurationRecorderException", "no-recorder", "name a recorder that exists"},
    {"MaxNumberOfDeliveryChannelsExceededException",
     "one-channel",
     "change the channel that is there, or delete it first"},
    {"MaxNumberOfConfigurationRecordersExceededException",
     "one-recorder",
     "change the recorder that is there, or delete it first"},
    {"TrailNotFoundException",
     "home-region",
     "make the call in the trail's home Region",
     ObstacleKind::WrongRegion},
    {"TrailNotFoundException", "no-trail", "name a trail that exists, by its ARN"},
    {"TrailAlreadyExistsException", "trail-exists", "update the trail, or choose another name"},
    {"MaximumNumberOfTrailsExceededException", "too-many-trails", "delete a trail of this Region"},
    {"InvalidHomeRegionException", "home-region", "make the call in the trail's home Region"},
    {"InsufficientDependencyServiceAccessPermissionException",
     "service-linked-role",
     "create the service-linked role of CloudTrail in the management account"},
    {"NoManagementAccountSLRExistsException",
     "service-linked-role",
     "create the service-linked role of CloudTrail in the management account"},
    {"OrganizationNotInAllFeaturesModeException",
     "all-features",
     "enable all features of the organization"},
    {"InvalidCloudWatchLogsLogGroupArnException",
     "log-group-region",
     "name a log group in the trail's home Region",
     ObstacleKind::WrongRegion},
    {"KmsKeyNotFoundException", "key-region", "name a key that exists in the Region of the bucket"},
    {"KmsException", "key-state", "bring the key to state Enabled"},
    {"CloudTrailAccessNotEnabledException",
     "trusted-access",
     "enable trusted access for CloudTrail in the organization"},
    {"NotOrganizationMasterAccountException",
     "wrong-account",
     "create the organization trail in the management account, or as its delegated "
     "administrator"},
    {"OrganizationsNotInUseException",
     "no-organization",
     "create the trail as one of a single account, or create an organization"},
});

std::vector<std::string> commands_for(std::string_view code,
                                      const world::World& world,
                                      const Call& call) {
  const std::string bucket(named_by(call).bucket);
  if (code == "no-bucket" && !bucket.empty()) {
    return {"aws s3api head-bucket --bucket " + bucket};
  }
  if (code == "key-state" || code == "key-region") {
    const std::string key(named_by(call).key.value_or(""));
    world::Suppositions first;
    const world::Key* found = world.key(key, call.account, call.region, first);
    if (found != nullptr && code == "key-state") {
      return about_key_state(*found).commands;
    }
    return {"aws kms describe-key --key-id " + key + region_option(call.region)};
  }
  if (code == "service-linked-role") {
    return {"aws iam create-service-linked-role --aws-service-name cloudtrail.amazonaws.com"};
  }
  if (code == "all-features") {
    return {"aws organizations enable-all-features"};
  }
  if (code == "trusted-access") {
    return {
        "aws organizations enable-aws-service-access --service-principal "
        "cloudtrail.amazonaws.com"};
  }
  return {};
}

Advice about_refusal(const world::World& world, const Call& call, const DeliveryOutcome& outcome) {
  if (outcome.reason_kind == ObstacleKind::AwsManagedKey) {
    return about_managed_key(place_of_bucket(world, call));
  }
  const std::string error = outcome.error ? std::string(outcome.error->code) : std::string();
  for (const ByCode& row : kByCode) {
    // A row without that kind of obstacle stands for whatever the rows above it do not.
    if (row.error == error && (row.kind == ObstacleKind::None || row.kind == outcome.reason_kind)) {
      return {std::string(row.code),
              std::string(row.what) + ": " + outcome.reason,
              commands_for(row.code, world, call)};
    }
  }
  // A later delivery fails without an error to read.
  const std::string bucket(named_by(call).bucket);
  if (!outcome.error && !bucket.empty() && world.bucket(bucket) == nullptr) {
    return {"no-bucket",
            "create the bucket, or name one that exists: " + outcome.reason,
            commands_for("no-bucket", world, call)};
  }
  return {"parameter", "change the call itself: " + outcome.reason, {}};
}

/// A policy denies, but not one that can be edited here.
Advice about_policy(const world::World& world, const Call& call, const ProbeResult& probe) {
  const Decision& decision = probe.decision;
  const std::string layer(layer_name(decision.layer, probe.policies.resource_type));
  if (decision.layer == Layer::S3PublicAccessBlock) {
    return {"public-access-block",
            "narrow the bucket policy so that S3 no longer calls it public, or turn off "
            "RestrictPublicBuckets",
            {}};
  }
  const world::Key* key = world.keys.find(probe.request.resource);
  if ((decision.refusal != nullptr && decision.refusal->service == "kms") ||
      (key != nullptr && key->aws_managed == true)) {
    return about_managed_key(place_of_key(world, call, probe));
  }
  if (probe.request.principal.kind() != PrincipalKind::Service &&
      probe.decision.layer == Layer::Identity) {
    return {"managed-role",
            "attach a policy that allows " + probe.request.action + " to " +
                std::string(probe.request.principal.text()) +
                ", or use another role: remora does not edit this one",
            {}};
  }
  if (decision.verdict == Verdict::ExplicitlyDenied && decision.policy != nullptr &&
      decision.statement >= 0) {
    const Statement& deny =
        decision.policy->document()->statements[static_cast<std::size_t>(decision.statement)];
    return {"no-narrow-change",
            "remora knows no exception from statement " + name_of(deny) + " that lets " +
                probe.request.action + " by " + std::string(probe.request.principal.text()) +
                " through, lets nobody else in and leaves somebody whom it denies; look at what it "
                "is for",
            {}};
  }
  return {"no-narrow-change",
          "remora knows no change of a policy that lets " + probe.request.action + " by " +
              std::string(probe.request.principal.text()) +
              " through and lets nobody else in; look at what the " + layer + " policies say",
          {}};
}

template <class Resources, class Name>
std::string meant_among(const Resources& resources, std::string_view name, Name name_of) {
  std::string nearest;
  std::size_t least = 3;
  for (const auto& resource : resources) {
    const std::string& other = std::invoke(name_of, resource);
    const std::size_t distance = other == name ? least : edit_distance(other, name);
    if (distance < least) {
      nearest = other;
      least = distance;
    }
  }
  return nearest;
}

/// What there is instead of a resource that there is not, one or two letters away from it. Names
/// hold account ids and random ids: what differs in more is another.
std::string meant_instead(const world::World& world,
                          const Call& call,
                          const DeliveryOutcome& outcome,
                          const Advice& advice) {
  if (advice.code == "no-bucket") {
    return meant_among(world.buckets, named_by(call).bucket, &world::Bucket::name);
  }
  if (!outcome.cause) {
    return {};
  }
  const std::string_view resource = outcome.probes[*outcome.cause].request.resource;
  if (advice.code == "no-key") {
    return meant_among(world.keys, resource, &world::Key::arn);
  }
  if (advice.code == "no-topic") {
    return meant_among(world.topics, resource, &world::Topic::arn);
  }
  return advice.code == "no-role" ? meant_among(world.roles, resource, &world::Role::arn)
                                  : std::string();
}

Advice advice_for(const world::World& world, const Call& call, const DeliveryOutcome& outcome) {
  if (!outcome.cause) {
    return about_refusal(world, call, outcome);
  }
  const ProbeResult& probe = outcome.probes[*outcome.cause];
  return probe.obstacle.empty() ? about_policy(world, call, probe)
                                : about_obstacle(world, call, probe);
}

}  // namespace

Advice advise_on_storing(const NotStored& refusal) {
  return {"not-stored",
          "with every change that remora knows, " +
              std::string(admission::to_string(refusal.operation)) + " refuses " + refusal.policy +
              ", " + refusal.error.code + ": " + refusal.error.message,
          {}};
}

Advice advise(const world::World& world, const Call& named, const DeliveryOutcome& outcome) {
  const Call call = completed(world, named);
  Advice advice = advice_for(world, call, outcome);
  if (const std::string meant = meant_instead(world, call, outcome, advice); !meant.empty()) {
    advice.what += " (did you mean " + meant + "?)";
  }
  return advice;
}

}  // namespace remora::remedy
