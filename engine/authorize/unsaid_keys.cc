#include "engine/authorize/unsaid_keys.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/authorize/layers.h"
#include "engine/aws/action.h"
#include "engine/aws/arn.h"
#include "engine/aws/tables.h"
#include "engine/base/ascii.h"
#include "engine/base/symbol.h"

namespace remora {

namespace {

enum class SentBy : std::uint8_t {
  Everyone,
  Iam,
  NotServices,
  Session,
  Member,
  Owned,
  Direct,
  Endpoint,
  Action,
  SignedAction
};

struct SentKey {
  KeyName key;
  SentBy by = SentBy::Everyone;
  Carried carried = Carried::Perhaps;
};

constexpr auto kSentKeys = std::to_array<SentKey>({
#define REMORA_SENT_KEY(key, by, carried) {key, SentBy::by, Carried::carried},
#include "engine/authorize/unsaid_keys.inc"
#undef REMORA_SENT_KEY
});

constexpr std::string_view kUnsaid = "nobody has said it";

/// Whether the request comes through a VPC endpoint: its policy is in force, or a key says so.
bool comes_through_endpoint(const PolicySet& policies, const RequestContext& context) {
  const auto is_said = [&context](const KeyName& key) {
    const auto* const entry = context.find(key);
    return entry != nullptr && entry->presence() == Presence::Present;
  };
  return policies.vpc_endpoint != nullptr || is_said("aws:SourceVpce") ||
         is_said("aws:SourceVpc") || is_said("aws:VpcSourceIp");
}

/// Whether requests of that action have the key.
/// Source: Service Authorization Reference.
bool is_of_action(const Request& request, std::string_view key) {
  const auto action = Action::parse(request.action);
  const ActionRow* const row = action ? find_action(*action) : nullptr;
  if (row == nullptr) {
    return false;
  }
  const std::vector<std::string_view> keys = words(row->condition_keys);
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool is_sent(const SentKey& sent,
             const PolicySet& policies,
             const Request& request,
             DescribedBy described) {
  const PrincipalKind kind = request.principal.kind();
  const bool service = kind == PrincipalKind::Service;
  // Policies of organizations are in force where there is one; a world says itself whose.
  const bool organized = (policies.scps || policies.rcps) && described == DescribedBy::Words;
  switch (sent.by) {
    case SentBy::Everyone:
      return true;
    case SentBy::Iam:
      return request.principal.is_iam();
    case SentBy::NotServices:
      return !service;
    case SentBy::Session:
      return kind == PrincipalKind::RoleSession || kind == PrincipalKind::FederatedUser;
    case SentBy::Member:
      return organized && request.principal.is_iam();
    case SentBy::Owned:
      return organized;
    case SentBy::Direct:
      return !service && !comes_through_endpoint(policies, request.context);
    case SentBy::Endpoint:
      return !service && comes_through_endpoint(policies, request.context);
    case SentBy::SignedAction:
      return kind != PrincipalKind::Anonymous && is_of_action(request, sent.key.name);
    case SentBy::Action:
      break;
  }
  return is_of_action(request, sent.key.name);
}

/// The values of aws:PrincipalType; that of a service's own call is not documented.
std::string_view principal_type(const Principal& principal) {
  switch (principal.kind()) {
    case PrincipalKind::Anonymous:
      return "Anonymous";
    case PrincipalKind::RootUser:
      return "Account";
    case PrincipalKind::User:
      return "User";
    case PrincipalKind::RoleSession:
      return "AssumedRole";
    case PrincipalKind::FederatedUser:
      return "FederatedUser";
    case PrincipalKind::Service:
    case PrincipalKind::Federated:
      break;
  }
  return {};
}

/// The values of aws:userid that need no unique id.
std::string user_id(const Principal& principal) {
  switch (principal.kind()) {
    case PrincipalKind::Anonymous:
      return "anonymous";
    case PrincipalKind::RootUser:
      return std::string(principal.account());
    case PrincipalKind::FederatedUser:
      return std::string(principal.account()) + ":" + std::string(principal.name());
    case PrincipalKind::User:
    case PrincipalKind::RoleSession:
    case PrincipalKind::Service:
    case PrincipalKind::Federated:
      break;
  }
  return {};
}

/// What follows from who asks and for what.
void derive_keys(Request& request) {
  const Principal& principal = request.principal;
  const auto derive = [&request](const KeyName& key, std::string_view value) {
    if (!value.empty() && request.context.find(key) == nullptr) {
      request.context.set(key, value);
    }
  };
  const PrincipalKind kind = principal.kind();
  const bool service = kind == PrincipalKind::Service;
  if (kind != PrincipalKind::Anonymous) {
    derive("aws:PrincipalIsAWSService", service ? "true" : "false");
  }
  if (service) {
    derive("aws:PrincipalServiceName", principal.text());
    if (request.context.find("aws:PrincipalServiceNamesList") == nullptr) {
      request.context.set_multivalued("aws:PrincipalServiceNamesList", {principal.text()});
    }
  }
  derive("aws:PrincipalAccount",
         kind == PrincipalKind::Anonymous ? "anonymous" : principal.account());
  derive("aws:PrincipalType", principal_type(principal));
  derive("aws:userid", user_id(principal));
  // A session's ARN does not have the path of its role.
  if (principal.is_iam() && (kind != PrincipalKind::RoleSession || principal.session().empty())) {
    derive("aws:PrincipalArn", principal.text());
  }
  if (kind == PrincipalKind::User) {
    derive("aws:username", principal.name().substr(principal.name().rfind('/') + 1));
  }
  if (const std::string_view owner = owner_of(request); is_account_id(owner)) {
    const std::string account(owner);
    derive("aws:ResourceAccount", account);
    if (is_of_action(request, "s3:ResourceAccount")) {
      derive("s3:ResourceAccount", account);
    }
  }
  // Older editions of the page leave these two out.
  const bool doubtful = equal_ignoring_case(request.action, "kms:CreateKey") ||
                        equal_ignoring_case(request.action, "kms:RetireGrant");
  if (principal.is_iam() && !doubtful && is_of_action(request, "kms:CallerAccount")) {
    derive("kms:CallerAccount", principal.account());
  }
}

/// Whether it depends on the role's ARN, which its session's ARN does not show, whether SCPs and
/// RCPs bind it.
bool asks_for_role(const PolicySet& policies, const SentKey& sent, const Principal& principal) {
  return (policies.scps || policies.rcps) && sent.key.name == "aws:PrincipalArn" &&
         principal.kind() == PrincipalKind::RoleSession &&
         begins_with(principal.name(), "AWSServiceRoleFor") != Match::No;
}

}  // namespace

void add_unsaid_keys(const PolicySet& policies, Request& request, DescribedBy described) {
  derive_keys(request);
  for (const SentKey& sent : kSentKeys) {
    if (request.context.find(sent.key) == nullptr &&
        (mentions(policies, sent.key) || asks_for_role(policies, sent, request.principal)) &&
        is_sent(sent, policies, request, described)) {
      request.context.set_unknown(sent.key, kUnsaid, sent.carried);
    }
  }
}

Sending sending_of(const KeyName& key, const Principal& requester) {
  const auto is = [&key](std::string_view name) { return equal_ignoring_case(key.name, name); };
  const PrincipalKind kind = requester.kind();
  const bool of_service = is("aws:PrincipalServiceName") || is("aws:PrincipalServiceNamesList");
  if ((is("aws:username") && kind != PrincipalKind::User) ||
      (of_service && kind != PrincipalKind::Service)) {
    return Sending::Never;
  }
  Request asked;
  asked.principal = requester;
  for (const SentKey& sent : kSentKeys) {
    if (is(sent.key.name) && sent.carried == Carried::Surely && sent.by != SentBy::Endpoint &&
        is_sent(sent, PolicySet(), asked, DescribedBy::World)) {
      return Sending::Always;
    }
  }
  return Sending::Perhaps;
}

bool is_unsaid(std::string_view reason) {
  return reason == kUnsaid;
}

}  // namespace remora
