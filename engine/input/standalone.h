#pragma once

#include <string>

#include "engine/base/file_reader.h"
#include "engine/base/result.h"
#include "engine/fixture/scenario.h"

namespace remora::input {

/// A scenario as one text of JSON that needs no other file and no option, and gives the same
/// answers: what it extends, its variables and what inputs described are joined already, its policy
/// files are put in, symbols and what is not known have their written form, and so have remarks on
/// what was assumed or found. Only places differ.
/// Errors: a policy file that cannot be read any more; a text that holds `${{` as it is.
Result<std::string> standalone(const fixture::Scenario& scenario, FileReader& files);

}  // namespace remora::input
