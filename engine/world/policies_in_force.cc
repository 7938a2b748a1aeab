#include "engine/world/policies_in_force.h"

#include <optional>

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

/// The two ends of a request as the world knows them, looked up once.
struct Ends {
  Ends(const World& world, const Request& request)
      : role(request.principal.kind() == PrincipalKind::RoleSession
                 ? world.role_of_session(request.principal.account(), request.principal.name())
                 : nullptr),
        caller(world.member(request.principal.account())),
        arn(Arn::parse(request.resource)) {
    if (!arn) {
      return;
    }
    if (arn->service == "s3") {
      bucket = world.bucket(bucket_of(arn->resource));
    } else if (arn->service == "kms") {
      key = world.key(request.resource, {}, {});
    } else if (arn->service == "sns") {
      topic = world.topic(request.resource);
    } else if (arn->service == "iam") {
      asked_role = world.role(request.resource);
    }
  }

  /// Which account owns the resource, as far as ARN and world tell.
  [[nodiscard]] std::string_view owner() const {
    if (!arn) {
      return {};
    }
    if (arn->service == "s3") {
      return bucket == nullptr ? std::string_view() : bucket->account;
    }
    return arn->account;
  }

  const Role* role;             // of a role session
  const MemberAccount* caller;  // the requester's account
  std::optional<Arn> arn;       // of the resource
  const Bucket* bucket = nullptr;
  const Key* key = nullptr;
  const Topic* topic = nullptr;
  const Role* asked_role = nullptr;  // that is to be assumed
};

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
    request.environment.service_linked_role = role->service_linked;
  } else if (principal.kind() != PrincipalKind::RoleSession) {
    set_if_absent(context, "aws:PrincipalArn", principal.text());
  }
  request.environment.principal_in_management_account =
      world.is_management_account(principal.account());
  if (const MemberAccount* member = ends.caller) {
    set_if_absent(context, "aws:PrincipalOrgID", world.organization->id);
    set_multivalued_if_absent(context, "aws:PrincipalOrgPaths", member->path);
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
      world.is_management_account(request.resource_account);
  if (const MemberAccount* member = world.member(request.resource_account)) {
    set_if_absent(context, "aws:ResourceOrgID", world.organization->id);
    set_multivalued_if_absent(context, "aws:ResourceOrgPaths", member->path);
  }
  if (ends.arn && ends.arn->service == "s3") {
    set_if_absent(context, "s3:ResourceAccount", request.resource_account);
    request.environment.s3_restrict_public_buckets =
        ends.bucket != nullptr && ends.bucket->public_access_block.restrict_public_buckets;
  } else if (ends.arn && ends.arn->service == "kms") {
    request.environment.aws_managed_key = ends.key != nullptr && ends.key->aws_managed;
  }
}

void add_resource_policy(const World& world, const Ends& ends, PolicySet& set) {
  if (!ends.arn) {
    return;
  }
  bool listed = false;
  if (ends.arn->service == "s3") {
    set.resource_type = PolicyType::Bucket;
    if (ends.bucket != nullptr) {
      listed = true;
      set.resource = ends.bucket->policy.get();
    }
  } else if (ends.arn->service == "kms") {
    set.resource_type = PolicyType::Key;
    if (ends.key != nullptr) {
      listed = true;
      set.resource = ends.key->policy.get();
      set.grants = ends.key->grants;
    }
  } else if (ends.arn->service == "sns") {
    set.resource_type = PolicyType::Topic;
    if (ends.topic != nullptr) {
      listed = true;
      set.resource = ends.topic->policy.get();
    }
  } else if (ends.arn->service == "iam" && ends.arn->resource.starts_with("role/")) {
    set.resource_type = PolicyType::Trust;
    if (ends.asked_role != nullptr) {
      listed = true;
      set.resource = ends.asked_role->trust.get();
    }
  } else {
    return;  // a service without resource-based policies in this model
  }
  if (!listed && world.closure == Closure::Open) {
    set.resource = world.unlisted_resource.get();
  }
}

void complete(const World& world, const Ends& ends, Request& request) {
  complete_principal(world, ends, request);
  complete_resource(world, ends, request);
  force_context(world.forced_context, request);
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
  add_resource_policy(world, ends, set);
  if (world.organization) {
    const Organization& organization = *world.organization;
    if (organization.scps_in_force && ends.caller != nullptr) {
      set.scps = ends.caller->scps;
    }
    const MemberAccount* owner = world.member(request.resource_account);
    if (organization.rcps_in_force && owner != nullptr) {
      set.rcps = owner->rcps;
    }
  }
  return set;
}

}  // namespace

void complete(const World& world, Request& request) {
  complete(world, Ends(world, request), request);
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
  return policies_in_force(world, Ends(world, request), request);
}

PolicySet resolve(const World& world, Request& request) {
  const Ends ends(world, request);
  complete(world, ends, request);
  return policies_in_force(world, ends, request);
}

}  // namespace remora::world
