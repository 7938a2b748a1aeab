#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/request/request.h"
#include "engine/world/world.h"

namespace remora::remedy {

/// Every account id (twelve digits by themselves) in a text, once each.
std::vector<std::string> account_ids_in(std::string_view text);

/// The accounts that a world knows: owners of its resources and the organization's members.
std::vector<std::string> accounts_of(const world::World& world);

/// What the names in a policy may stand for in this world.
class KnownNames {
 public:
  KnownNames(const world::World& world, const Request& request);

  /// True if the text names an account of the world that is not the one behind the request.
  [[nodiscard]] bool names_another_account(std::string_view text) const;

 private:
  std::vector<std::string> others_;
};

}  // namespace remora::remedy
