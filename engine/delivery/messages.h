#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/origin.h"

namespace remora::delivery {

using remora::Origin;

enum class Message : std::uint8_t {
#define REMORA_MESSAGE(id, service, code, status, text, origin, source) id,
#include "engine/delivery/messages.inc"
#undef REMORA_MESSAGE
};

/// A row of the message catalogue.
struct MessageInfo {
  std::string_view id;
  std::string_view service;
  std::string_view code;
  int http_status = 400;
  std::string_view text;  // with {holes}
  Origin origin = Origin::Assumed;
  std::string_view source;
};

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

using Hole = std::pair<std::string_view, std::string_view>;

/// The error with its holes filled in. A hole that is not given prints `null`, as AWS's own text
/// does for an absent prefix or key.
ServiceError make_error(Message message, std::initializer_list<Hole> holes);

}  // namespace remora::delivery
