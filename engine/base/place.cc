#include "engine/base/place.h"

#include "engine/base/embedding.h"

namespace remora {

Position Place::end() const {
  const Place outer = outermost(*this);
  return outer.source->position(outer.span.end);
}

std::string to_string(const Place& place) {
  if (!place.known()) {
    return {};
  }
  const Position at = place.begin();
  return place.file() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

}  // namespace remora
