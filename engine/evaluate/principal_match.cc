#include "engine/evaluate/principal_match.h"

#include "engine/aws/arn.h"
#include "engine/base/symbol.h"

namespace remora {

namespace {

using Kind = CompiledPrincipal::Kind;

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) {
    return false;
  }
  text.remove_prefix(prefix.size());
  return true;
}

CompiledPrincipal compile_aws_principal(std::string_view text) {
  CompiledPrincipal principal;
  principal.text = text;
  if (has_unknown(text)) {
    principal.kind = Kind::Open;
    return principal;
  }
  if (text == "*") {
    principal.kind = Kind::Everyone;
    return principal;
  }
  if (is_account_id(text)) {
    principal.kind = Kind::Account;
    principal.account = text;
    return principal;
  }
  const auto arn = Arn::parse(text);
  if (!arn || !is_account_id(arn->account)) {
    return principal;
  }
  principal.account = arn->account;
  principal.partition = arn->partition;
  std::string_view rest = arn->resource;
  if (arn->service == "iam" && rest == "root") {
    principal.kind = Kind::Account;
  } else if (arn->service == "iam" && take_prefix(rest, "user/")) {
    principal.kind = Kind::User;
  } else if (arn->service == "iam" && take_prefix(rest, "role/")) {
    principal.kind = Kind::Role;
  } else if (arn->service == "sts" && take_prefix(rest, "assumed-role/")) {
    principal.kind = Kind::RoleSession;
  } else if (arn->service == "sts" && take_prefix(rest, "federated-user/")) {
    principal.kind = Kind::FederatedUser;
  }
  principal.name = rest;
  // No wildcards inside a principal's ARN: what holds one names nobody.
  if (rest.find_first_of("*?") != std::string_view::npos) {
    principal.kind = Kind::Nobody;
  }
  return principal;
}

std::string_view last_segment(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

// The names below are of the requester's own account, which `match_iam` has compared.

/// A session's ARN has no path, a role's ARN has one; role names are unique in an account, so
/// without further word the name decides. `aws:PrincipalArn` holds the role's full ARN.
Match names_role_of(const CompiledPrincipal& entry, const Request& request) {
  if (request.principal.kind() != PrincipalKind::RoleSession ||
      last_segment(entry.name) != request.principal.name()) {
    return Match::No;
  }
  // Given as a role, with its path, there is nothing to look up.
  if (const auto own = Arn::parse(request.principal.text()); own && own->service == "iam") {
    return match_if(entry.text == request.principal.text());
  }
  const RequestContext::Entry* arn = request.context.find("aws:PrincipalArn");
  if (arn != nullptr && arn->presence() == Presence::Unknown) {
    return Match::Unknown;
  }
  if (arn == nullptr || arn->presence() != Presence::Present || arn->multivalued()) {
    return Match::Yes;
  }
  const auto role = Arn::parse(arn->value(0));
  if (!role || !role->resource.starts_with("role/") ||
      last_segment(role->resource) != request.principal.name()) {
    return Match::Yes;
  }
  return match_if(arn->value(0) == entry.text);
}

Match names_session(const CompiledPrincipal& entry, const Principal& principal) {
  const std::size_t slash = entry.name.find('/');
  if (principal.kind() != PrincipalKind::RoleSession || slash == std::string_view::npos ||
      entry.name.substr(0, slash) != principal.name()) {
    return Match::No;
  }
  if (principal.session().empty()) {
    return Match::Unknown;  // the requester was given as a role, without a session name
  }
  return match_if(entry.name.substr(slash + 1) == principal.session());
}

PrincipalMatch names_user(const CompiledPrincipal& entry, const Principal& principal) {
  if (principal.kind() == PrincipalKind::User) {
    return PrincipalMatch::by_name(match_if(entry.name == principal.name()));
  }
  // Whoever asked for the session chose its name; nothing in the request tells which user that was
  // (STS API Reference, "GetFederationToken": Name, "such as Bob").
  return PrincipalMatch::by_role(principal.kind() == PrincipalKind::FederatedUser ? Match::Unknown
                                                                                  : Match::No);
}

PrincipalMatch match_iam(const CompiledPrincipal& entry, const Request& request) {
  const Principal& principal = request.principal;
  if (!principal.is_iam() || entry.account != principal.account() ||
      (!entry.partition.empty() && entry.partition != principal.partition())) {
    return {};
  }
  switch (entry.kind) {
    case Kind::Account:
      // The account's principal is the root user itself, and delegates to everyone else.
      return principal.kind() == PrincipalKind::RootUser ? PrincipalMatch::by_name(Match::Yes)
                                                         : PrincipalMatch::by_account(Match::Yes);
    case Kind::User:
      return names_user(entry, principal);
    case Kind::Role:
      return PrincipalMatch::by_role(names_role_of(entry, request));
    case Kind::RoleSession:
      return PrincipalMatch::by_name(names_session(entry, principal));
    case Kind::FederatedUser:
      return PrincipalMatch::by_name(match_if(principal.kind() == PrincipalKind::FederatedUser &&
                                              entry.name == principal.name()));
    case Kind::Everyone:
    case Kind::Service:
    case Kind::Federated:
    case Kind::CanonicalUser:
    case Kind::Open:
    case Kind::Nobody:
      break;
  }
  return {};
}

}  // namespace

