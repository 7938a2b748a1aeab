#include <map>
#include <optional>
#include <set>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/base/symbol.h"
#include "engine/import/organization.h"
#include "engine/import/terraform_things.h"

namespace remora::imports::terraform {

namespace {

constexpr std::size_t kDeepestUnit = 16;  // AWS has five levels

struct Attachment {
  const Resource* resource;
  const Resource* policy;  // null: it is not among the inputs
  std::string target;      // empty: known only later
};

class OrganizationTeller {
 public:
  explicit OrganizationTeller(Reading& reading) : reading_(reading) {
    for (const bool data : {false, true}) {
      for (const Resource* one : reading.plan.all("aws_organizations_organization", data)) {
        described_ = described_ != nullptr ? described_ : one;
      }
    }
    for (const Resource* one : reading.plan.all("aws_organizations_policy_attachment")) {
      attachments_.push_back({one, policy_of(*one), id_at(*one, "target_id")});
    }
    for (const char* type :
         {"aws_organizations_account", "aws_organizations_organizational_unit"}) {
      for (const Resource* one : reading.plan.all(type)) {
        parents_.emplace(id_of(*one), id_at(*one, "parent_id"));
      }
    }
  }

  bool tell() {
    if (described_ == nullptr && attachments_.empty()) {
      return false;
    }
    const Place place =
        described_ != nullptr ? described_->place : attachments_.front().resource->place;
    Part organization = Part::object(place);
    const auto id = described("id");
    const std::string trail_account = organization_trail_account(reading_.snapshot);
    const std::string management = described("master_account_id").value_or(trail_account);
    organization.set("id",
                     id ? Part::string(*id, place) : Part::unknown("nothing here names it", place));
    organization.set("managementAccountId",
                     management.empty() ? Part::unknown("nothing here says it", place)
                                        : Part::string(management, place));
    say_access(organization, place);
    Part root = Part::object(place);
    root.set("id", some_root(place));
    Part accounts = Part::list(place);
    Part policies = Part::object(place);
    for (const std::string& account : accounts_of(management)) {
      accounts.append(Part::string(account, place));
      if (!attachments_.empty()) {
        policies.set(account, policies_of(account, place));
      }
    }
    root.set("accounts", std::move(accounts));
    organization.set("root", std::move(root));
    organization.set("accountPolicies", std::move(policies));
    reading_.snapshot.set_organization(std::move(organization));
    reading_.snapshot.assume(attachments_.empty()
                                 ? "no policy of the organization is in the way"
                                 : "FullAWSAccess is attached throughout the organization, beside "
                                   "the policies that the plan attaches",
                             "--set organization.accountPolicies, in a scenario");
    return true;
  }

 private:
  [[nodiscard]] std::optional<std::string> described(std::string_view attribute) const {
    return described_ != nullptr ? described_->property(attribute).text() : std::nullopt;
  }

  static std::string symbol(const Resource& resource) {
    return make_symbol("id of " + resource.name.substr(0, resource.name.find('[')));
  }

  static std::string id_of(const Resource& resource) {
    return resource.property("id").text().value_or(symbol(resource));
  }

  /// The id that an attribute has, or that of the resource which it refers to.
  [[nodiscard]] std::string id_at(const Resource& resource, std::string_view attribute) const {
    const Property property = resource.property(attribute);
    if (const auto known = property.text()) {
      return *known;
    }
    if (!property.expression()) {
      return {};
    }
    const Standpoint from = standpoint_of(resource);
    std::set<std::string> ids;
    for (const Address& target : follow(reading_.plan, *property.expression(), from).targets) {
      for (const Resource* one : find_resources(reading_.plan, target, from)) {
        const bool root = one->type == "aws_organizations_organization";
        ids.insert(root ? one->property("roots").element(0).member("id").text().value_or("root")
                        : id_of(*one));
      }
    }
    return ids.size() == 1 ? *ids.begin() : std::string();
  }

  [[nodiscard]] const Resource* policy_of(const Resource& attachment) const {
    const std::string id = id_at(attachment, "policy_id");
    for (const Resource* one : reading_.plan.all("aws_organizations_policy")) {
      if (!id.empty() && id_of(*one) == id) {
        return one;
      }
    }
    return nullptr;
  }

