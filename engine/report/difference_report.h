#pragma once

#include <string>
#include <vector>

#include "engine/fixture/difference.h"
#include "engine/report/style.h"

namespace remora::report {

/// What flips between two versions, for people: a line for each delivery and request, beneath those
/// that changed the requests that flipped and why. `quiet` leaves out what stays as it was.
std::string difference_text(const std::vector<fixture::Change>& changes,
                            const TextOptions& options);

/// The same as JSON: `{"schemaVersion": 1, "changes": [...], "summary": {...}}`.
std::string difference_json(const std::vector<fixture::Change>& changes);

}  // namespace remora::report
