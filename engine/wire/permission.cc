#include "engine/wire/permission.h"

#include <array>
#include <utility>

#include "engine/authorize/denial_message.h"
#include "engine/authorize/unsaid_keys.h"
#include "engine/aws/tables.h"
#include "engine/base/symbol.h"
#include "engine/wire/attempt.h"
#include "engine/wire/kms.h"
#include "engine/wire/s3.h"
#include "engine/world/decide.h"
#include "engine/world/managed_policies.h"

namespace remora::wire {

namespace {

/// Operations of S3 whose action has another name.
constexpr auto kS3Actions = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"ListBuckets", "ListAllMyBuckets"},
    {"HeadBucket", "ListBucket"},
    {"ListObjects", "ListBucket"},
    {"ListObjectsV2", "ListBucket"},
    {"ListObjectVersions", "ListBucketVersions"},
    {"HeadObject", "GetObject"},
    {"CopyObject", "PutObject"},
    {"DeleteObjects", "DeleteObject"},
    {"GetBucketEncryption", "GetEncryptionConfiguration"},
    {"PutBucketEncryption", "PutEncryptionConfiguration"},
    {"DeleteBucketEncryption", "PutEncryptionConfiguration"},
    {"GetPublicAccessBlock", "GetBucketPublicAccessBlock"},
    {"PutPublicAccessBlock", "PutBucketPublicAccessBlock"},
    {"DeletePublicAccessBlock", "PutBucketPublicAccessBlock"},
    {"DeleteBucketOwnershipControls", "PutBucketOwnershipControls"},
    {"DeleteBucketTagging", "PutBucketTagging"},
    {"GetObjectLockConfiguration", "GetBucketObjectLockConfiguration"},
    {"PutObjectLockConfiguration", "PutBucketObjectLockConfiguration"},
});

}  // namespace

std::string action_of(const Operation& operation) {
  std::string_view name = operation.name;
  if (operation.service == Service::S3) {
    for (const auto& [of, action] : kS3Actions) {
      name = of == operation.name ? action : name;
    }
  }
  return std::string(names_of(operation.service).name) + ":" + std::string(name);
}

namespace {

/// The ARN of a resource that a member names by its ARN, or by a name in the caller's account.
std::string named(const Exchange& exchange,
                  std::string_view member,
                  std::string_view service,
                  std::string_view kind) {
  const std::string name = exchange.text_or(member);
  return name.empty() || name.starts_with("arn:") ? name
                                                  : exchange.arn(service, std::string(kind) + name);
}

/// What a request names, as an ARN; empty where it names nothing that is known here.
std::string resource_named(const Exchange& exchange, Service service) {
  switch (service) {
    case Service::S3:
      return exchange.routed.bucket.empty()
                 ? std::string()
                 : "arn:" + std::string(exchange.partition()) + ":s3:::" + exchange.routed.bucket +
                       (exchange.routed.key.empty() ? "" : "/" + exchange.routed.key);
    case Service::Kms: {
      const FoundKey found = find_key(exchange,
                                      exchange.text("KeyId")         ? "KeyId"
                                      : exchange.text("TargetKeyId") ? "TargetKeyId"
                                                                     : "AliasName");
      return found.key == nullptr ? std::string() : found.key->arn;
    }
    case Service::Sns: {
      const std::string topic = exchange.text_or("TopicArn", exchange.text_or("ResourceArn"));
      return topic.empty() ? named(exchange, "Name", "sns", {}) : topic;
    }
    case Service::Iam: {
      const std::string name = exchange.text_or("RoleName");
      const world::Role* const role =
          exchange.state.world->role_of_session(exchange.caller.account, name);
      const std::string path = exchange.text_or("Path", "/");
      const auto policy = exchange.text("PolicyName");
      return role != nullptr ? role->arn
             : !name.empty() ? exchange.arn("iam", "role" + path + name)
             : policy        ? exchange.arn("iam", "policy" + path + *policy)
                             : exchange.text_or("PolicyArn");
    }
    case Service::Sts:
      return exchange.text_or("RoleArn");
    case Service::Logs:
      return named(exchange, "logGroupName", "logs", "log-group:");
    case Service::CloudTrail: {
      for (const std::string_view member : {"Name", "TrailName", "ResourceId"}) {
        if (exchange.text(member)) {
          return named(exchange, member, "cloudtrail", "trail/");
        }
      }
      return {};
    }
    case Service::Organizations: {
      const std::string account = exchange.text_or("AccountId");
      return account.empty() || !exchange.state.world->organization
                 ? std::string()
                 : "arn:aws:organizations::" +
                       exchange.state.world->organization->management_account.shown({}) +
                       ":account/" + std::string(exchange.state.world->organization->name()) + "/" +
                       account;
    }
    default:
      return {};
  }
}

std::string_view denial_code(Service service) {
  return service == Service::Sns                        ? "AuthorizationError"
         : names_of(service).protocol == Protocol::Json ? "AccessDeniedException"
                                                        : "AccessDenied";
}

/// The policies that AssumeRole was given for the session.
std::optional<PolicyGroup> session_policies(const Exchange& exchange) {
  const auto session = exchange.state.sessions.find(exchange.routed.scope.access_key);
  if (session == exchange.state.sessions.end() ||
      (session->second.policy.empty() && session->second.policy_arns.empty())) {
    return std::nullopt;
  }
  PolicyGroup group;
  if (!session->second.policy.empty()) {
    group.push_back(read_policy(session->second.policy, "session policy", PolicyType::Session));
  }
  for (const auto& [arn, unused] : session->second.policy_arns) {
    const auto own = exchange.state.policies.find(arn);
    const auto managed = world::find_managed_policy(arn);
    group.push_back(
        own != exchange.state.policies.end()
            ? read_policy(own->second.second, arn, PolicyType::Session)
        : managed && !managed->is_partial()
            ? read_policy(managed->text, arn, PolicyType::Session)
            : CompiledPolicy::unread(PolicyType::Session, "remora does not know all of " + arn));
  }
  return group;
}

/// The condition keys that the request itself tells. Whether the client used TLS is not looked at:
/// AWS's own endpoint would have had it.
/// Source: IAM User Guide, "AWS global condition context keys"; Service Authorization Reference,
/// "Condition keys for Amazon S3".
void add_keys(const Exchange& exchange, RequestContext& context) {
  context.set("aws:RequestedRegion", exchange.caller.region);
  context.set("aws:SecureTransport", "true");
  context.set("aws:ViaAWSService", "false");
  context.set("aws:CurrentTime", iso_time(exchange.now));
  context.set("aws:EpochTime", std::to_string(exchange.now / 1000));
  if (const auto agent = exchange.request.header("user-agent"); !agent.empty()) {
    context.set("aws:UserAgent", agent);
  }
  if (exchange.routed.service != Service::S3) {
    return;
  }
  for (const auto& [name, value] : exchange.request.headers) {
    if (const std::string lower = to_ascii_lower(name); lower.starts_with("x-amz-")) {
      context.set(std::string_view("s3:" + lower), value);
    }
  }
  for (const std::string_view name : {"prefix", "delimiter", "max-keys"}) {
    if (const std::string* const value = exchange.routed.query.find(name)) {
      context.set(std::string_view("s3:" + std::string(name)), *value);
    }
  }
}

}  // namespace

