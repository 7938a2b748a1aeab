#pragma once

#include <functional>
#include <map>
#include <string>

#include "engine/base/file_reader.h"
#include "engine/base/result.h"
#include "engine/fixture/scenario.h"

namespace remora::input {

/// By the id of a delivery that AWS refuses, the code that it answers; empty if none does.
using Refusals = std::map<std::string, std::string, std::less<>>;

/// A scenario as one text of JSON that needs no other file and no option, and gives the same
/// answers: what it extends, its variables and what inputs described are joined already, its policy
/// files are put in, symbols and what is not known have their written form, and so have remarks on
/// what was assumed or found. Only places differ. Of the deliveries in `recorded` it says besides
/// that they are expected to be refused, as a fault that is written down there.
/// Errors: a policy file that cannot be read any more; a text that holds `${{` as it is.
Result<std::string> standalone(const fixture::Scenario& scenario,
                               FileReader& files,
                               const Refusals& recorded = {});

}  // namespace remora::input
