#include "engine/delivery/messages.h"

#include <array>

namespace remora::delivery {

namespace {

constexpr auto kMessages = std::to_array<MessageInfo>({
#define REMORA_MESSAGE(id, service, code, status, text, origin, source) \
  {#id, service, code, status, text, Origin::origin, source},
#include "engine/delivery/messages.inc"
#undef REMORA_MESSAGE
});

}  // namespace

std::span<const MessageInfo> message_catalogue() {
  return kMessages;
}

const MessageInfo& info(Message message) {
  return kMessages[static_cast<std::size_t>(message)];
}

ServiceError make_error(Message message, std::initializer_list<Hole> holes) {
  const MessageInfo& row = info(message);
  return {message, std::string(row.code), fill_holes(row.text, holes), row.http_status, row.origin};
}

}  // namespace remora::delivery
