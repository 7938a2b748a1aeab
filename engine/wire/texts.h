#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>

#include "engine/aws/service_message.h"

namespace remora::wire {

enum class Text : std::uint8_t {
#define REMORA_WIRE_TEXT(id, service, code, status, text, origin, source) id,
#include "engine/wire/texts.inc"
#undef REMORA_WIRE_TEXT
};

std::span<const ServiceMessage> texts();

/// An error that AWS would answer.
struct Fault {
  std::string code;
  std::string message;
  int status = 400;
};

/// The error with its holes filled in.
Fault fault(Text text, std::initializer_list<Hole> holes = {});

}  // namespace remora::wire
