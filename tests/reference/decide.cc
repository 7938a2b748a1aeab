#include "tests/reference/decide.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "tests/reference/lower_case.h"
#include "tests/reference/principal.h"
#include "tests/reference/s3_public.h"
#include "tests/reference/statement.h"

namespace remora::reference {

namespace {

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string service_of(const Request& request) {
  return lower_ascii(std::string_view(request.action).substr(0, request.action.find(':')));
}

std::string operation_of(const Request& request) {
  return lower_ascii(std::string_view(request.action).substr(request.action.find(':') + 1));
}

/// Organizations User Guide, "Resource control policies": services that support RCPs.
bool supports_rcps(const std::string& service) {
  static constexpr auto kServices = std::to_array<std::string_view>({"appstream",
                                                                     "dsql",
                                                                     "clouddirectory",
                                                                     "cloudfront",
                                                                     "cloudsearch",
                                                                     "logs",
                                                                     "networkmonitor",
                                                                     "cognito-identity",
                                                                     "cognito-idp",
                                                                     "comprehend",
                                                                     "comprehendmedical",
                                                                     "firehose",
                                                                     "dynamodb",
                                                                     "dax",
                                                                     "autoscaling",
                                                                     "ecr",
                                                                     "ecr-public",
                                                                     "gamelift",
                                                                     "inspector-scan",
                                                                     "kendra",
                                                                     "kinesisvideo",
                                                                     "memorydb",
                                                                     "aoss",
                                                                     "personalize",
                                                                     "polly",
                                                                     "s3",
                                                                     "swf",
                                                                     "sqs",
                                                                     "textract",
                                                                     "timestream-influxdb",
                                                                     "transcribe",
                                                                     "translate",
                                                                     "workspaces",
                                                                     "appconfig",
                                                                     "autoscaling-plans",
                                                                     "budgets",
                                                                     "servicediscovery",
                                                                     "cloudtrail-data",
                                                                     "codeartifact",
                                                                     "codebuild",
                                                                     "codecommit",
                                                                     "codepipeline",
                                                                     "compute-optimizer",
                                                                     "cost-optimization-hub",
                                                                     "events",
                                                                     "fms",
                                                                     "fis",
                                                                     "health",
                                                                     "rolesanywhere",
                                                                     "kms",
                                                                     "opensearch",
                                                                     "pricing",
                                                                     "pca-connector-ad",
                                                                     "resource-groups",
                                                                     "secretsmanager",
                                                                     "sts",
                                                                     "signin",
                                                                     "support",
                                                                     "transfer",
                                                                     "notifications",
                                                                     "wafv2",
                                                                     "xray"});
  return is_one_of(kServices, service);
}

/// KMS Developer Guide, "Allowing users in other accounts to use a KMS key": the cryptographic
/// operations and a few more.
bool kms_allows_across_accounts(const std::string& operation) {
  static constexpr auto kOperations =
      std::to_array<std::string_view>({"decrypt",
                                       "derivesharedsecret",
                                       "encrypt",
                                       "generatedatakey",
                                       "generatedatakeypair",
                                       "generatedatakeypairwithoutplaintext",
                                       "generatedatakeywithoutplaintext",
                                       "generatemac",
                                       "reencryptfrom",
                                       "reencryptto",
                                       "sign",
                                       "verify",
                                       "verifymac",
                                       "creategrant",
                                       "describekey",
                                       "getkeyrotationstatus",
                                       "getpublickey",
                                       "listgrants",
                                       "retiregrant",
                                       "revokegrant"});
  return is_one_of(kOperations, operation);
}

/// The account that owns the resource: as the request says, else as the ARN says.
std::string resource_account(const Request& request) {
  if (!request.resource_account.empty()) {
    return request.resource_account;
  }
  std::string_view rest = request.resource;
  if (!rest.starts_with("arn:")) {
    return {};
  }
  for (int field = 0; field < 4; ++field) {
    const std::size_t colon = rest.find(':');
    if (colon == std::string_view::npos) {
      return {};
    }
    rest.remove_prefix(colon + 1);
  }
  return std::string(rest.substr(0, rest.find(':')));
}

/// KMS Developer Guide, "AWS KMS permissions": the operations whose policy type is "IAM policy" and
/// whose resource is `*`, and the alias operations "for the alias".
bool kms_asks_iam_alone(const std::string& operation, const std::string& resource) {
  static constexpr auto kWithoutKey = std::to_array<std::string_view>({"connectcustomkeystore",
                                                                       "createcustomkeystore",
                                                                       "createkey",
                                                                       "deletecustomkeystore",
                                                                       "describecustomkeystores",
                                                                       "disconnectcustomkeystore",
                                                                       "generaterandom",
                                                                       "listaliases",
                                                                       "listkeys",
                                                                       "listretirablegrants",
                                                                       "updatecustomkeystore"});
  static constexpr auto kOfAliases =
      std::to_array<std::string_view>({"createalias", "deletealias", "updatealias"});
  return is_one_of(kWithoutKey, operation) ||
         (is_one_of(kOfAliases, operation) && resource.find(":alias/") != std::string::npos);
}

/// IAM User Guide, "Permissions for temporary security credentials", "Pass session tags in AWS
/// STS": what the trust policy of a role has to allow.
bool trust_policy_decides(const std::string& operation, const std::string& resource) {
  static constexpr auto kOfRoles = std::to_array<std::string_view>(
      {"assumerole", "assumerolewithsaml", "assumerolewithwebidentity", "setsourceidentity"});
  static constexpr auto kOfSessions = std::to_array<std::string_view>({"setcontext", "tagsession"});
  return is_one_of(kOfRoles, operation) ||
         (is_one_of(kOfSessions, operation) &&
          (resource == "*" || resource.find(":role/") != std::string::npos));
}

/// STS API Reference, "GetCallerIdentity": "no permissions are required ... explicitly denies ...
/// you can still perform this operation"; IAM User Guide, "Permissions for GetSessionToken": "you
/// cannot use policies to control authentication operations".
bool needs_no_permission(const std::string& service, const std::string& operation) {
  return service == "sts" && (operation == "getcalleridentity" || operation == "getsessiontoken");
}

/// IAM User Guide, "Compare AWS STS credentials" and "Methods to assume a role"; STS API Reference,
/// "AssumeRoot", "GetFederationToken": who can call what.
bool sts_refuses(PrincipalKind who, const std::string& operation) {
  const bool root = who == PrincipalKind::RootUser;
  const bool federated = who == PrincipalKind::FederatedUser;
  const bool temporary = federated || who == PrincipalKind::RoleSession;
  static constexpr auto kNotForRoot = std::to_array<std::string_view>(
      {"assumerole", "assumeroot", "setcontext", "setsourceidentity", "tagsession"});
  return (root && is_one_of(kNotForRoot, operation)) ||
         (temporary && (operation == "getfederationtoken" || operation == "getsessiontoken")) ||
         (federated && operation != "getcalleridentity");
}

/// SQS Developer Guide, "Limitations of Amazon SQS custom policies": "cross-account permissions
/// don't apply to the following actions".
bool sqs_knows_own_account_only(const std::string& operation) {
  static constexpr auto kOperations = std::to_array<std::string_view>({"addpermission",
                                                                       "cancelmessagemovetask",
                                                                       "createqueue",
                                                                       "deletequeue",
                                                                       "listmessagemovetasks",
                                                                       "listqueues",
                                                                       "listqueuetags",
                                                                       "removepermission",
                                                                       "setqueueattributes",
                                                                       "startmessagemovetask",
                                                                       "tagqueue",
                                                                       "untagqueue"});
  return is_one_of(kOperations, operation);
}

/// S3 API Reference, "PutBucketPolicy": the calling identity must "belong to the bucket owner's
/// account in order to use this operation"; the same of the other two.
bool is_bucket_policy_operation(const std::string& operation) {
  return operation == "getbucketpolicy" || operation == "putbucketpolicy" ||
         operation == "deletebucketpolicy";
}

/// Organizations User Guide, "Service control policies", "Resource control policies":
/// service-linked roles are not restricted. IAM User Guide, "IAM identifiers": their path is
/// /aws-service-role/, which a session does not show, but its name AWSServiceRoleFor... does.
Truth is_service_linked(const Request& request) {
  constexpr std::string_view kPath = ":role/aws-service-role/";
  if (request.environment.service_linked_role) {
    return Truth::True;
  }
  if (request.principal.kind() != PrincipalKind::RoleSession) {
    return Truth::False;
  }
  const auto* const arn = request.context.find("aws:PrincipalArn");
  const bool known = arn != nullptr && arn->presence() == Presence::Present && arn->size() == 1;
  const std::string_view role = known ? arn->value(0) : std::string_view();
  if (arn != nullptr && arn->presence() == Presence::Unknown &&
      request.principal.text().find(":assumed-role/AWSServiceRoleFor") != std::string_view::npos) {
    return Truth::Maybe;
  }
  return truth(request.principal.text().find(kPath) != std::string_view::npos ||
               (role.starts_with("arn:") && role.find(kPath) != std::string_view::npos));
}

/// KMS API Reference, "GrantConstraints": the pairs, keys without regard to case, and in the
/// "Equals" form nothing besides; for operations of symmetric keys only. SourceArn "is effectively
/// the same as having the aws:SourceArn global condition key", but not for RetireGrant.
Truth constraints_hold(const GrantConstraints& constraints, const Request& request) {
  static constexpr auto kSymmetric =
      std::to_array<std::string_view>({"decrypt",
                                       "encrypt",
                                       "generatedatakey",
                                       "generatedatakeypair",
                                       "generatedatakeypairwithoutplaintext",
                                       "generatedatakeywithoutplaintext",
                                       "reencryptfrom",
                                       "reencryptto"});
  const auto is_value = [](const RequestContext::Entry* key, const std::string& wanted) {
    if (key != nullptr && key->presence() == Presence::Unknown) {
      return Truth::Maybe;
    }
    return truth(key != nullptr && key->presence() == Presence::Present && !key->multivalued() &&
                 key->size() == 1 && key->value(0) == wanted);
  };
  Truth holds = Truth::True;
  const auto demand = [&](const EncryptionContext& pairs) {
    for (const auto& [key, value] : pairs) {
      holds = both(holds, is_value(request.context.find("kms:EncryptionContext:" + key), value));
    }
  };
  const std::string operation = operation_of(request);
  if (is_one_of(kSymmetric, operation)) {
    demand(constraints.context_subset);
  }
  if (is_one_of(kSymmetric, operation) && constraints.context_equals) {
    demand(*constraints.context_equals);
    for (const RequestContext::Entry& entry : request.context.entries()) {
      const std::string name = lower_ascii(entry.name());
      bool wanted = !name.starts_with("kms:encryptioncontext:");
      for (const auto& [key, value] : *constraints.context_equals) {
        wanted = wanted || name == "kms:encryptioncontext:" + lower_ascii(key);
      }
      if (!wanted) {
        holds = both(holds, entry.presence() == Presence::Unknown ? Truth::Maybe : Truth::False);
      }
    }
  }
  if (!constraints.source_arn.empty() && operation != "retiregrant") {
    holds = both(holds, is_value(request.context.find("aws:SourceArn"), constraints.source_arn));
  }
  return holds;
}

/// KMS Developer Guide, "Grants in AWS KMS": the grantee is the requester or the session's role,
/// and the operation is listed.
Truth grant_covers(const Grant& grant, const Request& request) {
  PrincipalEntry grantee;
  grantee.type = request.principal.kind() == PrincipalKind::Service ? PrincipalType::Service
                                                                    : PrincipalType::Aws;
  grantee.value.text = grant.grantee;
  const bool listed =
      std::any_of(grant.operations.begin(), grant.operations.end(), [&](const std::string& name) {
        return lower_ascii(name) == operation_of(request);
      });
  const Covered covered = covered_by(grantee, request);
  return both(both(truth(listed), constraints_hold(grant.constraints, request)),
              either(covered.direct, covered.via));
}

/// KMS Developer Guide, "Retiring and revoking grants": who may retire a grant, beside its grantee.
/// An account in which it was made, or which is its retiring principal, "can delegate".
struct Retiring {
  Truth self = Truth::False;
  Truth account = Truth::False;
};

Retiring who_retires(const std::vector<Grant>& grants, const Request& request) {
  Retiring retiring;
  for (const Grant& grant : grants) {
    for (const std::string& name : grant.retirers) {
      PrincipalEntry entry;
      entry.type = request.principal.kind() == PrincipalKind::Service ? PrincipalType::Service
                                                                      : PrincipalType::Aws;
      entry.value.text = name;
      const Covered covered = covered_by(entry, request);
      retiring.self = either(retiring.self, either(covered.direct, covered.via));
      retiring.account = either(retiring.account, covered.account);
    }
  }
  return retiring;
}

/// One request with everything that the boxes of the flow chart ask for.
class Flow {
 public:
  Flow(const Request& request, const ReferencePolicies& policies)
      : request_(request), policies_(policies), who_(request.principal) {
    const std::string owner = resource_account(request);
    same_account_ = owner.empty() || owner == who_.account();
    service_ = service_of(request);
    if (who_.is_iam()) {
      identity_ = union_of(policies.identity);
      // "By default the root user has full access" and needs no identity-based policy.
      if (who_.kind() == PrincipalKind::RootUser) {
        identity_.allow_direct = Truth::True;
      }
      if (policies.boundary) {
        boundary_ = one(*policies.boundary);
        caps_ = both(caps_, boundary_.allow());
      }
      if (policies.session) {
        session_ = union_of(*policies.session);
        caps_ = both(caps_, session_.allow());
      } else if (who_.kind() == PrincipalKind::FederatedUser) {
        // "if you do not pass a policy with the GetFederationToken API call, the resulting
        // temporary security credentials have no permissions"; what names the session is not
        // capped.
        caps_ = Truth::False;
      }
    }
    const std::string operation = operation_of(request);
    iam_alone_ = (service_ == "kms" && kms_asks_iam_alone(operation, request.resource)) ||
                 (service_ == "sts" && !trust_policy_decides(operation, request.resource));
    retires_ = service_ == "kms" && operation == "retiregrant";
    // "The kms:RetireGrant permission is not effective in a key policy".
    if (policies.resource && !iam_alone_ && !retires_) {
      resource_ = one(*policies.resource);
    }
    // "The root user of the bucket owner's account can always perform" these, whatever the bucket
    // policy denies (Amazon S3 API Reference, PutBucketPolicy).
    if (who_.kind() == PrincipalKind::RootUser && same_account_ && service_ == "s3" &&
        is_bucket_policy_operation(operation)) {
      resource_.deny = Truth::False;
    }
  }

