#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/authorize/policy_set.h"

/// The resources that a delivery touches, with their policies compiled.
namespace remora::world {

struct BucketEncryption {
  std::string algorithm;  // AES256, aws:kms, aws:kms:dsse
  std::string kms_key;    // empty: the AWS managed key aws/s3
  bool bucket_key = false;
};

struct PublicAccessBlock {
  bool block_public_acls = false;
  bool ignore_public_acls = false;
  bool block_public_policy = false;
  bool restrict_public_buckets = false;
};

/// An object that a delivery wrote.
struct Object {
  std::string key;
  BucketEncryption encryption;
};

struct Bucket {
  std::string name;
  std::string account;
  std::string region;
  CompiledPolicyPtr policy;  // null: the bucket has none
  std::optional<BucketEncryption> encryption;
  std::string object_ownership = "BucketOwnerEnforced";
  PublicAccessBlock public_access_block;
  bool requester_pays = false;
  bool object_lock_default_retention = false;
  std::vector<Object> objects;  // those that calls wrote which were followed by others
};

struct Key {
  std::string arn;
  std::string account;
  std::string region;
  CompiledPolicyPtr policy;
  std::string state = "Enabled";
  std::vector<std::string> aliases;  // alias/name
  bool multi_region = false;
  std::string spec = "SYMMETRIC_DEFAULT";
  std::vector<Grant> grants;
  bool aws_managed = false;
};

struct Topic {
  std::string arn;
  std::string account;
  CompiledPolicyPtr policy;
  std::string kms_key;  // empty: not encrypted
};

struct Role {
  std::string arn;
  std::string account;
  std::string name;  // without path
  CompiledPolicyPtr trust;
  PolicyGroup policies;
  CompiledPolicyPtr boundary;
  bool service_linked = false;
};

struct LogGroup {
  std::string arn;
};

std::vector<std::string> names_of(const Bucket& bucket);   // the name
std::vector<std::string> names_of(const Key& key);         // the ARN; aliases may change
std::vector<std::string> names_of(const Topic& topic);     // the ARN
std::vector<std::string> names_of(const Role& role);       // the ARN, and ACCOUNT/NAME
std::vector<std::string> names_of(const LogGroup& group);  // the ARN without :* at its end

}  // namespace remora::world
