#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/fixture/scenario.h"
#include "engine/world/world.h"

// Everybody else, made up for a world: whose deliveries and requests a fix must leave as they are.

namespace remora::property {

/// The texts of all policies of a world, one after the other.
std::string policies_of(const world::World& world);

/// The accounts that a world and its policies name, a few of many, and one that is in neither.
std::set<std::string> accounts_of(const world::World& world, const std::string& policies);

/// Every account has Config's service-linked role, as it would once somebody turns Config on.
void add_config_roles(world::World& world, const std::set<std::string>& accounts);

/// A delivery that nobody listed.
struct MadeUp {
  delivery::Call call;
  bool listed = false;  // it is one of the scenario's, but for its channel's or trail's details
};

bool is_config(const delivery::Call& call);

/// Empty for Config.
std::string trail_name(const delivery::Call& call);

/// For each listed delivery the same by others: Config for every account, every trail that a
/// policy names, and one of each account that none does.
std::vector<MadeUp> made_up(const fixture::Scenario& scenario,
                            const std::set<std::string>& accounts,
                            const std::string& policies);

/// Whether a statement of the world speaks of the organization, or of a unit that the account is
/// in: then its members are no strangers.
bool is_spoken_of(const world::World& world, const std::string& account);

/// A request by somebody who delivers nothing.
struct Asked {
  std::string who;
  Request request;
  bool iam = false;
  /// The account for which a service asks that delivers for others: what a Deny kept it from must
  /// stay out of its reach. Else empty.
  std::string account = {};
};

/// Services and the accounts that they deliver for.
using Delivering = std::set<std::pair<std::string, std::string>>;

/// What anybody, users, roles, other services and those that deliver for others could want of the
/// world's buckets and keys.
std::vector<Asked> requests_of_others(const world::World& world,
                                      const std::set<std::string>& accounts,
                                      const Delivering& delivering);

/// What they get; an IAM identity has `every_right` in its own account.
Verdict verdict_of(const world::World& world, const Asked& asked, const PolicyGroup& every_right);

}  // namespace remora::property
