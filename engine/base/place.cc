#include "engine/base/place.h"

namespace remora {

std::string to_string(const Place& place) {
  if (!place.known()) {
    return {};
  }
  const Position at = place.begin();
  return place.file() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

}  // namespace remora
