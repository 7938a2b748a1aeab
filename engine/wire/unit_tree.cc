#include "engine/wire/unit_tree.h"

#include <algorithm>

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

/// Puts an account where its path says. The number of levels above it; zero if it is nowhere.
std::size_t add(Unit& top,
                const std::string& id,
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
  if (level > 0) {
    at->accounts.push_back(id);
  }
  return level;
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

std::optional<PolicyGroup> own(const std::vector<PolicyGroup>& levels) {
  return levels.empty() ? std::nullopt : std::optional(levels.back());
}

}  // namespace

UnitTree unit_tree(const world::Organization& organization) {
  Unit top;  // stands above the root
  UnitTree tree;
  const bool no_scps = organization.scps_in_force == false;
  // Those in a known place come first: they say what the root is.
  for (const auto& [id, member] : organization.accounts) {
    const std::string* const path = member.path.known();
    const std::size_t level = path == nullptr ? 0 : add(top, id, member, *path);
    if (level > 0 && (member.scps.size() > level || member.rcps.size() > level)) {
      tree.accounts.push_back({id, no_scps ? std::nullopt : own(member.scps), own(member.rcps)});
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

}  // namespace remora::wire
