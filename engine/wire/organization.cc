#include "engine/wire/organization.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/wire/attempt.h"
#include "engine/wire/digest.h"

namespace remora::wire {

namespace {

constexpr std::string_view kScp = "SERVICE_CONTROL_POLICY";
constexpr std::string_view kRcp = "RESOURCE_CONTROL_POLICY";

void place_management(UnitTree& tree, const std::string& account) {
  if (parent_of(*tree.root, account) == nullptr) {
    tree.root->accounts.push_back(account);
  }
}

/// What is known of a policy, from who created it or from itself.
ControlPolicy described(const State& state, PolicyType type, const CompiledPolicyPtr& policy) {
  ControlPolicy found{policy_id_of(policy), {}, {}, type, policy, false};
  const auto record = state.organization.policies.find(found.id);
  found.managed = found.id == policy_id_of(full_access(type));
  if (record != state.organization.policies.end()) {
    found.name = record->second.name;
    found.description = record->second.description;
  } else if (found.managed) {
    found.name = found.id.substr(2);
    found.description = type == PolicyType::Scp ? "Allows access to every operation"
                                                : "Allows access to every resource";
  } else {
    found.name = found.id;
  }
  return found;
}

}  // namespace

std::optional<Fault> unless_caller(const Exchange& exchange, Needs needs) {
  if (needs < Needs::Organization) {
    return std::nullopt;
  }
  const world::World& world = *exchange.state.world;
  if (world.unknown_organization != nullptr) {
    return not_known({world.unknown_organization});
  }
  if (!world.organization || world.member(exchange.caller.account) == nullptr) {
    return fault(Text::NoOrganization);
  }
  const world::Organization& organization = *world.organization;
  if (needs == Needs::Organization) {
    return std::nullopt;
  }
  if (auto open = unless_known(organization.id, organization.management_account)) {
    return open;
  }
  if (organization.management_account == exchange.caller.account) {
    return std::nullopt;
  }
  if (needs == Needs::OrganizationReader) {
    if (administers(exchange.state, exchange.caller.account)) {
      return std::nullopt;
    }
    if (auto open = unless_known(organization.cloudtrail_administrators)) {
      return open;
    }
  }
  return fault(Text::NotManagement);
}

bool administers(const State& state, const std::string& account) {
  const auto& created = state.organization.administrators;
  const auto* const known = state.world->organization->cloudtrail_administrators.known();
  return std::any_of(created.begin(),
                     created.end(),
                     [&](const auto& one) { return one.first.first == account; }) ||
         (known != nullptr && std::find(known->begin(), known->end(), account) != known->end());
}

UnitTree tree_of(const State& state) {
  const world::Organization& organization = *state.world->organization;
  UnitTree tree = unit_tree(organization);
  if (!tree.root) {
    tree.root.emplace();
    tree.root->id = "r-" + hex(md5(organization.name())).substr(0, 4);
  }
  if (const std::string* const account = organization.management_account.known()) {
    place_management(tree, *account);
  }
  return tree;
}

void put_tree(State& state, const UnitTree& tree) {
  world::Organization& organization = *state.change().organization;
  grow(tree, organization);
  // A type of which nothing hangs anywhere is not in force once it is written down.
  if (organization.rcps_in_force == true && tree.root->rcps.empty()) {
    UnitTree with_implied = tree;
    with_implied.root->rcps = {full_access(PolicyType::Rcp)};
    grow(with_implied, organization);
  }
}

Unit* find_unit(Unit& from, std::string_view id) {  // NOLINT(misc-no-recursion)
  if (from.unknown == nullptr && from.id == id) {
    return &from;
  }
  for (Unit& one : from.units) {
    if (Unit* const found = find_unit(one, id)) {
      return found;
    }
  }
  return nullptr;
}

Unit* parent_of(Unit& from, std::string_view child) {  // NOLINT(misc-no-recursion)
  const auto& accounts = from.accounts;
  if (std::find(accounts.begin(), accounts.end(), child) != accounts.end()) {
    return &from;
  }
  for (Unit& one : from.units) {
    if (one.unknown == nullptr && one.id == child) {
      return &from;
    }
    if (Unit* const found = parent_of(one, child)) {
      return found;
    }
  }
  return nullptr;
}

void each_unit(Unit& from,  // NOLINT(misc-no-recursion)
               const std::function<void(Unit&)>& visit) {
  visit(from);
  for (Unit& one : from.units) {
    each_unit(one, visit);
  }
}

Fault not_found(const UnitTree& tree, Text text) {
  UnknownPtr why;
  UnitTree all = tree;
  each_unit(*all.root, [&](const Unit& unit) { why = unit.unknown ? unit.unknown : why; });
  return why == nullptr ? fault(text) : not_known({why});
}

std::string policy_id_of(const CompiledPolicyPtr& policy) {
  const std::string text = policy->is_unread()               ? policy->reason()
                           : policy->document()->arn.empty() ? policy_text(policy)
                                                             : std::string();
  if (policy->is_unread() || policy->document()->arn.empty()) {
    return "p-" + hex(md5(text)).substr(0, 10);
  }
  const std::string& arn = policy->document()->arn;
  return arn.substr(arn.rfind('/') + 1);
}

std::map<std::string, ControlPolicy> control_policies(const State& state, UnitTree& tree) {
  std::map<std::string, ControlPolicy> found;
  const auto add = [&](PolicyType type, const CompiledPolicyPtr& policy) {
    ControlPolicy one = described(state, type, policy);
    found.try_emplace(one.id, std::move(one));
  };
  const auto add_all = [&](PolicyType type, const PolicyGroup& group) {
    for (const CompiledPolicyPtr& policy : group) {
      add(type, policy);
    }
  };
  add(PolicyType::Scp, full_access(PolicyType::Scp));
  add(PolicyType::Rcp, full_access(PolicyType::Rcp));
  each_unit(*tree.root, [&](const Unit& unit) {
    add_all(PolicyType::Scp, unit.scps);
    add_all(PolicyType::Rcp, unit.rcps);
  });
  for (const UnitTree::Account& account : tree.accounts) {
    add_all(PolicyType::Scp, account.scps.value_or(PolicyGroup()));
    add_all(PolicyType::Rcp, account.rcps.value_or(PolicyGroup()));
  }
  for (const auto& [id, record] : state.organization.policies) {
    if (found.count(id) == 0) {
      const PolicyType type = *control_type(record.type);
      const std::string arn = organization_arn(state, "policy", kind_of(type) + "/" + id);
      if (const CompiledPolicyPtr policy = read_policy(record.text, record.name, type)) {
        found[id] = {id, record.name, record.description, type, with_arn(policy, arn), false};
      }
    }
  }
  return found;
}

void keep_policy(State& state, const ControlPolicy& policy) {
  if (!policy.managed && !policy.policy->is_unread()) {
    state.organization.policies[policy.id] = {policy.name,
                                              policy.description,
                                              std::string(name_of(policy.type)),
                                              policy_text(policy.policy)};
  }
}

bool is_organization_name(const std::string& name) {
  return !name.empty() && name.size() <= 128;
}

std::string kind_of(PolicyType type) {
  return to_ascii_lower(name_of(type));
}

std::string_view name_of(PolicyType type) {
  return type == PolicyType::Rcp ? kRcp : kScp;
}

std::optional<PolicyType> control_type(std::string_view name) {
  return name == kScp   ? std::optional(PolicyType::Scp)
         : name == kRcp ? std::optional(PolicyType::Rcp)
                        : std::nullopt;
}

const world::Fact<bool>& in_force(const world::Organization& organization, PolicyType type) {
  return type == PolicyType::Rcp ? organization.rcps_in_force : organization.scps_in_force;
}

PolicyGroup* attached_to(UnitTree& tree, std::string_view target, PolicyType type) {
  if (Unit* const unit = find_unit(*tree.root, target)) {
    return type == PolicyType::Rcp ? &unit->rcps : &unit->scps;
  }
  if (parent_of(*tree.root, target) == nullptr) {
    return nullptr;
  }
  auto own = std::find_if(tree.accounts.begin(), tree.accounts.end(), [&](const auto& account) {
    return account.id == target;
  });
  if (own == tree.accounts.end()) {
    tree.accounts.push_back({std::string(target), std::nullopt, std::nullopt});
    own = std::prev(tree.accounts.end());
  }
  std::optional<PolicyGroup>& group = type == PolicyType::Rcp ? own->rcps : own->scps;
  if (!group) {
    group = type == PolicyType::Rcp ? PolicyGroup() : PolicyGroup{full_access()};
  }
  return &*group;
}

std::optional<Fault> unless_read(const PolicyGroup& group) {
  for (const CompiledPolicyPtr& policy : group) {
    if (policy->is_unread()) {
      return not_known({policy->why()});
    }
  }
  return std::nullopt;
}

std::string organization_arn(const State& state, std::string_view kind, std::string_view id) {
  const world::Organization& organization = *state.world->organization;
  return "arn:aws:organizations::" + organization.management_account.shown({}) + ":" +
         std::string(kind) + "/" + std::string(organization.name()) +
         (id.empty() ? "" : "/" + std::string(id));
}

std::string organization_id(const Exchange& exchange, std::string_view prefix, std::size_t size) {
  std::string id(prefix);
  for (const char c : exchange.new_id()) {
    if (c != '-' && id.size() < prefix.size() + size) {
      id += c;
    }
  }
  return id;
}

Reply in_pages(const Exchange& exchange,
               std::string_view member,
               std::size_t count,
               const std::function<void(json::Writer&, std::size_t)>& write) {
  constexpr std::size_t kMost = 20;
  const auto most = as_count(exchange.text_or("MaxResults", "20"));
  const auto from = as_count(exchange.text_or("NextToken", "0"));
  if (!most || *most == 0 || *most > kMost || !from) {
    return fault(Text::InvalidOrganizationInput);
  }
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key(member).begin_array();
  const std::size_t begin = std::min<std::size_t>(*from, count);
  const std::size_t end = std::min<std::size_t>(begin + *most, count);
  for (std::size_t i = begin; i < end; ++i) {
    write(writer, i);
  }
  writer.end_array();
  if (end < count) {
    writer.member("NextToken", std::to_string(end));
  }
  writer.end_object();
  return json_reply(writer);
}

tl::expected<ControlPolicy, Fault> policy_named(const Exchange& exchange, UnitTree& tree) {
  const std::map<std::string, ControlPolicy> policies = control_policies(exchange.state, tree);
  const auto found = policies.find(exchange.text_or("PolicyId"));
  if (found == policies.end()) {
    for (const auto& [id, policy] : policies) {
      if (auto open = unless_read({policy.policy})) {
        return tl::unexpected(*std::move(open));
      }
    }
    return tl::unexpected(fault(Text::NoSuchControlPolicy));
  }
  return found->second;
}

bool has_policy(const PolicyGroup& group, const std::string& id) {
  return std::any_of(
      group.begin(), group.end(), [&](const auto& policy) { return policy_id_of(policy) == id; });
}

bool is_implied(const ControlPolicy& policy) {
  return policy.managed && policy.type == PolicyType::Rcp;
}

}  // namespace remora::wire
