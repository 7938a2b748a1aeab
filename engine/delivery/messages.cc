#include "engine/delivery/messages.h"

#include <algorithm>
#include <array>

namespace remora::delivery {

namespace {

constexpr auto kMessages = std::to_array<MessageInfo>({
#define REMORA_MESSAGE(id, service, code, status, text, origin, source) \
  {#id, service, code, status, text, Origin::origin, source},
#include "engine/delivery/messages.inc"
#undef REMORA_MESSAGE
});

std::string_view value_of(std::string_view hole, std::initializer_list<Hole> holes) {
  const auto* const found =
      std::find_if(holes.begin(), holes.end(), [&](const Hole& one) { return one.first == hole; });
  return found == holes.end() ? "null" : found->second;
}

std::string fill(std::string_view text, std::initializer_list<Hole> holes) {
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

}  // namespace

std::span<const MessageInfo> message_catalogue() {
  return kMessages;
}

const MessageInfo& info(Message message) {
  return kMessages[static_cast<std::size_t>(message)];
}

ServiceError make_error(Message message, std::initializer_list<Hole> holes) {
  const MessageInfo& row = info(message);
  return {message, std::string(row.code), fill(row.text, holes), row.http_status, row.origin};
}

}  // namespace remora::delivery
