#pragma once

#include <string>
#include <string_view>

namespace remora {

/// `us-east-1` for `us-est-1`; empty if it can be the name of a Region, is not spelled as one at
/// all, or none is near. New Regions come every year, so only what is no word of a Region's name is
/// wrong: the one before the number, which says where in its area the Region is.
std::string misspelt_region(std::string_view region);

}  // namespace remora