std::optional<Fault> unless_allowed(const Exchange& exchange,
                                    std::string_view action,
                                    const std::string& resource) {
  if (!exchange.state.settings.enforce) {
    return std::nullopt;
  }
  remora::Request request;
  // AWS lets no root user assume a role: for that, the key of an account is an administrator's.
  const bool administrator = action == "sts:AssumeRole" && exchange.caller.arn.ends_with(":root");
  request.principal = Principal::parse(administrator ? exchange.arn("iam", "user/administrator")
                                                     : exchange.caller.arn)
                          .value_or(Principal());
  request.action = action;
  request.resource = resource;
  if (resource == "*" || has_unknown(resource)) {
    request.resource_account = exchange.caller.account;
  }
  add_keys(exchange, request.context);
  const std::optional<PolicyGroup> session = session_policies(exchange);
  PolicyGroup all;
  if (administrator) {
    constexpr std::string_view kAll = "arn:aws:iam::aws:policy/AdministratorAccess";
    all.push_back(read_policy(
        world::find_managed_policy(kAll)->text, std::string(kAll), PolicyType::Identity));
  }
  const world::Decided decided = world::decide(
      *exchange.state.world, request, [&](remora::Request& asked, PolicySet& policies) {
        if (administrator) {
          policies.identity = all;
        }
        if (session) {
          policies.session = std::span<const CompiledPolicyPtr>(*session);
        }
        add_unsaid_keys(policies, asked, DescribedBy::World);
      });
  const Decision& decision = decided.decision;
  if (decision.verdict == Verdict::Allowed) {
    return std::nullopt;
  }
  if (decision.verdict == Verdict::Undetermined) {
    if (!decided.missing.empty()) {
      return not_known(decided.missing);
    }
    return fault(
        Text::Undetermined,
        {{"reason",
          "it depends on what nobody has said of the request, whether " + exchange.caller.arn +
              " may do " + request.action + " on " + readable(resource)}});
  }
  const Service service = exchange.routed.service;
  Fault denied;
  denied.code = denial_code(service);
  denied.message = readable(denial_message(request, decided.policies, decision));
  denied.status = names_of(service).protocol == Protocol::Json ? 400 : 403;
  return denied;
}

std::optional<Fault> unless_allowed(const Exchange& exchange, const Operation& operation) {
  if (!exchange.state.settings.enforce) {
    return std::nullopt;
  }
  // A session that is gone or over is nobody's: its key must not call as the root user.
  const std::string& key = exchange.routed.scope.access_key;
  const auto session = exchange.state.sessions.find(key);
  if (session == exchange.state.sessions.end() && key.starts_with("ASIA")) {
    return fault(Text::TokenInvalid);
  }
  if (session != exchange.state.sessions.end() && session->second.ends <= exchange.now) {
    return fault(Text::TokenExpired);
  }
  const std::string action = action_of(operation);
  const ActionRow* const row = find_action(*Action::parse(action));
  std::string resource = row != nullptr && row->resource_types.empty()
                             ? "*"
                             : resource_named(exchange, operation.service);
  if (operation.service == Service::S3 && operation.name == "DeleteObjects") {
    return std::nullopt;  // each of its objects is asked for by itself
  }
  if (resource.empty() && operation.service == Service::Kms) {
    return std::nullopt;  // there is no such key, which is what the operation answers
  }
  if (resource.empty()) {
    resource = make_unknown("resource of " + action);
  }
  return unless_allowed(exchange, action, resource);
}

}  // namespace remora::wire
