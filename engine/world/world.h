#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/authorize/policy_set.h"

/// A small AWS world: the resources that a delivery touches, with their policies compiled.
/// Immutable once loaded; everything else holds views into it.
namespace remora::world {

/// Whether what is not listed does not exist (Closed) or is not known (Open).
enum class Closure : std::uint8_t { Closed, Open };

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

/// What an account's place in the organization brings with it.
struct MemberAccount {
  std::string path;               // o-.../r-.../ou-.../ as in aws:PrincipalOrgPaths
  std::vector<PolicyGroup> scps;  // levels from root to account
  std::vector<PolicyGroup> rcps;
};

struct Organization {
  std::string id;
  std::string management_account;
  bool cloudtrail_access_enabled = true;
  bool scps_in_force = false;
  bool rcps_in_force = false;
  std::map<std::string, MemberAccount, std::less<>> accounts;
};

class World {
 public:
  Closure closure = Closure::Closed;
  std::optional<Organization> organization;
  std::vector<Bucket> buckets;
  std::vector<Key> keys;
  std::vector<Topic> topics;
  std::vector<Role> roles;
  std::vector<LogGroup> log_groups;
  // What stands for the policies of whatever an open world does not list.
  PolicyGroup unlisted_identity{CompiledPolicy::unread(
      PolicyType::Identity, "the policies of this principal are not listed")};
  CompiledPolicyPtr unlisted_resource =
      CompiledPolicy::unread(PolicyType::Resource, "the policy of this resource is not listed");

  [[nodiscard]] const Bucket* bucket(std::string_view name) const;
  /// By key ARN, alias ARN, or by id or alias name in the given account and Region.
  [[nodiscard]] const Key* key(std::string_view id,
                               std::string_view account,
                               std::string_view region) const;
  [[nodiscard]] const Topic* topic(std::string_view arn) const;
  [[nodiscard]] const Role* role(std::string_view arn) const;
  /// By account and name without path, as a session ARN names it.
  [[nodiscard]] const Role* role_of_session(std::string_view account, std::string_view name) const;
  [[nodiscard]] const LogGroup* log_group(std::string_view arn) const;
  /// The account's place in the organization; null if it is in none.
  [[nodiscard]] const MemberAccount* member(std::string_view account) const;
  [[nodiscard]] bool is_management_account(std::string_view account) const;
};

}  // namespace remora::world
