#pragma once

#include <optional>
#include <string>

#include "engine/answer/answer.h"
#include "engine/fixture/expectation.h"

namespace remora::suite {

/// The expectation that this answer fulfils, as JSON: the members that the old one had, with what
/// came of them; where the outcome itself is another one, everything that describes it.
std::string expectation_that_holds(const std::optional<fixture::Expectation>& old,
                                   const answer::Answer& answer);

}  // namespace remora::suite
