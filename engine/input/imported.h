#pragma once

#include <string>

#include "engine/base/file_reader.h"
#include "engine/import/import.h"
#include "engine/input/load.h"

namespace remora::input {

/// True if an input is no scenario, but something that a scenario is made of: a policy, output of
/// the AWS CLI, a plan of Terraform, an error text, a folder of such files. What was read for that
/// is put into `documents`, so that nobody reads it again. `kind` is what `--input` says of all
/// inputs: `scenario`, or a kind that is imported; if it is empty their content does.
bool is_imported(const std::string& path,
                 std::string_view kind,
                 FileReader& files,
                 imports::Documents& documents);

/// What an import says besides the scenario: its warnings, and as notes what it assumed.
Diagnostics notes_of(const imports::Imported& imported);

/// The scenario that the sources describe together, with the changes that are to be tried. What was
/// assumed stands among its warnings, as notes.
/// Errors: as import_sources.
Result<LoadedScenario> load_imported(const imports::Sources& sources,
                                     const WhatIf& what_if,
                                     FileReader& files);

}  // namespace remora::input
