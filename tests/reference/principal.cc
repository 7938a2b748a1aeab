#include "tests/reference/principal.h"

#include <string>
#include <string_view>

namespace remora::reference {

namespace {

std::string_view last_segment(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

/// An ARN of the requester's partition and account.
std::string own_arn(const Principal& requester, std::string_view service, std::string_view rest) {
  return "arn:" + std::string(requester.partition()) + ":" + std::string(service) +
         "::" + std::string(requester.account()) + ":" + std::string(rest);
}

Covered covered_by_account(const Principal& requester) {
  // "The account principal": every principal of the account, and directly its root user.
  Covered covered;
  (requester.kind() == PrincipalKind::RootUser ? covered.direct : covered.account) = Truth::True;
  return covered;
}

/// True if the ARN is that of a role of the requester's name, whatever its path.
bool is_role_of_that_name(std::string_view arn, const Principal& requester) {
  return arn.starts_with(own_arn(requester, "iam", "role/")) &&
         last_segment(arn) == requester.name();
}

/// "All sessions of the role". A session's ARN has no path and the role's may have one; the
/// requester may be given as the role itself, else aws:PrincipalArn holds the role's ARN; without
/// either the name decides, for role names are unique in an account.
Truth names_the_role(std::string_view entry, const Request& request) {
  const Principal& requester = request.principal;
  if (!is_role_of_that_name(entry, requester)) {
    return Truth::False;
  }
  if (is_role_of_that_name(requester.text(), requester)) {
    return truth(entry == requester.text());
  }
  const RequestContext::Entry* const arn = request.context.find("aws:PrincipalArn");
  if (arn != nullptr && arn->presence() == Presence::Unknown) {
    return Truth::Maybe;
  }
  const bool known = arn != nullptr && !arn->multivalued() &&
                     arn->value(0).find(":role/") != std::string_view::npos &&
                     last_segment(arn->value(0)) == requester.name();
  return truth(!known || arn->value(0) == entry);
}

Truth names_the_session(std::string_view entry, const Principal& requester) {
  const std::string role = own_arn(requester, "sts", "assumed-role/");
  const std::string prefix = role + std::string(requester.name()) + "/";
  if (!entry.starts_with(prefix)) {
    return Truth::False;
  }
  // "You cannot use a wildcard to match part of a principal name": such an entry names nobody.
  if (entry.find_first_of("*?") != std::string_view::npos) {
    return Truth::False;
  }
  // The requester was given as a role: nobody says which session it is.
  if (requester.session().empty()) {
    return Truth::Maybe;
  }
  return truth(entry.substr(prefix.size()) == requester.session());
}

Covered covered_by_aws(std::string_view entry, const Request& request) {
  const Principal& requester = request.principal;
  Covered covered;
  // {"AWS": "*"} is the same as "*".
  if (entry == "*") {
    covered.direct = Truth::True;
    return covered;
  }
  if (!requester.is_iam()) {
    return covered;
  }
  // "111122223333" is short for "arn:aws:iam::111122223333:root".
  if (entry == requester.account() || entry == own_arn(requester, "iam", "root")) {
    return covered_by_account(requester);
  }
  const std::string name(requester.name());
  if (requester.kind() == PrincipalKind::User) {
    covered.direct = truth(entry == own_arn(requester, "iam", "user/" + name));
  } else if (requester.kind() == PrincipalKind::RoleSession) {
    covered.direct = names_the_session(entry, requester);
    covered.via = names_the_role(entry, request);
  } else if (requester.kind() == PrincipalKind::FederatedUser) {
    covered.direct = truth(entry == own_arn(requester, "sts", "federated-user/" + name));
    // The session's name is free, and nothing else tells which user of the account made it.
    const bool user = entry.starts_with(own_arn(requester, "iam", "user/")) &&
                      entry.find_first_of("*?") == std::string_view::npos;
    covered.via = user ? Truth::Maybe : Truth::False;
  }
  return covered;
}

}  // namespace

Covered covered_by(const PrincipalEntry& entry, const Request& request) {
  const Principal& requester = request.principal;
  const std::string_view text = entry.value.text;
  switch (entry.type) {
    case PrincipalType::Any:
      return covered_by_aws("*", request);
    case PrincipalType::Aws:
      return covered_by_aws(text, request);
    case PrincipalType::Service:
      return {.direct =
                  truth(requester.kind() == PrincipalKind::Service && text == requester.text())};
    case PrincipalType::Federated:
      return {.direct =
                  truth(requester.kind() == PrincipalKind::Federated && text == requester.text())};
    case PrincipalType::CanonicalUser:
      break;
  }
  // "CanonicalUser": an account, but which one only S3 knows.
  return {.account = requester.is_iam() ? Truth::Maybe : Truth::False};
}

Covered covered_by(const PrincipalElement& element, const Request& request) {
  Covered all;
  for (const PrincipalEntry& entry : element.entries) {
    const Covered one = covered_by(entry, request);
    all.direct = either(all.direct, one.direct);
    all.via = either(all.via, one.via);
    all.account = either(all.account, one.account);
  }
  return all;
}

Truth left_out(const PrincipalElement& element, const Request& request, bool has_boundary) {
  const Covered covered = covered_by(element, request);
  switch (request.principal.kind()) {
    // "You must also specify the account": user and account. And "NotPrincipal with Deny always
    // denies an IAM principal that has a permissions boundary".
    case PrincipalKind::User:
      return has_boundary ? Truth::False : both(covered.direct, covered.account);
    // Session, role and account; for a federated user the user stands where the role does.
    case PrincipalKind::RoleSession:
    case PrincipalKind::FederatedUser:
      return has_boundary ? Truth::False : both(both(covered.direct, covered.via), covered.account);
    default:
      return covered.direct;
  }
}

}  // namespace remora::reference
