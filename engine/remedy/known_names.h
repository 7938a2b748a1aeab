#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/world/world.h"

namespace remora::remedy {

/// Every account id (twelve digits by themselves) in a text, once each.
std::vector<std::string> account_ids_in(std::string_view text);

/// The accounts that a world knows: owners of its resources and the organization's members.
std::vector<std::string> accounts_of(const world::World& world);

}  // namespace remora::remedy
