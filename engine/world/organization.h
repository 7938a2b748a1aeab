#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/authorize/policy_set.h"
#include "engine/base/place.h"
#include "engine/world/copied_on_write.h"
#include "engine/world/fact.h"

namespace remora::world {

/// What an account's place in the organization brings with it.
struct MemberAccount {
  Fact<std::string> path;         // o-.../r-.../ou-.../ as in aws:PrincipalOrgPaths
  std::vector<PolicyGroup> scps;  // levels from root to account
  std::vector<PolicyGroup> rcps;
  Place place = {};
};

/// The accounts of an organization by their ids, in order. Copies share them until one changes.
class MemberAccounts {
 public:
  using Map = std::map<std::string, MemberAccount, std::less<>>;

  MemberAccount& operator[](const std::string& account) { return map_.change()[account]; }

  void try_emplace(const std::string& account, MemberAccount member) {
    map_.change().try_emplace(account, std::move(member));
  }

  [[nodiscard]] auto find(std::string_view account) { return map_.change().find(account); }

  [[nodiscard]] auto find(std::string_view account) const { return map_.get().find(account); }

  [[nodiscard]] std::size_t size() const { return map_.get().size(); }

  [[nodiscard]] auto begin() { return map_.change().begin(); }

  [[nodiscard]] auto end() { return map_.change().end(); }

  [[nodiscard]] auto begin() const { return map_.get().begin(); }

  [[nodiscard]] auto end() const { return map_.get().end(); }

 private:
  CopiedOnWrite<Map> map_;
};

struct Organization {
  Fact<std::string> id;
  Fact<std::string> management_account;
  Fact<bool> cloudtrail_access_enabled = true;
  /// Whether AWSServiceRoleForCloudTrail is in the management account, as an organization trail
  /// needs.
  Fact<bool> cloudtrail_service_linked_role = true;
  Fact<bool> all_features = true;
  /// Accounts that are delegated administrators for CloudTrail.
  Fact<std::vector<std::string>> cloudtrail_administrators;
  Fact<bool> scps_in_force = false;
  Fact<bool> rcps_in_force = false;
  MemberAccounts accounts;
  /// The places of units that hold neither accounts nor units: what is moved there finds them.
  std::vector<MemberAccount> empty_units;
  Place place = {};

  /// Its id, as far as it has one for people.
  [[nodiscard]] std::string_view name() const {
    return id.known() == nullptr ? "the organization" : std::string_view(*id.known());
  }
};

}  // namespace remora::world
