#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/authorize/policy_set.h"

namespace remora::world {

/// What an account's place in the organization brings with it.
struct MemberAccount {
  std::string path;               // o-.../r-.../ou-.../ as in aws:PrincipalOrgPaths
  std::vector<PolicyGroup> scps;  // levels from root to account
  std::vector<PolicyGroup> rcps;
};

struct Organization {
  std::string id;
  std::string management_account;
  bool cloudtrail_access_enabled = true;
  /// Whether AWSServiceRoleForCloudTrail is in the management account, as an organization trail
  /// needs.
  bool cloudtrail_service_linked_role = true;
  bool all_features = true;
  /// Accounts that are delegated administrators for CloudTrail.
  std::vector<std::string> cloudtrail_administrators;
  bool scps_in_force = false;
  bool rcps_in_force = false;
  std::map<std::string, MemberAccount, std::less<>> accounts;
};

}  // namespace remora::world
