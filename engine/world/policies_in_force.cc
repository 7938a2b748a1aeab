#include "engine/world/policies_in_force.h"

#include "engine/aws/action.h"
#include "engine/aws/arn.h"
#include "engine/base/ascii.h"

namespace remora::world {

namespace {

std::string_view bucket_of(std::string_view resource) {
  return resource.substr(0, resource.find('/'));
}

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

/// Which account owns the resource, as far as ARN and world tell.
std::string owner_of(const World& world, std::string_view resource) {
  const auto arn = Arn::parse(resource);
  if (!arn) {
    return {};
  }
  if (arn->service == "s3") {
    const Bucket* bucket = world.bucket(bucket_of(arn->resource));
    return bucket == nullptr ? std::string() : bucket->account;
  }
  return std::string(arn->account);
}

const Role* role_of(const World& world, const Principal& principal) {
  return principal.kind() == PrincipalKind::RoleSession
             ? world.role_of_session(principal.account(), principal.name())
             : nullptr;
}

void complete_principal(const World& world, Request& request) {
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
  const Role* role = role_of(world, principal);
  // For a role session the key holds the role's ARN, never the session's.
  if (role != nullptr) {
    set_if_absent(context, "aws:PrincipalArn", role->arn);
    request.environment.service_linked_role = role->service_linked;
  } else if (principal.kind() != PrincipalKind::RoleSession) {
    set_if_absent(context, "aws:PrincipalArn", principal.text());
  }
  request.environment.principal_in_management_account =
      world.is_management_account(principal.account());
  if (const MemberAccount* member = world.member(principal.account())) {
    set_if_absent(context, "aws:PrincipalOrgID", world.organization->id);
    set_multivalued_if_absent(context, "aws:PrincipalOrgPaths", member->path);
  }
}

void complete_resource(const World& world, Request& request) {
  if (request.resource_account.empty()) {
    request.resource_account = owner_of(world, request.resource);
  }
  if (request.resource_account.empty()) {
    return;
  }
  RequestContext& context = request.context;
  set_if_absent(context, "aws:ResourceAccount", request.resource_account);
  request.environment.resource_in_management_account =
      world.is_management_account(request.resource_account);
  if (const MemberAccount* member = world.member(request.resource_account)) {
    set_if_absent(context, "aws:ResourceOrgID", world.organization->id);
    set_multivalued_if_absent(context, "aws:ResourceOrgPaths", member->path);
  }
  const auto arn = Arn::parse(request.resource);
  if (arn && arn->service == "s3") {
    set_if_absent(context, "s3:ResourceAccount", request.resource_account);
    const Bucket* bucket = world.bucket(bucket_of(arn->resource));
    request.environment.s3_restrict_public_buckets =
        bucket != nullptr && bucket->public_access_block.restrict_public_buckets;
  } else if (arn && arn->service == "kms") {
    const Key* key = world.key(request.resource, {}, {});
    request.environment.aws_managed_key = key != nullptr && key->aws_managed;
  }
}

void add_resource_policy(const World& world, const Request& request, PolicySet& set) {
  const auto arn = Arn::parse(request.resource);
  if (!arn) {
    return;
  }
  bool listed = false;
  if (arn->service == "s3") {
    set.resource_type = PolicyType::Bucket;
    if (const Bucket* bucket = world.bucket(bucket_of(arn->resource))) {
      listed = true;
      set.resource = bucket->policy.get();
    }
  } else if (arn->service == "kms") {
    set.resource_type = PolicyType::Key;
    if (const Key* key = world.key(request.resource, {}, {})) {
      listed = true;
      set.resource = key->policy.get();
      set.grants = key->grants;
    }
  } else if (arn->service == "sns") {
    set.resource_type = PolicyType::Topic;
    if (const Topic* topic = world.topic(request.resource)) {
      listed = true;
      set.resource = topic->policy.get();
    }
  } else if (arn->service == "iam" && arn->resource.starts_with("role/")) {
    set.resource_type = PolicyType::Trust;
    if (const Role* role = world.role(request.resource)) {
      listed = true;
      set.resource = role->trust.get();
    }
  } else {
    return;  // a service without resource-based policies in this model
  }
  if (!listed && world.closure == Closure::Open) {
    set.resource = world.unlisted_resource.get();
  }
}

}  // namespace

void complete(const World& world, Request& request) {
  complete_principal(world, request);
  complete_resource(world, request);
  force_context(world.forced_context, request);
}

void force_context(const std::vector<ForcedKey>& keys, Request& request) {
  for (const ForcedKey& key : keys) {
    if (key.unknown) {
      request.context.set_unknown(key.name, "said to be not known");
    } else if (!key.values) {
      request.context.erase(key.name);
    } else if (key.multivalued) {
      const std::vector<std::string_view> values(key.values->begin(), key.values->end());
      request.context.set_multivalued(key.name, values);
    } else {
      request.context.set(key.name, key.values->front());
    }
  }
}

PolicySet policies_in_force(const World& world, const Request& request) {
  PolicySet set;
  const Principal& principal = request.principal;
  if (principal.is_iam()) {
    const Role* role = role_of(world, principal);
    if (role != nullptr) {
      set.identity = role->policies;
      set.boundary = role->boundary.get();
    } else if (world.closure == Closure::Open) {
      set.identity = world.unlisted_identity;
    }
  }
  add_resource_policy(world, request, set);
  if (world.organization) {
    const Organization& organization = *world.organization;
    const MemberAccount* caller = world.member(principal.account());
    if (organization.scps_in_force && caller != nullptr) {
      set.scps = caller->scps;
    }
    const MemberAccount* owner = world.member(request.resource_account);
    if (organization.rcps_in_force && owner != nullptr) {
      set.rcps = owner->rcps;
    }
  }
  return set;
}

}  // namespace remora::world
