#pragma once

#include <string>
#include <vector>

#include "engine/world/world.h"

namespace remora::remedy {

/// A request that no fix may let through: by someone else, or by the same one for something else.
struct Stranger {
  std::string who;           // `config.amazonaws.com for account 210987654321`
  Request request;           // not yet completed with what a world knows
  bool outsider = true;      // someone else; false: the same one with another action or object
  bool iam = false;          // an IAM identity, taken to have every right in its own account
  std::string account = {};  // for which a service asks, where that makes it a stranger
};

/// Probing strangers around a denied request: the same service for other accounts and for other
/// trails, other services, nobody at all, users and roles of other accounts; and the requester
/// itself with other actions and other objects. `policy` is the text of the policy that will be
/// changed: the accounts and trails it names are tried as well.
/// Source: IAM User Guide, "The confused deputy problem".
std::vector<Stranger> strangers_around(const world::World& world,
                                       const Request& denied,
                                       std::string_view policy);

/// The same request as the service would make it for another account than its own: with that
/// account's source, and in its own folder.
Request for_account(const world::World& world,
                    const Request& request,
                    const std::string& own,
                    const std::string& account);

}  // namespace remora::remedy
