#pragma once

#include <vector>

#include "engine/delivery/call.h"
#include "engine/wire/state.h"

namespace remora::wire {

/// The calls that a scenario of the world tries: what is there already is delivered again, and what
/// was refused and is not there is tried again.
std::vector<delivery::Call> calls_of(const State& state);

}  // namespace remora::wire
