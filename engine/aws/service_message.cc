#include "engine/aws/service_message.h"

#include <algorithm>

namespace remora {

namespace {

std::string_view value_of(std::string_view hole, std::initializer_list<Hole> holes) {
  const auto* const found =
      std::find_if(holes.begin(), holes.end(), [&](const Hole& one) { return one.first == hole; });
  return found == holes.end() ? "null" : found->second;
}

}  // namespace

std::string fill_holes(std::string_view text, std::initializer_list<Hole> holes) {
  std::string filled;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    filled += text.substr(0, open);
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) {
      break;
    }
    filled += value_of(text.substr(open + 1, close - open - 1), holes);
    text.remove_prefix(close + 1);
  }
  return filled;
}

}  // namespace remora