  Verdict decide() {
    if (who_.is_iam() && needs_no_permission(service_, operation_of(request_))) {
      return service_refuses() ? Verdict::ImplicitlyDenied : Verdict::Allowed;
    }
    organizations();
    if (policies_.vpc_endpoint) {
      endpoint_ = one(*policies_.vpc_endpoint);
      // An endpoint policy is a cap for everyone who comes through it.
      limits_ = both(limits_, endpoint_.allow());
    }
    const Truth deny = any_deny();
    const Truth allow = service_refuses() ? Truth::False : both(limits_, grant());
    // "An explicit deny in any policy overrides any allow."
    if (deny == Truth::True) {
      return Verdict::ExplicitlyDenied;
    }
    if (deny == Truth::Maybe || allow == Truth::Maybe) {
      return Verdict::Undetermined;
    }
    return allow == Truth::True ? Verdict::Allowed : Verdict::ImplicitlyDenied;
  }

 private:
  [[nodiscard]] Answer one(const PolicyPtr& policy) const {
    return ask(policy, request_, policies_.boundary.has_value());
  }

  [[nodiscard]] Answer union_of(const std::vector<PolicyPtr>& group) const {
    Answer answer;
    for (const PolicyPtr& policy : group) {
      answer = unite(answer, one(policy));
    }
    return answer;
  }

