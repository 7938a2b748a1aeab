#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/world/world.h"

namespace remora::wire {

/// A root or a unit of an organization, with what is attached to it and what it holds.
struct Unit {
  std::string id;
  PolicyGroup scps;
  PolicyGroup rcps;
  std::vector<std::string> accounts;
  std::vector<Unit> units;
  UnknownPtr unknown;  // why its id is not known
};

/// An organization as a scenario writes it: a tree, and the policies of accounts beside it.
struct UnitTree {
  struct Account {
    std::string id;
    std::optional<PolicyGroup> scps;  // attached to itself
    std::optional<PolicyGroup> rcps;
  };

  std::optional<Unit> root;
  std::vector<Account> accounts;  // that have policies of their own
};

/// The tree that the paths of the accounts tell of. An account whose place nobody knows stands
/// below the root, its levels as units without ids. Where SCPs are known not to be in force there
/// are none.
UnitTree unit_tree(const world::Organization& organization);

/// Makes the accounts of an organization those of the tree, as a scenario of it would. A level
/// without SCPs has FullAWSAccess; an account that the tree does not hold is gone.
void grow(const UnitTree& tree, world::Organization& organization);

/// AWS's own policy that lets everything pass: FullAWSAccess, or RCPFullAWSAccess.
/// Source: AWS Organizations User Guide, "Service control policies (SCPs)", "Resource control
/// policies (RCPs)".
CompiledPolicyPtr full_access(PolicyType type = PolicyType::Scp);

}  // namespace remora::wire
