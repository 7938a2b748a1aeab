#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/wire/state.h"

/// A state as a text that it can be read from again: for keeping it between two runs.
namespace remora::wire {

/// The whole state but for the deliveries that were tried: JSON, with the world as a scenario in
/// it.
std::string snapshot_of(const State& state);

/// The scenario in a text that names no files; null limits are the usual ones. Errors: it is none.
Result<std::shared_ptr<const fixture::Scenario>> read_world(std::string text,
                                                            LimitsPtr limits = nullptr);

/// The state of a snapshot. Errors: it is none; its world cannot be read. What restores itself
/// gives the same snapshot again.
Result<State> restore(std::string_view snapshot);

}  // namespace remora::wire
