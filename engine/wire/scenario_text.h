#pragma once

#include <map>
#include <string>

#include "engine/wire/state.h"

/// The world of an endpoint as a scenario, so that a run of tests becomes a fixture.
namespace remora::wire {

/// The world as it is now, with what is delivered in it: each channel, each trail, and each call
/// that was refused and would be tried again; with what comes of them in this world as what is
/// expected. One text that `check`, `fix` and `test` read.
std::string scenario_of(const State& state);

/// The world as it is now, with nothing tried in it, and policies as the very texts that they were
/// stored as.
std::string world_of(const State& state);

/// The world that one call was tried in, with that call.
std::string scenario_of(const State& state, const DeliveryRecord& record);

}  // namespace remora::wire
