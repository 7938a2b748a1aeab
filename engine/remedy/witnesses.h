#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/remedy/strangers.h"

namespace remora::remedy {

/// Services by their principals.
using Services = std::set<std::string, std::less<>>;

/// Requests of services, but for some, one for each thing that an Allow statement of the world's
/// resources says about them: made to meet its conditions, for accounts that it names, and where it
/// names none for that of the delivery, those of the world and one outside it. A Deny that is kept
/// away from services, or a value more in a statement for several, must not let these through.
std::vector<Stranger> witnesses(const world::World& world,
                                const Services& without,
                                const std::string& account);

}  // namespace remora::remedy
