#include "engine/authorize/unsaid_keys.h"

#include <array>

#include "engine/authorize/layers.h"
#include "engine/aws/arn.h"
#include "engine/base/symbol.h"

namespace remora {

namespace {

enum class SentTo : std::uint8_t { Everyone, Iam, NotServices };

struct SentKey {
  KeyName key;
  SentTo to = SentTo::Everyone;
};

constexpr auto kSentKeys = std::to_array<SentKey>({
#define REMORA_SENT_KEY(key, to) {key, SentTo::to},
#include "engine/authorize/unsaid_keys.inc"
#undef REMORA_SENT_KEY
});

constexpr std::string_view kUnsaid = "nobody has said it";

bool is_sent(SentTo to, const Principal& principal) {
  switch (to) {
    case SentTo::Everyone:
      return true;
    case SentTo::Iam:
      return principal.is_iam();
    case SentTo::NotServices:
      break;
  }
  return principal.kind() != PrincipalKind::Service;
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

void add_unsaid_keys(const PolicySet& policies, Request& request) {
  derive_keys(request);
  for (const SentKey& sent : kSentKeys) {
    if (is_sent(sent.to, request.principal) && request.context.find(sent.key) == nullptr &&
        (mentions(policies, sent.key) || asks_for_role(policies, sent, request.principal))) {
      request.context.set_unknown(sent.key, kUnsaid);
    }
  }
}

bool is_unsaid(std::string_view reason) {
  return reason == kUnsaid;
}

}  // namespace remora
