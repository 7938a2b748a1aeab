#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "engine/aws/service_message.h"

namespace remora::delivery {

using remora::Origin;

enum class Message : std::uint8_t {
#define REMORA_MESSAGE(id, service, code, status, text, origin, source) id,
#include "engine/delivery/messages.inc"
#undef REMORA_MESSAGE
};

using MessageInfo = ServiceMessage;

std::span<const MessageInfo> message_catalogue();
const MessageInfo& info(Message message);

/// An error that AWS would answer: a result, not a failure of ours.
struct ServiceError {
  Message id = Message::ConfigWrite;
  std::string code;
  std::string message;
  int http_status = 400;
  Origin origin = Origin::Assumed;
};

/// The error with its holes filled in, see `fill_holes`.
ServiceError make_error(Message message, std::initializer_list<Hole> holes);

}  // namespace remora::delivery
