#include "engine/report/place.h"

namespace remora::report {

std::string place(const SourcePtr& source, Span span) {
  if (!source) {
    return {};
  }
  const Position at = source->position(span.begin);
  return source->name_at(span.begin) + ":" + std::to_string(at.line) + ":" +
         std::to_string(at.column);
}

}  // namespace remora::report