  /// What no policy can bring about.
  [[nodiscard]] bool service_refuses() const {
    const std::string operation = operation_of(request_);
    const bool foreign = who_.is_iam() && !same_account_;
    if (service_ == "sts") {
      return sts_refuses(who_.kind(), operation);
    }
    if (service_ == "sqs") {
      return foreign && sqs_knows_own_account_only(operation);
    }
    if (service_ == "s3") {
      return !(who_.is_iam() && same_account_) && is_bucket_policy_operation(operation);
    }
    // KMS: only some operations, and never AWS managed keys.
    return service_ == "kms" && foreign &&
           (!kms_allows_across_accounts(operation) || request_.environment.aws_managed_key);
  }

  void organizations() {
    const RequestEnvironment& environment = request_.environment;
    const Truth service_linked = is_service_linked(request_);
    // Where that is open, so is whether they bind.
    const Truth bound = opposite(service_linked);
    // "RCPs also do not impact AWS services' ability to assume a service-linked role".
    const bool assumes_service_linked =
        service_ == "sts" && request_.resource.find(":role/aws-service-role/") != std::string::npos;
    // SCPs bind the IAM principals of member accounts, root users included, but neither the
    // management account nor service-linked roles nor services; each level must allow.
    if (policies_.scps && who_.is_iam() && !environment.principal_in_management_account &&
        bound != Truth::False) {
      for (const auto& level : *policies_.scps) {
        const Answer answer = union_of(level);
        organizations_deny_ = either(organizations_deny_, both(answer.deny, bound));
        limits_ = both(limits_, either(answer.allow(), service_linked));
      }
    }
    // RCPs bind whoever uses the resources of member accounts, services included; RCPFullAWSAccess
    // is always attached, so only their Deny counts. Exempt: resources of the management account,
    // service-linked roles, AWS managed keys, kms:RetireGrant.
    if (policies_.rcps && supports_rcps(service_) && !environment.resource_in_management_account &&
        bound != Truth::False && !assumes_service_linked &&
        !(service_ == "kms" && environment.aws_managed_key) &&
        !(service_ == "kms" && operation_of(request_) == "retiregrant")) {
      for (const auto& level : *policies_.rcps) {
        organizations_deny_ = either(organizations_deny_, both(union_of(level).deny, bound));
      }
    }
  }