  /// Trusted access for CloudTrail is among the services that the organization lists.
  void say_access(Part& organization, const Place& place) {
    const auto services = described_ != nullptr
                              ? described_->property("aws_service_access_principals").value()
                              : std::nullopt;
    if (services) {
      bool cloudtrail = false;
      for (const json::Value& one : services->elements()) {
        cloudtrail = cloudtrail || one.text() == "cloudtrail.amazonaws.com";
      }
      organization.set("cloudTrailAccessEnabled", Part::boolean(cloudtrail, services->place()));
    } else if (!organization_trail_account(reading_.snapshot).empty()) {
      reading_.snapshot.assume("trusted access for CloudTrail is on",
                               "--set organization.cloudTrailAccessEnabled=false");
    }
    Part administrators = Part::list(place);
    for (const Resource* one : reading_.plan.all("aws_organizations_delegated_administrator")) {
      const auto account = one->property("account_id").value();
      const auto service = one->property("service_principal").value();
      if (account && service) {
        administrators.append(Part::object(one->place)
                                  .set("accountId", Part::copy(*account))
                                  .set("servicePrincipal", Part::copy(*service)));
      }
    }
    if (!administrators.children.empty()) {
      organization.set("delegatedAdministrators", std::move(administrators));
    }
  }

  std::set<std::string> accounts_of(const std::string& management) {
    std::set<std::string> accounts = {management};
    const auto list =
        described_ != nullptr ? described_->property("accounts").value() : std::nullopt;
    for (const json::Value& one : list ? list->elements() : std::vector<json::Value>()) {
      accounts.insert(member_text(one, "id"));
    }
    for (const Part* things : {&reading_.snapshot.buckets(), &reading_.snapshot.deliveries()}) {
      for (const Part& one : things->children) {
        const Part* const account = one.find("accountId");
        accounts.insert(account != nullptr ? account->text : std::string());
      }
    }
    std::erase_if(accounts, [](const std::string& one) { return !is_account_id(one); });
    return accounts;
  }

  /// Whether the target is the account or something above it.
  [[nodiscard]] Match concerns(const std::string& target, const std::string& account) const {
    const std::string root =
        described_ != nullptr
            ? described_->property("roots").element(0).member("id").text().value_or("root")
            : "root";
    if (target == account || target == root || target.starts_with("r-")) {
      return Match::Yes;
    }
    if (is_account_id(target)) {
      return Match::No;
    }
    auto at = parents_.find(account);
    for (std::size_t i = 0; at != parents_.end() && i < kDeepestUnit; ++i) {
      if (at->second == target && !target.empty()) {
        return Match::Yes;
      }
      if (at->second == root || at->second.starts_with("r-")) {
        return target.empty() ? Match::Unknown : Match::No;
      }
      at = parents_.find(at->second);
    }
    return Match::Unknown;
  }

  Part policies_of(const std::string& account, const Place& place) {
    Part scps = Part::list(place);
    Part rcps = Part::list(place);
    for (const Attachment& one : attachments_) {
      const Match concerned = concerns(one.target, account);
      if (concerned == Match::No) {
        continue;
      }
      const bool rcp =
          one.policy != nullptr && one.policy->property("type").text() == "RESOURCE_CONTROL_POLICY";
      Part policy =
          one.policy == nullptr || concerned == Match::Unknown
              ? Part::unknown(one.policy == nullptr ? "the policy that " + one.resource->name +
                                                          " attaches is not among the inputs"
                                                    : "whether " + one.resource->name +
                                                          " concerns the account is not known",
                              one.resource->place)
              : reading_.policies.policy(*one.policy, "content");
      (rcp ? rcps : scps).append(std::move(policy));
    }
    if (!scps.children.empty()) {
      scps.append(Part::string(std::string(kFullAccess), place));
    }
    return Part::object(place)
        .set("serviceControlPolicies", std::move(scps))
        .set("resourceControlPolicies", std::move(rcps));
  }

  Reading& reading_;
  const Resource* described_ = nullptr;
  std::vector<Attachment> attachments_;
  std::map<std::string, std::string, std::less<>> parents_;
};

}  // namespace

bool add_organization(Reading& reading) {
  return OrganizationTeller(reading).tell();
}

}  // namespace remora::imports::terraform
