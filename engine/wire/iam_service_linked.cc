// AWS IAM: service-linked roles. Source: IAM API Reference, "CreateServiceLinkedRole".
#include <array>

#include "engine/wire/attempt.h"
#include "engine/wire/iam.h"
#include "engine/wire/operations.h"
#include "engine/wire/xml.h"

namespace remora::wire {

Reply create_service_linked_role(Exchange& exchange) {
  struct Linked {
    std::string_view service;
    std::string_view name;
    std::string_view policy;
  };

  // Source: Service Authorization Reference; AWS Managed Policy Reference.
  constexpr auto kLinked = std::to_array<Linked>(
      {{"config.amazonaws.com", "AWSServiceRoleForConfig", "AWSConfigServiceRolePolicy"},
       {"cloudtrail.amazonaws.com", "AWSServiceRoleForCloudTrail", "CloudTrailServiceRolePolicy"},
       {"organizations.amazonaws.com",
        "AWSServiceRoleForOrganizations",
        "AWSOrganizationsServiceTrustPolicy"},
       {"controltower.amazonaws.com",
        "AWSServiceRoleForAWSControlTower",
        "AWSControlTowerServiceRolePolicy"}});
  const auto service = exchange.text("AWSServiceName");
  if (!service) {
    return missing(exchange, "AWSServiceName");
  }
  Linked linked = {*service, {}, {}};
  for (const Linked& one : kLinked) {
    linked = one.service == *service ? one : linked;
  }
  const std::string name = linked.name.empty()
                               ? "AWSServiceRoleFor" + service->substr(0, service->find('.'))
                               : std::string(linked.name);
  if (exchange.state.world->role_of_session(exchange.caller.account, name) != nullptr) {
    return fault(Text::ServiceRoleTaken, {{"role", name}});
  }
  json::Writer trust(json::Writer::Style::Compact);
  trust.begin_object().member("Version", "2012-10-17").key("Statement").begin_array();
  trust.begin_object().member("Effect", "Allow").key("Principal").begin_object();
  trust.member("Service", *service).end_object().member("Action", "sts:AssumeRole").end_object();
  trust.end_array().end_object();
  Admitted admitted = admit_policy(trust.text(),
                                   "trust policy of role " + name,
                                   {admission::AdmissionOperation::UpdateAssumeRolePolicy,
                                    {},
                                    exchange.caller.account,
                                    {},
                                    name});
  if (admitted.fault) {
    return *admitted.fault;
  }
  world::Role role;
  role.arn = exchange.arn("iam", "role/aws-service-role/" + *service + "/" + name);
  role.account = exchange.caller.account;
  role.name = name;
  role.trust = std::move(admitted.policy);
  role.service_linked = true;
  RoleRecord record;
  record.created = exchange.now;
  record.id = exchange.unique_id("AROA");
  if (!linked.policy.empty()) {
    const std::string arn = "arn:" + std::string(exchange.partition()) +
                            ":iam::aws:policy/aws-service-role/" + std::string(linked.policy);
    role.policies.push_back(managed_policy(exchange, arn, PolicyType::Identity));
    record.policies.push_back({{}, arn});
  }
  const std::string arn = role.arn;
  exchange.state.roles[arn] = std::move(record);
  exchange.state.change().roles.push_back(std::move(role));
  return query_reply(exchange, role_xml(exchange, *exchange.state.world->role(arn)));
}

}  // namespace remora::wire
