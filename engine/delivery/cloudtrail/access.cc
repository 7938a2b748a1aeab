#include "engine/delivery/cloudtrail/access.h"

#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/symbol.h"
#include "engine/delivery/cloudtrail/former_account.h"
#include "engine/delivery/sns_publish.h"

namespace remora::delivery::cloudtrail {

namespace {

/// The value of aws:PrincipalType; nothing where nobody measured it.
std::optional<std::string> principal_type(const Prober& prober,
                                          Occasion occasion,
                                          ContextSwitches& switches) {
  // Captured at both gates of the admission, though one would expect AWSService (capture of AWS,
  // owned_service_principal).
  if (occasion == Occasion::Admission) {
    return "AssumedRole";
  }
  switch (prober.shape<CtDeliveryPrincipalType>(switches, {"aws:PrincipalType"})) {
    case CtDeliveryPrincipalType::Unknown:
      return std::nullopt;
    case CtDeliveryPrincipalType::AssumedRole:
      return "AssumedRole";
    case CtDeliveryPrincipalType::AwsService:
      break;
  }
  return "AWSService";
}

}  // namespace

std::string owner_of_trail(const world::World& world,
                           bool of_organization,
                           std::string_view account,
                           world::Suppositions& facts) {
  return of_organization && world.organization ? facts.read(world.organization->management_account)
                                               : std::string(account);
}

TrailAccess::TrailAccess(Prober& prober,
                         const Trail& trail,
                         std::string owner,
                         std::string_view home_region,
                         Occasion occasion)
    : prober_(&prober),
      trail_(&trail),
      owner_(std::move(owner)),
      partition_(partition_of_region(home_region)) {
  identity_.service = kService.principal;
  // The trail's ARN is sent before the trail exists (capture of AWS, owned_service_principal).
  identity_.source_arn = "arn:" + partition_ + ":cloudtrail:" + std::string(home_region) + ":" +
                         owner_ + ":trail/" + trail.name;
  identity_.source_account = owner_;
  identity_.region = home_region;
  identity_.principal_type = principal_type(prober, occasion, identity_.switches);
  identity_.sends_source =
      prober.shape<Era>(
          identity_.switches,
          {"aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"}) ==
      Era::Current;
  identity_.sends_source_organization =
      prober.shape<CtSourceOrgId>(identity_.switches, {"aws:SourceOrgID", "aws:SourceOrgPaths"}) ==
      CtSourceOrgId::Present;
}

Probe TrailAccess::probe(std::string_view action,
                         std::string resource,
                         const world::Bucket* bucket) {
  identity_.service = principal_name(*prober_, kService.principal, identity_.region, bucket);
  return service_probe(identity_, *prober_, action, std::move(resource));
}

ProbeMaker TrailAccess::maker(const world::Bucket* bucket) {
  return [this, bucket](std::string_view action, std::string resource) {
    return probe(action, std::move(resource), bucket);
  };
}

const world::Key* TrailAccess::key() const {
  return prober_->world().key(*trail_->kms_key_id, owner_, identity_.region, prober_->facts());
}

std::string TrailAccess::key_arn() const {
  if (const world::Key* found = key()) {
    return found->arn;
  }
  const std::string& id = *trail_->kms_key_id;
  if (id.starts_with("arn:") || has_unknown(id)) {
    return unknown_arn("kms", id, "key/").value_or(id);
  }
  return "arn:" + partition_ + ":kms:" + identity_.region + ":" + owner_ + ":" +
         (id.starts_with("alias/") ? "" : "key/") + id;
}

std::string TrailAccess::topic_arn() const {
  const std::string& name = *trail_->sns_topic_name;
  return name.starts_with("arn:") || has_unknown(name)
             ? unknown_arn("sns", name).value_or(name)
             : "arn:" + partition_ + ":sns:" + identity_.region + ":" + owner_ + ":" + name;
}

std::string TrailAccess::bucket_resource() const {
  return bucket_arn(partition_, trail_->s3_bucket_name);
}

std::string TrailAccess::object_key(const std::string& rest) const {
  const std::string prefix =
      trail_->s3_key_prefix && !trail_->s3_key_prefix->empty() ? *trail_->s3_key_prefix + "/" : "";
  return prefix + "AWSLogs/" + rest;
}

ObjectWrite TrailAccess::object(std::string key) const {
  ObjectWrite write;
  write.bucket = bucket_;
  write.bucket_name = trail_->s3_bucket_name;
  write.partition = partition_;
  write.key = std::move(key);
  write.decrypts_bucket_key = true;
  if (has_key()) {
    write.kms_key = key_arn();
    write.encryption_context = {{"aws:cloudtrail:arn", arn()}};
  } else {
    choose_sse_header(*prober_, write, CloudTrailSseHeader::Aes256);
  }
  return write;
}

ObjectWrite TrailAccess::marker(std::string key) const {
  ObjectWrite write = object(std::move(key));
  if (has_key()) {
    write.names_key =
        prober_->shape<CtMarkerKeyHeader>(write.switches,
                                          {"s3:x-amz-server-side-encryption",
                                           "s3:x-amz-server-side-encryption-aws-kms-key-id"}) ==
        CtMarkerKeyHeader::Sent;
  }
  return write;
}

void TrailAccess::encrypt_as_digest(ObjectWrite& write) const {
  if (has_key() && prober_->assumes(CtDigestEncryption::SseS3)) {
    write.kms_key.clear();
    write.sse_header = "AES256";
  }
}

std::string_view TrailAccess::account_in_policy() {
  const std::string_view account = former_account(identity_.region);
  const bool named = bucket_ != nullptr && !account.empty() && bucket_->policy != nullptr &&
                     lets_in_account(*bucket_->policy, account);
  return named && prober_->assumes(CtFormerAccounts::Used) ? account : std::string_view();
}

Probe TrailAccess::probe_as(std::string_view account,
                            std::string_view action,
                            std::string resource) {
  ServiceIdentity identity = identity_;
  identity.service = "arn:" + partition_ + ":iam::" + std::string(account) + ":root";
  identity.sends_source = false;
  identity.principal_type.reset();
  identity.switches = {};
  return service_probe(identity, *prober_, action, std::move(resource));
}

std::pair<Match, std::size_t> TrailAccess::read_acl() {
  const std::string_view account = account_in_policy();
  Probe acl = probe("s3:GetBucketAcl", bucket_resource(), bucket_);
  acl.purpose = "read the bucket's ACL";
  acl.required = account.empty();
  const Match match = prober_->ask(std::move(acl));
  const std::size_t first = prober_->last();
  if (match == Match::Yes || account.empty()) {
    return {match, first};
  }
  Probe again = probe_as(account, "s3:GetBucketAcl", bucket_resource());
  again.purpose = "read the bucket's ACL";
  const Match as_account = prober_->ask(std::move(again));
  // What is open for the service stays open, whatever the account may not do.
  const bool service_open = as_account == Match::No && match == Match::Unknown;
  return {either(match, as_account), service_open ? first : prober_->last()};
}

WriteResult TrailAccess::write(const ObjectWrite& object) {
  const std::string_view account = account_in_policy();
  const WriteResult result = ask_write(*prober_, object, maker(bucket_), account.empty());
  if (result.match == Match::Yes || result.kms_at_fault || account.empty()) {
    return result;
  }
  ObjectWrite unencrypted = object;
  unencrypted.asks_kms = false;
  const ProbeMaker as_account = [&](std::string_view action, std::string resource) {
    return probe_as(account, action, std::move(resource));
  };
  WriteResult again = ask_write(*prober_, unencrypted, as_account, /*required=*/true);
  if (again.match == Match::No && result.match == Match::Unknown) {
    return result;  // what is open for the service stays open
  }
  if (again.match == Match::Yes && object.asks_kms && !key_in_use(*prober_, object).empty()) {
    prober_->leave_open("as whom S3 asks KMS for an object of CloudTrail's former account " +
                        std::string(account) + " is not known");
    again.match = Match::Unknown;
  }
  return again;
}

std::pair<Match, std::size_t> TrailAccess::publish(std::string_view purpose) {
  Publication publication;
  publication.topic_arn = topic_arn();
  publication.purpose = purpose;
  // Captured with three entries where AWS documents the first alone.
  publication.encryption_context = {{"aws:sns:sourceArn", arn()},
                                    {"aws:sns:sourceAccount", owner_}};
  const PublishResult result = ask_publish(*prober_, publication, maker());
  return {result.match, result.probe};
}

}  // namespace remora::delivery::cloudtrail