  [[nodiscard]] Truth any_deny() const {
    Truth deny = either(organizations_deny_, blocked_as_public());
    for (const Answer* answer : {&identity_, &boundary_, &session_, &resource_, &endpoint_}) {
      deny = either(deny, answer->deny);
    }
    return deny;
  }

  /// S3 User Guide, RestrictPublicBuckets: a public bucket policy leaves only the own account and
  /// services.
  [[nodiscard]] Truth blocked_as_public() const {
    const bool own_account = who_.is_iam() && same_account_;
    if (!request_.environment.s3_restrict_public_buckets || service_ != "s3" ||
        !policies_.resource || own_account || who_.kind() == PrincipalKind::Service) {
      return Truth::False;
    }
    return *policies_.resource == nullptr ? Truth::Maybe : truth(is_public(**policies_.resource));
  }

  /// The last box: does anything grant?
  [[nodiscard]] Truth grant() const {
    if (!who_.is_iam()) {
      return either(resource_.allow_direct, kms_grant());
    }
    const Truth identity = both(identity_.allow(), caps_);
    if (retires_) {
      // "The AWS account that owns the KMS key can delegate the kms:RetireGrant permission".
      const Truth account =
          either(truth(same_account_), who_retires(policies_.grants, request_).account);
      return either(both(account, identity), kms_grant());
    }
    const bool kms = service_ == "kms";
    if (iam_alone_) {
      // The root user of a member account, whom AssumeRoot acts on, has no policy of its own.
      const bool any_account = service_ == "sts" && operation_of(request_) == "assumeroot";
      return same_account_ || any_account ? identity : Truth::False;
    }
    if (!same_account_) {
      // Both accounts must allow; a grant needs no identity-based policy.
      return either(both(resource_.allow(), identity), kms_grant());
    }
    // Direct grants are limited by neither boundary nor session policy; a grant to the role is.
    const Truth direct = either(resource_.allow_direct, both(resource_.allow_via, caps_));
    // KMS and role trust: identity-based policies count only where the resource's policy delegates
    // to the account.
    if (kms || policies_.resource_type == PolicyType::Trust) {
      const Truth delegated = both(resource_.allow_account, identity);
      return either(either(direct, delegated), kms_grant());
    }
    return either(direct, identity);
  }

  [[nodiscard]] Truth kms_grant() const {
    Truth granted = Truth::False;
    for (const Grant& grant : policies_.grants) {
      granted = either(granted, grant_covers(grant, request_));
    }
    if (retires_) {
      granted = either(granted, who_retires(policies_.grants, request_).self);
    }
    return service_ == "kms" ? granted : Truth::False;
  }

  const Request& request_;
  const ReferencePolicies& policies_;
  const Principal& who_;
  std::string service_;
  bool same_account_ = true;
  bool iam_alone_ = false;  // no policy of a resource takes part
  bool retires_ = false;    // a grant
  Answer identity_;
  Answer boundary_;
  Answer session_;
  Answer resource_;
  Answer endpoint_;
  Truth caps_ = Truth::True;    // boundary and session
  Truth limits_ = Truth::True;  // SCPs and endpoint
  Truth organizations_deny_ = Truth::False;
};

}  // namespace

Verdict decide(const Request& request, const ReferencePolicies& policies) {
  return Flow(request, policies).decide();
}

}  // namespace remora::reference
