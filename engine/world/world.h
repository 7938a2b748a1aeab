#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/world/configuration.h"
#include "engine/world/named_list.h"
#include "engine/world/organization.h"
#include "engine/world/resources.h"
#include "engine/world/suppositions.h"

/// A small AWS world: what a delivery touches. Immutable once loaded; everything else holds views
/// into it.
namespace remora::world {

/// Whether what is not listed does not exist (Closed) or is not known (Open).
enum class Closure : std::uint8_t { Closed, Open };

class World {
 public:
  Closure closure = Closure::Closed;
  std::optional<Organization> organization;
  UnknownPtr unknown_organization;  // why nobody knows whether there is one, and which; else null
  NamedList<Bucket> buckets;
  NamedList<Key> keys;
  NamedList<Topic> topics;
  NamedList<Role> roles;
  NamedList<LogGroup> log_groups;
  std::vector<ExistingRecorder> recorders;
  std::vector<ExistingChannel> channels;
  std::vector<ExistingTrail> trails;
  // What stands for the policies of whatever an open world does not list.
  PolicyGroup unlisted_identity{CompiledPolicy::unread(
      PolicyType::Identity, "the policies of this principal are not listed")};
  CompiledPolicyPtr unlisted_resource =
      CompiledPolicy::unread(PolicyType::Resource, "the policy of this resource is not listed");
  // What stands for the SCPs and RCPs of an organization of which nothing is known.
  std::vector<PolicyGroup> unknown_scps;
  std::vector<PolicyGroup> unknown_rcps;
  // What stands for the RCPs of whichever account owns a resource.
  std::vector<PolicyGroup> unlisted_rcps{
      {CompiledPolicy::unread(PolicyType::Rcp, "whose resource it is, is not known")}};

  [[nodiscard]] const Bucket* bucket(std::string_view name) const;
  /// By key ARN, alias ARN, or by id or alias name in the given account and Region.
  [[nodiscard]] const Key* key(std::string_view id,
                               const Fact<std::string>& account,
                               const Fact<std::string>& region,
                               Suppositions& suppositions) const;
  [[nodiscard]] const Topic* topic(std::string_view arn) const;
  [[nodiscard]] const Role* role(std::string_view arn) const;
  /// By account and name without path, as a session ARN names it.
  [[nodiscard]] const Role* role_of_session(std::string_view account, std::string_view name) const;
  [[nodiscard]] const LogGroup* log_group(std::string_view arn) const;
  /// The configuration recorder that the account has in the Region, or null.
  [[nodiscard]] const ExistingRecorder* recorder(std::string_view account,
                                                 std::string_view region) const;
  /// The delivery channel that the account has in the Region, or null.
  [[nodiscard]] const ExistingChannel* channel(std::string_view account,
                                               std::string_view region) const;
  /// A trail by its ARN, or by its name among those of an account: its own in that Region, and
  /// the organization's.
  [[nodiscard]] const ExistingTrail* trail(std::string_view name_or_arn,
                                           std::string_view account,
                                           std::string_view region) const;
  /// The account's place in the organization; null if it is in none.
  [[nodiscard]] const MemberAccount* member(std::string_view account) const;
  [[nodiscard]] bool is_management_account(std::string_view account) const;
};

}  // namespace remora::world
