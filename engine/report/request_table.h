#pragma once

#include <string>

#include "engine/delivery/outcome.h"
#include "engine/report/style.h"

namespace remora::report {

/// The requests of a delivery, numbered, one a line where the width allows it: who, what, the
/// verdict, and what the service wants with it. `>` stands before the one at fault.
std::string request_table(const delivery::DeliveryOutcome& outcome, const TextOptions& options);

}  // namespace remora::report
