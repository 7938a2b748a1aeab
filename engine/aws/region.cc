#include "engine/aws/region.h"

#include <algorithm>
#include <array>

#include "engine/aws/partition.h"
#include "engine/base/near_miss.h"

namespace remora {

namespace {

constexpr auto kDirections = std::to_array<std::string_view>({"central",
                                                              "east",
                                                              "north",
                                                              "northeast",
                                                              "northwest",
                                                              "south",
                                                              "southeast",
                                                              "southwest",
                                                              "west"});

}  // namespace

std::string misspelt_region(std::string_view region) {
  if (!looks_like_region(region)) {
    return {};
  }
  const std::size_t end = region.rfind('-');
  const std::size_t begin = region.substr(0, end).rfind('-') + 1;
  const std::string_view direction = region.substr(begin, end - begin);
  if (std::find(kDirections.begin(), kDirections.end(), direction) != kDirections.end()) {
    return {};
  }
  const std::string_view meant = nearest(direction, kDirections);
  return meant.empty() ? std::string()
                       : std::string(region.substr(0, begin)) + std::string(meant) +
                             std::string(region.substr(end));
}

}  // namespace remora
