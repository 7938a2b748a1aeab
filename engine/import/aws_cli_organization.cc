#include "engine/import/aws_cli_organization.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "engine/import/organization.h"
#include "engine/world/managed_policies.h"

namespace remora::imports {

namespace {

using json::Value;

constexpr std::string_view kNoOrganization = "AWSOrganizationsNotInUseException";

class OrganizationReader {
 public:
  explicit OrganizationReader(Snapshot& snapshot) : snapshot_(snapshot) {}

  void collect(const File& file) {
    if (file.json == nullptr) {
      none_ = none_ || file.source->text().find(kNoOrganization) != std::string_view::npos;
      return;
    }
    const Value root = file.root();
    if (const auto organization = root.find("Organization")) {
      organization_ = *organization;
    } else if (const auto policy = root.find("Policy"); policy && policy->find("Content")) {
      const auto summary = policy->find("PolicySummary");
      contents_.emplace(summary ? member_text(*summary, "Id") : "", *policy->find("Content"));
    } else if (const auto policies = root.find("Policies")) {
      const std::string_view target = id_behind(file, "organizations.list-policies-for-target.");
      const std::size_t dot = target.rfind('.');
      if (dot != std::string_view::npos) {
        attached_.emplace(
            std::pair(std::string(target.substr(0, dot)), std::string(target.substr(dot + 1))),
            *policies);
      }
    } else if (const auto parents = root.find("Parents"); parents && !parents->elements().empty()) {
      const std::string_view child = id_behind(file, "organizations.list-parents.");
      parents_.emplace(std::string(child), member_text(parents->elements()[0], "Id"));
    }
  }

  /// Whether the answers say which organization there is, or that there is none.
  bool finish() {
    if (organization_) {
      snapshot_.set_organization(whole());
    }
    return organization_ || none_;
  }

 private:
  Part whole() {
    const Place place = organization_->place();
    Part organization = Part::object(place);
    organization.set("id", Part::string(member_text(*organization_, "Id"), place));
    const std::string management = member_text(*organization_, "MasterAccountId");
    organization.set("managementAccountId", Part::string(management, place));
    organization.set(
        "delegatedAdministrators",
        Part::unknown("what lists them is not among the answers that are read", place));
    if (!organization_trail_account(snapshot_).empty()) {
      snapshot_.assume("trusted access for CloudTrail is on",
                       "--set organization.cloudTrailAccessEnabled=false");
    }
    Part root = Part::object(place);
    std::set<std::string> accounts = {management};
    for (const auto& [child, parent] : parents_) {
      if (child.find('-') == std::string::npos) {
        accounts.insert(child);
      }
      if (parent.starts_with("r-")) {
        root.set("id", Part::string(parent, place));
        root_ = parent;
      }
    }
    if (root.find("id") == nullptr) {
      root.set("id", some_root(place));
    }
    say_policies(root, root_);
    Part policies = Part::object(place);
    for (const std::string& account : accounts) {
      put(account, root);
      Part own = Part::object(place);
      say_policies(own, account);
      policies.set(account, std::move(own));
    }
    organization.set("root", std::move(root));
    organization.set("accountPolicies", std::move(policies));
    return organization;
  }

  /// Lists the account in its unit, which is made with those above it.
  void put(const std::string& account, Part& root) {
    std::vector<std::string> units;  // from the account outwards
    for (auto at = parents_.find(account);
         at != parents_.end() && !at->second.starts_with("r-") && units.size() < parents_.size();
         at = parents_.find(at->second)) {
      units.push_back(at->second);
    }
    Part* unit = &root;
    for (auto id = units.rbegin(); id != units.rend(); ++id) {
      unit = &unit_of(*unit, *id);
    }
    Part& accounts = unit->member("accounts", root.place);
    accounts.kind = json::Kind::Array;
    accounts.append(Part::string(account, root.place));
  }

  Part& unit_of(Part& above, const std::string& id) {
    Part& units = above.member("units", above.place);
    units.kind = json::Kind::Array;
    for (Part& unit : units.children) {
      if (unit.find("id")->text == id) {
        return unit;
      }
    }
    units.append(Part::object(above.place).set("id", Part::string(id, above.place)));
    say_policies(units.children.back(), id);
    return units.children.back();
  }

  void say_policies(Part& unit, const std::string& target) {
    for (const auto& [type, member] :
         {std::pair("SERVICE_CONTROL_POLICY", "serviceControlPolicies"),
          std::pair("RESOURCE_CONTROL_POLICY", "resourceControlPolicies")}) {
      const auto attached = attached_.find({target, type});
      if (attached == attached_.end()) {
        unit.set(
            member,
            Part::unknown("no list-policies-for-target of it is among the inputs", unit.place));
        continue;
      }
      Part list = Part::list(attached->second.place());
      for (const Value& policy : attached->second.elements()) {
        list.append(document(policy));
      }
      unit.set(member, std::move(list));
    }
  }

  Part document(const Value& policy) {
    const std::string arn = member_text(policy, "Arn");
    if (world::find_managed_policy(arn)) {
      return Part::string(arn, policy.place());
    }
    const auto content = contents_.find(member_text(policy, "Id"));
    if (content == contents_.end()) {
      return Part::unknown(
          "the document of " + member_text(policy, "Name") + " is not among the inputs",
          policy.place());
    }
    return Part::object(policy.place())
        .set("arn", Part::string(arn, policy.place()))
        .set("document", Part::copy(content->second));
  }

  Snapshot& snapshot_;
  bool none_ = false;
  std::string root_;
  std::optional<Value> organization_;
  std::map<std::string, Value> contents_;                          // by id
  std::map<std::pair<std::string, std::string>, Value> attached_;  // by target and type
  std::map<std::string, std::string> parents_;
};

}  // namespace

bool read_organization(const std::vector<File>& files, Snapshot& snapshot) {
  OrganizationReader reader(snapshot);
  for (const File& file : files) {
    reader.collect(file);
  }
  return reader.finish();
}

}  // namespace remora::imports
