#include "engine/wire/unit_tree.h"

#include <algorithm>
#include <utility>

#include "engine/wire/attempt.h"
#include "engine/world/managed_policies.h"

namespace remora::wire {

namespace {

/// The policies of a level, counted from the root.
PolicyGroup at_level(const std::vector<PolicyGroup>& levels, std::size_t level) {
  return level < levels.size() ? levels[level] : PolicyGroup();
}

/// The unit of that id, which is made if it is not there.
Unit& unit_of(Unit& parent, const std::string& id) {
  const auto there = std::find_if(
      parent.units.begin(), parent.units.end(), [&](const Unit& one) { return one.id == id; });
  if (there != parent.units.end()) {
    return *there;
  }
  parent.units.emplace_back().id = id;
  return parent.units.back();
}

/// The unit at the end of a path, and the number of levels down to it; zero if it is none.
std::pair<Unit*, std::size_t> add(Unit& top,
                                  const world::MemberAccount& member,
                                  const std::string& path) {
  Unit* at = &top;
  std::size_t level = 0;
  for (std::size_t begin = path.find('/') + 1; begin < path.size(); ++level) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    at = &unit_of(*at, path.substr(begin, end - begin));
    at->scps = at_level(member.scps, level);
    at->rcps = at_level(member.rcps, level);
    begin = end + 1;
  }
  return {at, level};
}

void add_lost(Unit& top, const std::string& id, const world::MemberAccount& member) {
  const std::size_t levels = std::max(member.scps.size(), member.rcps.size());
  if (levels == 0) {
    return;  // the management account, which need not be listed
  }
  const auto unit = [&](std::size_t level) {
    return Unit{{},
                at_level(member.scps, level),
                at_level(member.rcps, level),
                {},
                {},
                member.path.unknown()};
  };
  if (top.units.empty()) {
    top.units.push_back(unit(0));
  }
  Unit* at = &top.units.front();
  const bool in_root = levels == 1 && at->unknown != nullptr;
  for (std::size_t level = 1; level < levels || (level == 1 && !in_root); ++level) {
    at = &at->units.emplace_back(unit(level));
  }
  at->accounts.push_back(id);
}

void forget_scps(Unit& unit) {  // NOLINT(misc-no-recursion)
  unit.scps.clear();
  for (Unit& one : unit.units) {
    forget_scps(one);
  }
}

/// Gives the accounts of a unit and of those below it their places.
void settle(const Unit& unit,  // NOLINT(misc-no-recursion)
            world::MemberAccount here,
            world::Organization& organization) {
  here.path = unit.unknown != nullptr        ? world::Fact<std::string>(unit.unknown)
              : here.path.known() == nullptr ? here.path
                                             : *here.path.known() + unit.id + "/";
  here.scps.push_back(unit.scps.empty() ? PolicyGroup{full_access()} : unit.scps);
  here.rcps.push_back(unit.rcps);
  for (const std::string& account : unit.accounts) {
    organization.accounts[account] = here;
  }
  if (unit.accounts.empty() && unit.units.empty()) {
    organization.empty_units.push_back(here);
  }
  for (const Unit& one : unit.units) {
    settle(one, here, organization);
  }
}

std::optional<PolicyGroup> own(const std::vector<PolicyGroup>& levels) {
  return levels.empty() ? std::nullopt : std::optional(levels.back());
}

}  // namespace

CompiledPolicyPtr full_access(PolicyType type) {
  const auto made = [](const char* arn) {
    const auto managed = world::find_managed_policy(arn);
    return with_arn(read_policy(managed->text, arn, managed->type), arn);
  };
  static const CompiledPolicyPtr scp =
      made("arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess");
  static const CompiledPolicyPtr rcp =
      made("arn:aws:organizations::aws:policy/resource_control_policy/p-RCPFullAWSAccess");
  return type == PolicyType::Rcp ? rcp : scp;
}

UnitTree unit_tree(const world::Organization& organization) {
  Unit top;  // stands above the root
  UnitTree tree;
  const bool no_scps = organization.scps_in_force == false;
  // Those in a known place come first: they say what the root is.
  for (const auto& [id, member] : organization.accounts) {
    const std::string* const path = member.path.known();
    const auto [unit, level] =
        path == nullptr ? std::pair<Unit*, std::size_t>() : add(top, member, *path);
    if (level > 0) {
      unit->accounts.push_back(id);
    }
    if (level > 0 && (member.scps.size() > level || member.rcps.size() > level)) {
      tree.accounts.push_back({id, no_scps ? std::nullopt : own(member.scps), own(member.rcps)});
    }
  }
  for (const world::MemberAccount& empty : organization.empty_units) {
    if (const std::string* const path = empty.path.known()) {
      add(top, empty, *path);
    }
  }
  for (const auto& [id, member] : organization.accounts) {
    if (member.path.known() == nullptr) {
      add_lost(top, id, member);
    }
  }
  if (no_scps) {
    forget_scps(top);
  }
  if (!top.units.empty()) {
    tree.root = std::move(top.units.front());
  }
  return tree;
}

void grow(const UnitTree& tree, world::Organization& organization) {
  const world::MemberAccounts before = organization.accounts;
  organization.accounts = {};
  organization.empty_units.clear();
  if (tree.root) {
    world::MemberAccount above;
    above.path = organization.id.known() == nullptr
                     ? world::Fact<std::string>(organization.id.unknown())
                     : *organization.id.known() + "/";
    settle(*tree.root, above, organization);
  }
  for (const UnitTree::Account& own : tree.accounts) {
    if (!own.scps && !own.rcps) {
      continue;
    }
    world::MemberAccount& member = organization.accounts[own.id];
    member.scps.push_back(own.scps.value_or(PolicyGroup{full_access()}));
    member.rcps.push_back(own.rcps.value_or(PolicyGroup()));
  }
  // What nobody has placed stays where it is: a management account need not be listed.
  for (const auto& [id, member] : before) {
    const world::MemberAccounts& now = organization.accounts;
    if (now.find(id) == now.end()) {
      if (member.path == std::string(organization.name()) + "/") {
        organization.accounts.try_emplace(id, member);
      }
    } else {
      organization.accounts[id].place = member.place;
    }
  }
}

}  // namespace remora::wire
