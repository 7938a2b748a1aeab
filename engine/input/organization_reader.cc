#include <array>
#include <utility>

#include "engine/aws/arn.h"
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
  std::string path;
};

class OrganizationReader {
 public:
  OrganizationReader(PolicyLoader& policies, world::Organization& organization)
      : policies_(&policies), organization_(&organization) {}

  void read(MemberReader& reader) {
    organization_->id = reader.required_text("id");
    organization_->management_account = reader.required_text("managementAccountId");
    organization_->cloudtrail_access_enabled =
        reader.boolean("cloudTrailAccessEnabled").value_or(true);
    organization_->cloudtrail_service_linked_role =
        reader.boolean("cloudTrailServiceLinkedRole").value_or(true);
    organization_->all_features =
        reader.choice("featureSet", kFeatureSets, kFeatureSets[0]) == kFeatureSets[0];
    for (const json::Value& value : reader.array("delegatedAdministrators")) {
      read_administrator(value, reader.sink());
    }
    if (const auto root = reader.object("root")) {
      Levels levels;
      levels.path = organization_->id + "/";
      read_unit(*root, "the root", levels, reader.sink());
    }
    if (const auto accounts = reader.object("accountPolicies")) {
      for (const json::Member& member : accounts->members()) {
        read_account_policies(member, reader.sink());
      }
    }
    reader.finish();
    // The management account is always a member, also where the tree does not spell it out.
    organization_->accounts.try_emplace(organization_->management_account,
                                        world::MemberAccount{organization_->id + "/", {}, {}});
    for (auto& [id, account] : organization_->accounts) {
      complete(account.scps);
    }
  }

 private:
  void read_administrator(const json::Value& value, DiagnosticSink& sink) {
    MemberReader reader(value, "a delegated administrator", sink);
    std::string account = reader.required_text("accountId");
    const std::string service = reader.required_text("servicePrincipal");
    if (!account.empty() && !is_account_id(account)) {
      sink.error(reader.place_of("accountId"), "account", "an account id has twelve digits");
    }
    if (service == "cloudtrail.amazonaws.com") {
      organization_->cloudtrail_administrators.push_back(std::move(account));
    }
    reader.finish();
  }

  // Units nest as deep as the document may, which the JSON reader limits.
  void read_unit(const json::Value& value,  // NOLINT(misc-no-recursion)
                 std::string_view what,
                 Levels levels,
                 DiagnosticSink& sink) {
    MemberReader reader(value, what, sink);
    levels.path += reader.required_text("id") + "/";
    reader.ignore("name");
    levels.scps.push_back(group(reader, "serviceControlPolicies", PolicyType::Scp));
    levels.rcps.push_back(group(reader, "resourceControlPolicies", PolicyType::Rcp));
    for (const json::Value& account : reader.array("accounts")) {
      const std::string id(scalar_text(account).value_or(""));
      if (!is_account_id(id)) {
        sink.error(account.place(), "account", "an account id is a string of twelve digits");
        continue;
      }
      organization_->accounts[id] = {levels.path, levels.scps, levels.rcps};
    }
    for (const json::Value& unit : reader.array("units")) {
      read_unit(unit, "an organizational unit", levels, sink);
    }
    reader.finish();
  }

  PolicyGroup group(MemberReader& reader, std::string_view name, PolicyType type) {
    PolicyGroup found = policies_->load_all(reader.array(name), type);
    bool& in_force =
        type == PolicyType::Scp ? organization_->scps_in_force : organization_->rcps_in_force;
    in_force = in_force || !found.empty();
    return found;
  }

  void read_account_policies(const json::Member& member, DiagnosticSink& sink) {
    MemberReader reader(member.value, "the policies of an account", sink);
    PolicyGroup scps = group(reader, "serviceControlPolicies", PolicyType::Scp);
    PolicyGroup rcps = group(reader, "resourceControlPolicies", PolicyType::Rcp);
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
