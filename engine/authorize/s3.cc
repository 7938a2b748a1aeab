#include "engine/authorize/s3.h"

#include <algorithm>
#include <array>

#include "engine/authorize/layers.h"
#include "engine/base/ascii.h"

namespace remora::s3 {

bool owner_keeps_control(const Request& request, const Action& action) {
  constexpr auto kActions =
      std::to_array<std::string_view>({"GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"});
  return request.principal.kind() == PrincipalKind::RootUser &&
         equal_ignoring_case(action.service, "s3") && same_account(request) &&
         std::any_of(kActions.begin(), kActions.end(), [&](std::string_view name) {
           return equal_ignoring_case(action.name, name);
         });
}

}  // namespace remora::s3
