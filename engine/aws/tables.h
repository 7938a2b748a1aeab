#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/aws/action.h"

/// What `engine/aws/tables` knows about the names in a policy. A service that is not in the tables
/// is not known here: nothing is said about its actions and keys, neither good nor bad.
namespace remora {

/// A row of actions.inc. Lists are words separated by one space.
struct ActionRow {
  std::string_view service;
  std::string_view name;
  std::string_view access_level;
  std::string_view resource_types;
  std::string_view condition_keys;
};

enum class KeyType : std::uint8_t { String, Arn, Bool, Numeric, Date, IpAddress, Binary };

/// A row of condition_keys.inc. `name` may hold one `${...}`, which stands for any text.
struct KeyRow {
  std::string_view name;
  KeyType type = KeyType::String;
  bool multivalued = false;
};

/// AWS's word for the type of a key's values.
std::string_view to_string(KeyType type);

/// Whether the tables hold the service with that action prefix, without regard to case.
bool is_known_service(std::string_view service);

/// The known actions that an entry of Action covers: `s3:Get*`, `*`, `*:*`. Empty for an action
/// of a service that is not in the tables. Names compare without regard to case.
/// Source: IAM User Guide, "IAM JSON policy elements: Action".
std::vector<const ActionRow*> expand_action(std::string_view pattern);

/// The row of one action, without regard to case; null if the tables have none. Allocates nothing.
const ActionRow* find_action(const Action& action);

/// Whether the action can act on resources of that type.
bool takes_resource(const ActionRow& action, std::string_view resource_type);

/// The template of the ARN that AWS authorizes an action on which names no resource of its own, as
/// s3:ListAllMyBuckets on `arn:${Partition}:s3:::*`; empty where that is `*`, as far as is known.
/// Source: engine/aws/tables/account_resources.inc, row by row. Allocates nothing.
std::string_view account_resource(const Action& action);

/// `s3:PutObject` for `s3:PutObjekt`; empty if no action of that service, and no service, is near,
/// or if it is of another service of AWS.
std::string nearest_action(std::string_view action);

/// The words of a list of a row.
std::vector<std::string_view> words(std::string_view list);

/// `arn:${Partition}:s3:::${BucketName}` for s3, bucket; empty if there is no such type.
std::string_view arn_template(std::string_view service, std::string_view resource_type);

/// The row of a condition key, templates included; null if the tables have none.
const KeyRow* find_key(std::string_view key);

/// False only for a key that should be in the tables and is not: one that begins with `aws:` or
/// with a service of the tables. `<provider>:<claim>` of an OIDC provider and keys of other
/// services count as known.
bool is_plausible_key(std::string_view key);

/// `aws:SourceArn` for `aws:SourceARNs`; empty if none is near.
std::string nearest_key(std::string_view key);

/// Whether it ends as the names of service principals do: `.amazonaws.com`, ...
bool has_service_domain(std::string_view principal);

/// Whether AWS has a service of that name, as far as its principals tell: `sqs`, of which the
/// tables know no more.
bool is_aws_service(std::string_view name);

/// True for a known service principal, in any Region and any partition.
bool is_service_principal(std::string_view principal);

/// `config.amazonaws.com` for `confg.amazonaws.com` and `config.amazonaw.com`; empty if the name is
/// a known service principal's (in any Region, in any partition), or if none is near. Only slips of
/// one letter, or of two in a name of eight, count: a service that is not in the tables is not
/// wrong.
std::string misspelt_service_principal(std::string_view principal);

/// Whether requests for the action can carry the key. Global keys (`aws:`) and the keys of a
/// session (`saml:`, `ec2:`, `<provider>:<claim>`) count for every action.
bool carries_key(const ActionRow& action, std::string_view key);

}  // namespace remora
