#include "engine/input/bucket_reader.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "engine/input/fact_reader.h"
#include "engine/input/names.h"
#include "engine/input/printed.h"
#include "engine/input/tag_reader.h"

namespace remora::input {

namespace {

constexpr auto kOwnership = std::to_array<std::string_view>(
    {"BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"});

/// In a scenario's words, or as get-bucket-ownership-controls prints it.
std::string ownership(MemberReader& reader) {
  const auto value = reader.value().find("objectOwnership");
  if (value && value->is_object()) {
    const json::Value inner = printed(*reader.any("objectOwnership"),
                                      {"OwnershipControls", "Rules", "0", "ObjectOwnership"});
    if (std::find(kOwnership.begin(), kOwnership.end(), inner.text()) == kOwnership.end()) {
      reader.sink().error(inner.place(), "choice", "this is no object ownership");
    }
    return std::string(inner.text());
  }
  return std::string(reader.choice("objectOwnership", kOwnership, kOwnership[0]));
}

/// Whether there is one, or as get-object-lock-configuration prints it.
bool default_retention(MemberReader& reader) {
  const auto value = reader.value().find("objectLockDefaultRetention");
  if (value && value->is_object()) {
    const json::Value rule =
        printed(*reader.any("objectLockDefaultRetention"), {"ObjectLockConfiguration", "Rule"});
    return rule.find("DefaultRetention").has_value();
  }
  return reader.boolean("objectLockDefaultRetention").value_or(false);
}

/// A Region, or as get-bucket-location prints it: null is us-east-1, EU is eu-west-1. Source: S3
/// API Reference, "GetBucketLocation".
std::string bucket_region(MemberReader& reader) {
  const auto value = reader.value().find("region");
  const auto location = value ? value->find("LocationConstraint") : std::nullopt;
  if (!location) {
    return read_region(reader, "region", reader.sink());
  }
  reader.ignore("region");
  return location->is_null()        ? "us-east-1"
         : location->text() == "EU" ? "eu-west-1"
                                    : std::string(location->text());
}

world::BucketEncryption bucket_encryption(MemberReader& bucket,
                                          const std::string& path,
                                          const std::string& it) {
  constexpr auto kAlgorithms =
      std::to_array<std::string_view>({"AES256", "aws:kms", "aws:kms:dsse"});
  const What how{"how ", it, " encrypts by default"};
  const What key{"the default key of ", it};
  const What bucket_key{"whether ", it, " has an S3 Bucket Key"};
  world::BucketEncryption encryption;
  FactReader whole(bucket, path);
  if (whole.unknown("encryption", how)) {
    encryption.algorithm = whole.unknown("encryption", how);
    encryption.kms_key = whole.unknown("encryption", key);
    encryption.bucket_key = whole.unknown("encryption", bucket_key);
  } else if (const auto value = bucket.object("encryption")) {
    // Also as get-bucket-encryption prints it.
    const json::Value rule = printed(*value, {"ServerSideEncryptionConfiguration", "Rules", "0"});
    MemberReader reader(
        printed(rule, {"ApplyServerSideEncryptionByDefault"}), "an encryption", bucket.sink());
    FactReader facts(reader, path + ".encryption");
    encryption.algorithm = facts.fact<std::string>("SSEAlgorithm", how, [&] {
      return std::string(reader.choice("SSEAlgorithm", kAlgorithms, kAlgorithms[0]));
    });
    encryption.kms_key = facts.text("KMSMasterKeyID", key);
    encryption.bucket_key = facts.boolean("BucketKeyEnabled", bucket_key, false);
    if (const auto enabled = rule.find("BucketKeyEnabled"); enabled && reader.value() != rule) {
      encryption.bucket_key = enabled->text() == "true";
    }
    reader.finish();
  }
  return encryption;
}

world::PublicAccessBlock public_access_block(MemberReader& bucket,
                                             const std::string& path,
                                             const std::string& it) {
  using Block = world::PublicAccessBlock;
  const std::initializer_list<std::pair<std::string_view, world::Fact<bool> Block::*>> settings = {
      {"BlockPublicAcls", &Block::block_public_acls},
      {"IgnorePublicAcls", &Block::ignore_public_acls},
      {"BlockPublicPolicy", &Block::block_public_policy},
      {"RestrictPublicBuckets", &Block::restrict_public_buckets}};
  const auto what = [&](std::string_view setting) {
    return "whether " + it + " has " + std::string(setting);
  };
  Block block;
  FactReader whole(bucket, path);
  if (whole.unknown("publicAccessBlock", "")) {
    for (const auto& [name, setting] : settings) {
      block.*setting = whole.unknown("publicAccessBlock", what(name));
    }
  } else if (const auto value = bucket.object("publicAccessBlock")) {
    MemberReader reader(printed(*value, {"PublicAccessBlockConfiguration"}),
                        "a public access block",
                        bucket.sink());
    FactReader facts(reader, path + ".publicAccessBlock");
    for (const auto& [name, setting] : settings) {
      block.*setting = facts.boolean(name, what(name), false);
    }
    reader.finish();
  }
  return block;
}

}  // namespace

world::Bucket read_bucket(const json::Value& value,
                          const std::string& path,
                          PolicyLoader& policies,
                          DiagnosticSink& sink) {
  MemberReader reader(value, "a bucket", sink);
  FactReader facts(reader, path);
  world::Bucket bucket;
  bucket.place = value.place();
  bucket.name = reader.required_text("name");
  if (bucket.name.starts_with("arn:")) {
    sink.error(reader.place_of("name"),
               "bucket",
               "a bucket has a name here, and no ARN",
               "write what stands behind \":::\"");
  }
  const std::string it = "bucket " + bucket.name;
  bucket.account = facts.fact<std::string>("accountId", {"the account of ", it}, [&] {
    return read_account(reader, "accountId", sink);
  });
  bucket.region = facts.fact<std::string>(
      "region", {"the Region of ", it}, [&] { return bucket_region(reader); });
  bucket.policy = facts.policy("policy", {"the policy of ", it}, PolicyType::Bucket, policies);
  bucket.encryption = bucket_encryption(reader, path, it);
  bucket.object_ownership = facts.fact<std::string>(
      "objectOwnership", {"the object ownership of ", it}, [&] { return ownership(reader); });
  bucket.public_access_block = public_access_block(reader, path, it);
  bucket.requester_pays =
      facts.fact<bool>("requesterPays", {"whether ", it, " is Requester Pays"}, [&] {
        const auto payer = reader.value().find("requesterPays");
        return payer && payer->is_object()
                   ? printed(*reader.any("requesterPays"), {"Payer"}).text() == "Requester"
                   : reader.boolean("requesterPays").value_or(false);
      });
  bucket.object_lock_default_retention =
      facts.fact<bool>("objectLockDefaultRetention",
                       {"whether ", it, " has a default retention of Object Lock"},
                       [&] { return default_retention(reader); });
  if (reader.value().find("tags") || reader.value().find("Tags")) {
    bucket.tags = read_tags(reader, path, it);
  }
  reader.finish();
  return bucket;
}

}  // namespace remora::input
