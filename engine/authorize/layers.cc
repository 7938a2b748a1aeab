#include "engine/authorize/layers.h"

#include <algorithm>
#include <array>

#include "engine/aws/arn.h"
#include "engine/base/ascii.h"
#include "engine/base/symbol.h"

namespace remora {

namespace {

constexpr auto kRcpServices = std::to_array<std::string_view>({
#define REMORA_RCP_SERVICE(prefix) prefix,
#include "engine/authorize/rcp_services.inc"
#undef REMORA_RCP_SERVICE
});

}  // namespace

Finding evaluate_group(std::span<const CompiledPolicyPtr> policies, const StatementInput& input) {
  Finding finding;
  for (const CompiledPolicyPtr& policy : policies) {
    policy->evaluate(input, finding);
  }
  return finding;
}

Finding evaluate_policy(const CompiledPolicy* policy, const StatementInput& input) {
  Finding finding;
  if (policy != nullptr) {
    policy->evaluate(input, finding);
  }
  return finding;
}

LayerFinding evaluate_levels(std::span<const PolicyGroup> levels,
                             const StatementInput& input,
                             bool allow_implied) {
  LayerFinding found;
  for (const PolicyGroup& level : levels) {
    const Finding finding = evaluate_group(level, input);
    found.total.add(finding);
    if (!allow_implied) {
      found.allow = both(found.allow, finding.allow.any());
    }
  }
  return found;
}

LayerPolicies policies_of(Layer layer,
                          const PolicySet& policies,
                          const Request& request,
                          const Action& action,
                          Needs needs) {
  if (needs == Needs::Nothing) {
    return {};
  }
  const bool iam = request.principal.is_iam();
  switch (layer) {
    case Layer::Rcp:
      return {.type = PolicyType::Rcp,
              .in_force = policies.rcps && rcps_apply(request, action),
              .open = is_service_linked(request) == Match::Unknown ||
                      assumes_service_linked(request, action) == Match::Unknown,
              .levels = policies.rcps.value_or(std::span<const PolicyGroup>())};
    case Layer::Scp:
      return {.type = PolicyType::Scp,
              .in_force = policies.scps && scps_apply(request),
              .open = is_service_linked(request) == Match::Unknown,
              .levels = policies.scps.value_or(std::span<const PolicyGroup>())};
    case Layer::VpcEndpoint:
      return {.type = PolicyType::VpcEndpoint,
              .in_force = policies.vpc_endpoint != nullptr,
              .one = policies.vpc_endpoint};
    case Layer::Resource:
      return {.type = policies.resource_type,
              .in_force = asks_resource(needs, policies.resource_type),
              .one = policies.resource};
    case Layer::Identity:
      return {.type = PolicyType::Identity, .in_force = iam, .group = policies.identity};
    case Layer::Boundary:
      return {.type = PolicyType::Boundary,
              .in_force = iam && policies.boundary != nullptr,
              .one = policies.boundary};
    case Layer::Session:
      // Without a session policy the session of a federated user has no permissions but what names
      // it (IAM User Guide, "Permissions for GetFederationToken").
      return {.type = PolicyType::Session,
              .in_force = iam && (policies.session ||
                                  request.principal.kind() == PrincipalKind::FederatedUser),
              .group = policies.session.value_or(std::span<const CompiledPolicyPtr>())};
    case Layer::S3PublicAccessBlock:
    case Layer::KmsGrant:
    case Layer::RootUser:
    case Layer::NoPermission:
    case Layer::Service:
      break;  // no policies
  }
  return {};
}

LayerFinding evaluate_layer(const LayerPolicies& policies, const StatementInput& input) {
  if (!policies.in_force) {
    return {};
  }
  if (policies.type == PolicyType::Scp || policies.type == PolicyType::Rcp) {
    LayerFinding found =
        evaluate_levels(policies.levels, input, /*allow_implied=*/policies.type == PolicyType::Rcp);
    if (policies.open) {
      found.total.deny = both(found.total.deny, Match::Unknown);
      found.allow = either(found.allow, Match::Unknown);
    }
    return found;
  }
  const Finding found = policies.one != nullptr ? evaluate_policy(policies.one, input)
                                                : evaluate_group(policies.group, input);
  return {found, found.allow.any()};
}

Match is_service_linked(const Request& request) {
  if (request.environment.service_linked_role) {
    return Match::Yes;
  }
  const Principal& principal = request.principal;
  if (principal.kind() != PrincipalKind::RoleSession) {
    return Match::No;
  }
  // A role's own ARN has the path, its session's has none.
  if (principal.session().empty()) {
    return is_service_linked_role(principal.text());
  }
  const auto* const role = request.context.find("aws:PrincipalArn");
  if (role == nullptr || role->presence() == Presence::Absent) {
    return Match::No;
  }
  if (role->presence() == Presence::Unknown) {
    // AWS gives all of them such names.
    return begins_with(principal.name(), "AWSServiceRoleFor") == Match::No ? Match::No
                                                                           : Match::Unknown;
  }
  return role->size() == 1 ? is_service_linked_role(role->value(0)) : Match::No;
}

Match assumes_service_linked(const Request& request, const Action& action) {
  return equal_ignoring_case(action.service, "sts") ? is_service_linked_role(request.resource)
                                                    : Match::No;
}

bool scps_apply(const Request& request) {
  return request.principal.is_iam() && !request.environment.principal_in_management_account &&
         is_service_linked(request) != Match::Yes;
}

bool rcps_apply(const Request& request, const Action& action) {
  const RequestEnvironment& environment = request.environment;
  if (environment.resource_in_management_account || environment.aws_managed_key ||
      is_service_linked(request) == Match::Yes ||
      assumes_service_linked(request, action) == Match::Yes) {
    return false;
  }
  if (equal_ignoring_case(action.service, "kms") &&
      equal_ignoring_case(action.name, "RetireGrant")) {
    return false;
  }
  return is_rcp_service(action.service);
}

bool is_rcp_service(std::string_view prefix) {
  return std::any_of(kRcpServices.begin(), kRcpServices.end(), [&](std::string_view service) {
    return equal_ignoring_case(service, prefix);
  });
}

std::string_view owner_of(const Request& request) {
  if (!request.resource_account.empty()) {
    return request.resource_account;
  }
  const auto arn = Arn::parse(request.resource);
  return arn ? arn->account : std::string_view();
}

bool same_account(const Request& request) {
  if (!request.principal.is_iam()) {
    return false;
  }
  const std::string_view owner = owner_of(request);
  return !is_account_id(owner) || owner == request.principal.account();
}

}  // namespace remora
