#pragma once

#include "engine/policy/document.h"
#include "engine/request/request.h"
#include "tests/reference/truth.h"

namespace remora::reference {

/// How a Principal element covers the one who asks.
/// Source: IAM User Guide, "AWS JSON policy elements: Principal".
struct Covered {
  Truth direct = Truth::False;   // names the user, the session, the service, or everyone
  Truth via = Truth::False;      // names the role of the session, the user who federated
  Truth account = Truth::False;  // names the account

  [[nodiscard]] Truth any() const { return either(either(direct, via), account); }
};

Covered covered_by(const PrincipalEntry& entry, const Request& request);

/// The entries are ORed.
Covered covered_by(const PrincipalElement& element, const Request& request);

/// Whether a Deny with NotPrincipal leaves the requester out.
/// Source: IAM User Guide, "AWS JSON policy elements: NotPrincipal".
Truth left_out(const PrincipalElement& element, const Request& request, bool has_boundary);

}  // namespace remora::reference
