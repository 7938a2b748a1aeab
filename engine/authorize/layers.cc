#include "engine/authorize/layers.h"

#include <algorithm>
#include <array>

#include "engine/aws/arn.h"
#include "engine/base/ascii.h"

namespace remora {

namespace {

constexpr auto kRcpServices = std::to_array<std::string_view>({
#define REMORA_RCP_SERVICE(prefix) prefix,
#include "engine/authorize/rcp_services.inc"
#undef REMORA_RCP_SERVICE
});

}  // namespace

void GroupFinding::add(const CompiledPolicy& policy, const PolicyFinding& finding) {
  const auto is_better = [](Match found, Match before, const CompiledPolicy* has) {
    return found != Match::No && (has == nullptr || (found == Match::Yes && before != Match::Yes));
  };
  if (is_better(finding.deny, deny, deny_policy)) {
    deny_policy = &policy;
    deny_statement = finding.deny_statement;
  }
  if (is_better(finding.allow.any(), allow.any(), allow_policy)) {
    allow_policy = &policy;
    allow_statement = finding.allow_statement;
  }
  deny = either(deny, finding.deny);
  allow = {either(allow.direct, finding.allow.direct),
           either(allow.role, finding.allow.role),
           either(allow.account, finding.allow.account)};
}

GroupFinding evaluate_group(std::span<const CompiledPolicyPtr> policies,
                            const StatementInput& input) {
  GroupFinding group;
  for (const CompiledPolicyPtr& policy : policies) {
    group.add(*policy, policy->evaluate(input));
  }
  return group;
}

GroupFinding evaluate_policy(const CompiledPolicy* policy, const StatementInput& input) {
  GroupFinding group;
  if (policy != nullptr) {
    group.add(*policy, policy->evaluate(input));
  }
  return group;
}

LevelsFinding evaluate_levels(std::span<const PolicyGroup> levels,
                              const StatementInput& input,
                              bool allow_implied) {
  LevelsFinding found;
  for (const PolicyGroup& level : levels) {
    GroupFinding group;
    for (const CompiledPolicyPtr& policy : level) {
      const PolicyFinding finding = policy->evaluate(input);
      group.add(*policy, finding);
      found.total.add(*policy, finding);
    }
    if (!allow_implied) {
      found.allow = both(found.allow, group.allow.any());
    }
  }
  return found;
}

bool scps_apply(const Request& request) {
  return request.principal.is_iam() && !request.environment.principal_in_management_account &&
         !request.environment.service_linked_role;
}

bool rcps_apply(const Request& request, const Action& action) {
  const RequestEnvironment& environment = request.environment;
  if (environment.resource_in_management_account || environment.service_linked_role ||
      environment.aws_managed_key) {
    return false;
  }
  if (equal_ignoring_case(action.service, "kms") &&
      equal_ignoring_case(action.name, "RetireGrant")) {
    return false;
  }
  return std::any_of(kRcpServices.begin(), kRcpServices.end(), [&](std::string_view service) {
    return equal_ignoring_case(service, action.service);
  });
}

bool same_account(const Request& request) {
  if (!request.principal.is_iam()) {
    return false;
  }
  std::string_view owner = request.resource_account;
  if (owner.empty()) {
    const auto arn = Arn::parse(request.resource);
    owner = arn ? arn->account : std::string_view();
  }
  return !is_account_id(owner) || owner == request.principal.account();
}

}  // namespace remora
