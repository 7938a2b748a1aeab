#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/authorize/policy_set.h"
#include "engine/base/place.h"
#include "engine/world/fact.h"

/// The resources that a delivery touches, with their policies compiled, and where they are listed.
/// Names and ARNs are what they are found by, so they are known; they may hold symbols.
namespace remora::world {

/// Tags with their values, in the order in which they are listed.
using TagList = std::vector<std::pair<std::string, std::string>>;

/// How S3 encrypts what comes without a wish; without a setting of the bucket: SSE-S3.
struct BucketEncryption {
  Fact<std::string> algorithm = "AES256";  // AES256, aws:kms, aws:kms:dsse
  Fact<std::string> kms_key;               // empty: the AWS managed key aws/s3
  Fact<bool> bucket_key = false;
};

struct PublicAccessBlock {
  Fact<bool> block_public_acls = false;
  Fact<bool> ignore_public_acls = false;
  Fact<bool> block_public_policy = false;
  Fact<bool> restrict_public_buckets = false;
};

/// An object that a delivery wrote.
struct Object {
  std::string key;
  BucketEncryption encryption;
};

struct Bucket {
  std::string name;
  Fact<std::string> account;
  Fact<std::string> region;
  CompiledPolicyPtr policy;  // null: the bucket has none
  BucketEncryption encryption;
  Fact<std::string> object_ownership = "BucketOwnerEnforced";
  PublicAccessBlock public_access_block;
  Fact<bool> requester_pays = false;
  Fact<bool> object_lock_default_retention = false;
  /// That authorization sees. S3 User Guide, "Enabling ABAC in general purpose buckets": by default
  /// it is disabled, and tags are none of its business then.
  Fact<TagList> tags = TagList();
  Place place = {};
  std::vector<Object> objects;  // those that calls wrote which were followed by others
};

struct Key {
  std::string arn;
  std::string account;
  std::string region;
  CompiledPolicyPtr policy;
  Fact<std::string> state = "Enabled";
  Fact<std::vector<std::string>> aliases;  // alias/name
  bool aliases_said = false;               // else there may be more than those
  Fact<bool> multi_region = false;
  Fact<std::string> origin = unsaid("the origin of the key");  // AWS_KMS, EXTERNAL, ...
  Fact<TagList> tags = unsaid("the tags of the key");
  Fact<std::string> spec = "SYMMETRIC_DEFAULT";
  Fact<std::vector<Grant>> grants;
  Fact<bool> aws_managed = false;
  Place place = {};
};

struct Topic {
  std::string arn;
  std::string account;
  CompiledPolicyPtr policy;
  Fact<std::string> kms_key;  // empty: not encrypted
  Fact<TagList> tags = unsaid("the tags of the topic");
  Place place = {};
};

struct Role {
  std::string arn;
  std::string account;
  std::string name;  // without path
  CompiledPolicyPtr trust;
  PolicyGroup policies;
  CompiledPolicyPtr boundary;
  Fact<bool> service_linked = false;
  Fact<TagList> tags = unsaid("the tags of the role");
  Place place = {};
};

struct LogGroup {
  std::string arn;
  Place place = {};
};

std::vector<std::string> names_of(const Bucket& bucket);   // the name
std::vector<std::string> names_of(const Key& key);         // the ARN; aliases may change
std::vector<std::string> names_of(const Topic& topic);     // the ARN
std::vector<std::string> names_of(const Role& role);       // the ARN, and ACCOUNT/NAME
std::vector<std::string> names_of(const LogGroup& group);  // the ARN without :* at its end

}  // namespace remora::world
