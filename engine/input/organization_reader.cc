#include <array>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/input/fact_reader.h"
#include "engine/input/world_reader.h"

namespace remora::input {

namespace {

constexpr std::string_view kFullAccess =
    "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess";

constexpr auto kFeatureSets = std::to_array<std::string_view>({"ALL", "CONSOLIDATED_BILLING"});

/// The levels of policies on the way from the root to where the reader stands.
struct Levels {
  std::vector<PolicyGroup> scps;
  std::vector<PolicyGroup> rcps;
  world::Fact<std::string> path;
};

class OrganizationReader {
 public:
  OrganizationReader(PolicyLoader& policies, world::Organization& organization)
      : policies_(&policies), organization_(&organization) {}

  void read(MemberReader& reader) {
    FactReader facts(reader, "organization");
    organization_->place = reader.value().place();
    organization_->id = facts.required_text("id", "the id of the organization");
    organization_->management_account =
        facts.required_text("managementAccountId", "the management account of the organization");
    organization_->cloudtrail_access_enabled =
        facts.boolean("cloudTrailAccessEnabled",
                      "whether the organization has enabled trusted access for CloudTrail",
                      true);
    organization_->cloudtrail_service_linked_role =
        facts.boolean("cloudTrailServiceLinkedRole",
                      "whether the management account has AWSServiceRoleForCloudTrail",
                      true);
    organization_->all_features =
        facts.fact<bool>("featureSet", "whether the organization has all features", [&] {
          return reader.choice("featureSet", kFeatureSets, kFeatureSets[0]) == kFeatureSets[0];
        });
    organization_->cloudtrail_administrators = facts.fact<std::vector<std::string>>(
        "delegatedAdministrators",
        "which accounts are delegated administrators for CloudTrail",
        [&] { return read_administrators(reader); });
    if (const auto root = reader.object("root")) {
      Levels levels;
      levels.path = path_of_root();
      read_unit(*root, "the root", "organization.root", levels, reader.sink());
    }
    if (const auto accounts = reader.object("accountPolicies")) {
      for (const json::Member& member : accounts->members()) {
        read_account_policies(member, reader.sink());
      }
    }
    reader.finish();
    // The management account is always a member, also where the tree does not spell it out.
    if (const std::string* const account = organization_->management_account.known()) {
      organization_->accounts.try_emplace(*account, world::MemberAccount{path_of_root(), {}, {}});
    }
    for (auto& [id, account] : organization_->accounts) {
      complete(account.scps);
    }
    for (world::MemberAccount& unit : organization_->empty_units) {
      complete(unit.scps);
    }
  }

 private:
  [[nodiscard]] world::Fact<std::string> path_of_root() const {
    const std::string* const id = organization_->id.known();
    return id == nullptr ? world::Fact<std::string>(organization_->id.unknown()) : *id + "/";
  }

  /// The accounts that administer CloudTrail.
  static std::vector<std::string> read_administrators(MemberReader& organization) {
    std::vector<std::string> found;
    for (const json::Value& value : organization.array("delegatedAdministrators")) {
      MemberReader reader(value, "a delegated administrator", organization.sink());
      std::string account = reader.required_text("accountId");
      const std::string service = reader.required_text("servicePrincipal");
      if (!account.empty() && !is_account_id(account)) {
        reader.sink().error(
            reader.place_of("accountId"), "account", "an account id has twelve digits");
      }
      if (service == "cloudtrail.amazonaws.com") {
        found.push_back(std::move(account));
      }
      reader.finish();
    }
    return found;
  }

  /// The path of a unit; what is below one whose id is not known is not known either.
  static world::Fact<std::string> path_of(MemberReader& unit,
                                          const std::string& at,
                                          const world::Fact<std::string>& above) {
    const What what{"the path of the unit at ", at};
    auto unknown = FactReader(unit, at).unknown("id", what);
    std::string id = unknown == nullptr ? unit.required_text("id") : std::string();
    if (unknown == nullptr && above.unknown() != nullptr) {
      world::Unknown below = *above.unknown();
      below.what = what.text();
      unknown = std::make_shared<const world::Unknown>(std::move(below));
    }
    return unknown != nullptr ? world::Fact<std::string>(unknown) : *above.known() + id + "/";
  }

  // Units nest as deep as the document may, which the JSON reader limits.
  void read_unit(const json::Value& value,  // NOLINT(misc-no-recursion)
                 std::string_view what,
                 const std::string& at,
                 Levels levels,
                 DiagnosticSink& sink) {
    MemberReader reader(value, what, sink);
    levels.path = path_of(reader, at, levels.path);
    reader.ignore("name");
    levels.scps.push_back(group(reader, at, "serviceControlPolicies", PolicyType::Scp));
    levels.rcps.push_back(group(reader, at, "resourceControlPolicies", PolicyType::Rcp));
    for (const json::Value& account : reader.array("accounts")) {
      const std::string id(scalar_text(account).value_or(""));
      if (!is_account_id(id)) {
        sink.error(account.place(), "account", "an account id is a string of twelve digits");
        continue;
      }
      organization_->accounts[id] = {levels.path, levels.scps, levels.rcps, account.place()};
    }
    const std::vector<json::Value> units = reader.array("units");
    if (units.empty() && reader.array("accounts").empty()) {
      organization_->empty_units.push_back(
          {levels.path, levels.scps, levels.rcps, reader.value().place()});
    }
    std::size_t index = 0;
    for (const json::Value& unit : units) {
      read_unit(unit,
                "an organizational unit",
                at + ".units[" + std::to_string(index++) + "]",
                levels,
                sink);
    }
    reader.finish();
  }

  PolicyGroup group(MemberReader& reader,
                    const std::string& at,
                    std::string_view name,
                    PolicyType type) {
    const What what{type == PolicyType::Scp ? "the service control policies at "
                                            : "the resource control policies at ",
                    at};
    PolicyGroup found = FactReader(reader, at).policies(name, what, type, *policies_);
    if (!found.empty()) {
      (type == PolicyType::Scp ? organization_->scps_in_force : organization_->rcps_in_force) =
          true;
    }
    return found;
  }

  void read_account_policies(const json::Member& member, DiagnosticSink& sink) {
    MemberReader reader(member.value, "the policies of an account", sink);
    const std::string at = "organization.accountPolicies." + std::string(member.key.text());
    PolicyGroup scps = group(reader, at, "serviceControlPolicies", PolicyType::Scp);
    PolicyGroup rcps = group(reader, at, "resourceControlPolicies", PolicyType::Rcp);
    reader.finish();
    const auto account = organization_->accounts.find(member.key.text());
    if (account == organization_->accounts.end()) {
      sink.error(
          member.key.place(),
          "account",
          "the account " + std::string(member.key.text()) + " is in no unit of this organization",
          "list it under \"accounts\" of the root or of a unit");
      return;
    }
    account->second.scps.push_back(std::move(scps));
    account->second.rcps.push_back(std::move(rcps));
  }

  void complete(std::vector<PolicyGroup>& levels) {
    for (PolicyGroup& level : levels) {
      if (level.empty()) {
        level.push_back(policies_->load_managed(kFullAccess, PolicyType::Scp));
      }
    }
  }

  PolicyLoader* policies_;
  world::Organization* organization_;
};

}  // namespace

void read_organization(const json::Value& value,
                       PolicyLoader& policies,
                       world::World& world,
                       DiagnosticSink& sink) {
  MemberReader reader(value, "the organization", sink);
  world.organization.emplace();
  OrganizationReader(policies, *world.organization).read(reader);
}

}  // namespace remora::input
