#pragma once

#include <optional>
#include <string_view>

#include "engine/diagnose/sighting.h"
#include "engine/wrapping/wrapping.h"

namespace remora::diagnose {

/// What a tool put around a message.
struct Surroundings {
  wrapping::Form form = wrapping::Form::Bare;
  std::string_view operation;  // of the row, where it names one
  HoleValues values;           // of the tool's own holes: code, operation, region, stack_id, ...
};

/// The wrapping of which most is found around the message at [begin, end) of the normalised text.
/// A part of it is enough, if it is the part beside the message. Nothing if the message stands
/// alone.
std::optional<Surroundings> find_surroundings(std::string_view text,
                                              std::size_t begin,
                                              std::size_t end,
                                              std::string_view service,
                                              const Wordings& wordings);

}  // namespace remora::diagnose
