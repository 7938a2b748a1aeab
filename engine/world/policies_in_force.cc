#include "engine/world/policies_in_force.h"

#include <optional>

#include "engine/base/symbol.h"
#include "engine/world/resource.h"

namespace remora::world {

namespace {

void set_if_absent(RequestContext& context, KeyName key, std::string_view value) {
  if (context.find(key) == nullptr) {
    context.set(key, value);
  }
}

void set_multivalued_if_absent(RequestContext& context, KeyName key, std::string_view value) {
  if (context.find(key) == nullptr) {
    context.set_multivalued(key, {value});
  }
}

void set_unknown_if_absent(RequestContext& context, KeyName key, std::string_view reason) {
  if (context.find(key) == nullptr) {
    context.set_unknown(key, reason);
  }
}

/// The two ends of a request as the world knows them, looked up once.
struct Ends {
  Ends(const World& world, const Request& request, Suppositions& suppositions)
      : role(request.principal.kind() == PrincipalKind::RoleSession
                 ? world.role_of_session(request.principal.account(), request.principal.name())
                 : nullptr),
        caller(world.member(request.principal.account())),
        resource(find_resource(world, request.resource, suppositions)),
        facts(suppositions) {}

  /// Which account owns the resource, as far as ARN and world tell.
  [[nodiscard]] std::string_view owner() const {
    if (resource.policy_type == PolicyType::Bucket) {
      return resource.bucket == nullptr ? std::string_view() : facts.read(resource.bucket->account);
    }
    return resource.arn ? resource.arn->account : std::string_view();
  }

