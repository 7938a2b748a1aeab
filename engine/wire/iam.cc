// AWS IAM: roles and their policies. Source: IAM API Reference.
#include "engine/wire/iam.h"

#include <algorithm>

#include "engine/wire/attempt.h"
#include "engine/wire/operations.h"
#include "engine/wire/uri.h"
#include "engine/wire/xml.h"

namespace remora::wire {

namespace {

using admission::AdmissionOperation;

/// The role that a request names and needs (`Needs::Role`), of the caller's account.
const world::Role& role_of(const Exchange& exchange) {
  return *exchange.state.world->role_of_session(exchange.caller.account,
                                                exchange.text_or("RoleName"));
}

world::Role& role_to_change(Exchange& exchange, const std::string& arn) {
  return *find_to_change(exchange.state.change().roles, arn);
}

std::string path_of(const world::Role& role) {
  const std::size_t begin = role.arn.find(":role/") + 5;
  return role.arn.substr(begin, role.arn.size() - role.name.size() - begin);
}

/// Where a role has an inline policy of that name, or an attached one of that ARN.
std::optional<std::size_t> index_of(const RoleRecord& record, std::string_view name_or_arn) {
  for (std::size_t i = 0; i < record.policies.size(); ++i) {
    if (record.policies[i].name == name_or_arn || record.policies[i].arn == name_or_arn) {
      return i;
    }
  }
  return std::nullopt;
}

void remove_policy(Exchange& exchange, const std::string& role, std::size_t index) {
  RoleRecord& record = exchange.state.roles[role];
  record.policies.erase(record.policies.begin() + static_cast<std::ptrdiff_t>(index));
  PolicyGroup& policies = role_to_change(exchange, role).policies;
  if (index < policies.size()) {
    policies.erase(policies.begin() + static_cast<std::ptrdiff_t>(index));
  }
}

/// Puts a policy in the place of one of the same name, or behind the others.
void put_policy(Exchange& exchange,
                const std::string& role,
                RolePolicy named,
                CompiledPolicyPtr policy) {
  RoleRecord& record = exchange.state.roles[role];
  const auto there = index_of(record, named.name.empty() ? named.arn : named.name);
  PolicyGroup& policies = role_to_change(exchange, role).policies;
  if (there && *there < policies.size()) {
    policies[*there] = std::move(policy);
    return;
  }
  record.policies.push_back(std::move(named));
  policies.push_back(std::move(policy));
}

constexpr std::string_view kNotTruncated = "<IsTruncated>false</IsTruncated>";

}  // namespace

std::string role_xml(const Exchange& exchange, const world::Role& role) {
  const RoleRecord& record = exchange.state.roles[role.arn];
  return "<Role>" + xml_element("Path", path_of(role)) + xml_element("RoleName", role.name) +
         xml_element("RoleId", record.id) + xml_element("Arn", role.arn) +
         xml_element("CreateDate", iso_time(record.created)) +
         xml_element("AssumeRolePolicyDocument", percent_encoded(policy_text(role.trust))) +
         (record.description.empty() ? "" : xml_element("Description", record.description)) +
         "<MaxSessionDuration>3600</MaxSessionDuration>" +
         (record.boundary.empty()
              ? std::string()
              : "<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType>" +
                    xml_element("PermissionsBoundaryArn", record.boundary) +
                    "</PermissionsBoundary>") +
         "</Role>";
}

Reply create_role(Exchange& exchange) {
  const auto name = exchange.text("RoleName");
  const auto trust = exchange.text("AssumeRolePolicyDocument");
  if (!name || !trust) {
    return missing(exchange, name ? "AssumeRolePolicyDocument" : "RoleName");
  }
  if (exchange.state.world->role_of_session(exchange.caller.account, *name) != nullptr) {
    return fault(Text::RoleExists, {{"role", *name}});
  }
  Admitted admitted = admit_policy(
      *trust,
      "trust policy of role " + *name,
      {AdmissionOperation::UpdateAssumeRolePolicy, {}, exchange.caller.account, {}, *name});
  if (admitted.fault) {
    return *admitted.fault;
  }
  world::Role role;
  role.arn = exchange.arn("iam", "role" + exchange.text_or("Path", "/") + *name);
  role.account = exchange.caller.account;
  role.name = *name;
  role.trust = std::move(admitted.policy);
  RoleRecord record;
  if (const auto boundary = exchange.text("PermissionsBoundary")) {
    role.boundary = managed_policy(exchange, *boundary, PolicyType::Boundary);
    record.boundary = *boundary;
    if (role.boundary == nullptr) {
      return fault(Text::NoSuchPolicy, {{"policy", *boundary}});
    }
  }
  record.created = exchange.now;
  record.id = exchange.unique_id("AROA");
  record.description = exchange.text_or("Description");
  record.tags = exchange.tags("Tags");
  role.tags = record.tags;
  const std::string arn = role.arn;
  exchange.state.roles[arn] = std::move(record);
  exchange.state.change().roles.push_back(std::move(role));
  return query_reply(exchange, role_xml(exchange, role_of(exchange)));
}

Reply get_role(Exchange& exchange) {
  const world::Role& role = role_of(exchange);
  if (role.trust != nullptr && role.trust->is_unread()) {
    return not_known({role.trust->why()});
  }
  return query_reply(exchange, role_xml(exchange, role));
}

Reply list_roles(Exchange& exchange) {
  const std::string prefix = exchange.text_or("PathPrefix", "/");
  std::string roles;
  for (const world::Role& role : exchange.state.world->roles) {
    if (role.account == exchange.caller.account && path_of(role).starts_with(prefix)) {
      std::string one = role_xml(exchange, role);
      constexpr std::size_t kTag = 5;  // as long as "Role" with a slash, without the brackets
      one = "<member>" + one.substr(kTag + 1, one.size() - 2 * kTag - 3) + "</member>";
      roles += one;
    }
  }
  return query_reply(exchange, "<Roles>" + roles + "</Roles>" + std::string(kNotTruncated));
}

Reply delete_role(Exchange& exchange) {
  const world::Role& role = role_of(exchange);
  const std::string arn = role.arn;
  if (const auto& policies = exchange.state.roles[arn].policies; !policies.empty()) {
    return fault(policies.front().arn.empty() ? Text::RoleInUse : Text::RoleAttached);
  }
  world::World& world = exchange.state.change();
  world.roles = without(world.roles, [&](const world::Role& one) { return one.arn == arn; });
  exchange.state.roles.erase(arn);
  return query_reply(exchange);
}

Reply update_assume_role_policy(Exchange& exchange) {
  const world::Role& role = role_of(exchange);
  Admitted admitted =
      admit_policy(exchange.text_or("PolicyDocument"),
                   "trust policy of role " + role.name,
                   {AdmissionOperation::UpdateAssumeRolePolicy, {}, role.account, {}, role.name});
  if (admitted.fault) {
    return *admitted.fault;
  }
  role_to_change(exchange, std::string(role.arn)).trust = std::move(admitted.policy);
  return query_reply(exchange);
}

Reply put_role_policy(Exchange& exchange) {
  const world::Role& role = role_of(exchange);
  const auto name = exchange.text("PolicyName");
  if (!name) {
    return missing(exchange, "PolicyName");
  }
  Admitted admitted =
      admit_policy(exchange.text_or("PolicyDocument"),
                   *name + " of role " + role.name,
                   {AdmissionOperation::PutRolePolicy, {}, role.account, {}, role.name});
  if (admitted.fault) {
    return *admitted.fault;
  }
  put_policy(exchange, std::string(role.arn), {*name, {}}, std::move(admitted.policy));
  return query_reply(exchange);
}

Reply get_role_policy(Exchange& exchange) {
  const world::Role& role = role_of(exchange);
  const std::string name = exchange.text_or("PolicyName");
  const auto index = index_of(exchange.state.roles[role.arn], name);
  if (!index || *index >= role.policies.size()) {
    return fault(Text::NoSuchRolePolicy, {{"policy", name}});
  }
  if (role.policies[*index]->is_unread()) {
    return not_known({role.policies[*index]->why()});
  }
  return query_reply(
      exchange,
      xml_element("RoleName", role.name) + xml_element("PolicyName", name) +
          xml_element("PolicyDocument", percent_encoded(policy_text(role.policies[*index]))));
}

Reply delete_role_policy(Exchange& exchange) {
  const world::Role& role = role_of(exchange);
  const std::string name = exchange.text_or("PolicyName");
  const auto index = index_of(exchange.state.roles[role.arn], name);
  if (!index) {
    return fault(Text::NoSuchRolePolicy, {{"policy", name}});
  }
  remove_policy(exchange, std::string(role.arn), *index);
  return query_reply(exchange);
}

Reply list_role_policies(Exchange& exchange) {
  const world::Role& role = role_of(exchange);
  std::string names;
  for (const RolePolicy& policy : exchange.state.roles[role.arn].policies) {
    names += policy.arn.empty() ? xml_element("member", policy.name) : std::string();
  }
  return query_reply(exchange,
                     "<PolicyNames>" + names + "</PolicyNames>" + std::string(kNotTruncated));
}

Reply attach_role_policy(Exchange& exchange) {
  const world::Role& role = role_of(exchange);
  const std::string arn = exchange.text_or("PolicyArn");
  CompiledPolicyPtr policy = managed_policy(exchange, arn, PolicyType::Identity);
  if (policy == nullptr) {
    return fault(Text::NoSuchPolicy, {{"policy", arn}});
  }
  put_policy(exchange, std::string(role.arn), {{}, arn}, std::move(policy));
  return query_reply(exchange);
}

Reply detach_role_policy(Exchange& exchange) {
  const world::Role& role = role_of(exchange);
  const std::string arn = exchange.text_or("PolicyArn");
  const auto index = index_of(exchange.state.roles[role.arn], arn);
  if (!index) {
    return fault(Text::NotAttached, {{"policy", arn}});
  }
  remove_policy(exchange, std::string(role.arn), *index);
  return query_reply(exchange);
}

Reply list_attached_role_policies(Exchange& exchange) {
  const world::Role& role = role_of(exchange);
  std::string attached;
  for (const RolePolicy& policy : exchange.state.roles[role.arn].policies) {
    if (!policy.arn.empty()) {
      attached += "<member>" +
                  xml_element("PolicyName", policy.arn.substr(policy.arn.rfind('/') + 1)) +
                  xml_element("PolicyArn", policy.arn) + "</member>";
    }
  }
  return query_reply(
      exchange,
      "<AttachedPolicies>" + attached + "</AttachedPolicies>" + std::string(kNotTruncated));
}

Reply put_role_boundary(Exchange& exchange) {
  const world::Role& role = role_of(exchange);
  const std::string arn = exchange.text_or("PermissionsBoundary");
  CompiledPolicyPtr policy = managed_policy(exchange, arn, PolicyType::Boundary);
  if (policy == nullptr) {
    return fault(Text::NoSuchPolicy, {{"policy", arn}});
  }
  const std::string role_arn = role.arn;
  exchange.state.roles[role_arn].boundary = arn;
  role_to_change(exchange, role_arn).boundary = std::move(policy);
  return query_reply(exchange);
}

Reply delete_role_boundary(Exchange& exchange) {
  const world::Role& role = role_of(exchange);
  const std::string role_arn = role.arn;
  exchange.state.roles[role_arn].boundary.clear();
  role_to_change(exchange, role_arn).boundary = nullptr;
  return query_reply(exchange);
}

Reply list_instance_profiles(Exchange& exchange) {
  return query_reply(exchange,
                     "<InstanceProfiles></InstanceProfiles>" + std::string(kNotTruncated));
}

Reply list_role_tags(Exchange& exchange) {
  const world::Role& role = role_of(exchange);
  std::string tags;
  for (const auto& [key, value] : exchange.state.roles[role.arn].tags) {
    tags += "<member>" + xml_element("Key", key) + xml_element("Value", value) + "</member>";
  }
  return query_reply(exchange, "<Tags>" + tags + "</Tags>" + std::string(kNotTruncated));
}

}  // namespace remora::wire
