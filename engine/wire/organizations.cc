// AWS Organizations: the organization, its root and its units. Source: AWS Organizations API
// Reference.
#include <algorithm>

#include <tl/expected.hpp>

#include "engine/wire/operations.h"
#include "engine/wire/organization.h"

namespace remora::wire {

namespace {

bool is_root(const UnitTree& tree, const Unit& unit) {
  return &unit == &*tree.root;
}

/// A unit's name: what it was created as, else its id.
std::string unit_name(const State& state, const std::string& id) {
  const auto named = state.organization.units.find(id);
  return named == state.organization.units.end() ? id : named->second;
}

void write_unit(json::Writer& writer, const State& state, const std::string& id) {
  writer.begin_object()
      .member("Id", id)
      .member("Arn", organization_arn(state, "ou", id))
      .member("Name", unit_name(state, id))
      .end_object();
}

Reply unit_reply(const State& state, const std::string& id) {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("OrganizationalUnit");
  write_unit(writer, state, id);
  writer.end_object();
  return json_reply(writer);
}

bool has_unit_named(const State& state, const Unit& parent, const std::string& name) {
  return std::any_of(parent.units.begin(), parent.units.end(), [&](const Unit& one) {
    return unit_name(state, one.id) == name;
  });
}

/// The unit that a request names, of a tree; a fault if it names none of it, or the root.
tl::expected<Unit*, Fault> unit_named(const Exchange& exchange, UnitTree& tree) {
  Unit* const unit = find_unit(*tree.root, exchange.text_or("OrganizationalUnitId"));
  if (unit == nullptr || is_root(tree, *unit)) {
    return tl::unexpected(not_found(tree, Text::NoSuchUnit));
  }
  return unit;
}

/// The unit or root that a request names as parent.
tl::expected<const Unit*, Fault> parent_named(const Exchange& exchange, UnitTree& tree) {
  const Unit* const unit = find_unit(*tree.root, exchange.text_or("ParentId"));
  if (unit == nullptr) {
    return tl::unexpected(not_found(tree, Text::NoSuchParent));
  }
  return unit;
}

Reply organization_reply(const State& state) {
  const world::Organization& organization = *state.world->organization;
  const std::string account = organization.management_account.shown({});
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object()
      .key("Organization")
      .begin_object()
      .member("Id", organization.name())
      .member("Arn", organization_arn(state, "organization", {}))
      .member("FeatureSet", organization.all_features == false ? "CONSOLIDATED_BILLING" : "ALL")
      .member("MasterAccountArn", organization_arn(state, "account", account))
      .member("MasterAccountId", account);
  const auto record = state.organization.members.find(account);
  if (record != state.organization.members.end()) {
    writer.member("MasterAccountEmail", record->second.email);
  }
  writer.end_object().end_object();
  return json_reply(writer);
}

void write_root(json::Writer& writer, State& state, const Unit& root) {
  writer.begin_object()
      .member("Id", root.id)
      .member("Arn", organization_arn(state, "root", root.id))
      .member("Name", "Root")
      .key("PolicyTypes")
      .begin_array();
  for (const PolicyType type : {PolicyType::Scp, PolicyType::Rcp}) {
    if (in_force(*state.world->organization, type) == true) {
      writer.begin_object().member("Type", name_of(type)).member("Status", "ENABLED").end_object();
    }
  }
  writer.end_array().end_object();
}

/// Sets whether policies of a type are in force. Whoever enables SCPs gets FullAWSAccess attached
/// everywhere; whoever disables a type has all of its policies detached.
/// Source: AWS Organizations User Guide, "Enabling and disabling policy types".
Reply set_policy_type(Exchange& exchange, bool enabled) {
  State& state = exchange.state;
  UnitTree tree = tree_of(state);
  const auto type = control_type(exchange.text_or("PolicyType"));
  if (tree.root->unknown != nullptr || tree.root->id != exchange.text_or("RootId")) {
    return not_found(tree, Text::NoSuchRoot);
  }
  const world::Organization& organization = *state.world->organization;
  if (auto open = unless_known(organization.all_features)) {
    return *std::move(open);
  }
  if (!type || organization.all_features == false) {
    return fault(Text::PolicyTypeUnavailable);
  }
  if (auto open = unless_known(in_force(organization, *type))) {
    return *std::move(open);
  }
  if ((in_force(organization, *type) == true) == enabled) {
    return fault(enabled ? Text::PolicyTypeEnabled : Text::PolicyTypeDisabled);
  }
  for (const auto& [id, policy] : control_policies(state, tree)) {
    if (!enabled && policy.type == *type) {
      keep_policy(state, policy);
    }
  }
  const bool scp = *type == PolicyType::Scp;
  each_unit(*tree.root, [&](Unit& unit) {
    (scp ? unit.scps : unit.rcps) = enabled && scp ? PolicyGroup{full_access()} : PolicyGroup();
  });
  for (UnitTree::Account& account : tree.accounts) {
    (scp ? account.scps : account.rcps).reset();
  }
  if (enabled && !scp) {
    tree.root->rcps = {full_access(PolicyType::Rcp)};
  }
  world::Organization& changed = *state.change().organization;
  (scp ? changed.scps_in_force : changed.rcps_in_force) = enabled;
  put_tree(state, tree);
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("Root");
  write_root(writer, state, *tree.root);
  writer.end_object();
  return json_reply(writer);
}

}  // namespace

/// No type of policies is in force afterwards. The API Reference says of CreateOrganization that
/// SCPs are; reports of real accounts say they are not (aws-cloudformation/
/// cloudformation-coverage-roadmap#1901, hashicorp/terraform-provider-aws#4545), and win.
Reply create_organization(Exchange& exchange) {
  State& state = exchange.state;
  if (state.world->unknown_organization != nullptr) {
    return not_known({state.world->unknown_organization});
  }
  if (state.world->organization) {
    return fault(state.world->member(exchange.caller.account) == nullptr ? Text::OtherOrganization
                                                                         : Text::InOrganization);
  }
  const std::string features = exchange.text_or("FeatureSet", "ALL");
  if (features != "ALL" && features != "CONSOLIDATED_BILLING") {
    return fault(Text::InvalidOrganizationInput);
  }
  world::Organization organization;
  const std::string& account = exchange.caller.account;
  organization.id = organization_id(exchange, "o-", 10);
  organization.management_account = account;
  organization.all_features = features == "ALL";
  organization.cloudtrail_access_enabled = false;
  state.change().organization = std::move(organization);
  UnitTree tree;
  tree.root.emplace().id = organization_id(exchange, "r-", 4);
  tree.root->accounts.push_back(account);
  put_tree(state, tree);
  state.organization = {};
  state.organization.members[account] = {
      account, account + "@example.com", exchange.now, /*created=*/false};
  return organization_reply(state);
}

Reply delete_organization(Exchange& exchange) {
  const world::World& world = *exchange.state.world;
  if (world.organization->accounts.size() > 1) {
    return fault(Text::OrganizationNotEmpty);
  }
  exchange.state.change().organization.reset();
  exchange.state.organization = {};
  return empty_reply();
}

Reply describe_organization(Exchange& exchange) {
  const world::Organization& organization = *exchange.state.world->organization;
  if (auto open = unless_known(
          organization.id, organization.management_account, organization.all_features)) {
    return *std::move(open);
  }
  return organization_reply(exchange.state);
}

Reply list_roots(Exchange& exchange) {
  const UnitTree tree = tree_of(exchange.state);
  if (tree.root->unknown != nullptr) {
    return not_known({tree.root->unknown});
  }
  const world::Organization& organization = *exchange.state.world->organization;
  if (auto open = unless_known(organization.scps_in_force, organization.rcps_in_force)) {
    return *std::move(open);
  }
  return in_pages(exchange, "Roots", 1, [&](json::Writer& writer, std::size_t) {
    write_root(writer, exchange.state, *tree.root);
  });
}

Reply enable_policy_type(Exchange& exchange) {
  return set_policy_type(exchange, true);
}

Reply disable_policy_type(Exchange& exchange) {
  return set_policy_type(exchange, false);
}

Reply create_unit(Exchange& exchange) {
  State& state = exchange.state;
  UnitTree tree = tree_of(state);
  Unit* const parent = find_unit(*tree.root, exchange.text_or("ParentId"));
  const std::string name = exchange.text_or("Name");
  if (parent == nullptr) {
    return not_found(tree, Text::NoSuchParent);
  }
  if (!is_organization_name(name)) {
    return fault(Text::InvalidOrganizationInput);
  }
  if (has_unit_named(state, *parent, name)) {
    return fault(Text::UnitExists);
  }
  if (auto open = unless_known(state.world->organization->scps_in_force)) {
    return *std::move(open);
  }
  Unit unit;
  const std::string_view root = tree.root->id;
  unit.id = organization_id(
      exchange, "ou-" + std::string(root.substr(root.starts_with("r-") ? 2 : 0)) + "-", 8);
  if (state.world->organization->scps_in_force == true) {
    unit.scps = {full_access()};
  }
  const std::string id = unit.id;
  parent->units.push_back(std::move(unit));
  put_tree(state, tree);
  state.organization.units[id] = name;
  if (const Tags tags = exchange.tags("Tags"); !tags.empty()) {
    state.organization.tags[id] = tags;
  }
  return unit_reply(state, id);
}

Reply update_unit(Exchange& exchange) {
  UnitTree tree = tree_of(exchange.state);
  const auto unit = unit_named(exchange, tree);
  if (!unit) {
    return unit.error();
  }
  const std::string id = (*unit)->id;
  const std::string name = exchange.text_or("Name", unit_name(exchange.state, id));
  if (!is_organization_name(name)) {
    return fault(Text::InvalidOrganizationInput);
  }
  if (name != unit_name(exchange.state, id)) {
    if (has_unit_named(exchange.state, *parent_of(*tree.root, id), name)) {
      return fault(Text::UnitExists);
    }
    exchange.state.organization.units[id] = name;
    ++exchange.state.revision;
  }
  return unit_reply(exchange.state, id);
}

Reply delete_unit(Exchange& exchange) {
  UnitTree tree = tree_of(exchange.state);
  const auto unit = unit_named(exchange, tree);
  if (!unit) {
    return unit.error();
  }
  if (!(*unit)->accounts.empty() || !(*unit)->units.empty()) {
    return fault(Text::UnitNotEmpty);
  }
  for (const auto& [id, policy] : control_policies(exchange.state, tree)) {
    keep_policy(exchange.state, policy);  // what hangs at it stays a policy of the organization
  }
  const std::string id = (*unit)->id;
  std::erase_if(parent_of(*tree.root, id)->units, [&](const Unit& one) { return one.id == id; });
  put_tree(exchange.state, tree);
  exchange.state.organization.units.erase(id);
  exchange.state.organization.tags.erase(id);
  return empty_reply();
}

Reply describe_unit(Exchange& exchange) {
  UnitTree tree = tree_of(exchange.state);
  const auto unit = unit_named(exchange, tree);
  return unit ? unit_reply(exchange.state, (*unit)->id) : Reply(unit.error());
}

Reply list_units(Exchange& exchange) {
  UnitTree tree = tree_of(exchange.state);
  const auto parent = parent_named(exchange, tree);
  if (!parent) {
    return parent.error();
  }
  const std::vector<Unit>& units = (*parent)->units;
  for (const Unit& unit : units) {
    if (unit.unknown != nullptr) {
      return not_known({unit.unknown});
    }
  }
  return in_pages(
      exchange, "OrganizationalUnits", units.size(), [&](json::Writer& writer, std::size_t i) {
        write_unit(writer, exchange.state, units[i].id);
      });
}

Reply list_children(Exchange& exchange) {
  UnitTree tree = tree_of(exchange.state);
  const auto parent = parent_named(exchange, tree);
  if (!parent) {
    return parent.error();
  }
  const std::string type = exchange.text_or("ChildType");
  if (type != "ACCOUNT" && type != "ORGANIZATIONAL_UNIT") {
    return fault(Text::InvalidOrganizationInput);
  }
  std::vector<std::string> ids = (*parent)->accounts;
  if (type == "ORGANIZATIONAL_UNIT") {
    ids.clear();
    for (const Unit& unit : (*parent)->units) {
      if (unit.unknown != nullptr) {
        return not_known({unit.unknown});
      }
      ids.push_back(unit.id);
    }
  }
  return in_pages(exchange, "Children", ids.size(), [&](json::Writer& writer, std::size_t i) {
    writer.begin_object().member("Id", ids[i]).member("Type", type).end_object();
  });
}

Reply list_parents(Exchange& exchange) {
  UnitTree tree = tree_of(exchange.state);
  const Unit* const parent = parent_of(*tree.root, exchange.text_or("ChildId"));
  if (parent == nullptr) {
    return not_found(tree, Text::NoSuchChild);
  }
  if (parent->unknown != nullptr) {
    return not_known({parent->unknown});
  }
  return in_pages(exchange, "Parents", 1, [&](json::Writer& writer, std::size_t) {
    writer.begin_object()
        .member("Id", parent->id)
        .member("Type", is_root(tree, *parent) ? "ROOT" : "ORGANIZATIONAL_UNIT")
        .end_object();
  });
}

}  // namespace remora::wire
