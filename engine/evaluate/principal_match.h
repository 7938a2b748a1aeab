#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/match.h"
#include "engine/policy/document.h"
#include "engine/request/request.h"

namespace remora {

/// How a Principal element covers the one who asks. The kinds are kept apart because they carry
/// different weight: a direct grant is not limited by a boundary, a grant to the role is, and a
/// grant to the account only delegates.
/// Source: IAM User Guide, "Policy evaluation for requests within a single account".
struct PrincipalMatch {
  Match direct = Match::No;   // names the user, the session, the service, or everyone
  Match role = Match::No;     // names the role of the session, or the user who federated
  Match account = Match::No;  // names the account

  [[nodiscard]] Match any() const { return either(either(direct, role), account); }
};

/// One entry of a Principal element, taken apart once.
struct CompiledPrincipal {
  enum class Kind : std::uint8_t {
    Everyone,
    Account,
    User,
    Role,
    RoleSession,
    FederatedUser,
    Service,
    Federated,
    CanonicalUser,  // an account by the id that only S3 can resolve
    Nobody,         // a form that matches no request: a deleted principal's id, a partial wildcard
  };

  Kind kind = Kind::Nobody;
  std::string_view text;
  std::string_view account;
  std::string_view partition;  // empty for a bare account id
  std::string_view name;       // Role: with its path
};

CompiledPrincipal compile_principal(const PrincipalEntry& entry);

/// How one entry covers the requester.
PrincipalMatch match_principal_entry(const CompiledPrincipal& entry, const Request& request);

/// How the entries cover the requester. The names of users, roles and sessions are case-sensitive.
/// Source: IAM User Guide, "AWS JSON policy elements: Principal".
PrincipalMatch match_principals(const std::vector<CompiledPrincipal>& entries,
                                const Request& request);

/// Whether a Deny with NotPrincipal leaves the requester out. AWS wants every layer of the
/// principal listed: user and account; session, role and account. A principal with a permissions
/// boundary is never left out.
/// Source: IAM User Guide, "AWS JSON policy elements: NotPrincipal".
Match exempted_by_not_principal(const std::vector<CompiledPrincipal>& entries,
                                const Request& request,
                                bool has_boundary);

}  // namespace remora