  const Role* role;             // of a role session
  const MemberAccount* caller;  // the requester's account
  Resource resource;
  Suppositions& facts;
};

bool is_management_account(const World& world, Suppositions& facts, std::string_view account) {
  return world.organization && !account.empty() &&
         facts.is(world.organization->management_account, account);
}

void complete_principal(const World& world, const Ends& ends, Request& request) {
  const Principal& principal = request.principal;
  RequestContext& context = request.context;
  const bool service = principal.kind() == PrincipalKind::Service;
  if (principal.kind() != PrincipalKind::Anonymous) {
    set_if_absent(context, "aws:PrincipalIsAWSService", service ? "true" : "false");
  }
  if (service) {
    set_if_absent(context, "aws:PrincipalServiceName", principal.text());
    set_multivalued_if_absent(context, "aws:PrincipalServiceNamesList", principal.text());
    return;
  }
  if (!principal.is_iam()) {
    return;
  }
  set_if_absent(context, "aws:PrincipalAccount", principal.account());
  const Role* role = ends.role;
  // For a role session the key holds the role's ARN, never the session's.
  if (role != nullptr) {
    set_if_absent(context, "aws:PrincipalArn", role->arn);
    request.environment.service_linked_role = ends.facts.read(role->service_linked);
  } else if (principal.kind() != PrincipalKind::RoleSession) {
    set_if_absent(context, "aws:PrincipalArn", principal.text());
  }
  request.environment.principal_in_management_account =
      is_management_account(world, ends.facts, principal.account());
  if (const MemberAccount* member = ends.caller) {
    set_if_absent(context, "aws:PrincipalOrgID", ends.facts.read(world.organization->id));
    set_multivalued_if_absent(context, "aws:PrincipalOrgPaths", ends.facts.read(member->path));
  } else if (world.unknown_organization) {
    set_unknown_if_absent(context, "aws:PrincipalOrgID", world.unknown_organization->reason);
    set_unknown_if_absent(context, "aws:PrincipalOrgPaths", world.unknown_organization->reason);
  }
}

void complete_resource(const World& world, const Ends& ends, Request& request) {
  if (request.resource_account.empty()) {
    request.resource_account = ends.owner();
  }
  if (request.resource_account.empty()) {
    return;
  }
  RequestContext& context = request.context;
  set_if_absent(context, "aws:ResourceAccount", request.resource_account);
  request.environment.resource_in_management_account =
      is_management_account(world, ends.facts, request.resource_account);
  if (const MemberAccount* member = world.member(request.resource_account)) {
    set_if_absent(context, "aws:ResourceOrgID", ends.facts.read(world.organization->id));
    set_multivalued_if_absent(context, "aws:ResourceOrgPaths", ends.facts.read(member->path));
  } else if (world.unknown_organization ||
             (world.organization && has_unknown(request.resource_account))) {
    for (const std::string_view key : {"aws:ResourceOrgID", "aws:ResourceOrgPaths"}) {
      set_unknown_if_absent(context, key, "whose resource it is, is not known");
    }
  }
  const Resource& resource = ends.resource;
  if (resource.policy_type == PolicyType::Bucket) {
    set_if_absent(context, "s3:ResourceAccount", request.resource_account);
    request.environment.s3_restrict_public_buckets =
        resource.bucket != nullptr &&
        ends.facts.read(resource.bucket->public_access_block.restrict_public_buckets);
  } else if (resource.policy_type == PolicyType::Key) {
    request.environment.aws_managed_key =
        resource.key != nullptr && ends.facts.read(resource.key->aws_managed);
  }
}

void add_resource_policy(const World& world,
                         const Ends& ends,
                         const Request& request,
                         PolicySet& set) {
  const Resource& resource = ends.resource;
  if (!resource.policy_type) {
    return;
  }
  const bool open = world.closure == Closure::Open || has_unknown(request.resource);
  set.resource_type = *resource.policy_type;
  set.resource = resource.listed() || !open ? resource.policy() : world.unlisted_resource.get();
  if (resource.key == nullptr) {
    return;
  }
  if (const std::vector<Grant>* grants = resource.key->grants.known()) {
    set.grants = *grants;
  } else {
    constexpr std::string_view kQuestion = "do they let the requester do it";
    set.granted = ends.facts.choose(resource.key->grants.unknown(), kQuestion, 2) == 1;
  }
}

void complete(const World& world, const Ends& ends, Request& request) {
  complete_principal(world, ends, request);
  complete_resource(world, ends, request);
}

PolicySet policies_in_force(const World& world, const Ends& ends, const Request& request) {
  PolicySet set;
  if (request.principal.is_iam()) {
    if (ends.role != nullptr) {
      set.identity = ends.role->policies;
      set.boundary = ends.role->boundary.get();
    } else if (world.closure == Closure::Open) {
      set.identity = world.unlisted_identity;
    }
  }
  add_resource_policy(world, ends, request, set);
  if (world.unknown_organization) {
    set.scps = world.unknown_scps;
    set.rcps = world.unknown_rcps;
  }
  if (world.organization) {
    const Organization& organization = *world.organization;
    if (ends.caller != nullptr && ends.facts.read(organization.scps_in_force)) {
      set.scps = ends.caller->scps;
    }
    const MemberAccount* owner = world.member(request.resource_account);
    const bool open = has_unknown(request.resource_account);
    if ((open || owner != nullptr) && ends.facts.read(organization.rcps_in_force)) {
      set.rcps = open ? world.unlisted_rcps : owner->rcps;
    }
  }
  return set;
}

}  // namespace

void complete(const World& world, Request& request, Suppositions& suppositions) {
  complete(world, Ends(world, request, suppositions), request);
}

PolicySet policies_in_force(const World& world,
                            const Request& request,
                            Suppositions& suppositions) {
  return policies_in_force(world, Ends(world, request, suppositions), request);
}

PolicySet resolve(const World& world,
                  Request& request,
                  Suppositions& suppositions,
                  SessionTags session_tags) {
  const Ends ends(world, request, suppositions);
  complete(world, ends, request);
  PolicySet policies = policies_in_force(world, ends, request);
  add_asked_keys(policies, {ends.resource, ends.role, session_tags}, suppositions, request);
  return policies;
}

}  // namespace remora::world