CompiledPrincipal compile_principal(const PrincipalEntry& entry) {
  switch (entry.type) {
    case PrincipalType::Any:
      return {Kind::Everyone, entry.value.text, {}, {}, {}};
    case PrincipalType::Aws:
      return compile_aws_principal(entry.value.text);
    case PrincipalType::Service:
      // No wildcards in service principals: `*` there is a name that no service has.
      return {
          has_unknown(entry.value.text) ? Kind::Open : Kind::Service, entry.value.text, {}, {}, {}};
    case PrincipalType::Federated:
      return {has_unknown(entry.value.text) ? Kind::Open : Kind::Federated,
              entry.value.text,
              {},
              {},
              {}};
    case PrincipalType::CanonicalUser:
      break;
  }
  return {Kind::CanonicalUser, entry.value.text, {}, {}, {}};
}

PrincipalMatch match_principal_entry(const CompiledPrincipal& entry, const Request& request) {
  switch (entry.kind) {
    case Kind::Everyone:
      return PrincipalMatch::by_name(Match::Yes);
    case Kind::Service:
      return PrincipalMatch::by_name(match_if(request.principal.kind() == PrincipalKind::Service &&
                                              entry.text == request.principal.text()));
    case Kind::Federated:
      return PrincipalMatch::by_name(
          match_if(request.principal.kind() == PrincipalKind::Federated &&
                   entry.text == request.principal.text()));
    case Kind::CanonicalUser:
      // Which account the id belongs to is known to S3 alone, so it may be the requester's.
      return PrincipalMatch::by_account(request.principal.is_iam() ? Match::Unknown : Match::No);
    case Kind::Open:
      return PrincipalMatch::by_any(Match::Unknown);
    case Kind::Nobody:
      return {};
    case Kind::Account:
    case Kind::User:
    case Kind::Role:
    case Kind::RoleSession:
    case Kind::FederatedUser:
      break;
  }
  return match_iam(entry, request);
}

PrincipalMatch match_principals(const std::vector<CompiledPrincipal>& entries,
                                const Request& request) {
  PrincipalMatch found;
  for (const CompiledPrincipal& entry : entries) {
    found = either(found, match_principal_entry(entry, request));
  }
  return found;
}

Match exempted_by_not_principal(const std::vector<CompiledPrincipal>& entries,
                                const Request& request,
                                bool has_boundary) {
  const PrincipalMatch listed = match_principals(entries, request);
  switch (request.principal.kind()) {
    case PrincipalKind::Anonymous:
    case PrincipalKind::Service:
    case PrincipalKind::Federated:
    case PrincipalKind::RootUser:
      return listed.direct();
    case PrincipalKind::User:
      return has_boundary ? Match::No : both(listed.direct(), listed.account());
    case PrincipalKind::RoleSession:
    case PrincipalKind::FederatedUser:
      break;
  }
  return has_boundary ? Match::No : both(both(listed.direct(), listed.role()), listed.account());
}

}  // namespace remora
