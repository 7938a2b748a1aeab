#include "engine/delivery/s3_write.h"

#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/symbol.h"
#include "engine/delivery/managed_key.h"

namespace remora::delivery {

namespace {

constexpr std::string_view kSymmetric = "SYMMETRIC_DEFAULT";

bool uses_bucket_key(const Prober& prober, const world::Bucket* bucket) {
  return bucket != nullptr && prober.read(bucket->encryption.bucket_key);
}

/// What prevents the use of something, for people and by kind.
struct Obstacle {
  std::string text;  // empty: nothing does
  ObstacleKind kind = ObstacleKind::None;
};

/// "There is no such key", and where one of the same id is, if there is one: keys are often made
/// in the wrong account or Region.
Obstacle missing_key(const world::World& world, std::string_view id) {
  std::string text = "there is no key " + std::string(id);
  const std::string_view name = id.substr(id.rfind('/') + 1);
  for (const world::Key& other : world.keys) {
    if (std::string_view(other.arn).substr(other.arn.rfind('/') + 1) == name) {
      const auto arn = Arn::parse(id);
      const bool account_differs = arn && arn->account != other.account;
      return {text + "; a key of that id is in account " + other.account + ", " + other.region,
              account_differs ? ObstacleKind::WrongAccount : ObstacleKind::WrongRegion};
    }
  }
  return {std::move(text), ObstacleKind::NoSuchResource};
}

/// What prevents the use of a key whatever its policy says.
Obstacle obstacle_of(const Prober& prober,
                     const world::Key* key,
                     const world::Bucket* bucket,
                     std::string_view id) {
  if (key == nullptr && !managed_key(id).empty()) {
    return {why_managed_key_is_closed(id), ObstacleKind::AwsManagedKey};
  }
  if (const auto arn = Arn::parse(id);
      key == nullptr && arn && is_managed_key_for_id(arn->resource)) {
    return {malformed_key(arn->resource), ObstacleKind::AwsManagedKey};
  }
  if (key == nullptr) {
    return prober.is_closed(id) ? missing_key(prober.world(), id) : Obstacle{};
  }
  if (!is_enabled(prober, *key)) {
    return {state_of(prober, *key), ObstacleKind::KeyState};
  }
  if (!prober.facts().is(key->spec, kSymmetric)) {
    return {"the key is of spec " + readable(prober.read(key->spec)) +
                ", S3 needs a symmetric encryption key",
            ObstacleKind::KeyType};
  }
  // S3 can use only keys of its own Region (S3 User Guide, "Using server-side encryption with AWS
  // KMS keys").
  if (bucket != nullptr && !prober.facts().is(bucket->region, key->region)) {
    return {
        "the key is in " + key->region + ", the bucket in " + readable(prober.read(bucket->region)),
        ObstacleKind::WrongRegion};
  }
  return {};
}

/// The resource of a request to KMS.
std::string resource_of(const world::Key* key, std::string_view id) {
  return key != nullptr ? key->arn : unknown_arn("kms", id, "key/").value_or(std::string(id));
}

void add_write_headers(Request& request, const ObjectWrite& write) {
  RequestContext& context = request.context;
  context.set("s3:x-amz-acl", "bucket-owner-full-control");
  if (!write.kms_key.empty()) {
    if (write.names_key) {
      context.set("s3:x-amz-server-side-encryption", "aws:kms");
      context.set("s3:x-amz-server-side-encryption-aws-kms-key-id", write.kms_key);
    }
  } else if (!write.sse_header.empty()) {
    context.set("s3:x-amz-server-side-encryption", write.sse_header);
  }
}

/// Without a Bucket Key the encryption context names the object, with one the bucket.
std::string encryption_context_arn(const Prober& prober, const ObjectWrite& write) {
  return uses_bucket_key(prober, write.bucket)
             ? bucket_arn(write.partition, write.bucket_name)
             : object_arn(write.partition, write.bucket_name, write.key);
}

/// Whether the keys that name the source of a service's request reach KMS.
void forward_source(const Prober& prober, Probe& probe) {
  const std::initializer_list<KeyName> keys = {
      "aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"};
  const KmsSourceKeys setting = prober.shape<KmsSourceKeys>(probe.switches, keys);
  RequestContext& context = probe.request.context;
  for (const KeyName& key : keys) {
    if (setting == KmsSourceKeys::Absent) {
      context.erase(key);
    } else if (setting == KmsSourceKeys::Unknown) {
      context.set_unknown(key, "undocumented when S3 asks KMS for a service");
    }
  }
}

Probe s3_kms_probe(const Prober& prober,
                   const ObjectWrite& write,
                   const ProbeMaker& make_probe,
                   std::string_view key_id,
                   std::string_view action) {
  const world::Bucket* bucket = write.bucket;
  const world::Fact<std::string> nowhere;
  const auto& account = bucket == nullptr ? nowhere : bucket->account;
  const auto& region = bucket == nullptr ? nowhere : bucket->region;
  Probe probe = kms_probe(prober, key_id, bucket, account, region, make_probe, action);
  RequestContext& context = probe.request.context;
  context.set("kms:ViaService",
              "s3." + prober.read(region) + "." + std::string(dns_suffix(write.partition)));
  context.set("kms:EncryptionContext:aws:s3:arn", encryption_context_arn(prober, write));
  std::vector<std::string_view> names = {"aws:s3:arn"};
  for (const auto& [name, value] : write.encryption_context) {
    context.set("kms:EncryptionContext:" + name, value);
    names.push_back(name);
  }
  context.set_multivalued("kms:EncryptionContextKeys", names);
  add_forwarding_keys(probe.request);
  if (!probe.request.principal.is_iam()) {
    forward_source(prober, probe);
  }
  return probe;
}

/// kms:CallerAccount, which AWS documents for principals of accounts only.
void add_caller_account(const Prober& prober, Probe& probe) {
  RequestContext& context = probe.request.context;
  switch (prober.shape<ServiceCallerAccount>(probe.switches, {"kms:CallerAccount"})) {
    case ServiceCallerAccount::Absent:
      return;
    case ServiceCallerAccount::Unknown:
      context.set_unknown("kms:CallerAccount", "undocumented when S3 asks KMS for a service");
      return;
    case ServiceCallerAccount::SourceAccount:
      probe.switches.derive("kms:CallerAccount", "aws:SourceAccount");
      if (const auto* source = context.find("aws:SourceAccount");
          source != nullptr && source->size() > 0) {
        context.set("kms:CallerAccount", std::string(source->value(0)));
      }
  }
}

/// Whether kms:Decrypt is asked of the writer as well: Yes if it must be granted, Unknown if it is
/// asked for the record, because one page of AWS's wants it.
Match needs_decrypt(Prober& prober, const ObjectWrite& write) {
  const bool documented = write.decrypts_bucket_key && uses_bucket_key(prober, write.bucket);
  switch (prober.rely_on<KmsDecrypt>()) {
    case KmsDecrypt::Warn:
      return documented ? Match::Unknown : Match::No;
    case KmsDecrypt::Never:
      break;
    case KmsDecrypt::Required:
    case KmsDecrypt::CloudTrailBucketKey:
      return match_if(documented);
    case KmsDecrypt::BucketKey:
      return match_if(uses_bucket_key(prober, write.bucket));
    case KmsDecrypt::Always:
      return Match::Yes;
  }
  return Match::No;
}

/// Asks what S3 asks of KMS for one action in the writer's name.
Match ask_s3_kms(Prober& prober,
                 const ObjectWrite& write,
                 const ProbeMaker& make_probe,
                 std::string_view key,
                 std::string_view action,
                 bool required) {
  Probe probe = s3_kms_probe(prober, write, make_probe, key, action);
  probe.purpose = action == "kms:Decrypt" ? "S3 unwraps the bucket key for it"
                                          : "S3 asks KMS for a data key for it";
  probe.required = required;
  return prober.ask(std::move(probe));
}

}  // namespace

bool encrypts_with_kms(const Prober& prober, const world::Bucket& bucket) {
  return !prober.facts().is(bucket.encryption.algorithm, "AES256");
}

bool is_enabled(const Prober& prober, const world::Key& key) {
  return prober.facts().is(key.state, "Enabled");
}

std::string state_of(const Prober& prober, const world::Key& key) {
  return "the key is in state " + readable(prober.read(key.state));
}

void add_forwarding_keys(Request& request) {
  constexpr std::string_view kUndocumented = "undocumented when a service asks KMS for another";
  RequestContext& context = request.context;
  if (request.principal.is_iam()) {
    context.set("aws:ViaAWSService", "true");
  } else {
    context.set_unknown("aws:ViaAWSService", kUndocumented);
  }
  const std::initializer_list<KeyName> keys = {
      "aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast"};
  for (const KeyName& key : keys) {
    context.set_unknown(key, kUndocumented);
  }
}

std::string key_in_use(const Prober& prober, const ObjectWrite& write) {
  if (!write.kms_key.empty()) {
    return write.kms_key;
  }
  if (!write.sse_header.empty() || write.bucket == nullptr ||
      !encrypts_with_kms(prober, *write.bucket)) {
    return {};
  }
  const world::Fact<std::string>& key = write.bucket->encryption.kms_key;
  return prober.facts().is(key, "") ? "alias/aws/s3" : prober.read(key);
}

Probe kms_probe(const Prober& prober,
                std::string_view key_id,
                const world::Bucket* bucket,
                const world::Fact<std::string>& account,
                const world::Fact<std::string>& region,
                const ProbeMaker& make_probe,
                std::string_view action) {
  const world::Key* key = prober.world().key(key_id, account, region, prober.facts());
  Probe probe = make_probe(action, resource_of(key, key_id));
  Obstacle obstacle = obstacle_of(prober, key, bucket, key_id);
  probe.obstacle = std::move(obstacle.text);
  probe.obstacle_kind = obstacle.kind;
  RequestContext& context = probe.request.context;
  if (action != "kms:DescribeKey") {
    context.set("kms:EncryptionAlgorithm", kSymmetric);
  }
  // Whether a service hands an alias on to KMS or the key that it found for it, nobody has
  // measured.
  if (has_unknown(key_id) || key_id.starts_with("alias/") ||
      key_id.find(":alias/") != key_id.npos) {
    context.set_unknown("kms:RequestAlias", "whether KMS is asked by the alias is not documented");
  }
  if (key != nullptr) {
    context.set("kms:KeySpec", prober.read(key->spec));
    context.set("kms:KeyUsage", "ENCRYPT_DECRYPT");
  } else if (has_unknown(key_id)) {
    context.set_unknown("kms:KeySpec", "which key it is, is not known");
    context.set_unknown("kms:KeyUsage", "which key it is, is not known");
  }
  if (probe.request.principal.is_iam()) {
    context.set("kms:CallerAccount", probe.request.principal.account());
  } else {
    add_caller_account(prober, probe);
  }
  return probe;
}

void note_written(Prober& prober, const ObjectWrite& write) {
  world::BucketEncryption encryption;  // without a key SSE-S3, also of a bucket without a default
  if (std::string key = key_in_use(prober, write); !key.empty()) {
    const std::string& own =
        write.bucket == nullptr ? "" : prober.read(write.bucket->encryption.algorithm);
    encryption = {own.starts_with("aws:kms") ? own : "aws:kms",
                  std::move(key),
                  uses_bucket_key(prober, write.bucket)};
  }
  prober.wrote({write.bucket_name, write.key, std::move(encryption)});
}

WriteResult ask_write(Prober& prober,
                      const ObjectWrite& write,
                      const ProbeMaker& make_probe,
                      bool required) {
  Probe put = make_probe("s3:PutObject", object_arn(write.partition, write.bucket_name, write.key));
  put.purpose = "write " + readable(write.key);
  put.required = required;
  put.switches.add(write.switches);
  add_write_headers(put.request, write);
  put.obstacle = write.obstacle;
  if (!put.obstacle.empty()) {
    put.obstacle_kind = ObstacleKind::BucketSetting;
  }
  if (write.bucket != nullptr && prober.read(write.bucket->requester_pays)) {
    put.obstacle = "the bucket is Requester Pays, and the request does not offer to pay";
    put.obstacle_kind = ObstacleKind::BucketSetting;
  }
  WriteResult result;
  result.match = prober.ask(std::move(put));
  result.probe = prober.last();
  const std::string key = key_in_use(prober, write);
  // S3 looks at its own policies first and asks KMS only for what it would accept itself.
  if (result.match == Match::No || key.empty() || !write.asks_kms ||
      (write.bucket != nullptr && serves(prober,
                                         key,
                                         "s3",
                                         prober.probe(result.probe).request.principal,
                                         write.bucket->account,
                                         write.bucket->region))) {
    return result;
  }
  const auto ask = [&](std::string_view action) {
    const Match match = ask_s3_kms(prober, write, make_probe, key, action, required);
    if (both(result.match, match) != result.match) {
      result.match = both(result.match, match);
      result.probe = prober.last();
      result.kms_at_fault = true;
    }
  };
  ask("kms:GenerateDataKey");
  const Match decrypt = needs_decrypt(prober, write);
  if (decrypt == Match::Yes) {
    ask("kms:Decrypt");
  } else if (decrypt == Match::Unknown &&
             ask_s3_kms(prober, write, make_probe, key, "kms:Decrypt", /*required=*/false) ==
                 Match::No) {
    result.lacks_decrypt = true;
  }
  return result;
}

}  // namespace remora::delivery
