#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "engine/wire/operations.h"
#include "engine/wire/unit_tree.h"

/// The organization of an endpoint as calls of AWS Organizations see it and change it: a tree that
/// is made from the world for each call, and put back into it.
namespace remora::wire {

/// Why the caller is not who an operation of Organizations needs: there is no organization, it is
/// in none, it is not the account, or nobody knows whether it is. Nothing for what needs no caller.
std::optional<Fault> unless_caller(const Exchange& exchange, Needs needs);

/// Whether the account is known to be a delegated administrator of some service.
bool administers(const State& state, const std::string& account);

/// The tree of the organization, which there is. It always has a root, with the management account
/// in it if no unit has it.
UnitTree tree_of(const State& state);

/// Makes the world's organization what the tree says.
void put_tree(State& state, const UnitTree& tree);

/// The unit of that id, at or below one; null if there is none.
Unit* find_unit(Unit& from, std::string_view id);
/// What holds that unit or account; null if nothing does.
Unit* parent_of(Unit& from, std::string_view child);
/// Calls `visit` for a unit and all below it.
void each_unit(Unit& from, const std::function<void(Unit&)>& visit);

/// What does not exist; or that nobody can tell, where the tree has units without ids.
Fault not_found(const UnitTree& tree, Text text);

/// An SCP or RCP of the organization.
struct ControlPolicy {
  std::string id;
  std::string name;
  std::string description;
  PolicyType type = PolicyType::Scp;
  CompiledPolicyPtr policy;  // may be unread
  bool managed = false;      // by AWS
};

/// The id of a policy: that of its ARN. One without an ARN, which only a seed has, gets one from
/// its text.
std::string policy_id_of(const CompiledPolicyPtr& policy);
/// Every policy that is attached or was created, by its id.
std::map<std::string, ControlPolicy> control_policies(const State& state, UnitTree& tree);
/// Puts a policy among those that were created, so that it stays when nothing has it.
void keep_policy(State& state, const ControlPolicy& policy);

/// The policy that a request names; a fault if the organization has none of that id, or one that
/// nobody has read, so that nobody knows its id.
tl::expected<ControlPolicy, Fault> policy_named(const Exchange& exchange, UnitTree& tree);

/// Whether the policy of that id is among them.
bool has_policy(const PolicyGroup& group, const std::string& id);

/// Whether it hangs everywhere, as RCPFullAWSAccess does, whether the tree says so or not.
bool is_implied(const ControlPolicy& policy);

/// Whether AWS takes it as the name of a unit or a policy.
/// Source: AWS Organizations API Reference, CreateOrganizationalUnit and CreatePolicy, "Name".
bool is_organization_name(const std::string& name);

/// `service_control_policy`, as ARNs have it.
std::string kind_of(PolicyType type);
std::string_view name_of(PolicyType type);
/// SCPs or RCPs; nothing for another type.
std::optional<PolicyType> control_type(std::string_view name);
/// Whether policies of that type are enabled in the root.
const world::Fact<bool>& in_force(const world::Organization& organization, PolicyType type);

/// Where policies of a type hang: at a unit, or at an account; null if there is no such target.
PolicyGroup* attached_to(UnitTree& tree, std::string_view target, PolicyType type);

/// The fault if one of them is unread, so that nobody knows which they are.
std::optional<Fault> unless_read(const PolicyGroup& group);

/// `arn:aws:organizations::MANAGEMENT:KIND/ORGANIZATION/ID`.
std::string organization_arn(const State& state, std::string_view kind, std::string_view id);
/// An id as AWS forms them: a prefix, and lower-case letters and digits.
std::string organization_id(const Exchange& exchange, std::string_view prefix, std::size_t size);

/// The answer of a list in pages: `MaxResults` at a time, at most 20, from `NextToken` on.
Reply in_pages(const Exchange& exchange,
               std::string_view member,
               std::size_t count,
               const std::function<void(json::Writer&, std::size_t)>& write);

}  // namespace remora::wire
