#include "engine/delivery/cloudtrail/organization.h"

#include <algorithm>

#include "engine/base/symbol.h"

namespace remora::delivery::cloudtrail {

bool is_administrator(const Prober& prober, std::string_view account) {
  if (const auto& unknown = prober.world().unknown_organization) {
    return prober.facts().choose(unknown, account, 2) == 1;
  }
  if (!prober.world().organization) {
    return false;
  }
  const auto& administrators = prober.world().organization->cloudtrail_administrators;
  const std::vector<std::string>* const known = administrators.known();
  return known == nullptr ? prober.facts().choose(administrators.unknown(), account, 2) == 1
                          : std::find(known->begin(), known->end(), account) != known->end();
}

namespace {

/// Something that must be set up before the call is not.
bool is_missing(Prober& prober, const ServiceError& error, std::string reason) {
  prober.refuse(error, std::move(reason), ObstacleKind::Precondition);
  return false;
}

}  // namespace

bool organization_allows(Prober& prober, const Trail& trail, std::string_view account) {
  if (!trail.is_organization_trail) {
    return true;
  }
  const world::World& world = prober.world();
  if (world.unknown_organization) {
    prober.leave_open(world.unknown_organization);
    return false;
  }
  if (!world.organization) {
    if (world.closure == world::Closure::Open) {
      prober.leave_open("nothing is known about the organization");
      return false;
    }
    return is_missing(prober,
                      make_error(Message::TrailNoOrganization, {}),
                      "an organization trail needs an organization");
  }
  const world::Organization& organization = *world.organization;
  if (!prober.facts().is(organization.management_account, account) &&
      !is_administrator(prober, account)) {
    return is_missing(prober,
                      make_error(Message::TrailNotManagementAccount, {}),
                      "only the management account (" +
                          readable(prober.read(organization.management_account)) +
                          ") or a delegated administrator creates an organization trail");
  }
  if (!prober.read(organization.all_features)) {
    return is_missing(prober,
                      make_error(Message::TrailOrganizationFeatures, {}),
                      "the organization has consolidated billing only, not all features");
  }
  return true;
}

bool organization_trusts(Prober& prober, const Trail& trail, std::string_view account) {
  if (!trail.is_organization_trail) {
    return true;
  }
  const world::Organization& organization = *prober.world().organization;
  if (!prober.read(organization.cloudtrail_access_enabled)) {
    return is_missing(prober,
                      make_error(Message::TrailOrganizationAccess, {{"account", account}}),
                      "the organization has not enabled trusted access for CloudTrail");
  }
  if (!prober.read(organization.cloudtrail_service_linked_role)) {
    return is_missing(
        prober,
        make_error(is_administrator(prober, account) ? Message::TrailNoServiceLinkedRole
                                                     : Message::TrailOrganizationDependency,
                   {}),
        "the management account has no AWSServiceRoleForCloudTrail");
  }
  return true;
}

}  // namespace remora::delivery::cloudtrail
