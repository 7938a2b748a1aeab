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
class PrincipalMatch {
 public:
  constexpr PrincipalMatch() = default;

  /// Names the user, the session, the service, or everyone.
  static constexpr PrincipalMatch by_name(Match match) { return PrincipalMatch(match, kDirect); }

  /// Names the role of the session, or the user who federated.
  static constexpr PrincipalMatch by_role(Match match) { return PrincipalMatch(match, kRole); }

  /// Names the account.
  static constexpr PrincipalMatch by_account(Match match) {
    return PrincipalMatch(match, kAccount);
  }

  /// In whatever way: nobody knows.
  static constexpr PrincipalMatch by_any(Match match) {
    return PrincipalMatch(kEach * static_cast<unsigned>(match));
  }

  [[nodiscard]] constexpr Match direct() const { return get(kDirect); }

  [[nodiscard]] constexpr Match role() const { return get(kRole); }

  [[nodiscard]] constexpr Match account() const { return get(kAccount); }

  [[nodiscard]] constexpr Match any() const { return either(either(direct(), role()), account()); }

  /// Covered by one of two, kind by kind.
  friend constexpr PrincipalMatch either(PrincipalMatch a, PrincipalMatch b) {
    return PrincipalMatch(a.bits_ | b.bits_);
  }

  /// Covered where the rest of the statement matches too.
  friend constexpr PrincipalMatch both(PrincipalMatch a, Match rest) {
    return PrincipalMatch(a.bits_ & (kEach * static_cast<unsigned>(rest)));
  }

 private:
  // The kinds' matches side by side in one byte: they are joined at every entry of every policy.
  static constexpr unsigned kDirect = 0;
  static constexpr unsigned kRole = 2;
  static constexpr unsigned kAccount = 4;
  static constexpr unsigned kEach = 0b010101;

  constexpr explicit PrincipalMatch(unsigned bits) : bits_(static_cast<std::uint8_t>(bits)) {}

  constexpr PrincipalMatch(Match match, unsigned kind)
      : PrincipalMatch(static_cast<unsigned>(match) << kind) {}

  [[nodiscard]] constexpr Match get(unsigned kind) const {
    return static_cast<Match>((bits_ >> kind) & static_cast<unsigned>(Match::Yes));
  }

  std::uint8_t bits_ = 0;
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
    Open,           // somebody has yet to say whom it names
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
