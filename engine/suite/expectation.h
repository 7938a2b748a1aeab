#pragma once

#include <optional>
#include <string>

#include "engine/delivery/outcome.h"
#include "engine/explanation/cause.h"
#include "engine/fixture/expectation.h"

namespace remora::suite {

/// The expectation that this outcome fulfils, as JSON: the members that the old one had, with what
/// came of them; where the outcome itself is another one, everything that describes it.
std::string expectation_that_holds(const std::optional<fixture::Expectation>& old,
                                   const delivery::DeliveryOutcome& outcome,
                                   const std::optional<explanation::Cause>& cause);

}  // namespace remora::suite
