#include "engine/delivery/config/access.h"

#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/symbol.h"
#include "engine/delivery/sns_publish.h"

namespace remora::delivery::config {

namespace {

constexpr std::string_view kCheckSession = "AWSConfig-BucketConfigCheck";

}  // namespace

ConfigAccess::ConfigAccess(Prober& prober, const Home& home, const SupposedCall& call)
    : prober_(prober),
      home_(home),
      call_(call),
      channel_(call.channel.value_or(Channel())),
      partition_(partition_of_region(home.region)) {
  identity_.service = kService.principal;
  // The asterisk is part of the value that Config sends.
  identity_.source_arn = "arn:" + partition_ + ":config:" + home.region + ":" + home.account + ":*";
  identity_.source_account = home.account;
  identity_.region = home.region;
}

Probe ConfigAccess::as_role(std::string_view session,
                            std::string_view action,
                            std::string resource) const {
  return role_probe(prober_, call_.recorder->role_arn, session, action, std::move(resource));
}

Probe ConfigAccess::as_service(std::string_view action,
                               std::string resource,
                               const world::Bucket* bucket) {
  identity_.service = principal_name(prober_, kService.principal, home_.region, bucket);
  return service_probe(identity_, prober_, action, std::move(resource));
}

bool ConfigAccess::role_is_known() {
  const bool known = !has_unknown(call_.recorder->role_arn);
  if (!known) {
    prober_.leave_open("nothing is known about the role " + call_.recorder->role_arn);
  }
  return known;
}

// Config assumes the recorder's role once for the check, before it looks for the bucket, and does
// not go on without (capture of AWS, configservice owned_role_assumptions).
Step ConfigAccess::assume_role(std::string_view session) {
  const std::string& role_arn = call_.recorder->role_arn;
  Probe assume = as_service("sts:AssumeRole", role_arn);
  assume.purpose = "assume the recorder's role";
  assume.request.context.set("sts:RoleSessionName", session);
  const auto arn = Arn::parse(role_arn);
  if (!arn || arn->service != "iam" || !arn->resource.starts_with("role/")) {
    assume.obstacle = (role_arn.empty() ? "an empty text" : role_arn) + " is not the ARN of a role";
    assume.obstacle_kind = ObstacleKind::Parameter;
  } else if (prober_.world().role(role_arn) == nullptr && prober_.is_closed(role_arn)) {
    assume.obstacle = "there is no role " + role_arn;
    assume.obstacle_kind = ObstacleKind::NoSuchResource;
  }
  const Match match = prober_.ask(std::move(assume));
  return {match, prober_.last()};
}

// HeadBucket: a denial only shows up as AccessDenied in CloudTrail, Config goes on. The documented
// bucket policy grants it to the service ("AWSConfigBucketExistenceCheck"), which tries after the
// role as with the other requests.
void ConfigAccess::look_at_bucket() {
  const auto ask = [this](Probe head) {
    head.purpose = "see whether the bucket is there (HeadBucket)";
    head.required = false;
    return prober_.ask(std::move(head));
  };
  const std::size_t first_probe = prober_.count();
  const std::string resource = bucket_arn(partition_, bucket_name());
  if (ask(as_role(kCheckSession, "s3:ListBucket", resource)) != Match::Yes &&
      falls_back(first_probe)) {
    ask(as_service("s3:ListBucket", resource, bucket_));
  }
}

std::string ConfigAccess::object_key(std::string_view rest) const {
  const std::string prefix = channel_.s3_key_prefix ? *channel_.s3_key_prefix + "/" : "";
  return prefix + "AWSLogs/" + home_.account + "/Config/" + std::string(rest);
}

ObjectWrite ConfigAccess::object(std::string key) {
  ObjectWrite write;
  write.bucket = bucket_;
  write.bucket_name = bucket_name();
  write.partition = partition_;
  write.key = std::move(key);
  write.kms_key = channel_.s3_kms_key_arn.value_or("");
  if (write.kms_key.empty()) {
    choose_sse_header(prober_, write, ConfigSseHeader::Aes256);
  }
  // Config's guide: a bucket with a default retention of Object Lock is not supported.
  if (prober_.read(bucket_->object_lock_default_retention) &&
      prober_.assumes(ConfigObjectLock::Refused)) {
    write.obstacle =
        "the bucket has a default Object Lock retention, which wants a checksum that the request "
        "does not carry";
  }
  return write;
}

bool ConfigAccess::foreign_bucket() const {
  return !prober_.facts().is(bucket_->account, home_.account);
}

/// Whether the service principal tries what the role, whose requests began at `first_probe`, may
/// not do.
bool ConfigAccess::falls_back(std::size_t first_probe) {
  const ConfigSpnFallback fallback = prober_.rely_on<ConfigSpnFallback>();
  const bool foreign = bucket_ == nullptr || foreign_bucket();
  if (fallback == ConfigSpnFallback::Never ||
      (fallback == ConfigSpnFallback::CrossAccount && !foreign)) {
    return false;
  }
  for (std::size_t i = first_probe; i <= prober_.last(); ++i) {
    if (prober_.probe(i).decision.verdict == Verdict::ExplicitlyDenied &&
        prober_.assumes(ConfigFallbackAfterExplicitDeny::No)) {
      return false;
    }
  }
  return true;
}

/// Whether writing with an ACL header asks the role for s3:PutObjectAcl.
bool ConfigAccess::role_needs_acl_permission() {
  switch (prober_.rely_on<AclHeaderNeedsPutObjectAcl>()) {
    case AclHeaderNeedsPutObjectAcl::RoleIdentity:
    case AclHeaderNeedsPutObjectAcl::RoleBothSides:
      return true;
    case AclHeaderNeedsPutObjectAcl::RoleCrossAccount:
      return foreign_bucket();
    case AclHeaderNeedsPutObjectAcl::Never:
      break;
  }
  return false;
}

Step ConfigAccess::write_as_role(const ObjectWrite& write,
                                 std::string_view session,
                                 bool required) {
  const WriteResult result = ask_write(
      prober_,
      write,
      [&](std::string_view action, std::string resource) {
        return as_role(session, action, std::move(resource));
      },
      required);
  if (result.match == Match::No || !role_needs_acl_permission()) {
    return {result.match, result.probe};
  }
  Probe acl = as_role(session, "s3:PutObjectAcl", object_arn(partition_, bucket_name(), write.key));
  acl.purpose = "set the object's ACL header as the role";
  acl.request.context.set("s3:x-amz-acl", "bucket-owner-full-control");
  acl.required = required;
  acl.identity_only = !prober_.assumes(AclHeaderNeedsPutObjectAcl::RoleBothSides);
  const Match match = both(result.match, prober_.ask(std::move(acl)));
  return {match, match == result.match ? result.probe : prober_.last()};
}

/// These requests decide after all: nobody else tries again.
void ConfigAccess::require_from(std::size_t first_probe) {
  for (std::size_t i = first_probe; i < prober_.count(); ++i) {
    prober_.probe(i).required = true;
  }
}

ConfigAccess::Written ConfigAccess::write(const ObjectWrite& write, std::string_view session) {
  const std::size_t first_probe = prober_.count();
  Written written;
  written.step = write_as_role(write, session, /*required=*/false);
  if (written.step.match == Match::Yes || !falls_back(first_probe)) {
    require_from(first_probe);
    return written;
  }
  const Match by_role = written.step.match;
  const WriteResult result = ask_write(
      prober_,
      write,
      [this](std::string_view action, std::string resource) {
        return as_service(action, std::move(resource), bucket_);
      },
      by_role == Match::No);
  written.step = {either(by_role, result.match), result.probe};
  written.writer = by_role == Match::No ? Writer::Service : Writer::Either;
  return written;
}

Step ConfigAccess::read_acl_as(Writer writer) {
  const std::string resource = bucket_arn(partition_, bucket_name());
  Probe acl = writer == Writer::Service ? as_service("s3:GetBucketAcl", resource, bucket_)
                                        : as_role(kCheckSession, "s3:GetBucketAcl", resource);
  acl.purpose = "read the bucket's ACL";
  acl.required = writer != Writer::Service || prober_.assumes(ConfigAclOnSpnPath::Required);
  const bool required = acl.required;
  const Match match = prober_.ask(std::move(acl));
  return {required ? match : Match::Yes, prober_.last()};
}

Step ConfigAccess::read_acl(Writer writer) {
  if (writer != Writer::Either) {
    return read_acl_as(writer);
  }
  const Step role = read_acl_as(Writer::Role);
  const Step service = read_acl_as(Writer::Service);
  return {role.match == service.match ? role.match : Match::Unknown,
          role.match == Match::Yes ? service.probe : role.probe};
}

// The write decides who goes on with the check; a refused ACL is then final, even where the other
// identity would be allowed (Landing Zone Accelerator 1.4.0).
bool ConfigAccess::check(const Settle& settle) {
  look_at_bucket();
  const bool acl_first = prober_.assumes(ConfigCheckOrder::AclFirst);
  bool holds = true;
  const auto part = [&](Part which, Step step) {
    settle(which, step);
    holds = holds && step.match != Match::No;
  };
  if (acl_first) {
    part(Part::Acl, read_acl(Writer::Role));
  }
  const ObjectWrite file = object(object_key("ConfigWritabilityCheckFile"));
  const Written written = write(file, kCheckSession);
  part(Part::Write, written.step);
  if (written.step.match == Match::Yes) {
    note_written(prober_, file);
  }
  if (written.step.match != Match::No && !acl_first) {
    part(Part::Acl, read_acl(written.writer));
  }
  return holds;
}

Step ConfigAccess::write_object(std::string key, std::string_view session) {
  return write(object(std::move(key)), session).step;
}

Step ConfigAccess::publish(std::string_view session) {
  const std::string& arn = *channel_.sns_topic_arn;
  const world::Topic* topic = prober_.world().topic(arn);
  std::string obstacle;
  ObstacleKind kind = ObstacleKind::None;
  if (const auto parsed = Arn::parse(arn);
      parsed && !has_unknown(parsed->region) && parsed->region != home_.region) {
    // Config's guide: the topic must be in the Region of the channel.
    obstacle = "the topic is in " + std::string(parsed->region) + ", Config publishes in " +
               home_.region + " only";
    kind = ObstacleKind::WrongRegion;
  } else if (topic != nullptr && !prober_.facts().is(topic->kms_key, "") &&
             prober_.assumes(ConfigEncryptedTopic::Unsupported)) {
    obstacle = "the topic is encrypted, which Config does not support";
  }
  Publication publication{arn, "publish a notification to the topic", obstacle, false, {}, kind};
  const std::size_t first_probe = prober_.count();
  const PublishResult by_role =
      ask_publish(prober_, publication, [&](std::string_view action, std::string resource) {
        return as_role(session, action, std::move(resource));
      });
  if (by_role.match == Match::Yes || !falls_back(first_probe)) {
    require_from(first_probe);
    return {by_role.match, by_role.probe};
  }
  publication.required = by_role.match == Match::No;
  const PublishResult by_service =
      ask_publish(prober_, publication, [&](std::string_view action, std::string resource) {
        return as_service(action, std::move(resource));
      });
  return {either(by_role.match, by_service.match), by_service.probe};
}

}  // namespace remora::delivery::config
