#include "tests/reference/sent_keys.h"

#include <algorithm>
#include <string>

namespace remora::reference {

namespace {

std::string_view value_of_type(PrincipalKind kind) {
  switch (kind) {
    case PrincipalKind::RootUser:
      return "Account";
    case PrincipalKind::User:
      return "User";
    case PrincipalKind::FederatedUser:
      return "FederatedUser";
    case PrincipalKind::RoleSession:
      return "AssumedRole";
    case PrincipalKind::Anonymous:
      return "Anonymous";
    case PrincipalKind::Service:
    case PrincipalKind::Federated:
      break;
  }
  return {};  // the page has no value for them
}

std::string account_of_resource(const Request& request) {
  std::string account = request.resource_account;
  std::string_view arn = request.resource;
  for (int field = 0; account.empty() && field < 4 && arn.find(':') != arn.npos; ++field) {
    arn.remove_prefix(arn.find(':') + 1);
  }
  account = account.empty() ? std::string(arn.substr(0, arn.find(':'))) : account;
  const bool digits =
      std::all_of(account.begin(), account.end(), [](char c) { return c >= '0' && c <= '9'; });
  return account.size() == 12 && digits ? account : std::string();
}

}  // namespace

void say_what_is_sent(Request& request) {
  RequestContext& context = request.context;
  const Principal& who = request.principal;
  const PrincipalKind kind = who.kind();
  const bool anonymous = kind == PrincipalKind::Anonymous;
  const bool service = kind == PrincipalKind::Service;
  const auto say = [&](std::string_view key, const std::string& value) {
    if (context.find(KeyName(key)) == nullptr && !value.empty()) {
      context.set(key, value);
    }
  };
  const auto leave_open = [&](std::string_view key, bool sent = true) {
    if (context.find(KeyName(key)) == nullptr && sent) {
      context.set_unknown(key, "always sent");
    }
  };
  // "all signed API requests"; "anonymous requests do not include this key".
  if (!anonymous) {
    say("aws:PrincipalIsAWSService", service ? "true" : "false");
  }
  // "all requests, including anonymous requests", which "return anonymous".
  say("aws:PrincipalAccount", anonymous ? "anonymous" : std::string(who.account()));
  say("aws:PrincipalType", std::string(value_of_type(kind)));
  // "always included ... for IAM users"; the name is without its path.
  if (kind == PrincipalKind::User) {
    const std::string name(who.text());
    say("aws:username", name.substr(name.rfind('/') + 1));
  }
  // Of a session it is the role's ARN, with the path that the session's does not show.
  if (who.is_iam() && who.text().find(":assumed-role/") == std::string_view::npos) {
    say("aws:PrincipalArn", std::string(who.text()));
  }
  say("aws:ResourceAccount", account_of_resource(request));
  leave_open("aws:PrincipalAccount");
  leave_open("aws:PrincipalType");
  leave_open("aws:PrincipalArn", who.is_iam());
  leave_open("aws:ResourceAccount");
  // The table of "principal key values": "anonymous", the account of the root user, "account:caller-
  // specified-name" of a federated user; else it begins with an id that nobody sees.
  say("aws:userid", anonymous ? "anonymous" : kind == PrincipalKind::RootUser
                                                  ? std::string(who.account())
                        : kind == PrincipalKind::FederatedUser
                            ? std::string(who.account()) + ":" + std::string(who.name())
                            : std::string());
  leave_open("aws:userid");
  for (const std::string_view key : {"aws:CurrentTime",
                                     "aws:EpochTime",
                                     "aws:RequestedRegion",
                                     "aws:SecureTransport",
                                     "aws:ViaAWSService"}) {
    leave_open(key);
  }
  // The network of a call between services is redacted.
  leave_open("aws:SourceIp", !service);
  leave_open("aws:UserAgent", !service);
}

}  // namespace remora::reference
