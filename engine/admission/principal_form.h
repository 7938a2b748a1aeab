#pragma once

#include <cstdint>
#include <string_view>

#include "engine/policy/document.h"

namespace remora::admission {

/// What is wrong with an entry of Principal or NotPrincipal.
enum class PrincipalFault : std::uint8_t {
  None,
  Wildcard,   // a part of it is a wildcard; AWS allows only `*` alone
  Group,      // a group is no principal
  AwsForm,    // neither an account id nor an ARN of a user, role, session or account
  UniqueId,   // AIDA..., AROA...: what is left of a user or role that was deleted
  Service,    // not the name of a service principal
  Canonical,  // not a canonical user id
  Federated,  // neither a provider's ARN nor its host name
};

/// Checks the form; whether the principal exists is not asked.
/// Source: IAM User Guide, "AWS JSON policy elements: Principal"; for the unique ids the same
/// page, "IAM role principals"; for the names of CloudFront's origin access identities the
/// CloudFront Developer Guide, "Restricting access to an Amazon S3 origin".
PrincipalFault check_principal(const PrincipalEntry& entry);

/// True for faults for which AWS refuses the policy. A unique id is one of an entity that is gone,
/// or is resolved; only AWS knows which.
constexpr bool is_refused(PrincipalFault fault) {
  return fault != PrincipalFault::None && fault != PrincipalFault::UniqueId;
}

/// The first entry that AWS refuses, or null.
const PrincipalEntry* find_refused_principal(const PrincipalElement& principal);

bool is_known_partition(std::string_view partition);

}  // namespace remora::admission
