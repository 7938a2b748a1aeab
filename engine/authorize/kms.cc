#include "engine/authorize/kms.h"

#include <algorithm>

#include "engine/base/ascii.h"

namespace remora::kms {

namespace {

PrincipalMatch match_grantee(const Grant& grant, const Request& request) {
  PrincipalEntry entry;
  entry.type =
      grant.grantee.ends_with(".amazonaws.com") ? PrincipalType::Service : PrincipalType::Aws;
  entry.value.text = grant.grantee;
  return match_principal_entry(compile_principal(entry), request);
}

}  // namespace

Match granted(std::span<const Grant> grants, const Request& request, const Action& action) {
  Match found = Match::No;
  for (const Grant& grant : grants) {
    const bool covers = std::any_of(
        grant.operations.begin(), grant.operations.end(), [&](const std::string& operation) {
          return equal_ignoring_case(operation, action.name);
        });
    if (covers) {
      const PrincipalMatch grantee = match_grantee(grant, request);
      found = either(found, either(grantee.direct(), grantee.role()));
    }
  }
  return found;
}

}  // namespace remora::kms
