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

void say_what_is_sent(const ReferencePolicies& policies, Request& request) {
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
  const auto may_be_sent = [&](std::string_view key, bool sent = true) {
    if (context.find(KeyName(key)) == nullptr && sent) {
      context.set_unknown(key, "sent, or perhaps");
    }
  };
  const auto is_sent = [&](std::string_view key, bool sent = true) {
    if (context.find(KeyName(key)) == nullptr && sent) {
      context.set_unknown(key, "always sent", Carried::Surely);
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
  may_be_sent("aws:PrincipalAccount");
  may_be_sent("aws:PrincipalType");
  is_sent("aws:PrincipalArn", who.is_iam());
  may_be_sent("aws:ResourceAccount");
  // The table of "principal key values": "anonymous", the account of the root user,
  // "account:caller- specified-name" of a federated user; else it begins with an id that nobody
  // sees.
  const std::string account(who.account());
  if (anonymous || kind == PrincipalKind::RootUser) {
    say("aws:userid", anonymous ? "anonymous" : account);
  } else if (kind == PrincipalKind::FederatedUser) {
    say("aws:userid", account + ":" + std::string(who.name()));
  }
  for (const std::string_view key : {"aws:CurrentTime",
                                     "aws:EpochTime",
                                     "aws:RequestedRegion",
                                     "aws:ViaAWSService",
                                     "aws:userid"}) {
    is_sent(key);
  }
  // "only when the principal uses temporary credentials": the sessions do, and so may users.
  is_sent("aws:TokenIssueTime",
          kind == PrincipalKind::RoleSession || kind == PrincipalKind::FederatedUser);
  may_be_sent("aws:TokenIssueTime", who.is_iam());
  may_be_sent("aws:MultiFactorAuthAge", who.is_iam());
  may_be_sent("aws:MultiFactorAuthPresent", who.is_iam());
  // "only if the principal is a member of an organization": one of whose SCPs or RCPs somebody
  // speaks may be, and so may the owner of the resource.
  const bool organization = policies.scps || policies.rcps;
  may_be_sent("aws:PrincipalOrgID", organization && who.is_iam());
  may_be_sent("aws:PrincipalOrgPaths", organization && who.is_iam());
  may_be_sent("aws:ResourceOrgID", organization);
  may_be_sent("aws:ResourceOrgPaths", organization);
  // The network of a call between services is redacted.
  is_sent("aws:SecureTransport", !service);
  may_be_sent("aws:SecureTransport");
  is_sent("aws:UserAgent", !service);
  // "if the requester uses a VPC endpoint": then these are there, and aws:SourceIp is not.
  bool endpoint = policies.vpc_endpoint.has_value();
  for (const std::string_view key : {"aws:SourceVpce", "aws:SourceVpc", "aws:VpcSourceIp"}) {
    const RequestContext::Entry* const entry = context.find(KeyName(key));
    endpoint = endpoint || (entry != nullptr && entry->presence() == Presence::Present);
  }
  may_be_sent("aws:SourceIp", !service && !endpoint);
  for (const std::string_view key : {"aws:SourceVpce", "aws:SourceVpc", "aws:VpcSourceIp"}) {
    is_sent(key, !service && endpoint);
  }
  // Of services that support them.
  for (const std::string_view key :
       {"aws:SourceVpcArn", "aws:VpceAccount", "aws:VpceOrgID", "aws:VpceOrgPaths"}) {
    may_be_sent(key, !service && endpoint);
  }
}

}  // namespace remora::reference
