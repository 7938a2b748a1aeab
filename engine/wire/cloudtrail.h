#pragma once

#include <string_view>

#include "engine/wire/exchange.h"

/// What the files of CloudTrail share.
namespace remora::wire {

/// A trail by its ARN, or by its name among those that the caller sees; null if there is none.
const world::ExistingTrail* named_trail(const Exchange& exchange, std::string_view name);

/// As StartLogging has it: AWS names the trail by its ARN.
Fault no_trail(const Exchange& exchange, std::string_view name);

/// The trail that a member names, as one to change; null if there is none.
world::ExistingTrail* trail_to_change(Exchange& exchange, std::string_view name);

/// An answer that is an empty object.
Reply no_output();

}  // namespace remora::wire
